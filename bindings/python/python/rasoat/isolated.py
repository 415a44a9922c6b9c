"""Checks documents in a process of its own, with a limit of time and memory for each.

A document that was made to take the machine ends that process and not this one; the next document gets a new one.
Needs POSIX.
"""

from __future__ import annotations

import base64
import json
import os
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from ._worker import LENGTH, frame, refused

if TYPE_CHECKING:
    from typing_extensions import Self

    from ._checker import Checker

#: Seconds for a document. A report of a hundred pages takes less than one.
TIMEOUT = 60.0
#: Bytes of address space of the process.
MEMORY = 2 << 30
_PIECE = 1 << 16


class _Ended(Exception):
    """The process has ended without an answer."""


class IsolatedChecker:
    """A checker in a process of its own. One thread may use it at a time."""

    def __init__(self, checker: Checker, *, timeout: float = TIMEOUT, memory: int = MEMORY) -> None:
        self._asked = json.dumps({"settings": checker.settings, "memory": memory}).encode()
        self._timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def check(self, name: str, data: bytes) -> dict[str, Any]:
        """What was found in a document, as plain values; or why it was not checked."""
        request = frame(name.encode("utf-8", "surrogateescape")) + frame(data)
        reason = ""
        # Who ended it may have meant another, and what it kept of the documents before may be at fault: a new process
        # tries again.
        for _ in range(2):
            try:
                return self._answer(request)
            except TimeoutError:
                self.close()
                return refused("failed", "time", f"{self._timeout:g} s")
            except (_Ended, BrokenPipeError):
                reason = self._reason()
        return refused("failed", reason, "")

    def close(self) -> None:
        """Ends the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()
        process.wait()

    def _reason(self) -> str:
        process = self._process
        code = None if process is None else process.wait()
        self.close()
        # An allocation that fails ends a Rust program by SIGABRT; a system without memory ends it by SIGKILL.
        return "memory" if code in (-signal.SIGABRT, -signal.SIGKILL) else "ended"

    def _started(self) -> tuple[subprocess.Popen[bytes], bytes]:
        if self._process is not None:
            return self._process, b""
        command = [sys.executable, "-m", "rasoat._worker"]
        # The package may be one that Spark sent along.
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, bufsize=0
        )
        for stream in (self._process.stdin, self._process.stdout):
            assert stream is not None
            os.set_blocking(stream.fileno(), False)
        return self._process, frame(self._asked)

    def _answer(self, request: bytes) -> dict[str, Any]:
        process, first = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        out, into = process.stdin.fileno(), process.stdout.fileno()
        pending, got = memoryview(first + request), bytearray()
        until = time.monotonic() + self._timeout
        while True:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            readable, writable, _ = select.select([into], [out] if pending else [], [], left)
            if writable:
                pending = pending[os.write(out, pending[:_PIECE]) :]
            if readable:
                piece = os.read(into, _PIECE)
                if not piece:
                    raise _Ended
                got += piece
            if len(got) >= LENGTH.size and len(got) >= LENGTH.size + LENGTH.unpack_from(got)[0]:
                break
        answer: dict[str, Any] = json.loads(bytes(got[LENGTH.size :]))
        if "member" in answer:
            answer["member"] = base64.b64decode(answer["member"])
        return answer
