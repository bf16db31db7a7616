"""Changing a .bib file that a person keeps: only what has to change changes.

Entries that say the same as before stay byte for byte, and so do comments, macros, order, unknown fields and broken
blocks. In an entry that changed only the fields that differ are replaced, added or taken out, in the entry's own hand:
its names for fields, its delimiters, its alignment, `year` where it has `year`. New entries go to the end. Entries of
the file that the library does not have stay: nothing is ever deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from biblio.formats._tex.blocks import RawEntry, RawField
from biblio.formats._tex.dates import year_month
from biblio.formats._tex.dialect import Dialect
from biblio.formats._tex.latex import group_end
from biblio.formats._tex.writing import Record, record
from biblio.model import Entry, Library

__all__ = ["updated"]

_COMMA = re.compile(r"\s*,")
_LINE_END = re.compile(r"[ \t]*\r?\n")
_NUMBER = re.compile(r"\d+\Z")
_LISTS = frozenset(("author", "editor", "translator", "bookauthor"))
"""Fields where double braces are an institution's, not a habit."""


class _Edit(NamedTuple):
    """`text[start:end]` becomes `text`."""

    start: int
    end: int
    text: str


def updated(text: str, raws: Sequence[RawEntry], old: Library, new: Library, speech: Dialect, added: str) -> str:
    """`text` with the entries of `new` in place of those of `old` (what `text` holds now), then `added`."""
    newline = "\r\n" if "\r\n" in text else "\n"
    was = {entry.key: entry for entry in old.entries}
    now = {entry.key: entry for entry in new.entries}
    edits: list[_Edit] = []
    for raw in raws:
        before, after = was.get(raw.key), now.get(raw.key)
        if before is not None and after is not None and not _same(before, after):
            edits += sorted(_edits(text, raw, before, after, speech, newline))
    rest = _applied(text, edits)
    return rest + _gap(rest, newline) + added.replace("\n", newline) if added else rest


def _same(before: Entry, after: Entry) -> bool:
    return before.work == after.work and before.mentions == after.mentions


def _applied(text: str, edits: Sequence[_Edit]) -> str:
    out, at = [], 0
    for edit in edits:
        out += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join(out) + text[at:]


def _gap(text: str, newline: str) -> str:
    """An empty line before what is appended."""
    if not text.strip():
        return ""
    end = len(text) - len(text.rstrip("\r\n"))
    breaks = text[len(text) - end :].count("\n")
    return newline * max(0, 2 - breaks)


def _edits(text: str, raw: RawEntry, before: Entry, after: Entry, speech: Dialect, newline: str) -> Iterator[_Edit]:
    """What has to change in one entry; edits do not overlap."""
    old, new = record(before, speech), record(after, speech)
    if old.type != new.type:
        start = text.index(raw.type, raw.start)
        yield _Edit(start, start + len(raw.type), new.type)
    was, is_ = _fields(old, before, raw), _fields(new, after, raw)
    missing = []
    for name, value in is_.items():
        if was.get(name) == value:
            continue
        field = _find(raw, name, speech)
        if field is None:
            missing.append((name, value))
        else:
            yield _Edit(field.value_start, field.end, _styled(value, field, was.get(name, "")))
    gone = [field for name in was if name not in is_ and (field := _find(raw, name, speech))]
    yield from (_removal(text, field) for field in gone)
    if missing:
        kept = [field for field in raw.fields if field not in gone]
        yield _insertion(text, raw, kept, missing, newline)


def _fields(made: Record, entry: Entry, raw: RawEntry) -> dict[str, str]:
    """The fields of a record, its date in the fields in which the file has it."""
    fields = dict(made.fields)
    names = {field.name.lower() for field in raw.fields}
    if "date" in fields and "date" not in names and "year" in names and entry.work.date:
        del fields["date"]
        fields |= dict(year_month(entry.work.date))
    return fields


def _find(raw: RawEntry, name: str, speech: Dialect) -> RawField | None:
    """The field called `name`, or by another name for the same thing (`journal` for `journaltitle`)."""
    aliases: Mapping[str, str] = speech.aliases
    for field in raw.fields:
        written = field.name.lower()
        if name in (written, aliases.get(written)) or aliases.get(name) == written:
            return field
    return None


def _styled(value: str, field: RawField, was: str) -> str:
    """The new value with the delimiters of the old one."""
    if not value.startswith("{"):
        return value
    inner, old = value[1:-1], field.value
    if old.startswith('"') and '"' not in inner:
        return f'"{inner}"'
    if _NUMBER.match(old) and _NUMBER.match(inner):
        return inner
    doubled = old.startswith("{{") and group_end(old, 1) == len(old) - 1
    if doubled and field.name.lower() not in _LISTS and not was.startswith("{{"):
        return "{" + value + "}"
    return value


def _removal(text: str, field: RawField) -> _Edit:
    """The field with its comma and, where it has a line for itself, its line."""
    comma = _COMMA.match(text, field.end)
    stop = comma.end() if comma else field.end
    start = field.start
    while text[start - 1] in " \t":
        start -= 1
    if text[start - 1] == "\n" and _LINE_END.match(text, stop):
        start -= 2 if text[start - 2] == "\r" else 1
    return _Edit(start, stop, "")


def _insertion(
    text: str, raw: RawEntry, kept: Sequence[RawField], missing: Sequence[tuple[str, str]], newline: str
) -> _Edit:
    """Fields after the last one that is kept, indented and aligned as that one is."""
    if not kept:
        close = raw.end - 1
        at = close
        while text[at - 1] in " \t\r\n,":
            at -= 1
        made = "".join(f",{newline}  {name} = {value}" for name, value in missing)
        return _Edit(at, close, f"{made},{newline}")
    last = kept[-1]
    lead = text[text.rfind("\n", 0, last.start) + 1 : last.start]
    indent = lead if not lead.strip() else "  "
    made = ",".join(f"{newline}{indent}{name}{_equals(text, last, name)}{value}" for name, value in missing)
    comma = _COMMA.match(text, last.end)
    if comma:
        return _Edit(comma.end(), comma.end(), made + ",")
    return _Edit(last.end, last.end, "," + made)


def _equals(text: str, last: RawField, name: str) -> str:
    """The "=" as the last field has it, padded to the same column."""
    sign = text[last.start + len(last.name) : last.value_start]
    spare = len(last.name) - len(name)
    lead, _, tail = sign.partition("=")
    if len(lead) > 1:
        lead = " " * max(1, len(lead) + spare)
    elif len(tail) > 1:
        tail = " " * max(1, len(tail) + spare)
    return f"{lead}={tail}"
