"""RIS text -> records -> entries."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from biblio.errors import FormatError, Place
from biblio.formats._nesting import SERIAL, nest
from biblio.formats._ris import values
from biblio.formats._ris.tables import EDITED, role_tags, tables
from biblio.formats._tex.remarks import read_cited_in
from biblio.model import Contributor, Date, Diagnostic, Entry, Identifier, IdentifierKind, Mention, Pages, Work

__all__ = ["read_entry", "read_records"]

_LINE = re.compile(r"\s{0,3}(?P<tag>[A-Z][A-Z0-9])\s{1,2}-(?:\s|\Z)(?P<value>.*)\Z")
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx](?!\w|-)")


def read_records(text: str, source: str) -> tuple[list[tuple[int, list[tuple[str, str]]]], list[Diagnostic]]:
    """The records with the line each begins in; lines without a tag continue the one before."""
    records: list[tuple[int, list[tuple[str, str]]]] = []
    remarks: list[Diagnostic] = []
    current: list[tuple[str, str]] | None = None
    stray = 0
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = raw.rstrip("\r")
        match = _LINE.match(line)
        if match and match["tag"] == "TY":
            if current is not None:
                remarks.append(Diagnostic("missing-end", "the record before has no ER line", line=number))
            current = [("TY", match["value"].strip())]
            records.append((number, current))
        elif match and match["tag"] == "ER":
            current = None
        elif current is None:
            stray = stray or (number if line.strip() else 0)
        elif match:
            current.append((match["tag"], html.unescape(match["value"].strip())))
        elif line.strip():
            tag, value = current[-1]
            current[-1] = (tag, f"{value} {html.unescape(line.strip())}".strip())
    if not records and text.strip():
        raise FormatError("not a RIS file: no TY line", place=Place(source, 1, 1), hint="name its format with -f")
    if stray:
        remarks.append(Diagnostic("stray-text", "text outside the records is left out", line=stray))
    return records, remarks


def read_entry(line: int, found: Sequence[tuple[str, str]], taken: set[str], remarks: list[Diagnostic]) -> Entry:
    kind = found[0][1].upper()
    own = values.Own(value for tag, value in found if tag == "U5")
    fields = _Fields(found, own)
    if kind not in tables().reads:
        remarks.append(Diagnostic("unknown-type", f"TY {kind!r} is not known; read as a document", line=line))
    work = Work(type=own.take("type") or tables().reads.get(kind, "document"))
    work = replace(work, contributors=_read_people(fields, kind))
    work = _read_plain(work, fields, kind)
    work = _read_dates(work, fields)
    work = _read_numbers(work, fields)
    key, mentions = _key(fields, taken, line, remarks), fields.mentions()
    work, title = _read_titles(work, fields, kind)
    main = own.take("main-title")
    work = replace(work, related=own.relations(), inferred=own.listed("inferred"))
    return Entry(key, nest(replace(work, extra=fields.left()), title, main), mentions, line)


class _Fields:
    """The lines of a record by tag; taking a tag marks it as understood."""

    def __init__(self, lines: Sequence[tuple[str, str]], own: values.Own) -> None:
        self.own = own
        self._values: dict[str, list[str]] = {}
        self.order = [(tag, value) for tag, value in lines if tag not in ("TY", "U5") and value]
        for tag, value in self.order:
            self._values.setdefault(tag, []).append(value)

    def all(self, tag: str) -> list[str]:
        return self._values.pop(tag, [])

    def first(self, *tags: str) -> str:
        """The first value of the first tag that is there; others of that tag stay."""
        for tag in tags:
            values = self._values.get(tag)
            if values:
                value = values.pop(0)
                if not values:
                    del self._values[tag]
                return value
        return ""

    def has(self, tag: str) -> bool:
        """Whether a tag is still there."""
        return bool(self._values.get(tag))

    def drop(self, tag: str, value: str) -> None:
        """Take a value out that another tag gave already; databases write the journal's title under several."""
        self._values[tag] = [other for other in self._values.get(tag, []) if other != value]

    def mentions(self) -> tuple[Mention, ...]:
        """The citing places among the notes."""
        for note in self._values.get("N1", []):
            mentions = read_cited_in(note)
            if mentions is not None:
                self._values["N1"] = [other for other in self._values["N1"] if other != note]
                return mentions
        return ()

    def left(self) -> tuple[tuple[str, str], ...]:
        """What nobody took, tags without a name as `ris-XX`."""
        names = tables().extra
        found: list[tuple[str, str]] = []
        if words := self.all("KW"):
            found.append(("keyword", ", ".join(words)))
        for tag, lines in self._values.items():
            found += [(names.get(tag, f"ris-{tag}"), value) for value in lines]
        return (*found, *self.own.extra())


def _read_people(fields: _Fields, kind: str) -> tuple[Contributor, ...]:
    tags, people = role_tags(kind), []
    for tag, value in fields.order:
        if tag in tags:
            people.append(Contributor(values.read_name(value), tags[tag]))
    for tag in tags:
        fields.all(tag)
    return (*people, *fields.own.people())


def _read_plain(work: Work, fields: _Fields, kind: str) -> Work:
    known = tables()
    values: dict[str, Any] = {}
    for tag, field in known.plain.items():
        if field not in values and (value := fields.first(tag)):
            values[field] = value
    if work.type == "post" and values.get("genre") == known.post_genre:
        values["genre"] = ""
    for field in known.own:
        values[field] = fields.own.take(field.replace("_", "-"))
    return replace(work, url=fields.first("UR"), **values)


def _read_titles(work: Work, fields: _Fields, kind: str) -> tuple[Work, str]:
    """The work with title and series, and the title of its container."""
    if kind in EDITED:
        title = work.title or fields.first("BT")
        whole = fields.first("T2") if fields.has("T3") else ""
        return replace(work, title=title, series=fields.first("T3", "T2"), note=fields.first("N1")), whole
    tags = ("JF", "JO", "T2", "J1", "JA", "J2") if work.type in SERIAL else ("T2", "BT", "JF", "JO")
    container = fields.first(*tags)
    for tag in tags:
        fields.drop(tag, container)
    return replace(work, series=fields.first("T3"), note=fields.first("N1")), container


def _read_dates(work: Work, fields: _Fields) -> Work:
    year, day = fields.first("PY", "Y1"), fields.first("DA")
    date = values.read_date(day) or values.read_date(year)
    if date and date.start is None and year:
        date = values.read_date(year)
    own = fields.own
    date, printed = _exact(own.take("date")) or date, own.take("printed-date")
    return replace(
        work,
        date=date.as_written(printed) if date and printed else date,
        accessed=_exact(own.take("accessed")) or values.read_date(fields.first("Y2")),
        original_date=_exact(own.take("original-date")) or values.read_date(fields.first("OP")),
        archive_date=_exact(own.take("archive-date")),
    )


def _exact(text: str) -> Date | None:
    return Date.parse(text) if text else None


def _read_numbers(work: Work, fields: _Fields) -> Work:
    first, last = fields.first("SP"), fields.first("EP")
    pages = Pages.parse(f"{first}-{last}" if first and last and "-" not in first else first or last)
    numbers = [Identifier(IdentifierKind.DOI, _DOI_PREFIX.sub("", value)) for value in fields.all("DO")]
    for value in fields.all("SN"):
        # ISSNs have eight characters, ISBNs ten or thirteen.
        kind = IdentifierKind.ISSN if _ISSN.match(value) else IdentifierKind.ISBN
        numbers.append(Identifier(kind, value))
    known = pages if pages.ranges or pages.raw else None
    return replace(work, pages=known, identifiers=(*numbers, *fields.own.identifiers()))


def _key(fields: _Fields, taken: set[str], line: int, remarks: list[Diagnostic]) -> str:
    given = fields.first("ID")
    key, number = given or f"record-{line}", 2
    while key in taken:
        key, number = f"{given}-{number}", number + 1
    if given and key != given:
        remarks.append(Diagnostic("duplicate-key", f"ID {given!r} is used a second time; filed as {key!r}", line=line))
    return key
