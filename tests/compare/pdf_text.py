#!/usr/bin/env python3
"""Compares the text that rasoat reads from PDF files with that of `pdftotext`.

    tests/compare/pdf_text.py FOLDER [--rasoat target/debug/rasoat] [--show]

For every PDF of FOLDER the letters and digits of `rasoat parse --format text` are laid beside those of
`pdftotext` (of Poppler, which must be on the path). Printed are, for each file, the share of letters
that agree

    bag    whatever their order, with `pdftotext -layout`: what was lost, doubled or misread;
    order  word by word in one order, with `pdftotext` or `pdftotext -layout`, whichever agrees better:
           `-layout` reads the columns of a header or a table across, plain `pdftotext` and rasoat down.

Page numbers and running headers, which rasoat takes off the text, count as lost. `--show` prints the
words that only one side has. Python's own library is enough.
"""

import argparse
import collections
import difflib
import pathlib
import subprocess
import unicodedata


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def words(text):
    text = unicodedata.normalize("NFC", text)
    kept = ("".join(letter if letter.isalnum() else " " for letter in line) for line in text.splitlines())
    return " ".join(kept).split()


def letters(words):
    return collections.Counter("".join(words))


def share(agreed, left, right):
    longest = max(left, right)
    return 100.0 * agreed / longest if longest else 100.0


def bag(left, right):
    left, right = letters(left), letters(right)
    return share((left & right).total(), left.total(), right.total())


def order(left, right):
    blocks = difflib.SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    agreed = sum(len(word) for block in blocks for word in left[block.a : block.a + block.size])
    return share(agreed, len("".join(left)), len("".join(right)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rasoat", default="target/debug/rasoat")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    print(f"{'bag':>7} {'order':>7}  file")
    read = []
    for path in sorted(options.folder.glob("*.pdf")):
        ours = run(options.rasoat, "parse", "--format", "text", path)
        if ours is None:
            print(f"{'refused':>15}  {path.name}")
            continue
        ours = words(ours)
        layout, plain = (words(run("pdftotext", *extra, path, "-") or "") for extra in (["-layout"], []))
        row = bag(ours, layout), max(order(ours, layout), order(ours, plain))
        read.append(row)
        print(f"{row[0]:7.2f} {row[1]:7.2f}  {path.name}")
        if options.show:
            here, there = collections.Counter(ours), collections.Counter(layout)
            print("        only rasoat:   ", dict((here - there).most_common(20)))
            print("        only pdftotext:", dict((there - here).most_common(20)))
    if read:
        print(f"{sum(row[0] for row in read) / len(read):7.2f} {sum(row[1] for row in read) / len(read):7.2f}  mean of {len(read)}")


if __name__ == "__main__":
    main()
