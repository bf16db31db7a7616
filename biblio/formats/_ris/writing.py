"""Entry -> RIS record: its type, then (tag, value) line by line.

EndNote XML and Refer are the same reference under other names, and write these lines in their own way.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from biblio.formats._csl.texts import texts
from biblio.formats._nesting import flat
from biblio.formats._ris import values
from biblio.formats._ris.tables import tables
from biblio.formats._tex.remarks import cited_in
from biblio.formats._zotero import dates
from biblio.formats._zotero.extra import CITATION_KEY
from biblio.formats._zotero.item import SPARE
from biblio.formats._zotero.tables import tables as zotero
from biblio.formats._zotero.writing import ANNOTATION, ASIDE, date_lines, own_lines, person_line, text_line
from biblio.model import Annotation, Entry, Role, Work

__all__ = ["EXTRA", "lines", "write_record"]

EXTRA = "M2"
"""The tag that Zotero's reader adds to Extra, a line each."""
Lines = Iterator[tuple[str, str]]
"""(tag, value) in the order of the file."""


def write_record(entry: Entry) -> str:
    """One record, from TY to ER."""
    return "".join(f"{tag}  - {_line(value)}\n" for tag, value in lines(entry)) + "ER  - \n"


def _line(value: str) -> str:
    """A value on one line; what readers of RIS would take for an HTML entity is written as one."""
    value = " ".join(value.split())
    return value if html.unescape(value) == value else value.replace("&", "&amp;")


@dataclass(frozen=True, slots=True)
class _Record:
    entry: Entry
    work: Work
    kind: str


def lines(entry: Entry, instead: Mapping[str, str] | None = None) -> Lines:
    """All lines of a record but its end; none is empty. `instead` has types to take for those a format lacks."""
    work = flat(entry.work)
    kind = _kind(work)
    record = _Record(entry, work, (instead or {}).get(kind, kind))
    yield "TY", record.kind
    yield "ID", entry.key
    for _, rule in RULES:
        yield from ((tag, value) for tag, value in rule(record) if value.strip())


def _kind(work: Work) -> str:
    if work.type == "personal_communication" and work.genre.lower().replace("-", "") == "email":
        return "ICOMM"
    if work.type == "broadcast" and "radio" in work.genre.lower():
        return "SOUND"
    return tables().types.get(work.type, "GEN")


def _people(record: _Record) -> Lines:
    tags = tables().people(record.kind)
    for contributor in record.work.contributors:
        if tag := tags.get(contributor.role):
            yield tag, values.write_name(contributor.name)


def _texts(record: _Record) -> Lines:
    tags, found = tables().tags(record.kind), texts(record.work)
    if tags.get("event-title") == "T2" and "event-title" not in found and "container-title" in found:
        # Readers that know no proceedings look for the title there.
        yield "T2", found["container-title"]
    for name, tag in tags.items():
        value = found.get(name) or (record.work.variable(name) if name == "submitted" else "")
        if name == "page" and record.work.pages and len(record.work.pages.ranges) == 1:
            first, last = record.work.pages.ranges[0]
            yield tag, first
            yield "EP", last if last != first else ""
        elif name in ("ISBN", "ISSN"):
            yield from ((tag, number) for number in value.split())
        else:
            yield tag, value


def _dates(record: _Record) -> Lines:
    work = record.work
    if work.date and work.date.start:
        yield "PY", f"{work.date.start.year:04d}"
        yield "DA", values.write_date(work.date)
    if work.accessed:
        yield "Y2", values.write_date(work.accessed) if work.accessed.start else work.accessed.literal
    if work.original_date and "OP" not in tables().tags(record.kind).values():
        yield "OP", str(work.original_date)


def _notes(record: _Record) -> Lines:
    yield "N1", record.work.note
    yield "N1", cited_in(record.entry.mentions)
    if annote := record.work.variable("annote"):
        yield "N1", f"{ANNOTATION} {annote}"
    for annotation in record.entry.annotations:
        yield "N1", _annotation(annotation)


def _annotation(annotation: Annotation) -> str:
    """A note in one line: as HTML, which is what Zotero's notes are, unless it is one paragraph that names its note."""
    text = f"note {annotation.note}: {annotation.text}" if annotation.note else annotation.text
    if annotation.note and "\n\n" not in text:
        return text
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in text.split("\n\n"))


def _further(record: _Record) -> Lines:
    names = {name: tag for tag, name in tables().extra.items()}
    for name, value in record.work.extra:
        if name == "keyword":
            yield from (("KW", word.strip()) for word in re.split(r"[,;]", value))
        elif tag := names.get(name) or (name.removeprefix("ris-") if re.fullmatch(r"ris-[A-Z][A-Z0-9]", name) else ""):
            yield tag, value


def _extra(record: _Record) -> Lines:
    """Zotero's Extra: what this record has no tag for, or Zotero no field."""
    work, kind, known = record.work, record.kind, tables()
    item_type = known.item_type(kind)
    found: list[str] = [f"{CITATION_KEY}: {record.entry.key}"]
    if work.type not in (known.reads.get(kind), "") or zotero().reads.get(item_type) != work.type:
        found.append(f"Type: {work.type}")
    seen = {name for name in known.tags(kind) if zotero().field(item_type, name)} - {*known.zotero_misses.get(kind, ())}
    for name, value in texts(work).items():
        if name not in ASIDE | seen:
            found.append(text_line(name, value))
    people = known.people(kind)
    for contributor in work.contributors:
        tag = people.get(contributor.role, "")
        read_as = next((role for role, other in people.items() if other == tag), None)
        if read_as is not contributor.role or not _taken(item_type, contributor.role):
            found.append(person_line(contributor))
    found += _exact_dates(work)
    found += [f"tex.{name}: {value}" for name, value in work.extra if name.startswith(SPARE) or name == "groups"]
    for line in (*found, *date_lines(work), *own_lines(work)):
        if not line.startswith("tex.ris-") and not line.startswith("tex.file:"):
            yield EXTRA, line


def _taken(item_type: str, role: Role) -> bool:
    return bool(zotero().creator(item_type, role))


def _exact_dates(work: Work) -> Iterator[str]:
    """What the tags for dates cannot say."""
    date = work.date
    if date and (date.start is None or not dates.is_plain(date)):
        yield f"Issued: {date}"
    if work.accessed and work.accessed.start is None:
        yield f"Accessed: {work.accessed}"


RULES: tuple[tuple[str, Callable[[_Record], Lines]], ...] = (
    ("people", _people),
    ("texts", _texts),
    ("dates", _dates),
    ("notes", _notes),
    ("further", _further),
    ("extra", _extra),
)
"""What writes which tags; their order is the order in the record."""
