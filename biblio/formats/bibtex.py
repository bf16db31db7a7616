"""Classic BibTeX, the dialect of plain.bst, natbib and journals' own styles; the one module that uses bibtexparser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from biblio.errors import FormatError
from biblio.formats import Format
from biblio.formats._tex import amending, arranging, ascii, inheritance, locating, one_by_one, updating
from biblio.formats._tex.arranging import Layout
from biblio.formats._tex.blocks import RawEntry, Split
from biblio.formats._tex.dialect import BIBTEX, Dialect, dialect
from biblio.formats._tex.latex import decode
from biblio.formats._tex.reading import read_entry
from biblio.formats._tex.recognition import control_characters, readable, refuse_unless_text
from biblio.formats._tex.retaining import retained
from biblio.formats._tex.splitting import split as split_blocks
from biblio.formats._tex.values import resolved
from biblio.formats._tex.writing import Record, record
from biblio.model import Diagnostic, Entry, Library, SourceBlock, SourceEntry, SourceText, Span

if TYPE_CHECKING:
    from bibtexparser.model import Block

__all__ = [
    "Layout",
    "amend",
    "arrange",
    "entries",
    "plain",
    "plugin",
    "read",
    "source",
    "split",
    "update",
    "within",
    "write",
]

_VALUE_COLUMN = 15
"""Where values start: room for the longest usual name, `entrysubtype`."""


class BibTeX:
    """`year`, `month`, `journal`, `address`; `@misc` for everything on the web."""

    suffixes: ClassVar[tuple[str, ...]] = (".bibtex",)

    def loads(self, text: str, source: str = "") -> Library:
        """Read BibTeX (or BibLaTeX)."""
        return read(text, dialect(BIBTEX), source)

    def entries(self, text: str, source: str = "", remarks: list[Diagnostic] | None = None) -> Iterator[Entry]:
        """The same entries one by one."""
        return entries(text, dialect(BIBTEX), source, remarks)

    def dumps(self, library: Library) -> str:
        """Write BibTeX."""
        return write(library, dialect(BIBTEX))


def read(text: str, speech: Dialect, source: str = "") -> Library:
    """A library from a .bib file; broken blocks, second uses of a key and unknown macros become diagnostics.

    Raises:
        FormatError: the text is no .bib file at all.
    """
    refuse_unless_text(text, source)
    found = split(text)
    raws, remarks = inheritance.unique_keys(found.entries)
    more: list[Diagnostic] = []
    values = [fields for _, fields in resolved(raws, found.definitions, found.macros, more)]
    values, orphans = inheritance.inherited(raws, values)
    read = tuple(
        read_entry(raw.type, raw.key, fields, speech, raw.line)
        for raw, fields in zip(raws, values, strict=True)
        if raw.type.lower() not in inheritance.NO_WORKS
    )
    problems = sorted(
        (*found.problems, *remarks, *more, *orphans, *control_characters(text)), key=lambda problem: problem.line
    )
    return Library(read, text, tuple(problems))


def entries(text: str, speech: Dialect, source: str = "", remarks: list[Diagnostic] | None = None) -> Iterator[Entry]:
    """The entries that `read` gives, one at a time: of a hundred thousand none is held.

    A diagnostic is added to `remarks` for each block that is broken.

    Raises:
        FormatError: the text is no .bib file at all.
    """
    refuse_unless_text(text, source)
    return one_by_one.entries(readable(text), speech, remarks)


def split(text: str) -> Split:
    """The entries of a .bib file as they stand, its macros, and a diagnostic for each block that is broken.

    Offsets are those of `text`; a lone carriage return counts as the end of a line.
    """
    return split_blocks(readable(text))


def write(library: Library, speech: Dialect, *, ascii_only: bool = False) -> str:
    """The library, one field a line, entries in their order; titles in the braces that their file has."""
    records = [record(entry, speech) for entry in library.entries]
    if "@" in library.source:
        records = list(retained(records, split(library.source).entries, speech))
    if ascii_only:
        records = [_in_ascii(one, speech) for one in records]
    return _text(records)


def _in_ascii(made: Record, speech: Dialect) -> Record:
    fields = ((name, value if name in speech.verbatim else ascii.spelled(value)) for name, value in made.fields)
    return Record(made.type, made.key, tuple(fields))


def within(text: str, encoding: str) -> str:
    """A .bib text with LaTeX commands for the letters that an encoding does not have."""
    return ascii.within(text, encoding)


def _text(records: list[Record]) -> str:
    from bibtexparser import entrypoint, library, model, writer

    form = writer.BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent = "  "
    form.value_column = _VALUE_COLUMN
    form.block_separator = "\n"
    form.trailing_comma = True
    blocks: list[Block] = [
        model.Entry(one.type, one.key, [model.Field(name, value.replace("\0", "")) for name, value in one.fields])
        for one in records
    ]
    return entrypoint.write_string(
        library.Library(blocks, fail_on_duplicate_key=False), unparse_stack=[], bibtex_format=form
    )


def source(text: str, name: str = "") -> SourceText:
    """A .bib file as it stands, every entry, field and macro with its place.

    Raises:
        FormatError: the text is no .bib file at all; `name` names it in the message.
    """
    refuse_unless_text(text, name)
    return locating.located(text, split(text))


def plain(value: str) -> str:
    """The text of a field as plain Unicode."""
    return decode(value)


def amend(
    old: SourceText,
    entries: Sequence[SourceEntry],
    blocks: Sequence[SourceBlock] | None = None,
    dropped: Sequence[Span] = (),
) -> str:
    """The file's text with entries, fields and blocks changed or taken out; see `amending.amended`."""
    return amending.amended(old, entries, blocks, dropped)


def arrange(
    old: SourceText,
    entries: Sequence[SourceEntry],
    layout: Layout | None = None,
    blocks: Sequence[SourceBlock] | None = None,
) -> str:
    """The file's text with its entries, or some of them, in another order or layout; see `arranging.arranged`.

    Raises:
        FormatError: as `arranging.arranged`; or the text would not be read as these entries, because of something
            broken between them.
    """
    text = arranging.arranged(old, entries, layout, blocks)
    if text != old.text and _told(split(text).entries) != _told(entries):
        raise FormatError(
            "something between the entries would be read as another one",
            hint="`biblio lint` tells where; mend it first",
        )
    return text


def _told(entries: Iterable[RawEntry | SourceEntry]) -> list[tuple[str, str, list[str]]]:
    """What entries are, whatever they are set like."""
    return [(one.type.lower(), one.key, sorted(field.name.lower() for field in one.fields)) for one in entries]


def update(text: str, library: Library, speech: Dialect | None = None) -> str:
    """`text`, an existing .bib file, with the entries of `library`; see `updating.updated` for what is touched."""
    speech = speech or dialect(BIBTEX)
    old = read(text, speech)
    known = {entry.key for entry in old.entries}
    new = [entry for entry in library.entries if entry.key not in known]
    added = write(replace(library, entries=tuple(new)), speech)
    return updating.updated(source(text), old, library, speech, added)


plugin: Format = BibTeX()
