"""The service of the examples, asked by a real client over a socket."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rasoat
from conftest import docx, left_out, report

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


@pytest.fixture
def address() -> Iterator[str]:
    try:
        import fastapi  # noqa: F401
        import httpx  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        left_out("fastapi, uvicorn or httpx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "service:app", "--port", str(port), "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=EXAMPLES, env=dict(os.environ))
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def test_what_is_uploaded_is_checked(address: str) -> None:
    import httpx

    document = docx(report("12", "Tân An", "y tế"))
    with httpx.Client(base_url=address, timeout=60) as client:
        told = client.post("/json", files={"upload": ("bao-cao.docx", document)})
        assert told.status_code == 200
        own = rasoat.check(document, name="bao-cao.docx", untrusted=True).to_dict()
        assert told.json()["files"][0]["diagnostics"] == own["files"][0]["diagnostics"]
        page = client.post("/html", files={"upload": ("bao-cao.docx", document)})
        assert page.headers["content-type"].startswith("text/html")
        assert "spelling/repeated-word" in page.text
        refused = client.post("/json", files={"upload": ("trong.docx", b"")})
        assert (refused.status_code, refused.json()["detail"]["reason"]) == (422, "empty")
