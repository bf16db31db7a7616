"""Classic BibTeX, the dialect of plain.bst, natbib and journals' own styles; the one module that uses bibtexparser."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from biblio.errors import FormatError
from biblio.formats import Format
from biblio.formats._tex import amending, inheritance, locating, updating
from biblio.formats._tex.blocks import RawEntry, RawField, Split, parted, resolve
from biblio.formats._tex.dates import macros as month_macros
from biblio.formats._tex.dialect import BIBTEX, Dialect, dialect
from biblio.formats._tex.reading import read_entry
from biblio.formats._tex.recognition import refuse_unless_text
from biblio.formats._tex.writing import Record, record
from biblio.model import Diagnostic, Library, Severity, SourceBlock, SourceEntry, SourceText

if TYPE_CHECKING:
    from bibtexparser.model import Block
    from bibtexparser.model import Entry as ParsedEntry

__all__ = ["amend", "plugin", "read", "source", "split", "update", "write"]

_VALUE_COLUMN = 15
"""Where values start: room for the longest usual name, `entrysubtype`."""


class BibTeX:
    """`year`, `month`, `journal`, `address`; `@misc` for everything on the web."""

    suffixes: ClassVar[tuple[str, ...]] = (".bibtex",)

    def loads(self, text: str, source: str = "") -> Library:
        """Read BibTeX (or BibLaTeX)."""
        return read(text, dialect(BIBTEX), source)

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
    values, unknown = _resolved(raws, found)
    values, orphans = inheritance.inherited(raws, values)
    entries = tuple(
        read_entry(raw.type, raw.key, fields, speech, raw.line)
        for raw, fields in zip(raws, values, strict=True)
        if raw.type.lower() not in inheritance.NO_WORKS
    )
    problems = sorted((*found.problems, *remarks, *unknown, *orphans), key=lambda problem: problem.line)
    return Library(entries, text, tuple(problems))


def _resolved(raws: Iterable[RawEntry], found: Split) -> tuple[list[dict[str, str]], list[Diagnostic]]:
    """Each entry's fields with macros resolved; of fields given twice the second is numbered."""
    values, unknown = [], []
    for raw in raws:
        fields: dict[str, str] = {}
        for field in raw.fields:
            text, names = resolve(field.value, found.macros)
            free = inheritance.free_name(field.name.lower(), text, fields)
            if free:
                fields[free] = text
            unknown += [_undefined(raw, field, name) for name in names]
        values.append(fields)
    return values, unknown


def _undefined(raw: RawEntry, field: RawField, macro: str) -> Diagnostic:
    message = f"{raw.key}: {field.name} uses {macro!r}, which no @string defines"
    return Diagnostic("undefined-macro", message, line=field.line)


def split(text: str) -> Split:
    """The entries of a .bib file as they stand, its macros, and a diagnostic for each block that is broken."""
    from bibtexparser import entrypoint, exceptions, model

    # A broken block is logged there and reported here.
    logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
    # A byte order mark would hide the first entry; a blank keeps all offsets.
    text = text.replace("\ufeff", " ", 1) if text.startswith("\ufeff") else text
    try:
        blocks = entrypoint.parse_string(text, parse_stack=[]).blocks
    except exceptions.ParsingException as error:
        raise FormatError(
            f"cannot be taken apart: {error}", hint="this is a fault of bibtexparser; please report it"
        ) from error
    entries: list[RawEntry] = []
    problems: list[Diagnostic] = []
    macros = dict(month_macros())
    cursor = 0
    for block in blocks:
        start, cursor = _place(text, block, cursor)
        entry = _entry_of(block)
        if entry is not None:
            entries.append(_raw(entry, start, cursor))
            problems += (*_doubled(block, entry), *_joined(entry, entries[-1]))
        elif isinstance(block, model.String):
            macros[block.key.lower()] = resolve(block.value, macros)[0]
        elif isinstance(block, model.ParsingFailedBlock):
            problems.append(_broken(block))
    return Split(tuple(entries), macros, tuple(problems))


def _place(text: str, block: Block, cursor: int) -> tuple[int, int]:
    """Where a block stands; blocks follow one another and keep their text."""
    raw = block.raw or ""
    start = text.find(raw, cursor)
    return (start, start + len(raw)) if start >= 0 else (cursor, cursor)


def _entry_of(block: Block) -> ParsedEntry | None:
    """The entry in a block, also where its key or one of its fields is a second one."""
    from bibtexparser import model

    while isinstance(block, model.ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block if isinstance(block, model.Entry) else None


def _raw(entry: ParsedEntry, start: int, end: int) -> RawEntry:
    read = (RawField(field.key, field.value, field.start_line + 1) for field in entry.fields)
    fields = tuple(part for field in read for part in parted(field))
    return RawEntry(entry.entry_type, entry.key, fields, (entry.start_line or 0) + 1, start, end)


def _doubled(block: Block, entry: ParsedEntry) -> list[Diagnostic]:
    from bibtexparser import model

    if not isinstance(block, model.DuplicateFieldKeyBlock):
        return []
    names = ", ".join(sorted(block.duplicate_keys))
    return [Diagnostic("duplicate-field", f"{entry.key}: given twice: {names}", line=(entry.start_line or 0) + 1)]


def _joined(entry: ParsedEntry, raw: RawEntry) -> list[Diagnostic]:
    names = {field.key for field in entry.fields}
    found = [field for field in raw.fields if field.name not in names]
    return [
        Diagnostic("missing-comma", f"{raw.key}: no comma before {field.name!r}", line=field.line) for field in found
    ]


def _broken(block: Block) -> Diagnostic:
    from bibtexparser import model

    error = block.error if isinstance(block, model.ParsingFailedBlock) else None
    reason = getattr(error, "abort_reason", "") or str(error or "")
    first = (block.raw or "").strip().partition("\n")[0][:60]
    message = f"not understood and left as it is: {first!r}: {' '.join(reason.split())}"
    return Diagnostic("broken-block", message, Severity.ERROR, line=(block.start_line or 0) + 1)


def write(library: Library, speech: Dialect) -> str:
    """The library, one field a line, entries in their order."""
    return _text([record(entry, speech) for entry in library.entries])


def _text(records: list[Record]) -> str:
    from bibtexparser import entrypoint, library, model, writer

    form = writer.BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent = "  "
    form.value_column = _VALUE_COLUMN
    form.block_separator = "\n"
    form.trailing_comma = True
    blocks: list[Block] = [
        model.Entry(one.type, one.key, [model.Field(name, value) for name, value in one.fields]) for one in records
    ]
    return entrypoint.write_string(
        library.Library(blocks, fail_on_duplicate_key=False), unparse_stack=[], bibtex_format=form
    )


def update(text: str, library: Library, speech: Dialect | None = None) -> str:
    """`text`, an existing .bib file, with the entries of `library`; see `updating.updated` for what is touched."""
    speech = speech or dialect(BIBTEX)
    old = read(text, speech)
    raws, _ = inheritance.unique_keys(split(text).entries)
    known = {entry.key for entry in old.entries}
    new = [entry for entry in library.entries if entry.key not in known]
    return updating.updated(text, raws, old, library, speech, write(replace(library, entries=tuple(new)), speech))


def source(text: str, name: str = "") -> SourceText:
    """A .bib file as it stands, every entry, field and macro with its place.

    Raises:
        FormatError: the text is no .bib file at all; `name` names it in the message.
    """
    refuse_unless_text(text, name)
    return locating.located(text, split(text))


def amend(old: SourceText, entries: Sequence[SourceEntry], blocks: Sequence[SourceBlock] | None = None) -> str:
    """The file's text with entries, fields and blocks changed or taken out; see `amending.amended`."""
    return amending.amended(old, entries, blocks)


plugin: Format = BibTeX()
