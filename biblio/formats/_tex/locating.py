"""Where in a .bib file everything stands: `Split` -> `SourceText`."""

from __future__ import annotations

from biblio.formats._tex.blocks import RawBlock, RawEntry, Split, resolve
from biblio.formats._tex.inheritance import unique_keys
from biblio.model import SourceBlock, SourceEntry, SourceField, SourceText

__all__ = ["located"]


def located(text: str, split: Split) -> SourceText:
    """The file with the place of everything in it."""
    filed, _ = unique_keys(split.entries)
    entries = tuple(_entry(raw, one.key, split) for raw, one in zip(split.entries, filed, strict=True))
    blocks = tuple(one for block in split.blocks for one in _blocks(text, block))
    return SourceText(text, entries, blocks, split.macros, split.problems)


def _entry(raw: RawEntry, filed: str, split: Split) -> SourceEntry:
    fields = []
    for field in raw.fields:
        said, undefined = resolve(field.value, split.macros)
        fields.append(SourceField(field.name, field.value, said, field.line, field.start, field.value_start, undefined))
    return SourceEntry(raw.type, raw.key, tuple(fields), raw.line, raw.start, raw.end, filed, raw.closed)


def _blocks(text: str, block: RawBlock) -> tuple[SourceBlock, ...]:
    """One for each macro of an @string, which holds several in files that BibTeX would not take; else the one."""
    place = (block.line, block.start, block.end)
    if block.fields:
        return tuple(
            SourceBlock(block.kind, one.name, one.value, *place, one.start, one.value_start) for one in block.fields
        )
    return (SourceBlock(block.kind, "", text[block.body : max(block.body, block.end - 1)], *place),)
