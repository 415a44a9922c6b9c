"""Findings as tables. Needs pyarrow (``pip install rasoat[arrow]``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._checker import Report

#: A row for each finding. Columns are added at the end only.
FINDINGS = pa.schema(
    [
        pa.field("name", pa.string(), nullable=False),
        pa.field("rule", pa.string(), nullable=False),
        pa.field("severity", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
        pa.field("help", pa.string(), nullable=False),
        pa.field("quote", pa.string(), nullable=False),
        pa.field("section", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("line", pa.int32(), nullable=False),
        pa.field("column", pa.int32(), nullable=False),
        pa.field("part", pa.string()),
        pa.field("fix", pa.string()),
        pa.field("fingerprint", pa.string(), nullable=False),
    ]
)


def table(reports: Iterable[Report]) -> pa.Table:
    """The findings of ``reports``, a row each."""
    rows = [
        {
            "name": report.name,
            "rule": found.rule,
            "severity": found.severity,
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
        for report in reports
        for found in report.findings
    ]
    return pa.Table.from_pylist(rows, schema=FINDINGS)
