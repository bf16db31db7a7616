"""Every exception biblio raises on purpose.

    BiblioError
    ├── ReadError              a document could not be read
    │   └── UnknownFormatError     no reader or format for this kind of file
    ├── FormatError            a bibliography file could not be read or written
    ├── StyleError             a citation style could not be found, read or used
    ├── LinkError              a question to the network could not be put at all
    │   └── ServiceError           a service is down, busy or answers nonsense: asking it for something else is vain
    ├── ManagerError           a reference manager did not answer as agreed
    └── PluginError            a plug-in is missing, broken or lacks its libraries

A bad file raises; a bad part of a good file becomes a `Diagnostic` and the part is kept raw.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "BiblioError",
    "FormatError",
    "LinkError",
    "ManagerError",
    "Place",
    "PluginError",
    "ReadError",
    "ServiceError",
    "StyleError",
    "UnknownFormatError",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source something stands; lines and columns count from 1, 0 means unknown."""

    source: str
    line: int = 0
    column: int = 0
    excerpt: str = ""
    """The line itself, to be shown with a caret under `column`."""

    def __str__(self) -> str:
        parts = [self.source]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


class BiblioError(Exception):
    """An error with a place in a source and advice on what to do about it."""

    def __init__(self, message: str, *, place: Place | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        """One line: place, message, hint; then the offending line with a caret when it is known."""
        line = f"{self.place}: {self.message}" if self.place else self.message
        if self.hint:
            line += f" ({self.hint})"
        if self.place and self.place.excerpt and self.place.column:
            line += f"\n    {self.place.excerpt}\n    {' ' * (self.place.column - 1)}^"
        return line


class ReadError(BiblioError):
    """A document could not be read."""


class UnknownFormatError(ReadError):
    """No reader or format is known for this kind of file."""


class FormatError(BiblioError):
    """A bibliography file could not be read or written."""


class StyleError(BiblioError):
    """A citation style could not be found, read or used."""


class LinkError(BiblioError):
    """A question to the network could not be put at all."""


class ServiceError(LinkError):
    """A service on the network is down, busy or answers nonsense: asking it for something else is vain as well."""


class ManagerError(BiblioError):
    """A reference manager did not answer as agreed."""


class PluginError(BiblioError):
    """A plug-in is missing, broken, or lacks the libraries it needs."""
