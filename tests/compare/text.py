#!/usr/bin/env python3
"""Compares the text that rasoat reads, automatic numbers included, with the text of LibreOffice.

    tests/compare/text.py FOLDER [--rasoat target/debug/rasoat] [--work FOLDER]

For every DOCX of FOLDER the output of `rasoat parse --format text` is laid beside LibreOffice's text
export (`soffice` must be on the path), white space left out. The export drops text boxes, floating
tables and some labels of lists; what only rasoat has is therefore looked up in the PDF that LibreOffice
prints (`pdftotext` must be on the path) and counts as agreed if it is printed there. Every difference
that is left is shown, and with it the reason where it is one of those that LibreOffice is known for.

Agreement is the share of letters that both sides have, of the longer side. Python's own library is
enough. LibreOffice is a second opinion, not the truth.
"""

import argparse
import difflib
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

from facts import squeezed

ENOUGH = 0.995
# A difference is shown with so many letters.
SHOWN = 60
# The PDF sets a long line in several; so many letters in a row are looked up at once.
WINDOW = 24
HYPHENS = ("-", "\u2010", "\u2011")
BULLETS = ("-", "+", "•", "·", "▪", "\uf0b7")


def convert(files, target, work):
    """LibreOffice's version of `files` in `work`, those that are not there yet."""
    suffix = target.split(":")[0]
    missing = [str(file) for file in files if not (work / f"{file.stem}.{suffix}").exists()]
    if missing:
        profile = f"-env:UserInstallation=file://{tempfile.mkdtemp()}"
        command = ["soffice", profile, "--headless", "--convert-to", target, "--outdir", str(work), *missing]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def printed(pdf):
    """The letters of a PDF, as laid out on the page and in the order in which they are stored."""
    if not pdf.exists():
        return ""
    layout = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True).stdout
    stored = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True).stdout
    # The number of a page stands between two lines of one paragraph.
    stored = re.sub(r"\f\s*\d+\s*\n", "", stored)
    return squeezed(layout) + "\n" + squeezed(stored)


def lines(text):
    found = (squeezed(line).replace("\ufeff", "") for line in text.splitlines())
    return [line for line in found if line]


def confirmed(line, paper):
    """How many letters of `line` stand on `paper`."""
    if line in paper:
        return len(line)
    pieces = [line[at:at + WINDOW] for at in range(0, len(line), WINDOW)]
    return sum(len(piece) for piece in pieces if piece in paper)


def reason(ours, theirs, document):
    """Why LibreOffice's text differs here, if it is one of the reasons known."""
    if not ours and "w:del " in document or "w:moveFrom " in document and not ours:
        return "LibreOffice writes deleted and moved text too"
    if ours in HYPHENS and theirs in HYPHENS:
        return "rasoat writes every hyphen as the plain one"
    if ours in BULLETS and theirs in BULLETS:
        return "signs of fonts of pictures have no one letter"
    if not ours and theirs.isdigit():
        return "LibreOffice writes the signs of notes"
    if re.sub(r"\d", "", ours) == re.sub(r"\d", "", theirs) and re.search(r"instrText[^<]*>[^<]*\b(DATE|TIME|PAGE)", document):
        return "LibreOffice computes the field anew"
    return ""


def compare(ours, theirs, paper, document):
    """The share of letters that agree, without and with what is printed, and the differences."""
    left, right = lines(ours), lines(theirs)
    same = on_paper = 0
    differences = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            same += sum(len(line) for line in left[a:b])
            continue
        if not left[a:b] or not right[c:d]:
            alone = [(line, "") for line in left[a:b]] + [("", line) for line in right[c:d]]
        else:
            one, other = "".join(left[a:b]), "".join(right[c:d])
            matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
            same += sum(block.size for block in matcher.get_matching_blocks())
            alone = [(one[i:j], other[k:l]) for tag, i, j, k, l in matcher.get_opcodes() if tag != "equal"]
        for mine, other in alone:
            found = confirmed(mine, paper) if mine and not other else 0
            on_paper += found
            if found < len(mine) or other:
                differences.append((mine, other, reason(mine, other, document)))
    total = max(sum(map(len, left)), sum(map(len, right)), 1)
    return same / total, (same + on_paper) / max(total, same + on_paper), differences


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--rasoat", default="target/debug/rasoat")
    arguments.add_argument("--work", type=pathlib.Path, help="keep LibreOffice's files here and use those there are")
    options = arguments.parse_args()
    work = options.work or pathlib.Path(tempfile.mkdtemp())
    files = sorted(options.folder.glob("*.docx"))
    for target in ("txt:Text", "pdf"):
        convert(files, target, work)
    plain = full = compared = 0
    for file in files:
        read = subprocess.run([options.rasoat, "parse", "--format", "text", str(file)], capture_output=True, text=True)
        export = work / f"{file.stem}.txt"
        if read.returncode or not export.exists():
            print(f"{file.name}: not compared: {read.stderr.strip() or 'LibreOffice does not read it'}")
            continue
        with zipfile.ZipFile(file) as package:
            document = package.read("word/document.xml").decode()
        paper = printed(work / f"{file.stem}.pdf")
        share, with_paper, differences = compare(read.stdout, export.read_text(), paper, document)
        compared += 1
        plain += share >= ENOUGH
        full += with_paper >= ENOUGH
        print(f"{file.name}: {share:.2%} of the text export, {with_paper:.2%} with what is printed")
        for mine, other, why in differences:
            print(f"    {mine[:SHOWN]!r} / {other[:SHOWN]!r}{': ' if why else ''}{why}")
    print()
    print(f"{plain} of {compared} files agree in {ENOUGH:.1%} of their letters or more with the text export alone,")
    print(f"{full} of {compared} with what LibreOffice prints")


if __name__ == "__main__":
    sys.exit(main())
