"""text <-> `Library`. One format a file, both ways; each binds `plugin`."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar, Protocol, cast, runtime_checkable

from biblio import plugins
from biblio.errors import UnknownFormatError
from biblio.model import Diagnostic, Library

__all__ = ["Format", "by_name", "convert", "for_path", "is_library", "name_for", "names"]


@runtime_checkable
class Format(Protocol):
    """A way to write down a library."""

    suffixes: ClassVar[tuple[str, ...]]
    """With the dot, lower case; the first is the usual one. Where two formats claim one, the first by name has it."""

    def loads(self, text: str, source: str = "") -> Library:
        """Read a library; broken parts become diagnostics.

        Raises:
            FormatError: the text as a whole is not of this format; `source` names it in the message.
        """
        ...

    def dumps(self, library: Library) -> str:
        """Write a library, entries in their order; the same library always gives the same text."""
        ...


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return plugins.names("biblio.formats")


def by_name(name: str) -> Format:
    """The format called `name`: "biblatex", "csl-json" ...

    Raises:
        UnknownFormatError: there is none; says which there are.
    """
    if name not in names():
        raise UnknownFormatError(f"no format {name!r}", hint=f"formats: {', '.join(names())}")
    return cast("Format", plugins.load("biblio.formats", name))


def name_for(path: str | PurePath) -> str:
    """The name of the format that a file's suffix tells.

    Raises:
        UnknownFormatError: no format has that suffix; says which there are.
    """
    suffix = PurePath(path).suffix.lower()
    found = _by_suffix().get(suffix)
    if found is None:
        known = ", ".join(f"{name} ({', '.join(by_name(name).suffixes)})" for name in names())
        raise UnknownFormatError(f"no format for {str(path)!r}", hint=f"name one of: {known}")
    return found


def for_path(path: str | PurePath) -> Format:
    """The format that a file's suffix tells; raises as `name_for` does."""
    return by_name(name_for(path))


def is_library(path: str | PurePath) -> bool:
    """Whether the file's suffix is that of a bibliography, not of a document."""
    return PurePath(path).suffix.lower() in _by_suffix()


def convert(text: str, from_: str, to: str, source: str = "") -> tuple[str, tuple[Diagnostic, ...]]:
    """`text` of format `from_` written in format `to`, with a diagnostic for all that was not read or not carried.

    Raises:
        UnknownFormatError: a format is not known.
        FormatError: the text as a whole cannot be read.
    """
    from biblio.formats._losses import losses

    writer = by_name(to)
    library = by_name(from_).loads(text, source)
    written = writer.dumps(library)
    return written, library.diagnostics + losses(library, writer.loads(written, source), to)


def _by_suffix() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names():
        for suffix in by_name(name).suffixes:
            found.setdefault(suffix, name)
    return found
