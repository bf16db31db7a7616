"""Changing a .bib file that a person keeps: only what has to change changes.

Entries that say the same as before stay byte for byte, and so do comments, macros, order, unknown fields and broken
blocks. In an entry that changed only the fields that differ are replaced, added or taken out; new entries go to the
end. Entries of the file that the library does not have stay: nothing is ever deleted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biblio.formats._tex.blocks import RawEntry
from biblio.formats._tex.dialect import Dialect
from biblio.formats._tex.writing import record
from biblio.model import Entry, Library

__all__ = ["updated"]

_YEAR = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A field where it stands in its entry: from its name to the end of its value."""

    name: str
    start: int
    value: int
    end: int


def updated(text: str, raws: Sequence[RawEntry], old: Library, new: Library, speech: Dialect, added: str) -> str:
    """`text` with the entries of `new` in place of those of `old` (what `text` holds now), then `added`."""
    newline = "\r\n" if "\r\n" in text else "\n"
    was = {entry.key: entry for entry in old.entries}
    now = {entry.key: entry for entry in new.entries}
    out, at = [], 0
    for raw in raws:
        before, after = was.get(raw.key), now.get(raw.key)
        if before is None or after is None or _same(before, after) or raw.end <= raw.start:
            continue
        changed = _changed(text[raw.start : raw.end], raw, before, after, speech, newline)
        out += [text[at : raw.start], changed]
        at = raw.end
    rest = "".join(out) + text[at:]
    return rest + _gap(rest, newline) + added.replace("\n", newline) if added else rest


def _same(before: Entry, after: Entry) -> bool:
    return before.work == after.work and before.mentions == after.mentions


def _gap(text: str, newline: str) -> str:
    """An empty line before what is appended."""
    if not text.strip():
        return ""
    end = len(text) - len(text.rstrip("\r\n"))
    breaks = text[len(text) - end :].count("\n")
    return newline * max(0, 2 - breaks)


def _changed(block: str, raw: RawEntry, before: Entry, after: Entry, speech: Dialect, newline: str) -> str:
    """The entry's text with the fields that differ set anew."""
    was, is_ = dict(record(before, speech).fields), dict(record(after, speech).fields)
    placed = _placed(block, raw)
    edits = {name: value for name, value in is_.items() if was.get(name) != value}
    gone = [name for name in was if name not in is_]
    for name in (*edits, *gone):
        if name == "date" and "date" not in (field.name for field in placed):
            gone += [part for part in _YEAR if part not in gone]
    for name in gone:
        block = _without(block, raw, name, speech)
    for name, value in edits.items():
        block = _with(block, raw, name, value, speech, newline)
    return block


def _placed(block: str, raw: RawEntry) -> list[_Placed]:
    """Where each field stands; names and values follow one another in the file's order."""
    found, at = [], block.find(",") + 1
    for field in raw.fields:
        start = block.find(field.name, at)
        value = block.find(field.value, block.find("=", start) + 1)
        if start < at or value < start:
            # This field was taken out before, or is not where it should be.
            continue
        at = value + len(field.value)
        found.append(_Placed(field.name.lower(), start, value, at))
    return found


def _find(block: str, raw: RawEntry, name: str, speech: Dialect) -> _Placed | None:
    """The field called `name`, or by another name for the same thing (`journal` for `journaltitle`)."""
    names: Mapping[str, str] = speech.aliases
    for field in _placed(block, raw):
        if name in (field.name, names.get(field.name)) or names.get(name) == field.name:
            return field
    return None


def _without(block: str, raw: RawEntry, name: str, speech: Dialect) -> str:
    field = _find(block, raw, name, speech)
    if field is None:
        return block
    end = re.compile(r"\s*,").match(block, field.end)
    start = len(block[: field.start].rstrip(" \t"))
    stop = end.end() if end else field.end
    # With the line the field had for itself goes its line break.
    if block[:start].endswith("\n") and re.compile(r"[ \t]*\r?\n").match(block, stop):
        start -= 2 if block[:start].endswith("\r\n") else 1
    return block[:start] + block[stop:]


def _with(block: str, raw: RawEntry, name: str, value: str, speech: Dialect, newline: str) -> str:
    field = _find(block, raw, name, speech)
    if field is not None:
        return block[: field.value] + value + block[field.end :]
    return _inserted(block, raw, name, value, newline)


def _inserted(block: str, raw: RawEntry, name: str, value: str, newline: str) -> str:
    """A field after the last one, indented and aligned as that one is."""
    placed = _placed(block, raw)
    last = placed[-1] if placed else None
    close = len(block) - 1
    if last is None:
        head = block[:close].rstrip().rstrip(",")
        return f"{head},{newline}  {name} = {value},{newline}{block[close:]}"
    lead = block[block.rfind("\n", 0, last.start) + 1 : last.start]
    indent = lead if not lead.strip() else "  "
    gap = _equals(block, last, name)
    comma = re.compile(r"\s*,").match(block, last.end)
    if comma:
        return f"{block[: comma.end()]}{newline}{indent}{name}{gap}{value},{block[comma.end() :]}"
    return f"{block[: last.end]},{newline}{indent}{name}{gap}{value}{block[last.end :]}"


def _equals(block: str, last: _Placed, name: str) -> str:
    """The "=" as the last field has it, padded to the same column."""
    sign = block[last.start + len(last.name) : last.value]
    spare = len(last.name) - len(name)
    lead, _, tail = sign.partition("=")
    if len(lead) > 1:
        lead = " " * max(1, len(lead) + spare)
    elif len(tail) > 1:
        tail = " " * max(1, len(tail) + spare)
    return f"{lead}={tail}"
