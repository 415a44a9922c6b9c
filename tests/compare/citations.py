#!/usr/bin/env python3
"""Counts which places that look like citations were read as citations.

    tests/compare/citations.py FOLDER [--rasoat target/debug/rasoat] [--show]

Every file of FOLDER is read with `rasoat parse`. A place looks like a citation if it is a number and
symbol (`73/2023/NĐ-CP`, `14-KL/TW`) or a kind word followed by a number (`Nghị định số 73`). It
counts as read if a citation with a well-formed or repaired symbol, or a short mention, covers its
number. The number of a document itself, in its header, is none. Printed are the counts for each
format and in all; `--show` lists the rest with its line. Python's own library is enough.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import unicodedata

LETTERS = "A-ZĐÐÀ-Ỹ"
SYMBOL = re.compile(
    rf"(?<![\w/.,-])\d{{1,5}}[a-z]?(?:\.\d\d?)?(?: ?/ ?(?:19|20)\d\d)?(?: ?/ ?|[–-])[{LETTERS}](?=[{LETTERS}a-zđ&\d]*[/–{LETTERS}-])"
)
# Forms to be filled in bear numbers of the same shape, and a header that is quoted its own.
OTHER = re.compile(r"(?:(?:mẫu|biểu|phiếu)(?: số)?:? (?:\S+ và )?|(?:^|[\n;|])\W*Số\W*)$", re.IGNORECASE)
KINDS = (
    "Bộ luật|Luật|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư liên tịch|Thông tư|Thông tri|"
    "Quy định|Quy chế|Kết luận|Hướng dẫn|Kế hoạch|Chương trình|Thông báo|Tờ trình|Báo cáo|Công văn|Công điện|Văn bản"
)
NUMBERED = "Nghị định|Nghị quyết|Thông tư|Chỉ thị|Kết luận|Công điện|Quyết định"
NAMED = re.compile(
    rf"\b(?:{KINDS})\s+số\s*:?\s*(\d{{1,5}})|\b(?:{NUMBERED})\s+(\d{{1,5}})(?![\d.]*\s+\w*(?:năm|điều|khoản|nội))",
    re.IGNORECASE,
)
FORMATS = (".docx", ".doc", ".odt", ".md", ".txt", ".pdf")


def documents(parsed):
    yield parsed
    for other in parsed["further"]:
        yield from documents(other)


def compact(text):
    return re.sub(r"\s|\*", "", unicodedata.normalize("NFC", text)).replace("–", "-")


def is_read(citation):
    symbol = citation["symbol"]
    return symbol is None or symbol["family"] != "malformed" or symbol["repair"] is not None


def places(text):
    found = {match.start() for match in SYMBOL.finditer(text)}
    return sorted(found | {match.start(match.lastindex) for match in NAMED.finditer(text)})


def count(whole, text):
    """For each place in `text` what became of it; a citation answers for one place."""
    numbers, own = collections.Counter(), collections.Counter()
    torn = collections.Counter()
    for document in whole:
        if document["number"]:
            own[compact(document["number"]["text"])] += 1
        for citation in document["citations"]:
            number = citation["symbol"]["text"] if citation["symbol"] else citation["number"] or ""
            (numbers if is_read(citation) else torn)[compact(number)] += 1
    for start in places(text):
        ahead = compact(text[start : start + 160])
        if OTHER.search(text[max(start - 24, 0) : start]):
            continue
        for name, known in ("read", numbers), ("kept as unparsed", torn):
            longest = max((number for number, left in known.items() if left and number and ahead.startswith(number)), key=len, default=None)
            if longest:
                known[longest] -= 1
                yield start, name
                break
        else:
            yield start, "not read"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rasoat", default="target/debug/rasoat")
    parser.add_argument("--show", action="store_true", help="list the places that were not read")
    options = parser.parse_args()
    counts = collections.defaultdict(collections.Counter)
    for file in sorted(file for file in options.folder.iterdir() if file.suffix in FORMATS):
        command = [options.rasoat, "parse", str(file), "--format"]
        parsed = subprocess.run([*command, "json"], capture_output=True, text=True)
        text = unicodedata.normalize("NFC", subprocess.run([*command, "text"], capture_output=True, text=True).stdout)
        if parsed.returncode or not text:
            continue
        for start, name in count(list(documents(json.loads(parsed.stdout))), text):
            counts[file.suffix[1:]][name] += 1
            if options.show and name != "read":
                around = text[max(start - 60, 0) : start + 50].replace("\n", " ⏎ ")
                print(f"{file.name}: {name}: …{around}…")
    total = sum(counts.values(), collections.Counter())
    for form, found in [*sorted(counts.items()), ("all", total)]:
        print(f"{form:5}{found['read']:6} of {found.total():5} read ({found['read'] / max(found.total(), 1):.2%}), "
              f"{found['kept as unparsed']} kept as unparsed, {found['not read']} not read")


if __name__ == "__main__":
    main()
