"""The command line that comes with the wheel."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import rasoat
from conftest import DRAFT

PROGRAM = Path(sys.executable).with_name("rasoat")


def test_the_program_is_on_the_path_of_the_environment() -> None:
    done = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert rasoat.__version__ in done.stdout


def test_exit_codes(tmp_path: Path) -> None:
    draft = tmp_path / "a.txt"
    draft.write_text(DRAFT, encoding="utf-8")

    def code(*arguments: str | Path) -> int:
        return subprocess.run([PROGRAM, *arguments], capture_output=True, check=False).returncode

    assert code("check", "--fail-on", "never", draft) == 0
    assert code("check", "--fail-on", "info", draft) == 1
    assert code("check", tmp_path / "khong-co.txt") == 2
    assert code("--khong-co") == 2


def test_it_can_be_interrupted() -> None:
    process = subprocess.Popen([PROGRAM, "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    time.sleep(1)
    os.kill(process.pid, signal.SIGINT)
    assert process.wait(10) == -signal.SIGINT
