"""Changing a .bib file that a person keeps: only what has to change changes.

Entries that say the same as before stay byte for byte, and so do comments, macros, order, unknown fields and broken
blocks. In an entry that changed only the fields that differ are replaced, added or taken out, in the entry's own hand:
its names for fields, its delimiters, its alignment, `year` where it has `year`. New entries go to the end. Entries of
the file that the library does not have stay: nothing is ever deleted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from biblio.formats._tex.amending import amended
from biblio.formats._tex.dates import year_month
from biblio.formats._tex.dialect import Dialect
from biblio.formats._tex.latex import group_end
from biblio.formats._tex.writing import Record, record
from biblio.model import Entry, Library, SourceEntry, SourceField, SourceText

__all__ = ["updated"]

_NUMBER = re.compile(r"\d+\Z")
_LISTS = frozenset(("author", "editor", "translator", "bookauthor"))
"""Fields where double braces are an institution's, not a habit."""


def updated(source: SourceText, old: Library, new: Library, speech: Dialect, added: str) -> str:
    """The file with the entries of `new` in place of those of `old` (what it holds now), then `added`."""
    newline = "\r\n" if "\r\n" in source.text else "\n"
    was = {entry.key: entry for entry in old.entries}
    now = {entry.key: entry for entry in new.entries}
    entries = []
    for found in source.entries:
        before, after = was.get(found.filed), now.get(found.filed)
        differs = before is not None and after is not None and not _same(before, after)
        entries.append(_changed(found, before, after, speech) if differs and before and after else found)
    rest = amended(source, entries)
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


def _changed(found: SourceEntry, before: Entry, after: Entry, speech: Dialect) -> SourceEntry:
    """The entry of the file with the fields that differ set anew."""
    old, new = record(before, speech), record(after, speech)
    if old.type != new.type:
        found = replace(found, type=new.type)
    was, is_ = _fields(old, before, found), _fields(new, after, found)
    for name in was:
        gone = _find(found, name, speech) if name not in is_ else None
        found = found.without(gone) if gone else found
    for name, value in is_.items():
        if was.get(name) != value:
            field = _find(found, name, speech)
            found = (
                found.with_field(replace(field, value=_styled(value, field, was.get(name, ""))))
                if field
                else replace(found, fields=(*found.fields, SourceField(name, value)))
            )
    return found


def _fields(made: Record, entry: Entry, found: SourceEntry) -> dict[str, str]:
    """The fields of a record, its date in the fields in which the file has it."""
    fields = dict(made.fields)
    if "date" in fields and found.get("date") is None and found.get("year") and entry.work.date:
        del fields["date"]
        fields |= dict(year_month(entry.work.date))
    return fields


def _find(found: SourceEntry, name: str, speech: Dialect) -> SourceField | None:
    """The field called `name`, or by another name for the same thing (`journal` for `journaltitle`)."""
    aliases: Mapping[str, str] = speech.aliases
    for field in found.fields:
        written = field.name.lower()
        if name in (written, aliases.get(written)) or aliases.get(name) == written:
            return field
    return None


def _styled(value: str, field: SourceField, was: str) -> str:
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
