#!/usr/bin/env python3
"""Compares the findings of rasoat on the same documents in several formats.

    tests/compare/findings.py FOLDER FOLDER... [--rasoat target/debug/rasoat]

Files of the same name, whatever its ending, are laid beside each other: a folder of DOCX and one of the
same files turned into ODT or DOC by LibreOffice (`soffice --headless --convert-to odt --outdir FOLDER
*.docx`). Printed are the rules whose number of findings differs from the first folder, with the quotes,
and those that one format leaves unchecked are told apart from those it finds nothing wrong in.
"""

import argparse
import collections
import json
import pathlib
import subprocess


def check(rasoat, path):
    done = subprocess.run([rasoat, "check", "--format", "json", path], capture_output=True, text=True, check=False)
    # A file that cannot be read has no findings.
    file = next(iter(json.loads(done.stdout)["files"]), {}) if done.stdout else {}
    found = collections.defaultdict(list)
    for finding in file.get("diagnostics", []):
        found[finding["rule"]].append(finding.get("quote") or "")
    return found, {entry["rule"] for entry in file.get("not_checked", [])}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=pathlib.Path, nargs="+")
    parser.add_argument("--rasoat", default="target/debug/rasoat")
    options = parser.parse_args()
    first, *others = options.folders
    total = collections.Counter()
    for path in sorted(first.iterdir()):
        here, _ = check(options.rasoat, path)
        total[first] += sum(map(len, here.values()))
        for folder in others:
            for other in folder.glob(path.stem + ".*"):
                there, unchecked = check(options.rasoat, other)
                total[folder] += sum(map(len, there.values()))
                for rule in sorted(set(here) | set(there)):
                    if len(here[rule]) == len(there[rule]) or rule in unchecked and not there[rule]:
                        continue
                    print(f"{other.name}: {rule}: {len(here[rule])} -> {len(there[rule])}")
                    for side, quotes, rest in (("-", here[rule], there[rule]), ("+", there[rule], here[rule])):
                        left = collections.Counter(quotes) - collections.Counter(rest)
                        for quote in list(left)[:3]:
                            print(f"    {side} {quote[:90]}")
    for folder in options.folders:
        print(f"{folder}: {total[folder]} findings")


if __name__ == "__main__":
    main()
