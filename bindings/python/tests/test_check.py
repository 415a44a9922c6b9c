"""The package as others call it."""

from __future__ import annotations

import datetime
import inspect
import json
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import rasoat
from conftest import DRAFT, docx, left_out, report

ROOT = Path(__file__).resolve().parents[3]


def test_findings_are_plain_values() -> None:
    told = rasoat.check(DRAFT.encode(), select=["spelling/repeated-word"])
    (found,) = told.findings
    assert found.rule == "spelling/repeated-word"
    line = DRAFT.splitlines()[found.location.line - 1]
    assert line[found.location.column - 1 : found.location.end_column - 1] == found.quote
    assert pickle.loads(pickle.dumps(found)) == found
    assert told.worst == found.severity
    english = rasoat.check(DRAFT.encode(), select=["spelling/repeated-word"], lang="en").findings[0]
    assert english.message != found.message
    assert english.fingerprint == found.fingerprint


def test_a_path_and_its_bytes_are_one_document(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# " + DRAFT, encoding="utf-8")
    by_path = rasoat.check(path)
    by_bytes = rasoat.check(path.read_bytes(), name=str(path))
    assert by_path.findings == by_bytes.findings
    assert by_path.document == by_bytes.document
    assert by_path.document.format == "markdown"


def test_a_document_is_what_was_recognised() -> None:
    document = rasoat.check(report("12", "Tân An", "y tế").encode()).document
    assert (document.kind, document.number, document.date) == ("bao-cao", "12/BC-UBND", "2026-03-05")
    assert document.signer == "Trần Văn Ví Dụ"


def test_what_was_not_checked_is_said() -> None:
    entries = rasoat.check(DRAFT.encode()).not_checked
    assert entries
    assert all(entry.rule and entry.reason and entry.message for entry in entries)


def test_the_dictionary_is_that_of_the_program() -> None:
    path = ROOT / "fixtures/drafts/bao-cao-nd73.txt"
    command = [sys.executable, "-m", "rasoat", "check", "--isolated", "--no-cache", "--today", "2026-11-30"]
    done = subprocess.run([*command, "--format", "json", str(path)], capture_output=True, check=False)
    assert done.returncode == 1
    assert rasoat.check(path, today="2026-11-30").to_dict() == json.loads(done.stdout)


@pytest.mark.parametrize("form", ["text", "concise", "json", "sarif", "html", "markdown"])
def test_every_form_can_be_written(form: rasoat.Form) -> None:
    assert "spelling/repeated-word" in rasoat.check(DRAFT.encode()).render(form)


def test_errors_say_whose_fault_it_is(tmp_path: Path) -> None:
    with pytest.raises(rasoat.UnreadableError) as unreadable:
        rasoat.check(b"")
    assert unreadable.value.reason == "empty"
    assert pickle.loads(pickle.dumps(unreadable.value)).reason == "empty"
    with pytest.raises(rasoat.SettingsError, match="khong-co"):
        rasoat.Checker(select=["khong-co"])
    with pytest.raises(rasoat.SettingsError, match="unknown field"):
        rasoat.Checker(**{"khong_co": True})  # type: ignore[arg-type]
    with pytest.raises(rasoat.NotWritableError):
        rasoat.annotate(DRAFT.encode())
    with pytest.raises(FileNotFoundError):
        rasoat.check(tmp_path / "khong-co.docx")
    assert issubclass(rasoat.UnreadableError, rasoat.RasoatError)


def test_a_checker_can_be_sent() -> None:
    checker = rasoat.Checker(
        today=datetime.date(2026, 11, 30), select=["spelling"], rules={"a/b.toml": RULE}, config="stage = 'final'\n"
    )
    again = pickle.loads(pickle.dumps(checker))
    assert again == checker
    assert hash(again) == hash(checker)
    assert again.check(DRAFT.encode()).findings == checker.check(DRAFT.encode()).findings
    assert rasoat.Checker().settings["today"] == datetime.date.today().isoformat()


RULE = """
check = "forbidden-text"
with.phrases = ["cơ bản"]
vi.title = "Nói chung chung"
vi.message = "“{found}”: ghi rõ mức độ"
"""


def test_threads_share_a_checker() -> None:
    checker = rasoat.Checker()
    drafts = [report(str(number), "Tân An", "y tế").encode() for number in range(1, 9)]
    alone = [checker.check(draft).findings for draft in drafts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda draft: checker.check(draft).findings, drafts)) == alone


def test_other_threads_go_on_while_a_document_is_checked() -> None:
    long = (report("12", "Tân An", "y tế") * 30).encode()
    checker = rasoat.Checker()
    ticks, done = 0, threading.Event()

    def check() -> None:
        checker.check(long)
        done.set()

    thread = threading.Thread(target=check)
    thread.start()
    while not done.is_set():
        ticks += 1
        time.sleep(0.001)
    thread.join()
    # With the interpreter held there is one tick before and one after.
    assert ticks > 10


def test_copies() -> None:
    document = docx(report("12", "Tân An", "y tế"))
    marked = rasoat.annotate(document, name="a.docx", at="2026-11-30T08:30:00Z")
    assert marked.remarks > 0
    assert marked.data.startswith(b"PK")
    assert marked == rasoat.annotate(document, name="a.docx", at="2026-11-30T08:30:00Z")
    mended = rasoat.fix(DRAFT.encode(), reach="unsafe", select=["spelling/repeated-word"])
    assert mended.fixes == 1
    assert "đã đã" not in mended.data.decode()


def test_files_are_compared() -> None:
    checker = rasoat.Checker(lang="en")
    texts = {"a.txt": report("12", "Tân An", "y tế"), "b.txt": report("12", "Tân An", "giáo dục", "13/01/2026")}
    members = [(name, checker.check(text.encode(), name=name).member()) for name, text in texts.items()]
    assert {found.rule for found in checker.compare(members)} >= {"across/instrument-dates-differ"}
    with pytest.raises(rasoat.SettingsError):
        checker.compare([("a.txt", b"something else"), ("b.txt", b"")])


def test_tables() -> None:
    try:
        import pandas  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError:
        left_out("pyarrow or pandas")
    told = rasoat.check(report("12", "Tân An", "y tế").encode())
    assert told.to_arrow().column("rule").to_pylist() == [found.rule for found in told.findings]
    assert list(told.to_pandas()["fingerprint"]) == [found.fingerprint for found in told.findings]
    assert rasoat.check(b"Xin.", select=["spelling"]).to_arrow().num_rows == 0


def test_everything_has_words() -> None:
    for name in rasoat.__all__:
        thing = getattr(rasoat, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            assert inspect.getdoc(thing), name


def test_python_costs_little() -> None:
    """What Python adds to a check of ten kilobytes, all findings being asked for, is a fifth at most."""
    draft = (report("12", "Tân An", "y tế") * 8).encode()[:10_000].decode("utf-8", "ignore").encode()
    checker = rasoat.Checker()

    def best(act: Callable[[], object]) -> float:
        times = []
        for _ in range(15):
            start = time.perf_counter()
            act()
            times.append(time.perf_counter() - start)
        return min(times)

    alone = best(lambda: checker._native.check("a.txt", draft))
    whole = best(lambda: checker.check(draft, name="a.txt").findings)
    assert whole <= 1.2 * alone + 0.0005
