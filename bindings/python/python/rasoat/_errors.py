"""What can go wrong, by whose fault it is."""

from __future__ import annotations


class RasoatError(Exception):
    """Anything that rasoat could not do."""


class UnreadableError(RasoatError):
    """The document cannot be read: it is damaged, encrypted, a picture, or of no known format."""

    def __init__(self, reason: str, message: str, help: str = "") -> None:
        super().__init__(reason, message, help)
        #: Stable name, as in the JSON report: ``empty``, ``encrypted``, ``damaged``, …
        self.reason = reason
        #: The reason in words.
        self.message = message
        #: What to do; may be empty.
        self.help = help

    def __str__(self) -> str:
        return f"{self.message} {self.help}".rstrip()


class NotWritableError(RasoatError):
    """No copy of the document can be written: its format takes none, it is signed, or protected."""


class SettingsError(RasoatError, ValueError):
    """Settings, rules or names that were given have mistakes."""


class InternalError(RasoatError):
    """A fault of rasoat. The document is to be taken for not checked."""
