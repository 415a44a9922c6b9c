#!/usr/bin/env python3
"""Lists where the registry disagrees with how documents cite its instruments: date, issuer and title.

An instrument is listed when most of the documents that cite it with a complete date, an issuer or a title say
otherwise than the registry. Of a title only the words are compared, and only where both have four that tell. Each line is to be read:
the documents may copy one another's slip, two instruments may share a number, or the registry is wrong.

    cargo build && python3 benches/registry.py target/debug/rasoat FOLDER... [--least N]
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
FORMATS = {".docx", ".odt", ".doc", ".pdf", ".md", ".txt"}
EMPTY = set("về việc quy định ban hành của và một số điều các cho trong tại theo với chi tiết hướng dẫn thi sửa đổi bổ sung đối".split())


def folded(text):
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def key(number):
    """A symbol without what writers do differently: zeros, spaces, the two capital D with a stroke."""
    number = re.sub(r"\s+", "", number.replace("Ð", "Đ")).upper()
    return re.sub(r"(?<!\d)0+(?=\d)", "", number)


def words(title):
    return set(re.findall(r"\w+", folded(title))) - EMPTY


def day(text):
    found = re.findall(r"\d+", text or "")
    if len(found) != 3 or len(found[2]) != 4:
        return None
    return f"{int(found[2]):04}-{int(found[1]):02}-{int(found[0]):02}"


def cited(program, path):
    told = subprocess.run([program, "parse", "--isolated", "--format", "json", str(path)], capture_output=True)
    return json.loads(told.stdout)["citations"] if told.returncode == 0 and told.stdout else []


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--least", type=int, default=1, help="documents that must cite it (1)")
    asked = parser.parse_args()

    registry = collections.defaultdict(list)
    for entry in json.loads((ROOT / "rules/lexicon/instruments.json").read_text(encoding="utf-8")):
        registry[key(entry.get("number", ""))].append(entry)

    said = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
    files = sorted(path for folder in asked.folders for path in folder.rglob("*") if path.suffix.lower() in FORMATS)
    for path in files:
        facts = collections.defaultdict(set)
        for citation in cited(asked.program, path):
            symbol = citation.get("symbol")
            if not symbol or citation["quoted"] or symbol["family"] == "malformed":
                continue
            number = key(symbol["text"])
            # A law and a resolution of the National Assembly may have one number.
            if number not in registry:
                continue
            for fact, value in (("date", day(citation["date"])), ("issuer", citation["issuer"]), ("title", citation["title"])):
                if value:
                    facts[(number, fact)].add(value if fact == "date" else folded(value))
        for (number, fact), values in facts.items():
            for value in values:
                said[number][fact][value] += 1

    compared = collections.Counter()
    listed = []
    for number, facts in sorted(said.items()):
        entries = registry[number]
        for fact, counts in facts.items():
            if sum(counts.values()) < asked.least:
                continue
            compared[fact] += 1
            if fact == "date":
                right = {entry["date"] for entry in entries}
                fits = sum(count for value, count in counts.items() if value in right)
            elif fact == "issuer":
                right = {folded(entry.get("issuer", "")) for entry in entries}
                fits = sum(
                    count for value, count in counts.items()
                    if any(name and (name in value or value in name) for name in right)
                )
            else:
                right = {entry.get("title", "") for entry in entries}
                fits = sum(count for value, count in counts.items() if any(alike(value, title) for title in right))
            if fits * 2 < sum(counts.values()):
                most, times = counts.most_common(1)[0]
                listed.append(f"{fact}\t{number}\t{times}/{sum(counts.values())}\t{most[:160]}\t{' | '.join(sorted(right))[:160]}")
    print("\n".join(sorted(listed)))
    print(f"{len(files)} documents; " + ", ".join(f"{fact}: {count} compared" for fact, count in compared.items()), file=sys.stderr)


def alike(value, title):
    mine, its = words(value), words(title)
    if min(len(mine), len(its)) < 4:
        return True
    return len(mine & its) * 2 >= min(len(mine), len(its))


if __name__ == "__main__":
    main()
