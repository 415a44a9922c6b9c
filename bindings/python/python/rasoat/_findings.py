"""What was found, as plain values: they compare, print, and can be pickled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["info", "warning", "error"]
Tier = Literal["law", "guidance", "custom", "consistency"]
Applicability = Literal["safe", "unsafe", "suggestion"]


@dataclass(frozen=True)
class Location:
    """A place in a file."""

    #: Line of a text file, or paragraph of an office file, from 1.
    line: int
    #: Character in it, from 1.
    column: int
    end_line: int
    #: Character after the last one, from 1.
    end_column: int
    #: UTF-8 bytes before it: in the decoded file, or in the paragraph of an office file.
    offset: int
    #: Its length in UTF-8 bytes.
    length: int
    #: Name of the package part, or page of a PDF.
    part: str | None


@dataclass(frozen=True)
class Related:
    """A further place that belongs to a finding."""

    message: str
    quote: str
    #: The name of the document, if it is another one than that of the finding.
    name: str | None
    location: Location


@dataclass(frozen=True)
class Edit:
    """Replacement of one place."""

    #: The words that are replaced; empty for an insertion.
    quote: str
    location: Location
    replacement: str


@dataclass(frozen=True)
class Fix:
    """What to write instead."""

    applicability: Applicability
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Finding:
    """A finding."""

    #: The rule that found it, such as ``citation/conflicting-twin``.
    rule: str
    severity: Severity
    #: What the rule rests on.
    tier: Tier
    #: What is wrong, in the language of the checker.
    message: str
    #: What to do; may be empty.
    help: str
    #: Clauses that the rule rests on: instrument, place in it.
    basis: tuple[tuple[str, str], ...]
    #: The words it is about, as the file holds them.
    quote: str
    location: Location
    #: Where it is, for people.
    place: str
    #: The numbers of the sections it is in, such as ``II.1``.
    section: str
    related: tuple[Related, ...]
    #: What to write instead, where one is known.
    fix: Fix | None
    #: The same as long as the words around it are, wherever the document changes.
    fingerprint: str


@dataclass(frozen=True)
class Compared:
    """A finding that rests on several files."""

    #: The name of the document that it is about.
    name: str
    rule: str
    severity: Severity
    message: str
    help: str
    quote: str
    location: Location
    section: str
    related: tuple[Related, ...]
    fingerprint: str


@dataclass(frozen=True)
class NotChecked:
    """A rule that could not be checked. It has not passed."""

    rule: str
    #: Stable name of the reason, as in the JSON report.
    reason: str
    #: The reason in words.
    message: str


@dataclass(frozen=True)
class Document:
    """What was recognised of a document. ``None`` is what was not; it may be there all the same."""

    format: str
    kind: str | None
    number: str | None
    #: As ``2026-03-05``.
    date: str | None
    place: str | None
    issuer: str | None
    parent: str | None
    subject: str | None
    signer: str | None


def _related(rows: Any) -> tuple[Related, ...]:
    return tuple(Related(message, quote, name, Location(*at)) for message, quote, name, at in rows)


def finding(row: Mapping[str, Any]) -> Finding:
    fix = row["fix"]
    edits = () if fix is None else tuple(Edit(quote, Location(*at), new) for quote, at, new in fix[1])
    values = {
        **row,
        "basis": tuple(row["basis"]),
        "location": Location(*row["location"]),
        "related": _related(row["related"]),
        "fix": None if fix is None else Fix(fix[0], edits),
    }
    return Finding(**values)


def compared(row: Mapping[str, Any]) -> Compared:
    values = {**row, "location": Location(*row["location"]), "related": _related(row["related"])}
    return Compared(**values)
