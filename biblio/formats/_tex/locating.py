"""Where in a .bib file everything stands: `Split` -> `SourceText`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.formats._tex.blocks import RawEntry, Split, resolve
from biblio.formats._tex.inheritance import unique_keys
from biblio.formats._tex.latex import group_end
from biblio.model import SourceBlock, SourceEntry, SourceField, SourceText

__all__ = ["located"]

_BLOCK = re.compile(r"^[ \t]*@\s*(?P<kind>string|preamble|comment)\s*(?=[{(])", re.IGNORECASE | re.MULTILINE)
_STRING = re.compile(r"[{(]\s*(?P<name>[^\s=]+)\s*=\s*(?P<value>.*?)\s*[)}]\Z", re.DOTALL)


def located(text: str, split: Split) -> SourceText:
    """The file with places; fields that are not where they should be are left out of their entry."""
    filed, _ = unique_keys(split.entries)
    entries = tuple(
        _entry(text, raw, one.key, split) for raw, one in zip(split.entries, filed, strict=True) if raw.end > raw.start
    )
    return SourceText(text, entries, tuple(_blocks(text, entries)), split.macros, split.problems)


def _entry(text: str, raw: RawEntry, filed: str, split: Split) -> SourceEntry:
    fields, at = [], _after_key(text, raw)
    for field in raw.fields:
        name_at = text.find(field.name, at, raw.end)
        value_at = text.find(field.value, text.find("=", name_at, raw.end) + 1, raw.end) if name_at >= 0 else -1
        if value_at < 0:
            continue
        said, undefined = resolve(field.value, split.macros)
        fields.append(SourceField(field.name, field.value, said, field.line, name_at, value_at, undefined))
        at = value_at + len(field.value)
    return SourceEntry(raw.type, raw.key, tuple(fields), raw.line, raw.start, raw.end, filed)


def _after_key(text: str, raw: RawEntry) -> int:
    comma = text.find(",", raw.start, raw.end)
    return comma + 1 if comma >= 0 else raw.end


def _blocks(text: str, entries: tuple[SourceEntry, ...]) -> Iterator[SourceBlock]:
    """Those between the entries, where a broken entry may hold whatever it likes."""
    at = 0
    for end, following in (*((entry.start, entry.end) for entry in entries), (len(text), len(text))):
        while match := _BLOCK.search(text, at, end):
            close = _close(text, match.end(), end)
            yield _block(text, match, close)
            at = close
        at = following


def _block(text: str, match: re.Match[str], close: int) -> SourceBlock:
    start, kind = text.index("@", match.start()), match["kind"].lower()
    line = text.count("\n", 0, start) + 1
    found = _STRING.match(text[match.end() : close]) if kind == "string" else None
    if found is None:
        return SourceBlock(kind, "", text[match.end() + 1 : close - 1], line, start, close)
    return SourceBlock(kind, found["name"], found["value"], line, start, close, match.end() + found.start("name"))


def _close(text: str, at: int, limit: int) -> int:
    """The end of the block whose delimiter opens at `at`."""
    if text[at] == "{":
        end = group_end(text, at)
        return end if at < end <= limit else limit
    depth = 0
    for index in range(at + 1, limit):
        depth += (text[index] == "{") - (text[index] == "}")
        if text[index] == ")" and depth <= 0:
            return index + 1
    return limit
