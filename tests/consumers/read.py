#!/usr/bin/env python3
"""Has other programs read what rasoat writes, and compares what they read with its JSON.

    tests/consumers/install.sh
    tests/consumers/read.py FOLDER [--rasoat target/debug/rasoat] [--consumers target/consumers]

The folder is checked once, with an output of every form. Each form is given to programs that are made to
read it: what they see must be every finding, at its place, as severe, in its words. A program that is not
installed is named and left out; a difference is shown, and the exit code is 1.
"""

import argparse
import contextlib
import html.parser
import importlib
import importlib.metadata
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import typing
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
# Programs tell some forms by the ending.
FILES = {
    form: f"{form}.{ending}"
    for ending, forms in {
        "json": ["json", "gitlab", "rdjson"],
        "xml": ["junit", "checkstyle"],
        "sarif": ["sarif"],
        "md": ["markdown", "github-summary"],
        "html": ["html"],
        "txt": ["github"],
    }.items()
    for form in forms
}
GITLAB = {"error": "major", "warning": "minor", "info": "info", "unreadable": "blocker"}
WORDS = {"lỗi": "error", "cảnh báo": "warning", "gợi ý": "info"}


RULE = re.compile(r"\b[a-z-]+/[a-z0-9-]+\b")


class LeftOut(Exception):
    """A program that is not installed."""


class Told(typing.NamedTuple):
    """What is said once: a finding, a fault of a suppression, an input that cannot be read."""

    path: str
    place: dict
    severity: str
    rule: str
    message: str
    spot: str = ""
    """The place in words, as the tables have it."""

    @property
    def has_lines(self):
        return bool(self.place) and "paragraph" not in self.place

    @property
    def line(self):
        """The line, or the paragraph of a format without lines; the first where there is none."""
        return max(1, self.place.get("line", 1))

    @property
    def true_line(self):
        """The line for a form that gives none to a format without lines; its readers take the first."""
        return self.line if self.has_lines else 1

    @property
    def level(self):
        return "error" if self.severity == "unreadable" else self.severity


def all_told(report):
    """Everything that the JSON says."""
    for file in report["unreadable"]:
        yield Told(file["path"].removeprefix("./"), {}, "unreadable", "unreadable", file["message"])
    for file in report["files"] + report["across"]:
        path = file["path"].removeprefix("./")
        for one in file["diagnostics"]:
            message = " ".join(one["message"].split())
            yield Told(path, one["location"], one["severity"], one["rule"], message, visible(one.get("place", "")))
        for suppression in file.get("suppressions", []):
            for fault in suppression["faults"]:
                yield Told(path, suppression.get("location") or {}, "warning", "suppression", fault["message"])


class Outputs:
    """The written forms, what they must say, and the programs."""

    def __init__(self, folder, written, consumers):
        self.folder = folder
        self.written = written
        self.consumers = consumers
        self.told = list(all_told(self.json("json")))
        self.findings = [one for one in self.told if one.rule not in ("unreadable", "suppression")]

    def path(self, form):
        return self.written / FILES[form]

    def text(self, form):
        return self.path(form).read_text(encoding="utf-8")

    def json(self, form):
        return json.loads(self.text(form))

    def version(self, package):
        """A package of npm with its version."""
        about = self.consumers / "node_modules" / package / "package.json"
        if not shutil.which("node") or not about.is_file():
            raise LeftOut(package)
        return f"{package} {json.loads(about.read_text())['version']}"

    def node(self, arguments, given=None):
        environment = dict(os.environ, CONSUMERS=str(self.consumers))
        return run(["node", *arguments], input=json.dumps(given), env=environment)


def run(command, **options):
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def package(module, name):
    """A package of Python, and its name with the version."""
    try:
        return importlib.import_module(module), f"{name} {importlib.metadata.version(name)}"
    except ImportError as error:
        raise LeftOut(name) from error


def visible(text):
    """Letters that can be seen; the forms put a mark in the place of the others, or a space."""
    return "".join(letter for letter in text if letter.isprintable() and letter not in "\ufffd ")


def match(told, read, facts):
    """Each of `told` must have been read once: with the same facts, in a text that holds its message. Some forms
    begin it with a capital."""
    left = [(had, visible(text).casefold()) for had, text in read]
    assert left, "nothing to compare"
    for one in told:
        expected, message = facts(one), visible(one.message).casefold()
        found = [at for at, (had, text) in enumerate(left) if had == expected and message in text]
        assert found, f"not read: {expected} {one.message}\n  left: {left[:5]}"
        del left[found[0]]
    assert not left, f"read, but not said: {left[:5]}"
    return f"{len(told)} read"


def checkstyle_by_diff_quality(outputs):
    reporter, name = package("diff_cover.violationsreporters.java_violations_reporter", "diff-cover")
    tool = importlib.import_module("diff_cover.git_path").GitPathTool
    tool._cwd = tool._root = str(outputs.folder)
    files = reporter.CheckstyleXmlDriver().parse_reports([outputs.text("checkstyle")])
    read = [((path, one.line, one.message.partition(":")[0]), one.message) for path in files for one in files[path]]
    return name, match(outputs.told, read, lambda one: (one.path, one.line, one.level))


def checkstyle_by_danger(outputs):
    """What would be said beside the changed files of a merge request."""
    name = outputs.version("danger-plugin-lint-report")
    changed = sorted({one.path for one in outputs.told})
    said = json.loads(outputs.node([HERE / "read.mjs", "checkstyle", outputs.path("checkstyle")], changed))
    read = [((one["path"], one["line"], one["severity"]), one["message"]) for one in said]
    return name, match(outputs.told, read, lambda one: (one.path, one.line, one.level))


def junit_by_junitparser(outputs):
    """A suite an input; a case fails where the run does, here from errors on, and passes with its words otherwise."""
    junitparser, name = package("junitparser", "junitparser")
    read = []
    for suite in junitparser.JUnitXml.fromfile(str(outputs.path("junit"))):
        written = suite.tests, suite.failures, suite.errors, suite.skipped
        suite.update_statistics()
        assert written == (suite.tests, suite.failures, suite.errors, suite.skipped), suite.name
        for case in suite:
            assert case.classname == suite.name
            if case.is_skipped:
                assert suite.name == "rasoat", suite.name
            elif case.result:
                (result,) = case.result
                severity = "unreadable" if isinstance(result, junitparser.Error) else result.type
                read.append(((suite.name, severity), result.message))
            elif case.system_out:
                read.append(((suite.name, "passes"), case.system_out))
    return name, match(outputs.told, read, lambda one: (one.path, verdict(one)))


def verdict(told):
    """The outcome of a case where the run fails from errors on, as it does when nothing else is asked."""
    return "passes" if told.severity in ("warning", "info") else told.severity


def sarif_by_sarif_tools(outputs):
    loader, name = package("sarif.loader", "sarif-tools")
    read = []
    for record in loader.load_sarif_file(str(outputs.path("sarif"))).get_records():
        severity = {"note": "info"}.get(record["Severity"], record["Severity"])
        path = urllib.parse.unquote(record["Location"])
        read.append(((path, int(record["Line"]), severity, record["Code"]), record["Description"]))
    return name, match(outputs.findings, read, lambda one: (one.path, one.true_line, one.severity, one.rule))


def gitlab_by_types_of_code_climate(outputs):
    """No package reads this form; its types are published, and a compiler holds the report to them."""
    name = outputs.version("codeclimate-types")
    outputs.version("typescript")
    source = outputs.consumers / "issues.ts"
    typed = f"import type {{ Issue }} from 'codeclimate-types'\nexport const issues: Issue[] = {outputs.text('gitlab')}"
    source.write_text(typed, encoding="utf-8")
    compiler = outputs.consumers / "node_modules/typescript/bin/tsc"
    outputs.node([compiler, "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext", source])
    return name, f"{len(outputs.json('gitlab'))} read"


def gitlab_as_sarif_tools_writes_it(outputs):
    """A program that makes it from SARIF must come to the same."""
    loader, name = package("sarif.loader", "sarif-tools")
    writer, _ = package("sarif.operations.codeclimate_op", "sarif-tools")
    made = outputs.written / "made.json"
    with contextlib.redirect_stdout(None):
        writer.generate(loader.load_sarif_files(str(outputs.path("sarif"))), str(made), False)
    read = [(issue_facts(issue, urllib.parse.unquote), issue["description"]) for issue in json.loads(made.read_text())]
    match(outputs.findings, read, lambda one: (one.path, one.true_line, one.rule, GITLAB[one.severity]))
    # GitLab keeps one issue a fingerprint.
    kept = {issue["fingerprint"]: issue for issue in outputs.json("gitlab")}
    ours = [(issue_facts(issue, str), issue["description"]) for issue in kept.values()]
    return name, match(outputs.told, ours, lambda one: (one.path, one.line, one.rule, GITLAB[one.severity]))


def issue_facts(issue, path):
    place = issue["location"]
    return path(place["path"]), int(place["lines"]["begin"]), issue["check_name"], issue["severity"]


def rdjson_by_rdformat_validator(outputs):
    """It only judges; what it has judged is compared here."""
    name = outputs.version("@umbrelladocs/rdformat-validator")
    program = outputs.consumers / "node_modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js"
    outputs.node([program, "--strict", "--no-extra-fields", outputs.path("rdjson")])
    read = []
    for one in outputs.json("rdjson")["diagnostics"]:
        place = one["location"]
        start = place.get("range", {}).get("start", {})
        rule = one.get("code", {}).get("value", "")
        facts = place["path"], start.get("line"), start.get("column"), one["severity"].lower(), rule
        read.append((facts, one["message"]))

    def expected(one):
        line, column = (one.line, one.place["byte_column"]) if one.has_lines else (None, None)
        return one.path, line, column, one.level, one.rule if one in outputs.findings else ""

    return name, match(outputs.told, read, expected)


def annotations_as_the_toolkit_writes_them(outputs):
    """Each line, read as the runner reads it, is written again by GitHub's own toolkit."""
    name = outputs.version("@actions/core")
    names = {"line": "startLine", "col": "startColumn", "endColumn": "endColumn"}
    calls, read, lines = [], [], outputs.text("github").splitlines()
    for line in lines:
        command, _, message = line.removeprefix("::").partition("::")
        level, _, properties = command.partition(" ")
        values = dict(one.split("=", 1) for one in properties.split(","))
        values = {key: plain(value) for key, value in values.items()}
        properties = {names.get(key, key): value for key, value in values.items()}
        calls.append({"level": level, "message": plain(message), "properties": properties})
        place = values["file"], values.get("line"), values.get("col"), values.get("title", "")
        read.append(((*place, level), plain(message)))
    again = outputs.node([HERE / "read.mjs", "commands"], calls).splitlines()
    assert list(map(sorted_properties, lines)) == list(map(sorted_properties, again)), again

    def facts(one):
        line = str(one.line) if one.has_lines else None
        title = one.rule if one in outputs.findings else ""
        one_line = one.has_lines and title and one.place["line"] == one.place["end_line"]
        level = {"info": "notice"}.get(one.level, one.level)
        return one.path, line, str(one.place["column"]) if one_line else None, title, level

    return name, match(outputs.told, read, facts)


def plain(value):
    for code, letter in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        value = value.replace(code, letter)
    return value


def sorted_properties(line):
    command, _, message = line.removeprefix("::").partition("::")
    level, _, properties = command.partition(" ")
    return level, sorted(properties.split(",")), message


class Texts(html.parser.HTMLParser):
    """The elements of one kind in a page: classes and text, with tabs between cells."""

    def __init__(self, page, tag, name=None):
        super().__init__()
        self.tag, self.name, self.depth, self.found = tag, name, 0, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        if self.depth:
            self.depth += tag == self.tag
        elif tag == self.tag and (self.name is None or self.name in classes):
            self.depth = 1
            self.found.append((classes, []))

    def handle_endtag(self, tag):
        if self.depth:
            self.depth -= tag == self.tag
            self.handle_data("\t" if tag in ("td", "th") else "")

    def handle_data(self, data):
        if self.depth:
            self.found[-1][1].append(data)

    def texts(self):
        return [(classes, "".join(parts)) for classes, parts in self.found]


def rows(markdown, columns):
    """The cells of tables of so many columns, as GitHub's own program makes them, without the titles."""
    cmark, name = package("cmarkgfm", "cmarkgfm")
    page = cmark.github_flavored_markdown_to_html(markdown)
    cells = [[cell.strip() for cell in text.split("\t")[:-1]] for _, text in Texts(page, "tr").texts()]
    return name, page, [row for row in cells if len(row) == columns and WORDS.keys() & row]


def sheet_by_cmark(outputs):
    """The tables of findings, and the items below them."""
    name, page, found = rows(outputs.text("markdown"), 6)
    read = [((visible(row[1]), WORDS[row[2]], row[3].rpartition(" (")[2]), row[3]) for row in found]
    items = [text for _, text in Texts(page, "li").texts()]
    faults = [one for one in outputs.told if one.rule == "suppression"]
    lost = [one for one in faults if not any(one.message in text for text in items)]
    assert not lost, lost
    return name, match(outputs.findings, read, lambda one: (one.spot, one.severity, f"{one.rule})"))


def job_summary_by_cmark(outputs):
    name, _, found = rows(outputs.text("github-summary"), 5)
    read = [((row[0].removeprefix("./"), visible(row[1]), WORDS[row[2]], row[4]), row[3]) for row in found]
    paths = {one.path: " ".join(one.path.replace("`", "'").split()) for one in outputs.findings}
    return name, match(outputs.findings, read, lambda one: (paths[one.path], one.spot, one.severity, one.rule))


def page_by_nu_html_checker(outputs):
    """The checker of the W3C judges the page, but not how a document divides its tables; a finding has a note."""
    name = outputs.version("vnu-jar")
    if not shutil.which("java"):
        raise LeftOut("java, for vnu-jar,")
    checker = outputs.consumers / "node_modules/vnu-jar/build/dist/vnu.jar"
    tables = ".*has no cells beginning in it.*"
    run(["java", "-jar", checker, "--errors-only", "--filterpattern", tables, outputs.path("html")])
    notes = Texts(outputs.text("html"), "div", "note").texts()
    read = [((classes[-1], found[0]), text) for classes, text in notes if (found := RULE.search(text))]
    return name, match(outputs.findings, read, lambda one: (one.severity, one.rule))


READERS = [
    checkstyle_by_diff_quality,
    checkstyle_by_danger,
    junit_by_junitparser,
    sarif_by_sarif_tools,
    gitlab_by_types_of_code_climate,
    gitlab_as_sarif_tools_writes_it,
    rdjson_by_rdformat_validator,
    annotations_as_the_toolkit_writes_them,
    sheet_by_cmark,
    job_summary_by_cmark,
    page_by_nu_html_checker,
]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rasoat", type=pathlib.Path, default="target/debug/rasoat")
    parser.add_argument("--consumers", type=pathlib.Path, default="target/consumers")
    options = parser.parse_args()
    sys.path.insert(0, str(options.consumers / "python"))
    failed = False
    with tempfile.TemporaryDirectory() as written:
        command = [options.rasoat.resolve(), "check", ".", "--isolated", "--no-cache"]
        for form, file in FILES.items():
            command += ["--output", f"{form}={pathlib.Path(written, file)}"]
        subprocess.run(command, cwd=options.folder, stdout=subprocess.DEVNULL, check=False)
        outputs = Outputs(options.folder, pathlib.Path(written), options.consumers.resolve())
        for reader in READERS:
            try:
                name, said = reader(outputs)
                print(f"{reader.__name__}: {name}: {said}")
            except LeftOut as program:
                print(f"left out: {program} is not installed ({reader.__name__})")
            except Exception as error:
                failed = True
                print(f"{reader.__name__}: {type(error).__name__}: {error}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
