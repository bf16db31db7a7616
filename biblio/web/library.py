"""Library -> entries one can read: the work in a line, its fields, its relations and where it is cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from biblio.model import Entry, IdentifierKind, Name, Role, Work
from biblio.web import describe
from biblio.web.anchors import card_id, link_id, outward
from biblio.web.describe import Part
from biblio.web.lookup import Lookup
from biblio.web.notes import Pointer
from biblio.web.words import family, in_brief, word

__all__ = ["Field", "Place", "ViewedEntry", "viewed_entries"]

_PLAIN = (
    ("series", "series"),
    ("series_number", "number in series"),
    ("volume", "volume"),
    ("volumes", "volumes"),
    ("issue", "issue"),
    ("edition", "edition"),
    ("number", "number"),
    ("genre", "genre"),
    ("medium", "medium"),
    ("place", "place"),
    ("publisher", "publisher"),
    ("original_place", "first place"),
    ("original_publisher", "first publisher"),
    ("archive", "archive"),
    ("archive_location", "shelf-mark"),
    ("event", "event"),
    ("language", "language"),
    ("status", "status"),
    ("note", "note"),
)
"""Fields of `Work` that are words, with what the page calls them."""
_Verdicts = dict[str, tuple[str, str]]
"""Address -> (verdict in words, where it stands on the page)."""
_ROLES = (Role.AUTHOR, *(role for role in Role if role is not Role.AUTHOR))


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entry."""

    name: str
    value: str
    inferred: bool = False
    href: str = ""
    """Where the value leads outside the page, if it is an address fit to be followed."""
    verdict: str = ""
    """What was found of the address, and where on the page more is said of it."""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where an entry is cited."""

    note: str
    anchor: str
    """"" where the place is not on this page."""
    family: str
    locator: str


@dataclass(frozen=True, slots=True)
class ViewedEntry:
    """An entry as the page shows it."""

    key: str
    anchor: str
    type: str
    parts: tuple[Part, ...]
    fields: tuple[Field, ...]
    related: tuple[tuple[str, Pointer], ...]
    """(relation in words, the other work)."""
    places: tuple[Place, ...]
    cited: bool
    """Whether this document cites it; entries of an existing refs.bib need not be."""


def viewed_entries(lookup: Lookup) -> tuple[ViewedEntry, ...]:
    """All entries, those cited here first, by author, year and title."""
    links = {
        check.link.url: (word("verdicts", check.verdict), link_id(position))
        for position, check in enumerate(lookup.result.checks)
    }
    related = _related(lookup)
    viewed = [_entry(entry, lookup, links, related.get(entry.key, ())) for entry in _sorted(lookup)]
    return tuple(sorted(viewed, key=lambda entry: not entry.cited))


def _sorted(lookup: Lookup) -> list[Entry]:
    def order(entry: Entry) -> tuple[str, int, str]:
        names = entry.work.authors or entry.work.names(Role.EDITOR)
        when = entry.work.date.year if entry.work.date else None
        return (names[0].sort_name if names else entry.work.title).casefold(), when or 9999, entry.work.title.casefold()

    return sorted(lookup.result.library.entries, key=order)


def _entry(entry: Entry, lookup: Lookup, links: _Verdicts, related: tuple[tuple[str, Pointer], ...]) -> ViewedEntry:
    return ViewedEntry(
        entry.key,
        lookup.anchors[entry.key],
        word("types", entry.work.type),
        describe.line(entry.work) or (Part("plain", "nothing is known of this work but its cites"),),
        tuple(_fields(entry.work, links)),
        related,
        _places(entry, lookup),
        entry.key in lookup.cited or entry.key in lookup.result.keys,
    )


def _places(entry: Entry, lookup: Lookup) -> tuple[Place, ...]:
    """Where the cites of this document stand; those of an earlier run are told by their notes' labels alone."""
    places = []
    for where in lookup.cited.get(entry.key, ()):
        cite = lookup.cite(where)
        locator = in_brief(cite.locator.label, cite.locator.value) if cite.locator else ""
        places.append(Place(lookup.note(where[0]).label, card_id(*where), family(cite.form), locator))
    if places:
        return tuple(places)
    return tuple(
        Place(
            mention.note,
            "",
            family(mention.form),
            in_brief(mention.locator.label, mention.locator.value) if mention.locator else "",
        )
        for mention in entry.mentions
    )


def _related(lookup: Lookup) -> dict[str, tuple[tuple[str, Pointer], ...]]:
    """Relations of every entry, told from both sides."""
    found: dict[str, list[tuple[str, Pointer]]] = {}
    for entry in lookup.result.library.entries:
        for relation in entry.work.related:
            other = lookup.entries.get(relation.key)
            if other is None:
                continue
            found.setdefault(entry.key, []).append((word("relations", relation.kind), _pointer(other, lookup)))
            back = word("relations", f"has-{relation.kind}")
            found.setdefault(other.key, []).append((back, _pointer(entry, lookup)))
    return {key: tuple(relations) for key, relations in found.items()}


def _pointer(entry: Entry, lookup: Lookup) -> Pointer:
    return Pointer(describe.label(entry.work, entry.key), lookup.anchors[entry.key])


def _fields(work: Work, links: _Verdicts) -> Iterator[Field]:
    for role in _ROLES:
        names = work.names(role)
        if names:
            yield Field(word("roles", role), _filed(names), role.value in work.inferred)
    if work.title:
        yield Field("title", work.title, "title" in work.inferred)
    if work.container:
        yield Field("in", "".join(part.before + part.text for part in describe.line(work.container)).lstrip(", "))
    for name, called in _PLAIN:
        if getattr(work, name):
            yield Field(called, getattr(work, name), name in work.inferred)
    yield from _dates_and_pages(work)
    yield from _addresses(work, links)
    yield from (Field(name, value) for name, value in work.extra)


def _dates_and_pages(work: Work) -> Iterator[Field]:
    for called, name, date in (("date", "date", work.date), ("first published", "original_date", work.original_date)):
        if date:
            plain, words = str(date), describe.date_in_words(date)
            told = date.literal and date.start is not None and plain not in words
            yield Field(called, f"{words} ({plain})" if told else words, name in work.inferred)
    if work.pages:
        yield Field("pages", str(work.pages).replace("-", "–"), "pages" in work.inferred)


def _addresses(work: Work, links: _Verdicts) -> Iterator[Field]:
    for identifier in work.identifiers:
        doi = f"https://doi.org/{identifier.value}" if identifier.kind is IdentifierKind.DOI else ""
        yield Field(identifier.kind.value, identifier.value, href=outward(doi))
    if work.url:
        verdict, anchor = links.get(work.url, ("", ""))
        yield Field("address", work.url, href=outward(work.url), verdict=verdict, anchor=anchor)
    if work.accessed:
        yield Field("accessed", describe.date_in_words(work.accessed))
    if work.archive_url:
        when = describe.date_in_words(work.archive_date)
        yield Field(f"archived {when}".strip(), work.archive_url, href=outward(work.archive_url))


def _filed(names: tuple[Name, ...]) -> str:
    """Names as they are filed: "Trotsky, Leon; Eastman, Max"."""
    return "; ".join(name.literal or str(name) for name in names)
