"""Entry -> item of Zotero."""

from __future__ import annotations

import html
from collections.abc import Iterator

from biblio.formats._csl.texts import texts
from biblio.formats._csl.variables import variables
from biblio.formats._nesting import flat
from biblio.formats._tex.dates import says_more
from biblio.formats._tex.remarks import cited_in
from biblio.formats._zotero import attachments, dates
from biblio.formats._zotero.extra import CITATION_KEY, TEX_NAMES, label, last_and_first, own_line, write_person
from biblio.formats._zotero.item import SPARE, Creator, Item, Weblink
from biblio.formats._zotero.tables import tables
from biblio.model import Contributor, Entry, Work

__all__ = ["ASIDE", "date_lines", "extra_lines", "item", "item_type", "own_lines", "person_line", "text_line"]

ASIDE = frozenset(("note", "annote", "keyword", "citation-key"))
"""Variables that are no field: the note ends Extra, an annotation is a child note, keywords are tags ..."""
ANNOTATION = "Annotation:"
"""Begins the child note that is the work's `annote`, BibLaTeX's `annotation`."""
FILE = "file"
"""Attached files, in Work.extra."""
_COLLECTIONS = "groups"
"""JabRef's groups, in Work.extra."""


def item(entry: Entry) -> Item:
    """The entry as Zotero would have it; what its type has no field for goes to Extra, the citing places to notes."""
    work = flat(entry.work)
    type_ = item_type(work)
    found = {tables().field(type_, name): value for name, value in _values(work).items()}
    fields = {name: value for name, value in found.items() if name}
    fields |= {name: value for name, value in _spare(work) if name in tables().fields[type_].values()}
    return Item(
        key=entry.key,
        type=type_,
        fields=fields,
        creators=tuple(_creators(work, type_)),
        extra=(f"{CITATION_KEY}: {entry.key}", *extra_lines(work, type_), *own_lines(work), *_note(work)),
        tags=work.keywords,
        notes=tuple(_notes(entry)),
        links=tuple(_links(work)),
        related=tuple(relation.key for relation in work.related),
        collections=_listed(work.variable(_COLLECTIONS)),
    )


def _spare(work: Work) -> Iterator[tuple[str, str]]:
    """Fields that only Zotero has."""
    return ((name.removeprefix(SPARE), value) for name, value in work.extra if name.startswith(SPARE))


def item_type(work: Work) -> str:
    """The item type a work was read with, else that of its CSL type; a letter sent as an e-mail is an e-mail."""
    genre = work.genre.lower()
    named = work.variable(f"{SPARE}itemType")
    if tables().reads.get(named) == work.type:
        return named
    if work.type == "broadcast" and ("television" in genre or "tv" in genre.split()):
        return "tvBroadcast"
    if work.type == "broadcast" and "podcast" in genre + work.medium.lower():
        return "podcast"
    if work.type == "personal_communication" and genre.replace("-", "") == "email":
        return "email"
    return tables().types.get(work.type, "document")


def _values(work: Work) -> dict[str, str]:
    """CSL variable -> value, dates as a person types them."""
    found = {name: " ".join(value.split()) if name != "abstract" else value for name, value in texts(work).items()}
    if work.date:
        found["issued"] = dates.write(work.date)
    if work.accessed:
        found["accessed"] = str(work.accessed)
    if work.variable("submitted"):
        found["submitted"] = work.variable("submitted")
    if "event-place" in found:
        # Items have one place: without a publisher's it is the event's.
        found.setdefault("publisher-place", found["event-place"])
    return {name: value for name, value in found.items() if value and name not in ASIDE}


def _creators(work: Work, type_: str) -> Iterator[Creator]:
    for contributor in work.contributors:
        creator = tables().creator(type_, contributor.role)
        if creator:
            yield Creator(creator, *last_and_first(contributor.name))


def extra_lines(work: Work, type_: str) -> Iterator[str]:
    """Lines for the variables and people that items of this type have no place for."""
    if tables().reads.get(type_) != work.type:
        yield f"Type: {work.type}"
    values = _values(work)
    for name, value in values.items():
        if not tables().field(type_, name) and (name != "publisher-place" or work.place):
            yield text_line(name, value)
    if work.place and work.place == values.get("event-place") and tables().field(type_, "publisher-place"):
        yield text_line("publisher-place", work.place)
    for contributor in work.contributors:
        creator = tables().creator(type_, contributor.role)
        if not creator or tables().role(type_, creator) is not contributor.role:
            yield person_line(contributor)
    if work.date and work.date.start and not dates.is_plain(work.date):
        yield f"Issued: {work.date}"
    yield from date_lines(work)


def text_line(variable: str, value: str) -> str:
    """A CSL variable as Extra has it."""
    return f"{label(variable)}: {' '.join(value.split())}"


def tex_line(name: str, value: str) -> str:
    """A field that nobody but its file has a name for, as Better BibTeX has it."""
    name = TEX_NAMES.get(name, name.replace(" ", "-"))
    return f"tex.{name}: {' '.join(value.split())}"


def person_line(contributor: Contributor) -> str:
    """Somebody in a role that has no place elsewhere."""
    return f"{label(contributor.role.value)}: {write_person(contributor.name)}"


def date_lines(work: Work) -> Iterator[str]:
    """The dates that no item type has a field for."""
    if work.original_date:
        yield f"Original Date: {work.original_date}"
    for name in sorted(variables().other_dates):
        # The filing date of a patent has a field.
        if work.variable(name) and (name, work.type) != ("submitted", "patent"):
            yield f"{label(name)}: {work.variable(name)}"


def own_lines(work: Work) -> Iterator[str]:
    """What neither Zotero nor CSL has a name for."""
    known = variables()
    yield from (own_line(name, value) for name, value in _own(work) if value)
    for name, value in work.extra:
        if name not in known.own and name != _COLLECTIONS and not name.startswith(SPARE):
            yield tex_line(name, value)


def _own(work: Work) -> Iterator[tuple[str, str]]:
    """Name and value of each own line."""
    yield "printed-date", work.date.literal if work.date and says_more(work.date) else ""
    yield "main-title", work.container.container.title if work.container and work.container.container else ""
    named = variables().identifiers.values()
    yield from (("identifier", str(number)) for number in work.identifiers if number.kind.value not in named)
    yield "archive-url", work.archive_url
    yield "archive-date", str(work.archive_date or "")
    yield "link-status", work.link_status
    yield "link-checked", str(work.link_checked or "")
    yield "inferred", ", ".join(work.inferred)
    yield from (("related", f"{relation.kind} {relation.key}") for relation in work.related)
    for found in work.provenance:
        yield "provenance", " | ".join((found.source, str(found.retrieved or ""), ", ".join(found.fields)))


def _note(work: Work) -> list[str]:
    return [line for line in work.note.split("\n") if line.strip()]


def _notes(entry: Entry) -> Iterator[str]:
    """The citing places in a note of their own, then the annotation, each citing note's words and each remark."""
    if entry.mentions:
        yield f"<p>{html.escape(cited_in(entry.mentions), quote=False)}</p>"
    if annote := entry.work.variable("annote"):
        paragraphs = html.escape(annote, quote=False).split("\n\n")
        yield f"<p><strong>{ANNOTATION}</strong> " + "</p><p>".join(paragraphs) + "</p>"
    for annotation in entry.annotations:
        paragraphs = [html.escape(part, quote=False) for part in annotation.text.split("\n\n")]
        if annotation.note:
            paragraphs[0] = f"<strong>note {html.escape(annotation.note, quote=False)}:</strong> {paragraphs[0]}"
        yield "".join(f"<p>{part}</p>" for part in paragraphs)


def _links(work: Work) -> Iterator[Weblink]:
    if work.archive_url:
        yield Weblink(f"Archived copy {work.archive_date or ''}".strip(), work.archive_url, mime="text/html")
    yield from attachments.parse(work.variable(FILE))


def _listed(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())
