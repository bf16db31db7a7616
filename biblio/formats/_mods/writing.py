"""Entry -> `mods` element."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from biblio.formats._csl.texts import texts
from biblio.formats._mods.tables import EXTRA, MODS, tables
from biblio.formats._nesting import flat
from biblio.formats._tex.remarks import cited_in
from biblio.formats._xml import clean
from biblio.formats._zotero.extra import last_and_first
from biblio.formats._zotero.item import SPARE
from biblio.formats._zotero.writing import ASIDE, date_lines, item_type, own_lines, text_line
from biblio.model import Contributor, Date, Entry, Role, Work

__all__ = ["write"]

_NAME = re.compile(r"[A-Za-z_][\w.-]*\Z")
_PLACED = frozenset((
    "title", "container-title", "container-title-short", "collection-title", "collection-number", "publisher",
    "publisher-place", "original-publisher", "original-publisher-place", "edition", "volume", "issue", "genre",
    "archive", "archive_location", "event-title", "language", "URL", "DOI", "ISBN", "ISSN", "page", "abstract",
    "title-short", "call-number", "license", "number-of-pages", "PMID",
))  # fmt: skip
"""Variables that MODS has elements for."""
_OF_HOST = frozenset((Role.EDITOR, Role.CONTAINER_AUTHOR))


@dataclass(frozen=True, slots=True)
class _Record:
    entry: Entry
    work: Work
    found: dict[str, str]
    """CSL variable -> value."""
    root: etree._Element
    whole: etree._Element
    """What the work stands in; the record itself where that is nothing."""

    @property
    def part(self) -> bool:
        """Whether the work stands in something."""
        return self.whole is not self.root


def write(parent: etree._Element, entry: Entry) -> None:
    """Add an entry to a collection."""
    root = _under(parent, "mods")
    if _NAME.match(entry.key):
        root.set("ID", entry.key)
    work = flat(entry.work)
    found = texts(work)
    whole = etree.Element(_tag("relatedItem"), {"type": "host"}) if found.get("container-title") else root
    record = _Record(entry, work, found, root, whole)
    for _, rule in RULES:
        rule(record)
    if record.part:
        root.append(whole)
    _extension(record)


def _titles(record: _Record) -> None:
    _text(_under(record.root, "titleInfo"), "title", record.found.get("title", ""))
    if short := record.found.get("title-short"):
        _text(_under(record.root, "titleInfo", type="abbreviated"), "title", short)
    if record.part:
        _text(_under(record.whole, "titleInfo"), "title", record.found["container-title"])
        if short := record.found.get("container-title-short"):
            _text(_under(record.whole, "titleInfo", type="abbreviated"), "title", short)


def _people(record: _Record) -> None:
    for contributor in record.work.contributors:
        whole = record.part and contributor.role in _OF_HOST
        _person(record.whole if whole else record.root, contributor)
    if event := record.found.get("event-title"):
        _text(_under(record.root, "name", type="conference"), "namePart", event)


def _person(parent: etree._Element, contributor: Contributor) -> None:
    name = contributor.name
    node = _under(parent, "name", type="corporate" if name.literal else "personal")
    if name.literal:
        _text(node, "namePart", name.literal)
    else:
        last, _ = last_and_first(name)
        _text(node, "namePart", last, type="family")
        _text(node, "namePart", " ".join(filter(None, (name.given, name.dropping_particle))), type="given")
        _text(node, "namePart", name.suffix, type="termsOfAddress")
    term = tables().roles.get(contributor.role.value)
    role = _under(node, "role")
    if term:
        _text(role, "roleTerm", term, type="text", authority="marcrelator")
    else:
        _text(role, "roleTerm", contributor.role.value, type="text")


def _genres(record: _Record) -> None:
    work, known = record.work, tables()
    _text(record.root, "genre", item_type(work), authority="local")
    _text(record.root, "genre", known.genres.get(work.type, ""), authority="marcgt")
    _text(record.root, "genre", work.genre)
    if record.part:
        for genre in known.host_genres.get(work.type, ()):
            _text(record.whole, "genre", genre, authority="marcgt")


def _origin(record: _Record) -> None:
    work, found = record.work, record.found
    node = etree.Element(_tag("originInfo"))
    _place(node, found.get("publisher-place", ""))
    _text(node, "publisher", found.get("publisher", ""))
    _date(node, "dateIssued", work.date)
    _text(node, "edition", found.get("edition", ""))
    if len(node):
        # Dates of articles are those of their issue; everything else says when it was published itself.
        record.root.append(node)
    original = etree.Element(_tag("originInfo"))
    _place(original, work.original_place)
    _text(original, "publisher", work.original_publisher)
    _date(original, "dateIssued", work.original_date)
    if len(original):
        _under(record.root, "relatedItem", type="original").append(original)


def _place(node: etree._Element, place: str) -> None:
    if place:
        _text(_under(node, "place"), "placeTerm", place, type="text")


def _date(node: etree._Element, name: str, date: Date | None) -> None:
    if date is None:
        return
    if date.start is None:
        _text(node, name, date.literal)
    else:
        _text(node, name, str(date), encoding="edtf" if str(date) != str(date.start) else "w3cdtf")


def _description(record: _Record) -> None:
    found, root = record.found, record.root
    if found.get("language"):
        _text(_under(root, "language"), "languageTerm", found["language"], type="code", authority="rfc3066")
    if found.get("number-of-pages"):
        _text(_under(root, "physicalDescription"), "extent", f"{found['number-of-pages']} p.")
    _text(root, "abstract", found.get("abstract", ""))
    for word in record.work.keywords:
        _text(_under(root, "subject"), "topic", word)
    _text(root, "classification", found.get("call-number", ""))
    _text(root, "accessCondition", found.get("license", ""), type="use and reproduction")


def _series(record: _Record) -> None:
    title, number = record.found.get("collection-title", ""), record.found.get("collection-number", "")
    if title or number:
        info = _under(_under(record.whole, "relatedItem", type="series"), "titleInfo")
        _text(info, "title", title)
        _text(info, "partNumber", number)


def _part(record: _Record) -> None:
    node = etree.Element(_tag("part"))
    for name, value in (("volume", record.found.get("volume", "")), ("issue", record.found.get("issue", ""))):
        if value:
            _text(_under(node, "detail", type=name), "number", value)
    pages = record.work.pages
    if pages and len(pages.ranges) == 1:
        extent = _under(node, "extent", unit="pages")
        first, last = pages.ranges[0]
        _text(extent, "start", first)
        _text(extent, "end", last if last != first else "")
    elif pages:
        _text(_under(node, "extent", unit="pages"), "list", str(pages))
    if len(node):
        record.whole.append(node)


def _identifiers(record: _Record) -> None:
    _text(record.root, "identifier", record.entry.key, type="citekey")
    for number in record.work.identifiers:
        whole = record.part and number.kind.value in ("isbn", "issn")
        _text(record.whole if whole else record.root, "identifier", number.value, type=number.kind.value)


def _location(record: _Record) -> None:
    work = record.work
    if work.archive or work.archive_location:
        node = _under(record.root, "location")
        _text(node, "physicalLocation", work.archive)
        _text(node, "shelfLocator", work.archive_location)
    if work.url:
        attributes = {"dateLastAccessed": str(work.accessed)} if work.accessed else {}
        _text(_under(record.root, "location"), "url", work.url, **attributes)


def _notes(record: _Record) -> None:
    _text(record.root, "note", record.work.note)
    _text(record.root, "note", cited_in(record.entry.mentions), type="citing places")
    _text(record.root, "note", record.work.variable("annote"), type="content")
    for annotation in record.entry.annotations:
        label = {"displayLabel": f"note {annotation.note}"} if annotation.note else {}
        _text(record.root, "note", annotation.text, type="annotation", **label)


def _extension(record: _Record) -> None:
    lines = list(_extra(record))
    if lines:
        extra = etree.SubElement(_under(record.root, "extension"), f"{{{EXTRA}}}extra", nsmap={None: EXTRA})  # type: ignore[dict-item]
        extra.text = "\n".join(clean(line) for line in lines)


def _extra(record: _Record) -> Iterator[str]:
    """What MODS has no element for, as in Zotero's Extra field."""
    work = record.work
    yield f"Type: {work.type}"
    for name, value in record.found.items():
        if name not in _PLACED | ASIDE:
            yield text_line(name, value)
    yield from (line for line in date_lines(work) if not line.startswith("Original Date: "))
    if work.type == "patent" and work.variable("submitted"):
        yield f"Submitted: {work.variable('submitted')}"
    if work.accessed and not work.url:
        yield f"Accessed: {work.accessed}"
    yield from (f"tex.{name}: {value}" for name, value in work.extra if name.startswith(SPARE) or name == "groups")
    # Identifiers have elements.
    yield from (line for line in own_lines(work) if not line.startswith("biblio.identifier: "))


RULES: tuple[tuple[str, Callable[[_Record], None]], ...] = (
    ("titles", _titles),
    ("people", _people),
    ("genres", _genres),
    ("origin", _origin),
    ("description", _description),
    ("series", _series),
    ("part", _part),
    ("identifiers", _identifiers),
    ("location", _location),
    ("notes", _notes),
)
"""What writes which elements."""


def _tag(name: str) -> str:
    return f"{{{MODS}}}{name}"


def _under(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _tag(name), attributes)


def _text(parent: etree._Element, name: str, value: str, **attributes: str) -> None:
    if value:
        _under(parent, name, **attributes).text = clean(value)
