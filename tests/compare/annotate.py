#!/usr/bin/env python3
"""Round trips: annotates every DOCX of some folders and looks at the copies with other programs' eyes.

    annotate.py PATH_TO_RASOAT FOLDER... [--args "--unsafe --each"] [--audit] [--keep DIR]

For each file: untouched parts are equal byte for byte; the touched ones are well-formed; rejecting rasoat's
changes gives the text and the formatting of the original; cleaning gives the original bytes; python-docx opens the copy and reads the comments; a check
of the copy, which reads it as accepted, finds nothing new. `--audit` runs openxml-audit on both. Needs lxml and
python-docx.
"""
import argparse, copy, json, pathlib, subprocess, sys, tempfile, zipfile

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TOUCHED = ("comments.xml", "[Content_Types].xml", "document.xml.rels")
SHOWN = {"t", "tab", "br", "cr", "noBreakHyphen", "sym"}


def ours(element):
    return element.get(W + "author") == "rasoat"


def rejected(root):
    """The tree with rasoat's marks taken out."""
    root = copy.deepcopy(root)
    ids = {e.get(W + "id") for e in root.iter(W + "commentRangeStart")}
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        tag = element.tag
        if tag == W + "ins" and ours(element):
            element.getparent().remove(element)
        elif tag == W + "del" and ours(element):
            parent, at = element.getparent(), element.getparent().index(element)
            for run in list(element):
                for text in run.iter(W + "delText"):
                    text.tag = W + "t"
                for instruction in run.iter(W + "delInstrText"):
                    instruction.tag = W + "instrText"
                parent.insert(at, run)
                at += 1
            parent.remove(element)
        elif tag == W + "headerReference" and (element.get(R + "id") or "").startswith("rIdRaSoat"):
            element.getparent().remove(element)
        elif tag in (W + "rPrChange", W + "pPrChange", W + "sectPrChange") and ours(element):
            properties = element.getparent()
            old = element[0] if len(element) else None
            kept = [c for c in properties if c.tag in (W + "rPr", W + "sectPr", W + "headerReference", W + "footerReference")]
            for child in list(properties):
                properties.remove(child)
            was = list(old) if old is not None else []
            if tag == W + "sectPrChange":
                was = [c for c in kept] + was
                kept = []
            for child in was + kept:
                properties.append(child)
    return root


def runs(root):
    """Letters with the formatting each has, however they are cut into runs."""
    out = []
    for paragraph in root.iter(W + "p"):
        out.append(("¶", props(paragraph.find(W + "pPr"))))
        for run in paragraph.iter(W + "r"):
            if next(run.iterancestors(W + "p")) is not paragraph:
                continue
            look = props(run.find(W + "rPr"))
            for child in run:
                name = etree.QName(child).localname
                if name == "t":
                    text = child.text or ""
                    if child.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                        text = text.strip(" \t\n")
                    out.extend((letter, look) for letter in text)
                elif name not in ("rPr", "commentReference", "lastRenderedPageBreak"):
                    out.append((name, look))
    return out


def props(element):
    if element is None or not len(element):
        return b""
    element = copy.deepcopy(element)
    for section in element.findall(W + "sectPr"):
        pass
    return etree.tostring(element, method="c14n").split(b">", 1)[1]


def sections(root):
    return [etree.tostring(s, method="c14n") for s in root.iter(W + "sectPr")]


def findings(rasoat, path):
    out = subprocess.run(
        [rasoat, "check", "--no-cache", "--isolated", "--today", "2026-11-30", "--format", "json", str(path)],
        capture_output=True, text=True)
    report = json.loads(out.stdout)
    return [d for f in report["files"] for d in f["diagnostics"]]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rasoat")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--args", default="")
    parser.add_argument("--audit", action="store_true")
    parser.add_argument("--keep")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    files = sorted(p for f in args.folders for p in pathlib.Path(f).rglob("*.docx"))
    keep = pathlib.Path(args.keep or tempfile.mkdtemp())
    keep.mkdir(exist_ok=True, parents=True)
    total = dict(files=0, refused=0, comments=0, changes=0, safe=0, gone=0, new=0, worse=0, bad=0)
    for path in files:
        total["files"] += 1
        target = keep / (path.stem + ".ra-soat.docx")
        target.unlink(missing_ok=True)
        run = subprocess.run(
            [args.rasoat, "annotate", "--isolated", "--today", "2026-11-30", str(path), "-o", str(target), *args.args.split()],
            capture_output=True, text=True)
        if run.returncode:
            total["refused"] += 1
            print(f"{path.name}: refused: {run.stderr.strip()}")
            continue
        problems = []
        cleaned = keep / (path.stem + ".sach.docx")
        subprocess.run([args.rasoat, "clean", str(target), "-o", str(cleaned)], capture_output=True)
        parts = lambda file: {i.filename: zipfile.ZipFile(file).read(i.filename) for i in zipfile.ZipFile(file).infolist()}
        if parts(path) != parts(cleaned):
            problems.append("cleaning does not give the original")
        before, after = zipfile.ZipFile(path), zipfile.ZipFile(target)
        names = [i.filename for i in before.infolist()]
        if [i.filename for i in after.infolist()][: len(names)] != names:
            problems.append("order of parts")
        changed = []
        for name in dict.fromkeys(names):
            if before.read(name) != after.read(name):
                changed.append(name)
        for name in after.namelist():
            # A header is made for a page number where there is none.
            known = name.endswith(("comments.xml", ".rels")) or name.startswith(("customXml/", "word/header"))
            if name not in names and not known:
                problems.append(f"new part {name}")
        for name in changed:
            root = etree.fromstring(after.read(name))
            if name.endswith(TOUCHED):
                continue
            old = etree.fromstring(before.read(name))
            back = rejected(root)
            if runs(old) != runs(back):
                problems.append(f"{name}: rejecting does not give the original")
                if args.show:
                    a, b = runs(old), runs(back)
                    for i, (x, y) in enumerate(zip(a, b)):
                        if x != y:
                            print("   ", "".join(c[0] for c in a[max(0, i - 40):i]), x, y)
                            break
            if sections(old) != sections(back):
                problems.append(f"{name}: sections")
            total["changes"] += sum(1 for e in root.iter() if isinstance(e.tag, str) and ours(e) and e.tag != W + "comment")
        try:
            comments = [c for c in docx.Document(str(target)).comments if c.author == "rasoat"]
            total["comments"] += len(comments)
        except Exception as error:  # noqa: BLE001
            problems.append(f"python-docx: {error!r}")
            comments = []
        root = etree.fromstring(after.read([n for n in names if n.endswith("document.xml")][0]))
        for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
            ids = [e.get(W + "id") for e in root.iter(W + kind)]
            if len(ids) != len(set(ids)):
                problems.append(f"{kind} twice")
            missing = {str(c.comment_id) for c in comments} - set(ids)
            if missing:
                problems.append(f"{kind} missing for {missing}")
        was, now = findings(args.rasoat, path), findings(args.rasoat, target)
        if "--comments-only" not in args.args:
            kinds = {"safe"}
            kinds |= {"unsafe"} if "--unsafe" in args.args or "--suggestions" in args.args else set()
            kinds |= {"suggestion"} if "--suggestions" in args.args else set()
            mended = [d["fingerprint"] for d in was if d.get("fix") and d["fix"]["applicability"] in kinds]
            rest = {d["fingerprint"] for d in now}
            total["safe"] += len(mended)
            total["gone"] += sum(1 for f in mended if f not in rest)
        known = {(d["rule"], d["severity"]) for d in was}
        count = lambda found, key: sum(1 for d in found if (d["rule"], d["severity"]) == key)
        for key in {(d["rule"], d["severity"]) for d in now}:
            more = count(now, key) - count(was, key)
            if more > 0:
                total["new"] += more
                if key[1] != "info":
                    total["worse"] += more
                    problems.append(f"new finding {key}")
                elif args.show:
                    print(f"   {path.name}: new {key} +{more}")
        if "--comments-only" in args.args and [d["fingerprint"] for d in was] != [d["fingerprint"] for d in now]:
            problems.append("findings differ")
        if args.audit:
            def audit(file):
                out = subprocess.run([sys.executable, "-m", "openxml_audit", str(file), "--output", "json"], capture_output=True, text=True)
                try:
                    told = json.loads(out.stdout)
                    return told[0] if isinstance(told, list) else told
                except json.JSONDecodeError:
                    return {"raw": out.stdout[-300:] + out.stderr[-300:]}
            old, new = audit(path), audit(target)
            def messages(report):
                found = report.get("errors") or report.get("findings") or report.get("issues") or []
                return sorted(str(e.get("description") or e.get("message") or e) for e in found)
            a, b = messages(old), messages(new)
            extra = list(b)
            for m in a:
                if m in extra:
                    extra.remove(m)
            if extra:
                problems.append(f"audit: {len(extra)} more: {extra[:3]}")
            if "raw" in new:
                problems.append(f"audit did not run: {new['raw']}")
        if problems:
            total["bad"] += 1
            print(f"{path.name}: " + "; ".join(problems))
    print(total)


if __name__ == "__main__":
    main()
