#!/usr/bin/env python3
"""Has programs that audit packages look at marked copies: they may say nothing of a kind that they do not say of the
original. A run that is cut carries on what was wrong with it, so kinds are compared and not counts.

    tests/consumers/install.sh
    tests/consumers/audit.py FOLDER... [--rasoat target/debug/rasoat] [--consumers target/consumers] [--args "--each"]...

Every DOCX and ODT of the folders is marked, once for each `--args`. openxml-audit holds the copy against the
schemas (of OpenDocument too), ooxml-integrity and docx-integrity look for whatever makes Word offer a repair and for what was lost
against the original, python-docx reads the comments: as many, by the same name, with words that they stand at. A program that is
not installed is named and left out; a difference is shown, and the exit code is 1.
"""

import argparse
import collections
import importlib
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

PROGRAMS = ["openxml_audit", "ooxml_integrity", "docx_integrity", "docx"]
# Letters and their marks in one take fewer characters, and a doubled word goes.
FEWER_LETTERS = "FID003"
MAIN = re.compile(r"word/document\d*\.xml")


def installed():
    """The modules that are here, by name."""
    found = {}
    for name in PROGRAMS:
        try:
            found[name] = importlib.import_module(name)
        except ImportError:
            print(f"left out: {name} is not installed")
    return found


def told_by_schema(module, path):
    """The kinds of what openxml-audit says: the part, the words, and the element with the one around it."""
    make = module.OdfValidator if path.suffix == ".odt" else module.OpenXmlValidator
    errors = make(max_errors=0).validate(str(path)).errors
    element = lambda error: "/".join(re.sub(r"\[[0-9]+\]", "", error.path or "").split("/")[-2:])
    return {f"{error.part_uri}: {error.description} ({element(error)})" for error in errors}


def told_of_structure(module, path):
    return {f"{finding.code} {finding.part}": finding.message for finding in module.check(str(path))}


def lost(module, original, copy):
    """What a copy has lost. That something came, and that words went, is what was asked for."""
    try:
        module.compare(str(original), str(original))
    except ValueError:  # it cannot follow the original
        return []
    found = module.compare(str(original), str(copy))
    told = [finding for finding in found if finding.severity != module.INFO and finding.code != FEWER_LETTERS]
    return [f"{finding.code}: {finding.message}" for finding in told]


def comments_missed(module, copy, wrote):
    """What python-docx does not see of the comments."""
    comments = [comment for comment in module.Document(str(copy)).comments if comment.author == "rasoat"]
    if len(comments) != wrote:
        return [f"{wrote} comments, {len(comments)} are read"]
    names = zipfile.ZipFile(copy).namelist()
    main = "".join(zipfile.ZipFile(copy).read(name).decode() for name in names if MAIN.fullmatch(name))
    silent = [comment.comment_id for comment in comments if not comment.text.strip() or comment.initials != "RS"]
    return [f"comment {number} says nothing" for number in silent] + [
        f"comment {comment.comment_id} has no {mark}"
        for comment in comments
        for mark in ("commentRangeStart", "commentRangeEnd", "commentReference")
        if len(re.findall(rf'<\w+:{mark} \w+:id="{comment.comment_id}"/>', main)) != 1
    ]


def audited(original, copy, wrote, programs):
    """All that is wrong with one copy."""
    wrong = []
    if module := programs.get("openxml_audit"):
        extra = told_by_schema(module, copy) - told_by_schema(module, original)
        wrong += [f"openxml-audit: {said}" for said in sorted(extra)]
    if original.suffix == ".odt":
        return wrong
    for name in ("ooxml_integrity", "docx_integrity"):
        if module := programs.get(name):
            known = told_of_structure(module, original)
            extra = [f"{code}: {said}" for code, said in told_of_structure(module, copy).items() if code not in known]
            wrong += [f"{name}: {said}" for said in extra + lost(module, original, copy)]
    if module := programs.get("docx"):
        try:
            module.Document(str(original)).comments  # noqa: B018
        except Exception:  # noqa: BLE001 – what it cannot open as it was tells nothing of the copy
            return wrong
        wrong += [f"python-docx: {said}" for said in comments_missed(module, copy, wrote)]
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--rasoat", default="target/debug/rasoat")
    parser.add_argument("--consumers", default="target/consumers")
    parser.add_argument("--args", action="append", default=[])
    args = parser.parse_args()
    sys.path.insert(0, str(pathlib.Path(args.consumers) / "python"))
    programs = installed()
    files = sorted(p for f in args.folders for p in pathlib.Path(f).rglob("*") if p.suffix in (".docx", ".odt"))
    total = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            for number, more_args in enumerate(args.args or [""]):
                copy = pathlib.Path(folder) / f"{number}-{path.name}"
                asked = [args.rasoat, "annotate", "--isolated", "--today", "2026-11-30", str(path), "-o", str(copy)]
                run = subprocess.run([*asked, *more_args.split()], capture_output=True, text=True)
                if run.returncode:
                    total["refused"] += 1
                    print(f"{path.name} {more_args}: refused: {run.stderr.strip()}")
                    continue
                wrote, changes = map(int, re.findall(r"[0-9]+", run.stdout.rsplit(": ", 1)[1])[:2])
                total["copies"] += 1
                total["comments"] += wrote
                total["changes"] += changes
                if wrong := audited(path, copy, wrote, programs):
                    total["bad"] += 1
                    print(f"{path.name} {more_args}:\n    " + "\n    ".join(wrong[:12]), flush=True)
    print(f"{len(programs)} programs, " + ", ".join(f"{count} {what}" for what, count in total.items()))
    sys.exit(bool(total["bad"]) or not total["copies"])


if __name__ == "__main__":
    main()
