"""RIS, what EndNote, Mendeley, Citavi and library catalogues exchange.

`TY  - JOUR` begins a record, `ER  - ` ends it. What RIS has no tag for goes to the user-defined `U5  - name: value`,
the citing places to a note (`N1`), where reference managers show them.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format, _ris_values
from biblio.formats._nesting import SERIAL, flat, nest
from biblio.formats._tex.remarks import cited_in, read_cited_in
from biblio.model import (
    Contributor,
    Date,
    Diagnostic,
    Entry,
    Identifier,
    IdentifierKind,
    Library,
    Mention,
    Pages,
    Role,
    Work,
)

__all__ = ["plugin"]

Lines = Iterator[tuple[str, str]]
"""(tag, value) in the order of the file."""
_LINE = re.compile(r"\s{0,3}(?P<tag>[A-Z][A-Z0-9])\s{1,2}-(?:\s|\Z)(?P<value>.*)\Z")
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx](?!\w|-)")
_EDITED = frozenset(("BOOK", "EDBOOK", "EBOOK", "SER", "JFULL"))
"""Types whose editors are A3, A2 being those of the series (so Zotero and EndNote)."""


@dataclass(frozen=True, slots=True)
class _Tables:
    types: Mapping[str, str]
    reads: Mapping[str, str]
    plain: Mapping[str, str]
    extra: Mapping[str, str]
    own: tuple[str, ...]
    post_genre: str

    @property
    def tags(self) -> dict[str, str]:
        """Field of Work -> tag that is written."""
        return {field: tag for tag, field in reversed([*self.plain.items()])}


@cache
def _tables() -> _Tables:
    raw = tomllib.loads(files("biblio.formats").joinpath("ris.toml").read_text("utf-8"))
    reads = {tag: kind for kind, tag in reversed(raw["types"].items())} | raw["reads"]
    return _Tables(raw["types"], reads, raw["plain"], raw["extra"], tuple(raw["own"]["fields"]), raw["posts"]["genre"])


class Ris:
    """Tagged records, one line a value."""

    suffixes: ClassVar[tuple[str, ...]] = (".ris",)

    def loads(self, text: str, source: str = "") -> Library:
        """Read records; HTML entities that databases leave in them are resolved."""
        records, remarks = _records(text, source)
        entries: list[Entry] = []
        for line, found in records:
            entries.append(_entry(line, found, {entry.key for entry in entries}, remarks))
        return Library(tuple(entries), text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write records, an empty line between them."""
        return "\n".join(_record(entry) for entry in library.entries)


def _record(entry: Entry) -> str:
    work = flat(entry.work)
    kind = _tables().types.get(work.type, "GEN")
    lines = [("TY", kind), ("ID", entry.key)]
    for _, rule in RULES:
        lines += rule(work, kind)
    if entry.mentions:
        lines.append(("N1", cited_in(entry.mentions)))
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value.strip()) + "ER  - \n"


def _people(work: Work, kind: str) -> Lines:
    tags = _role_tags(kind)
    for contributor in work.contributors:
        name = _ris_values.write_name(contributor.name)
        tag = next((tag for tag, role in tags.items() if role is contributor.role), "")
        yield (tag, name) if tag else ("U5", f"{contributor.role.value}: {name}")


def _role_tags(kind: str) -> dict[str, Role]:
    """Which tag names whom in records of a type; the first tag of a role is the one that is written."""
    tags = {"AU": Role.AUTHOR, "A1": Role.AUTHOR}
    if kind in _EDITED:
        tags |= {"A3": Role.EDITOR, "A2": Role.COLLECTION_EDITOR}
    elif kind == "PCOMM":
        tags |= {"A2": Role.RECIPIENT}
    else:
        tags |= {"A2": Role.EDITOR, "A3": Role.COLLECTION_EDITOR}
    return tags | {"A4": Role.TRANSLATOR, "C2": Role.CONTAINER_AUTHOR, "ED": Role.EDITOR}


def _titles(work: Work, kind: str) -> Lines:
    yield "TI", work.title
    if work.container:
        yield "T2", work.container.title
        yield "U5", f"main-title: {work.container.container.title}" if work.container.container else ""
    # A book stands in nothing but its series.
    yield "T2" if kind in _EDITED and not work.container else "T3", work.series


def _plain(work: Work, kind: str) -> Lines:
    tables = _tables()
    for field, tag in tables.tags.items():
        value = getattr(work, field)
        if field == "genre" and work.type == "post":
            value = value or tables.post_genre
        if field != "title":
            yield tag, value
    yield "N1", work.note
    for field in tables.own:
        if value := getattr(work, field):
            yield "U5", f"{field.replace('_', '-')}: {value}"


def _dates(work: Work, kind: str) -> Lines:
    for tag, year, name, date in (
        ("DA", "PY", "date", work.date),
        ("Y2", "", "accessed", work.accessed),
        ("OP", "", "original-date", work.original_date),
    ):
        if date is None:
            continue
        if year and date.start:
            yield year, str(date.start.year)
        value = _ris_values.write_date(date)
        yield tag, value
        if _ris_values.read_date(value) != (replace(date, literal="") if date.start else date):
            yield "U5", f"{name}: {date if date.start else date.literal}"
    if work.date and work.date.start and work.date.literal:
        yield "U5", f"printed-date: {work.date.literal}"
    if work.archive_date:
        yield "U5", f"archive-date: {work.archive_date}"


def _pages(work: Work, kind: str) -> Lines:
    if not work.pages:
        return
    if len(work.pages.ranges) == 1:
        first, last = work.pages.ranges[0]
        yield "SP", first
        yield "EP", last
    else:
        yield "SP", str(work.pages)


def _identifiers(work: Work, kind: str) -> Lines:
    yield "UR", work.url
    for found in work.identifiers:
        tag = {IdentifierKind.DOI: "DO", IdentifierKind.ISBN: "SN", IdentifierKind.ISSN: "SN"}.get(found.kind, "")
        yield (tag, found.value) if tag else ("U5", f"identifier: {found}")


def _own(work: Work, kind: str) -> Lines:
    tables = _tables()
    tags = {name: tag for tag, name in reversed([*tables.extra.items()])}
    spare = []
    for name, value in work.extra:
        if name == "keyword":
            yield from (("KW", word.strip()) for word in re.split(r"[,;]", value))
        elif name in tags:
            yield tags[name], value
        else:
            spare.append(("U5", f"extra {name}: {value}"))
    yield from spare
    if tables.reads.get(kind) != work.type:
        yield "U5", f"type: {work.type}"
    yield from (("U5", f"related: {relation.kind} {relation.key}") for relation in work.related)
    yield "U5", f"inferred: {', '.join(work.inferred)}" if work.inferred else ""


RULES: tuple[tuple[str, Callable[[Work, str], Lines]], ...] = (
    ("people", _people),
    ("titles", _titles),
    ("plain", _plain),
    ("dates", _dates),
    ("pages", _pages),
    ("identifiers", _identifiers),
    ("own", _own),
)
"""What writes which tags; their order is the order in the record."""


def _records(text: str, source: str) -> tuple[list[tuple[int, list[tuple[str, str]]]], list[Diagnostic]]:
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


def _entry(line: int, found: Sequence[tuple[str, str]], taken: set[str], remarks: list[Diagnostic]) -> Entry:
    kind = found[0][1].upper()
    own = _ris_values.Own(value for tag, value in found if tag == "U5")
    fields = _Fields(found, own)
    if kind not in _tables().reads:
        remarks.append(Diagnostic("unknown-type", f"TY {kind!r} is not known; read as a document", line=line))
    work = Work(type=own.take("type") or _tables().reads.get(kind, "document"))
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

    def __init__(self, lines: Sequence[tuple[str, str]], own: _ris_values.Own) -> None:
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
        names = _tables().extra
        found: list[tuple[str, str]] = []
        if words := self.all("KW"):
            found.append(("keyword", ", ".join(words)))
        for tag, values in self._values.items():
            found += [(names.get(tag, f"ris-{tag}"), value) for value in values]
        return (*found, *self.own.extra())


def _read_people(fields: _Fields, kind: str) -> tuple[Contributor, ...]:
    tags, people = _role_tags(kind), []
    for tag, value in fields.order:
        if tag in tags:
            people.append(Contributor(_ris_values.read_name(value), tags[tag]))
    for tag in tags:
        fields.all(tag)
    return (*people, *fields.own.people())


def _read_plain(work: Work, fields: _Fields, kind: str) -> Work:
    tables = _tables()
    values: dict[str, Any] = {}
    for tag, field in tables.plain.items():
        if field not in values and (value := fields.first(tag)):
            values[field] = value
    if work.type == "post" and values.get("genre") == tables.post_genre:
        values["genre"] = ""
    for field in tables.own:
        values[field] = fields.own.take(field.replace("_", "-"))
    return replace(work, url=fields.first("UR"), **values)


def _read_titles(work: Work, fields: _Fields, kind: str) -> tuple[Work, str]:
    """The work with title and series, and the title of its container."""
    if kind in _EDITED:
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
    date = _ris_values.read_date(day) or _ris_values.read_date(year)
    if date and date.start is None and year:
        date = _ris_values.read_date(year)
    own = fields.own
    date, printed = _exact(own.take("date")) or date, own.take("printed-date")
    return replace(
        work,
        date=date.as_written(printed) if date and printed else date,
        accessed=_exact(own.take("accessed")) or _ris_values.read_date(fields.first("Y2")),
        original_date=_exact(own.take("original-date")) or _ris_values.read_date(fields.first("OP")),
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


plugin: Format = Ris()
