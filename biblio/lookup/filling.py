"""What an entry can learn from the record that is its work: only fields that are empty, never one that is not. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from biblio.formats._nesting import container_of, flat
from biblio.lookup.candidate import Candidate
from biblio.lookup.finding import Finding
from biblio.model import Date, Entry, Identifier, IdentifierKind, Provenance, Role, Work

__all__ = ["Fill", "complete", "fill"]

_SERIAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))
_PARTS = frozenset(("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"))
_BOOKLIKE = frozenset(("book", "collection", "classic"))
_FIELDS = {
    "serial": ("volume", "issue", "pages"),
    "part": ("volume", "pages", "publisher", "place"),
    "whole": ("publisher", "place"),
}
"""Fields that are filled, by what kind of thing the work is."""
_NUMBERS = {
    "serial": (IdentifierKind.DOI, IdentifierKind.ISSN),
    "part": (IdentifierKind.DOI, IdentifierKind.ISBN),
    "whole": (IdentifierKind.DOI, IdentifierKind.ISBN),
}


@dataclass(frozen=True, slots=True)
class Fill:
    """A field that was empty and what a catalogue has for it."""

    key: str
    field: str
    value: str
    service: str
    address: str
    score: float


def fill(finding: Finding) -> tuple[Entry, tuple[Fill, ...]]:
    """The entry with its gaps filled, and each gap with its source."""
    judgement = finding.match or finding.near
    if judgement is None:
        return finding.entry, ()
    work, candidate = finding.entry.work, judgement.candidate
    told = list(_original(work, candidate))
    if finding.match is not None:
        told += _gaps(flat(work), candidate.work)
    new, fills = work, []
    for field, value in told:
        new = _with(new, field, value)
        text = str(value) if not isinstance(value, tuple) else "; ".join(str(person.name) for person in value)
        fills.append(
            Fill(finding.entry.key, field, text, candidate.service, candidate.address, round(judgement.score, 2))
        )
    if fills:
        source = Provenance(f"{candidate.service} {candidate.address}", fields=tuple(fill.field for fill in fills))
        new = replace(new, provenance=(*new.provenance, source))
    return replace(finding.entry, work=new), tuple(fills)


def complete(work: Work) -> bool:
    """Whether an entry has no gap that is filled, so that nobody need be asked."""
    told = flat(work)
    kind = _kind(told)
    said = [told.title, told.contributors, told.date, *(getattr(told, name) for name in _FIELDS[kind])]
    if kind != "whole":
        said.append(_contained(told))
    elif told.type in _BOOKLIKE:
        # A first edition has none, and is asked for again when the answers kept are too old.
        said.append(told.original_date)
    return all(said) and any(told.identifier(number) for number in _NUMBERS[kind])


def _kind(work: Work) -> str:
    if work.type in _SERIAL:
        return "serial"
    return "part" if work.type in _PARTS or work.container is not None else "whole"


def _original(work: Work, candidate: Candidate) -> Iterable[tuple[str, Any]]:
    """The first appearance of the work, if this is a later edition of a book."""
    first, ours = candidate.first_published, work.date
    if (
        first
        and ours
        and first.year
        and ours.year
        and first.year < ours.year
        and not work.original_date
        and work.type in _BOOKLIKE
    ):
        yield "original_date", first


def _gaps(ours: Work, theirs: Work) -> list[tuple[str, Any]]:
    theirs = flat(theirs)
    kind = _kind(ours)
    found: list[tuple[str, Any]] = []
    if not ours.title and theirs.title:
        found.append(("title", theirs.title))
    if not ours.contributors and theirs.contributors:
        found.append(("contributors", theirs.contributors))
    if theirs.date and theirs.date.start and ours.date is None:
        found.append(("date", Date(theirs.date.start)))
    found += [
        (name, getattr(theirs, name)) for name in _FIELDS[kind] if not getattr(ours, name) and getattr(theirs, name)
    ]
    if kind != "whole" and theirs.container and theirs.container.title and not _contained(ours):
        found.append(("container", theirs.container.title))
    editors = tuple(person for person in theirs.contributors if person.role is Role.EDITOR)
    if kind == "part" and ours.contributors and editors and not ours.names(Role.EDITOR):
        found.append(("editor", editors))
    present = {number.kind for number in ours.identifiers}
    for number in theirs.identifiers:
        if number.kind in _NUMBERS[kind] and number.kind not in present:
            present.add(number.kind)
            found.append((number.kind.value, number.value))
    return found


def _contained(work: Work) -> bool:
    return work.container is not None and bool(work.container.title)


def _with(work: Work, field: str, value: Any) -> Work:
    if field in {kind.value for kind in IdentifierKind}:
        return replace(work, identifiers=(*work.identifiers, Identifier(IdentifierKind(field), value)))
    if field == "container":
        whole = work.container or Work(type=container_of(work.type))
        return replace(work, container=replace(whole, title=value))
    if field == "editor":
        whole = work.container or Work(type=container_of(work.type))
        return replace(work, container=replace(whole, contributors=whole.contributors + value))
    if field == "contributors":
        # Who is behind the container is not who is behind the part.
        people = tuple(person for person in value if person.role in (Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR))
        return replace(work, contributors=people)
    changed: dict[str, Any] = {field: value}
    return replace(work, **changed)
