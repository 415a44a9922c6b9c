"""Checks documents for another process, which may end this one at any time: see :mod:`rasoat.isolated`.

Frames go in and out: their length in eight bytes, then the bytes. The first one is what the worker is to be, JSON; then
the name and the bytes of each document, a frame each. For each document one frame goes out, JSON.
"""

from __future__ import annotations

import base64
import json
import os
import struct
import sys
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from ._checker import Report

LENGTH = struct.Struct("<Q")


def frame(data: bytes) -> bytes:
    return LENGTH.pack(len(data)) + data


def _take(stream: BinaryIO) -> bytes | None:
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    return stream.read(length)


def told(report: Report) -> dict[str, Any]:
    """What goes out about a document that was checked."""
    document = report.document
    findings = [
        {
            "rule": found.rule,
            "severity": found.severity,
            "tier": found.tier,
            "message": found.message,
            "help": found.help,
            "quote": found.quote,
            "section": found.section,
            "place": found.place,
            "line": found.location.line,
            "column": found.location.column,
            "part": found.location.part,
            "fix": found.fix and found.fix.applicability,
            "fingerprint": found.fingerprint,
        }
        for found in report.findings
    ]
    return {
        "status": "checked",
        "reason": None,
        "message": None,
        "format": document.format,
        "kind": document.kind,
        "number": document.number,
        "date": document.date,
        "place": document.place,
        "issuer": document.issuer,
        "parent": document.parent,
        "subject": document.subject,
        "profile": report.profile,
        "findings": findings,
        "not_checked": [vars(entry) for entry in report.not_checked],
        "left_out": report.left_out,
        "topics": [topic._asdict() for topic in report.topics()],
        "member": report.member(),
    }


def refused(status: str, reason: str, message: str) -> dict[str, Any]:
    """What goes out about a document that was not checked."""
    return {"status": status, "reason": reason, "message": message}


def main() -> None:
    # What a library writes to the standard output would be taken for an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    first = _take(sys.stdin.buffer)
    if first is None:
        return
    asked = json.loads(first)
    if asked["memory"]:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
    from . import Checker, RasoatError, UnreadableError

    checker = Checker(**asked["settings"])
    while (name := _take(sys.stdin.buffer)) is not None and (data := _take(sys.stdin.buffer)) is not None:
        try:
            answer = told(checker.check(data, name=name.decode()))
            answer["member"] = base64.b64encode(answer["member"]).decode()
        except UnreadableError as error:
            answer = refused("unreadable", error.reason, str(error))
        except RasoatError as error:
            answer = refused("failed", "fault", str(error))
        except MemoryError:
            answer = refused("failed", "memory", "")
        answers.write(frame(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")))
        answers.flush()


if __name__ == "__main__":
    main()
