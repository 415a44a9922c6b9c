#!/usr/bin/env python3
"""Round trips through LibreOffice: marks every DOCX and ODT of some folders, lets LibreOffice open and save the copies,
rejects and accepts all changes there, and compares.

    libreoffice.py PATH_TO_RASOAT FOLDER... [--args "--unsafe"] [--jobs N/M] [--show]

For each file: what is rejected has the text of the original, as LibreOffice reads both; what is accepted has none of the
findings that were mended and no error or warning that the original, saved by LibreOffice too, has not; the comments that
were written are there after saving; `clean` of the copy is the original byte for byte. Needs `soffice` on PATH and a
Python with `uno` (python3-uno).
"""
import argparse, collections, json, pathlib, subprocess, sys, tempfile, time, zipfile
from xml.etree import ElementTree

import uno
from com.sun.star.beans import PropertyValue

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FILTERS = {".docx": "MS Word 2007 XML", ".odt": "writer8", ".txt": "Text (encoded)"}


def option(name, value):
    return PropertyValue(Name=name, Value=value)


class Office:
    """One LibreOffice, started anew where it has fallen."""

    def __init__(self, home):
        self.home, self.process = home, None

    def start(self):
        pipe = f"rasoat{self.home.name}{time.time_ns()}"
        self.process = subprocess.Popen(
            ["soffice", f"-env:UserInstallation={self.home.as_uri()}", "--headless", "--norestore",
             f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        for _ in range(240):
            try:
                context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.25)
        make = context.ServiceManager.createInstanceWithContext
        self.desktop = make("com.sun.star.frame.Desktop", context)
        self.dispatcher = make("com.sun.star.frame.DispatchHelper", context)
        # It ends with its last document.
        self.desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (option("Hidden", True),))

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
        self.process = None

    def made(self, source, command, targets):
        """Opens `source`, does `command` and saves it as each of `targets`; the comments in it."""
        for attempt in range(2):
            try:
                if self.process is None:
                    self.start()
                document = self.desktop.loadComponentFromURL(source.as_uri(), "_blank", 0, (option("Hidden", True),))
                if command:
                    self.dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
                fields = document.TextFields.createEnumeration()
                comments = []
                while fields.hasMoreElements():
                    field = fields.nextElement()
                    if field.supportsService("com.sun.star.text.textfield.Annotation") and field.Author == "rasoat":
                        comments.append(field.Content)
                for target in targets:
                    more = (option("FilterOptions", "UTF8"),) if target.suffix == ".txt" else ()
                    document.storeToURL(target.as_uri(), (option("FilterName", FILTERS[target.suffix]), *more))
                document.close(True)
                return comments
            except Exception as error:
                self.stop()
                if attempt:
                    raise RuntimeError(f"LibreOffice: {error}") from error


def findings(rasoat, path):
    out = subprocess.run(
        [rasoat, "check", "--no-cache", "--isolated", "--today", "2026-11-30", "--format", "json", str(path)],
        capture_output=True, text=True)
    return [d for f in json.loads(out.stdout)["files"] for d in f["diagnostics"]]


def counted(found):
    return collections.Counter((d["rule"], d["severity"]) for d in found)


def text(path):
    return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n").lstrip("\n")


def words(path):
    """Every paragraph that holds words, in no order: as text LibreOffice leaves out what it has made a frame of, such as a table
    that text runs around, unless a comment stands in it."""
    package = zipfile.ZipFile(path)
    root = ElementTree.fromstring(package.read("word/document.xml" if path.suffix == ".docx" else "content.xml"))
    found = []
    for paragraph in root.iter(W + "p"):
        said = "".join(text.text or "" for text in paragraph.iter(W + "t")).strip(" \t\u00a0\u200b")
        found += [said] if said else []
    # A frame is stored twice.
    return set(found)


def parts(path):
    package = zipfile.ZipFile(path)
    return {info.filename: package.read(info.filename) for info in package.infolist()}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("rasoat")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--args", default="")
    parser.add_argument("--jobs", default="1/1", help="the part of the files to do, as 1/2 and 2/2")
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    part, of = map(int, args.jobs.split("/"))
    files = sorted(p.resolve() for f in args.folders for p in pathlib.Path(f).rglob("*") if p.suffix in (".docx", ".odt"))
    work = pathlib.Path(tempfile.mkdtemp(prefix="rasoat-lo-"))
    office = Office(work / "home")
    total = collections.Counter()
    for path in files[part - 1 :: of]:
        total["files"] += 1
        kind = path.suffix
        at = lambda name, suffix=kind: work / f"{name}{suffix}"
        copy = at("copy")
        copy.unlink(missing_ok=True)
        run = subprocess.run(
            [args.rasoat, "annotate", "--isolated", "--today", "2026-11-30", str(path), "-o", str(copy), *args.args.split()],
            capture_output=True, text=True)
        if run.returncode:
            total["refused"] += 1
            print(f"{path.name}: refused: {run.stderr.strip()}")
            continue
        said = []
        try:
            subprocess.run([args.rasoat, "clean", str(copy), "-o", str(at("clean"))], capture_output=True)
            if parts(at("clean")) != parts(path):
                said.append("cleaning does not give the original")
            old, new = parts(path), parts(copy)
            allowed = ("comments.xml", "document.xml", "document.xml.rels", "[Content_Types].xml", "content.xml", "meta.xml", "numbering.xml")
            touched = [n for n in old if old[n] != new.get(n) and not n.endswith(allowed)]
            # Headers, footers and notes hold changes too.
            touched = [n for n in touched if not n.rsplit("/", 1)[-1].startswith(("header", "footer", "footnotes", "endnotes"))]
            if touched:
                said.append(f"touched: {touched}")
            wrote = int(run.stdout.rsplit(": ", 1)[1].split(" ")[0])
            # What LibreOffice makes of the original is what its copies are held against.
            office.made(path, None, [at("saved")])
            office.made(at("saved"), None, [at("saved", ".txt")])
            shown = office.made(copy, None, [at("marked")])
            if len(shown) < wrote:
                said.append(f"{wrote} comments, {len(shown)} in LibreOffice")
            total["comments"] += len(shown)
            kept = office.made(at("marked"), ".uno:RejectAllTrackedChanges", [at("rejected", ".txt"), at("rejected")])
            if len(kept) < wrote:
                said.append(f"{wrote} comments, {len(kept)} after saving")
            is_same = text(at("saved", ".txt")) == text(at("rejected", ".txt"))
            if not is_same and kind == ".docx" and words(at("saved")) == words(at("rejected")):
                total["same but for frames"] += 1
            elif not is_same:
                said.append("rejecting all does not give the text")
                if args.show:
                    pairs = zip(text(at("saved", ".txt")).split("\n"), text(at("rejected", ".txt")).split("\n"))
                    print("   ", next(((a, b) for a, b in pairs if a != b), "length"))
            else:
                total["rejected"] += 1
            office.made(copy, ".uno:AcceptAllTrackedChanges", [at("accepted")])
        except RuntimeError as error:
            print(f"{path.name}: {error}")
            total["failed"] += 1
            continue
        was, now = findings(args.rasoat, at("saved")), findings(args.rasoat, at("accepted"))
        mended = counted(d for d in was if d.get("fix") and d["fix"]["applicability"] == "safe")
        left = counted(d for d in now if d.get("fix") and d["fix"]["applicability"] == "safe")
        total["safe"] += mended.total()
        total["left"] += (left & mended).total()
        if args.show and left & mended:
            print(f"    {path.name}: left {dict(left & mended)}")
        more = counted(now) - counted(was)
        for (rule, severity), count in more.items():
            total["new " + severity] += count
            if severity != "info":
                said.append(f"new {severity} {rule} +{count}")
            elif args.show:
                print(f"    {path.name}: new {rule} +{count}")
        if said:
            total["bad"] += 1
            print(f"{path.name}: " + "; ".join(said), flush=True)
    office.stop()
    print(dict(total))
    sys.exit(bool(total["bad"] or total["failed"]))


if __name__ == "__main__":
    main()
