#!/usr/bin/env python3
"""Compares what rasoat reads from DOCX files with what LibreOffice reads.

    tests/compare/facts.py FOLDER [--rasoat target/debug/rasoat] [--work FOLDER] [--show FACT]

Every DOCX of FOLDER is turned into flat ODF by LibreOffice (`soffice` must be on the path) and its
paragraphs are laid beside those of `rasoat parse --format facts` by their text. Printed are, for each
fact, in how many of the paragraphs found on both sides the two agree, and for each file how much of
the text does. `--show` lists the places where one fact differs. Python's own library is enough.

Labels of automatic numbering are left out on both sides: flat ODF does not hold them. LibreOffice is
a second opinion, not the truth.
"""

import argparse
import collections
import difflib
import json
import pathlib
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
}
TWIPS = {"in": 1440, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pt": 20}
# LibreOffice stores lengths in hundredths of a millimetre or thousandths of an inch.
CLOSE = 3
PARAGRAPH = ["alignment", "first_line_indent", "left_indent", "right_indent", "space_before", "space_after",
             "line_spacing"]
RUN = ["font", "half_points", "bold", "italic"]


def name(qualified):
    prefix, local = qualified.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


LINE, LEAST = name("fo:line-height"), name("style:line-height-at-least")


def twips(value):
    for unit, factor in TWIPS.items():
        if value and value.endswith(unit):
            return round(float(value[: -len(unit)]) * factor)
    return None


class Flat:
    """The paragraphs of a flat ODF file with their resolved facts."""

    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.faces = {
            face.get(name("style:name")): face.get(name("svg:font-family"), "").strip("'\"")
            for face in root.iter(name("style:font-face"))
        }
        self.styles, self.defaults = {}, {}
        for style in root.iter(name("style:default-style")):
            self.defaults[style.get(name("style:family"))] = self.properties(style)
        for style in root.iter(name("style:style")):
            key = (style.get(name("style:family")), style.get(name("style:name")))
            self.styles[key] = (style.get(name("style:parent-style-name")), self.properties(style))
        self.paragraphs = []
        self.walk(root.find(f"{name('office:body')}/{name('office:text')}"), False)

    @staticmethod
    def properties(style):
        found = {}
        for kind in ("paragraph-properties", "text-properties"):
            element = style.find(name(f"style:{kind}"))
            found.update(element.attrib if element is not None else {})
        return found

    def resolved(self, family, style):
        layers = []
        while style and (family, style) in self.styles and len(layers) < 50:
            style, properties = self.styles[family, style]
            layers.append(properties)
        result = dict(self.defaults.get(family, {})) if family == "paragraph" else {}
        for properties in reversed(layers):
            for one, other in ((LINE, LEAST), (LEAST, LINE)):
                if one in properties:
                    result.pop(other, None)
            result.update(properties)
        return result

    def walk(self, element, in_list):
        for child in element:
            if child.tag in (name("text:p"), name("text:h")):
                self.paragraph(child, in_list)
            elif child.tag.startswith(f"{{{NAMES['draw']}}}") or child.tag == name("text:tracked-changes"):
                continue
            else:
                self.walk(child, in_list or child.tag == name("text:list"))

    def paragraph(self, element, in_list):
        # A floating table is a table in a frame here; it stands before the paragraph that holds it.
        for box in element.iter(name("draw:text-box")):
            if box.find(name("table:table")) is not None:
                self.walk(box, False)
        base = self.resolved("paragraph", element.get(name("text:style-name")))
        letters = []
        self.inline(element, base, letters)
        text = "".join(letter for letter, _ in letters)
        if text.strip():
            self.paragraphs.append({"text": text, "letters": letters, "facts": self.facts(base, in_list)})

    def inline(self, element, style, letters):
        def add(text):
            look = self.look(style)
            letters.extend((letter, look) for letter in text or "")

        add(element.text)
        for child in element:
            if child.tag == name("text:s"):
                add(" " * int(child.get(name("text:c"), "1")))
            elif child.tag == name("text:tab"):
                add("\t")
            elif child.tag == name("text:line-break"):
                add("\n")
            elif child.tag in (name("office:annotation"), name("text:note"), name("text:ruby-text")):
                pass
            elif not child.tag.startswith(f"{{{NAMES['draw']}}}"):
                inner = dict(style)
                own = self.resolved("text", child.get(name("text:style-name")))
                if own.get(name("fo:font-size"), "").endswith("%"):
                    own.pop(name("fo:font-size"))
                inner.update(own)
                self.inline(child, inner, letters)
            add(child.tail)

    def look(self, style):
        font = style.get(name("style:font-name"))
        size = style.get(name("fo:font-size"), "")
        return (
            self.faces.get(font, font),
            round(float(size[:-2]) * 2) if size.endswith("pt") else None,
            style.get(name("fo:font-weight"), "normal") == "bold",
            style.get(name("fo:font-style"), "normal") == "italic",
        )

    @staticmethod
    def facts(style, in_list):
        alignment = {"start": "left", "end": "right", "justify": "justified"}
        given = style.get(name("fo:text-align"), "start")
        height = style.get(name("fo:line-height"), "100%")
        least = twips(style.get(name("style:line-height-at-least")))
        if least is not None:
            line = {"at-least": least}
        elif height.endswith("%"):
            line = {"multiple": round(float(height[:-1]))}
        else:
            line = {"exactly": twips(height)} if height != "normal" else {"multiple": 100}
        length = lambda key: twips(style.get(name(key), "0pt")) or 0
        facts = {
            "alignment": alignment.get(given, given),
            "first_line_indent": length("fo:text-indent"),
            "left_indent": length("fo:margin-left"),
            "right_indent": length("fo:margin-right"),
            "space_before": length("fo:margin-top"),
            "space_after": length("fo:margin-bottom"),
            "line_spacing": line,
        }
        if in_list:
            # The indents may stand in the list's own style.
            facts["first_line_indent"] = facts["left_indent"] = None
        return facts


def squeezed(text):
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if not letter.isspace() and letter != "\u00ad")


def agrees(ours, theirs):
    if isinstance(ours, dict):
        return ours.keys() == theirs.keys() and all(agrees(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, int) and not isinstance(ours, bool):
        return abs(ours - theirs) <= CLOSE
    return ours == theirs


def pairs(ours, theirs):
    """Paragraphs of both sides with the same text, and the share of letters that both have."""
    left = [squeezed(paragraph["text"].encode()[paragraph["label"]:].decode()) for paragraph in ours]
    right = [squeezed(paragraph["text"]) for paragraph in theirs]
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    same, found = 0, []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found.extend(zip(ours[a:b], theirs[c:d]))
            same += sum(len(text) for text in left[a:b])
        else:
            inner = difflib.SequenceMatcher(None, "".join(left[a:b]), "".join(right[c:d]), autojunk=False)
            same += sum(block.size for block in inner.get_matching_blocks())
    total = max(sum(map(len, left)), sum(map(len, right)), 1)
    return found, same / total


def run_facts(paragraph):
    """The look of each letter that is no space, label left out."""
    letters, skip = [], paragraph["label"]
    for run in paragraph["runs"]:
        text = run["text"].encode()
        text, skip = text[skip:].decode(), max(0, skip - len(text))
        look = [run[fact] for fact in RUN]
        for letter in text:
            if not letter.isspace() and letter != "\u00ad":
                plain = ord(letter) < 128 and run["plain_font"]
                letters.append([plain or look[0], *look[1:]])
    return letters


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--rasoat", default="target/debug/rasoat")
    arguments.add_argument("--work", type=pathlib.Path, help="keep the flat ODF files here and use those there are")
    arguments.add_argument("--show", help="list the places where this fact differs")
    options = arguments.parse_args()
    work = options.work or pathlib.Path(tempfile.mkdtemp())
    files = sorted(options.folder.glob("*.docx"))
    missing = [str(file) for file in files if not (work / f"{file.stem}.fodt").exists()]
    if missing:
        profile = f"-env:UserInstallation=file://{tempfile.mkdtemp()}"
        command = ["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(work), *missing]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    counts = collections.defaultdict(collections.Counter)
    shares = []
    for file in files:
        command = [options.rasoat, "parse", "--format", "facts", str(file)]
        read = subprocess.run(command, capture_output=True, text=True)
        flat = work / f"{file.stem}.fodt"
        if read.returncode or not flat.exists():
            print(f"{file.name}: not compared: {read.stderr.strip() or 'LibreOffice does not read it'}")
            continue
        ours = [paragraph for paragraph in json.loads(read.stdout)["paragraphs"] if paragraph["place"] in ("body", "cell")]
        found, share = pairs(ours, Flat(flat).paragraphs)
        shares.append(share)
        print(f"{file.name}: {share:.2%} of the text, {len(found)} paragraphs")
        for one, other in found:
            compared = {fact: (one[fact], other["facts"][fact]) for fact in PARAGRAPH}
            looks = [list(look) for letter, look in other["letters"] if not letter.isspace() and letter != "\u00ad"]
            if unicodedata.is_normalized("NFC", one["text"]) and len(looks) == len(run_facts(one)):
                for at, fact in enumerate(RUN):
                    known = [(a[at], b[at]) for a, b in zip(run_facts(one), looks) if b[at] is not None]
                    differ = [pair for pair in known if pair[0] is not None and not agrees(*pair)]
                    unknown = [pair for pair in known if pair[0] is None]
                    compared[fact] = (differ or unknown or known or [(None, None)])[0]
            for fact, (mine, theirs) in compared.items():
                if theirs is None:
                    continue
                verdict = "unknown" if mine is None else "agree" if agrees(mine, theirs) else "differ"
                counts[fact][verdict] += 1
                if fact == options.show and verdict != "agree":
                    print(f"    {mine} / {theirs}: {one['text'][:60]!r}")
    print()
    for fact in PARAGRAPH + RUN:
        count = counts[fact]
        known = count["agree"] + count["differ"]
        print(f"{fact:18} {count['agree'] / max(known, 1):8.2%} of {known} known, {count['unknown']} not known")
    good = sum(share >= 0.995 for share in shares)
    print(f"text               {good} of {len(shares)} files agree in 99.5 % of their letters or more")


if __name__ == "__main__":
    sys.exit(main())
