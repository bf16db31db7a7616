"""text <-> `Library`. One format a file, both ways; each binds `plugin`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import PurePath
from typing import ClassVar, Protocol, cast, runtime_checkable

from biblio import plugins
from biblio.errors import UnknownFormatError
from biblio.model import Diagnostic, Entry, Library, Severity

__all__ = [
    "Format",
    "OneByOne",
    "by_name",
    "convert",
    "convert_to_folder",
    "entries",
    "for_path",
    "is_folder",
    "is_library",
    "name_for",
    "name_of",
    "names",
    "readable",
    "updated_page",
]


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


@runtime_checkable
class OneByOne(Protocol):
    """A format that can be read an entry at a time."""

    def entries(self, text: str, source: str = "", remarks: list[Diagnostic] | None = None) -> Iterator[Entry]:
        """What `loads` gives, one by one; raises as that does. `remarks` is given what is broken."""
        ...


def entries(path: str | PurePath, text: str, remarks: list[Diagnostic] | None = None) -> Iterator[Entry]:
    """The entries of a library, none of them held where the format that the file's suffix tells allows it.

    What is broken in it is added to `remarks`, at the latest before the last entry is given.

    Raises:
        UnknownFormatError: no format has that suffix.
        FormatError: the text as a whole cannot be read.
    """
    format = for_path(path)
    if isinstance(format, OneByOne):
        return format.entries(text, str(path), remarks)
    library = format.loads(text, str(path))
    if remarks is not None:
        remarks += library.diagnostics
    return iter(library.entries)


def names() -> tuple[str, ...]:
    """The names of all formats."""
    return plugins.names("biblio.formats")


def readable() -> tuple[str, ...]:
    """The names of the formats that are not only written."""
    from biblio.formats._one_way import WrittenOnly

    return tuple(name for name in names() if not isinstance(by_name(name), WrittenOnly))


def is_folder(name: str) -> bool:
    """Whether a library in this format is a folder of files."""
    from biblio.formats._one_way import Folder

    return isinstance(by_name(name), Folder)


def by_name(name: str) -> Format:
    """The format called `name`: "biblatex", "csl-json" ...

    Raises:
        UnknownFormatError: there is none; names the nearest, or says which there are.
    """
    if name not in names():
        near = get_close_matches(name.lower().replace("_", "-"), names(), n=2, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"formats: {', '.join(names())}"
        raise UnknownFormatError(f"no format {name!r}", hint=hint)
    return cast("Format", plugins.load("biblio.formats", name))


def name_for(path: str | PurePath) -> str:
    """The name of the format that a file's suffix tells.

    Raises:
        UnknownFormatError: no format has that suffix; says which there are.
    """
    suffix = PurePath(path).suffix.lower()
    found = _by_suffix().get(suffix)
    if found is None:
        known = ", ".join(f"{name} ({', '.join(by_name(name).suffixes)})" if by_name(name).suffixes else name
                          for name in names())  # fmt: skip
        raise UnknownFormatError(f"no format for {str(path)!r}", hint=f"name one of: {known}")
    return found


def name_of(text: str, path: str | PurePath) -> tuple[str, tuple[Diagnostic, ...]]:
    """The name of the format that a text is in: what its suffix says, unless the text itself says another.

    Returns:
        The name, and a remark where suffix and text differ.

    Raises:
        UnknownFormatError: neither tells.
    """
    from biblio.formats._sniffing import sniff

    said = _by_suffix().get(PurePath(path).suffix.lower(), "")
    seen = sniff(text, "biblatex" if said == "bibtex" else said)
    if not seen or seen == said or {said, seen} == {"bibtex", "biblatex"}:
        return (said or name_for(path)), ()
    if not said:
        return seen, ()
    message = f"the suffix says {said}, the text is {seen}; read as that"
    return seen, (Diagnostic("suffix-misleads", message, Severity.WARNING),)


def for_path(path: str | PurePath) -> Format:
    """The format that a file's suffix tells; raises as `name_for` does."""
    return by_name(name_for(path))


def is_library(path: str | PurePath) -> bool:
    """Whether the file's suffix is that of a bibliography we read, not of a document."""
    return _by_suffix().get(PurePath(path).suffix.lower(), "") in readable()


def convert(text: str, from_: str, to: str, source: str = "") -> tuple[str, tuple[Diagnostic, ...]]:
    """`text` of format `from_` written in format `to`, with a diagnostic for all that was not read or not carried.

    A .bib file in its own dialect stays as it is, byte for byte: comments, macros and all.

    Raises:
        UnknownFormatError: a format is not known.
        FormatError: the text as a whole cannot be read.
    """
    writer = by_name(to)
    library = by_name(from_).loads(text, source)
    if from_ == to and to in _KEPT:
        return text, library.diagnostics
    written = writer.dumps(library)
    return written, library.diagnostics + _not_carried(library, writer, written, to)


def convert_to_folder(
    text: str, from_: str, to: str, source: str = ""
) -> tuple[Mapping[str, str], tuple[Diagnostic, ...]]:
    """As `convert`, for a format of which `is_folder` holds: file name -> text.

    Raises:
        UnknownFormatError: a format is not known.
        FormatError: the text as a whole cannot be read.
    """
    from biblio.formats._one_way import Folder

    writer = cast("Folder", by_name(to))
    library = by_name(from_).loads(text, source)
    return writer.pages(library), library.diagnostics + _not_carried(library, by_name(to), "", to)


def updated_page(to: str, old: str, new: str) -> str | None:
    """A page of a folder format as it replaces the one that is there; None if that is to be left alone."""
    from biblio.formats._one_way import Folder

    return cast("Folder", by_name(to)).updated(old, new)


def _not_carried(library: Library, writer: Format, written: str, to: str) -> tuple[Diagnostic, ...]:
    """What the format does not carry: seen by reading back, or as a format that is only written says itself."""
    from biblio.formats._losses import losses, undeclared
    from biblio.formats._one_way import WrittenOnly

    if isinstance(writer, WrittenOnly):
        return undeclared(library, writer.carries, to)
    return losses(library, writer.loads(written), to)


_KEPT = frozenset(("biblatex", "bibtex"))
"""Formats that people write by hand and program in."""


def _by_suffix() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names():
        for suffix in by_name(name).suffixes:
            found.setdefault(suffix, name)
    return found
