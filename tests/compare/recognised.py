#!/usr/bin/env python3
"""Compares what two builds of rasoat recognise in the documents of a folder.

    tests/compare/recognised.py OLD NEW FOLDER… [--show FACT] [--only TEXT]

Both programs read every document of the folders with `rasoat parse --format json`. Printed are how many
files have a changed fact, and for each fact how many files and values were lost and gained. Facts are
compared as texts: where a value stands is left out. `--show` lists the changes of one fact (or of `all`),
`--only` takes only files whose path holds TEXT. Python's own library is enough.
"""

import argparse
import collections
import concurrent.futures
import json
import pathlib
import subprocess
import unicodedata

SUFFIXES = {".txt", ".md", ".docx", ".doc", ".odt", ".pdf"}
WITHOUT_PLACE = {"schema", "tool", "path", "notices"}
PLACES = ("location", "span", "place", "line", "column", "offset", "block", "against", "parent")


def main():
    options = read_options()
    files = sorted(
        path
        for folder in options.folders
        for path in ([folder] if folder.is_file() else folder.rglob("*"))
        if path.suffix in SUFFIXES and options.only in str(path)
    )
    lost, gained, changed = collections.Counter(), collections.Counter(), collections.Counter()
    files_changed = 0
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        pairs = pool.map(lambda path: (path, facts(options.old, path), facts(options.new, path)), files)
        for path, old, new in pairs:
            differs = [fact for fact in sorted(old.keys() | new.keys()) if old[fact] != new[fact]]
            files_changed += bool(differs)
            for fact in differs:
                minus, plus = old[fact] - new[fact], new[fact] - old[fact]
                changed[fact] += 1
                lost[fact] += sum(minus.values())
                gained[fact] += sum(plus.values())
                if options.show in (fact, "all"):
                    show(path, fact, minus, plus)
    print(f"facts changed in {files_changed} of {len(files)} files")
    for fact in sorted(changed):
        print(f"{fact:24} in {changed[fact]:4} files, lost {lost[fact]:5}, gained {gained[fact]:5}")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("old", help="the program before")
    parser.add_argument("new", help="the program after")
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--show", default="", metavar="FACT")
    parser.add_argument("--only", default="", metavar="TEXT")
    return parser.parse_args()


def facts(program, path):
    """What `program` recognises in `path`: for each fact its values, counted."""
    ran = subprocess.run([program, "parse", "--isolated", "--format", "json", str(path)], capture_output=True)
    found = collections.defaultdict(collections.Counter)
    if ran.returncode != 0:
        found["unread"][str(ran.returncode)] += 1
        return found
    document = json.loads(ran.stdout)
    for name, value in document.items():
        if name == "components":
            for part in value:
                words = " ".join(place["text"] for place in part.get("places", []))
                found["part " + part["kind"]][squeezed(words)] += 1
        elif name not in WITHOUT_PLACE:
            for item in value if isinstance(value, list) else [value]:
                found[name][json.dumps(bare(item), ensure_ascii=False, sort_keys=True)] += 1
    return found


def bare(value):
    """`value` without the places in it."""
    if isinstance(value, dict):
        return {name: bare(part) for name, part in value.items() if not name.endswith(PLACES)}
    if isinstance(value, list):
        return [bare(part) for part in value]
    return squeezed(value) if isinstance(value, str) else value


def squeezed(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def show(path, fact, minus, plus):
    print(f"{path.name}: {fact}")
    for sign, values in (("-", minus), ("+", plus)):
        for value, count in values.items():
            print(f"    {sign}{'' if count == 1 else count} {value[:240]}")


if __name__ == "__main__":
    main()
