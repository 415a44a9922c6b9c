#!/usr/bin/env python3
"""How many figures of real documents are compared with others, by folder and format.

    tests/compare/figures.py RASOAT FOLDER… [--json target/quality/figures.json]

Counts percentages and all figures that some relation proves or refutes, and those of which none speaks. The names of
documents are not written. Needs Python 3.8 and nothing else.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys

KINDS = {".docx", ".odt", ".pdf", ".txt", ".md", ".doc"}


def read(program, file):
    """The answer of `figures` for one file; None if it cannot be read."""
    run = subprocess.run(
        [program, "figures", "--isolated", "--format", "json", str(file)], capture_output=True, text=True, check=False
    )
    try:
        return json.loads(run.stdout)
    except ValueError:
        return None


def measure(program, folder):
    """Counts over the documents of one folder, by format; all of them first."""
    formats = collections.defaultdict(collections.Counter)
    for file in sorted(pathlib.Path(folder).rglob("*")):
        answer = read(program, file) if file.suffix.lower() in KINDS else None
        if answer is None:
            continue
        counts = collections.Counter(documents=1)
        for figure in answer["figures"]:
            of = ["figures"] + (["percentages"] if figure["kind"] == "percent" else [])
            standing = figure["standing"] if figure["standing"] in ("right", "wrong") else "open"
            for what in of:
                counts[what] += 1
                counts[what + "-" + standing] += 1
        formats["all"].update(counts)
        formats[file.suffix.lower()[1:]].update(counts)
    return [{"format": name, **formats[name]} for name in sorted(formats, key=lambda name: (name != "all", name))]


def main():
    """Measures each folder, prints, and writes the results."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("folders", nargs="+")
    options.add_argument("--json", default="target/quality/figures.json")
    options = options.parse_args()
    results = [measure(options.program, folder) for folder in options.folders]
    for folder, formats in zip(options.folders, results):
        for counts in formats:
            tied = counts.get("percentages-right", 0) + counts.get("percentages-wrong", 0)
            print(f"{folder}: {tied} of {counts.get('percentages', 0)} percentages, {counts}")
    path = pathlib.Path(options.json)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
