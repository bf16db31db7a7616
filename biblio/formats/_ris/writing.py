"""Entry -> RIS record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from biblio.formats._nesting import flat
from biblio.formats._ris import values
from biblio.formats._ris.tables import EDITED, role_tags, tables
from biblio.formats._tex.remarks import cited_in
from biblio.model import Entry, IdentifierKind, Work

__all__ = ["write_record"]

Lines = Iterator[tuple[str, str]]
"""(tag, value) in the order of the file."""


def write_record(entry: Entry) -> str:
    """One record, from TY to ER."""
    work = flat(entry.work)
    kind = tables().types.get(work.type, "GEN")
    lines = [("TY", kind), ("ID", entry.key)]
    for _, rule in RULES:
        lines += rule(work, kind)
    if entry.mentions:
        lines.append(("N1", cited_in(entry.mentions)))
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value.strip()) + "ER  - \n"


def _people(work: Work, kind: str) -> Lines:
    tags = role_tags(kind)
    for contributor in work.contributors:
        name = values.write_name(contributor.name)
        tag = next((tag for tag, role in tags.items() if role is contributor.role), "")
        yield (tag, name) if tag else ("U5", f"{contributor.role.value}: {name}")


def _titles(work: Work, kind: str) -> Lines:
    yield "TI", work.title
    if work.container:
        yield "T2", work.container.title
        yield "U5", f"main-title: {work.container.container.title}" if work.container.container else ""
    # A book stands in nothing but its series.
    yield "T2" if kind in EDITED and not work.container else "T3", work.series


def _plain(work: Work, kind: str) -> Lines:
    known = tables()
    for field, tag in known.tags.items():
        value = getattr(work, field)
        if field == "genre" and work.type == "post":
            value = value or known.post_genre
        if field != "title":
            yield tag, value
    yield "N1", work.note
    for field in known.own:
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
        value = values.write_date(date)
        yield tag, value
        if values.read_date(value) != (replace(date, literal="") if date.start else date):
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
    known = tables()
    tags = {name: tag for tag, name in reversed([*known.extra.items()])}
    spare = []
    for name, value in work.extra:
        if name == "keyword":
            yield from (("KW", word.strip()) for word in re.split(r"[,;]", value))
        elif name in tags:
            yield tags[name], value
        else:
            spare.append(("U5", f"extra {name}: {value}"))
    yield from spare
    if known.reads.get(kind) != work.type:
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
