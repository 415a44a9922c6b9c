"""What README.md and docs/PYTHON.md say in Python can be run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import docx, report

ROOT = Path(__file__).resolve().parents[3]
BLOCKS = [
    pytest.param(block, id=f"{name}-{at}")
    for name in ("README.md", "docs/PYTHON.md")
    for at, block in enumerate(re.findall(r"^```python\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.M | re.S))
]


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_runs(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number, name in enumerate(["bao-cao.docx", "phu-luc.docx"], 12):
        Path(name).write_bytes(docx(report(str(number), "Tân An", "y tế")))
    exec(compile(block, "block", "exec"), {"__name__": "block"})
