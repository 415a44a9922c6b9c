"""rasoat: the compliance checker for Vietnamese administrative documents.

>>> import rasoat
>>> report = rasoat.check("Uỷ ban đã đã họp.".encode(), lang="en")
>>> [found.rule for found in report.findings]  # doctest: +SKIP
['spelling/repeated-word']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._checker import Checker, Copy, Form, Reach, Report, Settings, Source, Topic
from ._errors import InternalError, NotWritableError, RasoatError, SettingsError, UnreadableError
from ._findings import Compared, Document, Edit, Finding, Fix, Location, NotChecked, Related, Severity
from ._native import VERSION as __version__

if TYPE_CHECKING:
    from typing_extensions import Unpack

__all__ = [
    "Checker",
    "Compared",
    "Copy",
    "Document",
    "Edit",
    "Finding",
    "Fix",
    "Form",
    "InternalError",
    "Location",
    "NotChecked",
    "NotWritableError",
    "RasoatError",
    "Reach",
    "Related",
    "Report",
    "Settings",
    "SettingsError",
    "Severity",
    "Source",
    "Topic",
    "UnreadableError",
    "__version__",
    "annotate",
    "check",
    "fix",
]


def check(source: Source, *, name: str | None = None, **settings: Unpack[Settings]) -> Report:
    """Checks a file, or the bytes of one. For many documents make a :class:`Checker` once."""
    return Checker(**settings).check(source, name=name)


def annotate(
    source: Source,
    *,
    name: str | None = None,
    reach: Reach = "safe",
    at: str | None = None,
    **settings: Unpack[Settings],
) -> Copy:
    """A copy with what was found in its margin."""
    return Checker(**settings).annotate(source, name=name, reach=reach, at=at)


def fix(
    source: Source,
    *,
    name: str | None = None,
    reach: Reach = "safe",
    at: str | None = None,
    **settings: Unpack[Settings],
) -> Copy:
    """A copy that is mended."""
    return Checker(**settings).fix(source, name=name, reach=reach, at=at)
