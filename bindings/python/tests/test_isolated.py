"""A document that was made to take the machine ends its own check and no other."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import rasoat
from conftest import DRAFT, docx, report
from rasoat.isolated import IsolatedChecker

CHECKER = rasoat.Checker(today="2026-11-30")


def test_it_finds_what_a_checker_finds() -> None:
    document = docx(report("12", "Tân An", "y tế"))
    with IsolatedChecker(CHECKER) as isolated:
        told = isolated.check("a.docx", document)
        assert told["status"] == "checked"
        alone = CHECKER.check(document, name="a.docx")
        assert [found["fingerprint"] for found in told["findings"]] == [found.fingerprint for found in alone.findings]
        assert told["member"] == alone.member()
        refused = isolated.check("b.docx", b"")
        assert (refused["status"], refused["reason"]) == ("unreadable", "empty")


def test_time_runs_out_for_one_document() -> None:
    with IsolatedChecker(CHECKER, timeout=0.01) as isolated:
        assert isolated.check("a.txt", (report("12", "Tân An", "y tế") * 200).encode())["reason"] == "time"
    with IsolatedChecker(CHECKER, timeout=60) as isolated:
        assert isolated.check("a.txt", DRAFT.encode())["status"] == "checked"


def test_memory_runs_out_for_one_document() -> None:
    with IsolatedChecker(CHECKER, memory=300 << 20) as isolated:
        assert isolated.check("a.txt", DRAFT.encode())["status"] == "checked"
        refused = isolated.check("b.txt", (report("12", "Tân An", "y tế") * 6000).encode())
        assert refused["status"] != "checked"
        assert isolated.check("c.txt", DRAFT.encode())["status"] == "checked"


def test_a_process_that_was_ended_is_replaced() -> None:
    with IsolatedChecker(CHECKER) as isolated:
        before = isolated.check("a.txt", DRAFT.encode())
        assert isolated._process is not None
        os.kill(isolated._process.pid, signal.SIGKILL)
        assert isolated.check("a.txt", DRAFT.encode()) == before
        pid = isolated._process.pid
    assert not Path(f"/proc/{pid}").exists()
