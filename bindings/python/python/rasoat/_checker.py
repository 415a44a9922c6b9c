"""The checker and its report."""

from __future__ import annotations

import datetime
import functools
import json
import os
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypedDict, Union

from . import _native
from ._findings import Compared, Document, Finding, NotChecked, Severity, compared, finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas
    import pyarrow
    from typing_extensions import Unpack

Source = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview]
Reach = Literal["nothing", "safe", "unsafe", "suggestions"]
Form = Literal["text", "concise", "json", "sarif", "html", "markdown"]

_WEIGHT: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}
#: The name of a document that comes without one.
_UNNAMED = "document"


class Settings(TypedDict, total=False):
    """What a checker is built with."""

    #: Language of messages; Vietnamese if not told.
    lang: Literal["vi", "en"]
    #: Number, date and name may not be blank.
    ready_to_sign: bool
    #: The day of checking; the day on which the checker is made if not told.
    today: datetime.date | str
    #: The required outline; chosen by title and content if not told.
    profile: str
    #: Run only the rules that these names select.
    select: Sequence[str]
    #: Do not run the rules that these names select.
    ignore: Sequence[str]
    #: Words that the rules on spelling accept.
    words: Sequence[str]
    #: Rules of one's own: text of each by its path, ``GROUP/NAME.toml``.
    rules: Mapping[str, str]
    #: Text of a registry of instruments of one's own, JSON.
    registry: str
    #: Text of a ``rasoat.toml`` that names no further files.
    config: str
    #: Comments in documents accept no finding.
    untrusted: bool
    #: The largest file that is read, in bytes.
    largest_file: int


class Topic(NamedTuple):
    """Something that two files may both speak of."""

    about: int
    #: What is said of it; ``None`` where two files that speak of it are enough.
    says: int | None


class Copy(NamedTuple):
    """A copy of a document."""

    data: bytes
    remarks: int
    fixes: int


class Report:
    """What a check of one document gave."""

    def __init__(self, native: _native.Report, name: str) -> None:
        self._native = native
        #: The name that was given.
        self.name = name

    @functools.cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, by place."""
        return tuple(finding(row) for row in self._native.findings())

    @functools.cached_property
    def accepted(self) -> tuple[tuple[Finding, str], ...]:
        """Findings that a comment or the configuration accepts, with the reason."""
        return tuple((finding(row), reason) for row, reason in self._native.accepted())

    @functools.cached_property
    def not_checked(self) -> tuple[NotChecked, ...]:
        """Rules that could not be checked. They have not passed."""
        return tuple(NotChecked(*row) for row in self._native.not_checked())

    @functools.cached_property
    def document(self) -> Document:
        """What was recognised."""
        facts: Any = self._native.document()
        return Document(**facts)

    @property
    def profile(self) -> str | None:
        """The required outline that was used."""
        return self._native.profile()

    @property
    def left_out(self) -> int:
        """How many findings are not told, because their rule found hundreds."""
        return self._native.left_out()

    @property
    def worst(self) -> Severity | None:
        """The worst severity there is."""
        return max((found.severity for found in self.findings), key=_WEIGHT.__getitem__, default=None)

    def render(self, form: Form) -> str:
        """The report as the program writes it for this one document."""
        return self._native.render(form)

    def to_dict(self) -> dict[str, Any]:
        """The report by ``schemas/report-v1.schema.json``."""
        told: dict[str, Any] = json.loads(self.render("json"))
        return told

    def member(self) -> bytes:
        """What the document tells others, for :meth:`Checker.compare`; it can be stored."""
        return self._native.member()[0]

    def topics(self) -> tuple[Topic, ...]:
        """What the document speaks of. Those that have a topic in common have to be compared, others need not be."""
        return tuple(Topic(*topic) for topic in self._native.member()[1])

    def to_arrow(self) -> pyarrow.Table:
        """The findings as a table, a row each."""
        from ._tables import table

        return table([self])

    def to_pandas(self) -> pandas.DataFrame:
        """The findings as a table, a row each."""
        from ._tables import table

        frame: pandas.DataFrame = table([self]).to_pandas()
        return frame

    def __repr__(self) -> str:
        return f"<rasoat.Report {self.name!r}: {len(self.findings)} findings>"


class Checker:
    """Checks documents. Make it once; it may be shared between threads, and sent to other processes."""

    def __init__(self, **settings: Unpack[Settings]) -> None:
        today = settings.get("today", datetime.date.today())
        told = {**settings, "today": today if isinstance(today, str) else today.isoformat()}
        self._make({name: value for name, value in told.items() if value is not None})

    def _make(self, settings: Mapping[str, Any]) -> None:
        self._settings = json.dumps(settings, ensure_ascii=False, sort_keys=True, default=list)
        self._native = _native.Checker(self._settings)

    @property
    def settings(self) -> dict[str, Any]:
        """What it was built with."""
        told: dict[str, Any] = json.loads(self._settings)
        return told

    def __reduce__(self) -> tuple[Any, ...]:
        return (_again, (self._settings,))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Checker) and self._settings == other._settings

    def __hash__(self) -> int:
        return hash(self._settings)

    def __repr__(self) -> str:
        return f"rasoat.Checker(**{self.settings!r})"

    def check(self, source: Source, *, name: str | None = None) -> Report:
        """Checks a file, or the bytes of one. The ending of ``name`` tells Markdown from text."""
        name, data = _read(source, name)
        return Report(self._native.check(name, data), name)

    def annotate(
        self, source: Source, *, name: str | None = None, reach: Reach = "safe", at: str | None = None
    ) -> Copy:
        """A copy with what was found in its margin and fixes as tracked changes."""
        name, data = _read(source, name)
        return Copy(*self._native.annotate(name, data, reach, at or _now()))

    def fix(self, source: Source, *, name: str | None = None, reach: Reach = "safe", at: str | None = None) -> Copy:
        """A copy that is mended: a text has other bytes, a Word file tracked changes."""
        name, data = _read(source, name)
        return Copy(*self._native.fix(name, data, reach, at or _now()))

    def compare(self, members: Iterable[tuple[str, bytes]]) -> tuple[Compared, ...]:
        """What the rules over several files say of documents, given by name and :meth:`Report.member`."""
        return tuple(compared(row) for row in self._native.compare(list(members)))


def _again(settings: str) -> Checker:
    checker = Checker.__new__(Checker)
    checker._make(json.loads(settings))
    return checker


def _now() -> str:
    return datetime.datetime.now().strftime("%Y-%m-%dT%H:%M:%SZ")


def _read(source: Source, name: str | None) -> tuple[str, bytes]:
    if isinstance(source, (bytes, bytearray, memoryview)):
        return name or _UNNAMED, bytes(source)
    with open(source, "rb") as file:
        return name or os.fspath(source), file.read()
