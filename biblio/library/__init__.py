"""`Resolved` -> `Library`: citation keys, citing places, merging with an existing library; and work on libraries.

What a person does with a library has a module or folder each: `rekeying` (keys after `patterns`), `duplicates` and
`combining`, `joining` (several into one), `linting`, `sorting`, `splitting`, `counting`. They take a `SourceText` and
the works read from it, and give entries changed as data; `formats` writes back what differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from biblio.identity import compare, contradictions
from biblio.library.keys import new_key
from biblio.model import Citation, Diagnostic, Entry, Library, Mention, Related, Resolved, Severity, Work

__all__ = ["build", "new_key"]

_EMPTY = Library()


def build(
    resolved: Resolved, citations: tuple[Citation, ...], existing: Library = _EMPTY
) -> tuple[Library, tuple[str, ...]]:
    """File the works of a document.

    Entries of `existing` come first and keep their keys and descriptions; those this document cites get its citing
    places. New works follow in order of first mention.

    Returns:
        The library, and the citation key of each work of `resolved.works`, in that order.
    """
    mentions = _mentions(resolved, citations)
    homes = _homes(resolved.works, existing)
    keys = _keys(resolved.works, homes, existing)
    cited_at = dict(zip(keys, mentions, strict=True))
    kept = tuple(
        replace(entry, mentions=cited_at[entry.key]) if cited_at.get(entry.key) else entry for entry in existing.entries
    )
    new = tuple(
        Entry(key, _keyed(work, keys), places)
        for key, work, home, places in zip(keys, resolved.works, homes, mentions, strict=True)
        if home is None
    )
    remarks = tuple(_contradictions(resolved.works, homes))
    return replace(existing, entries=kept + new, diagnostics=existing.diagnostics + remarks), keys


def _mentions(resolved: Resolved, citations: tuple[Citation, ...]) -> list[tuple[Mention, ...]]:
    """For each work the places that cite it."""
    places: list[list[Mention]] = [[] for _ in resolved.works]
    for resolution in resolved.resolutions:
        if resolution.work is not None:
            citation = citations[resolution.citation]
            cite = citation.cites[resolution.cite]
            places[resolution.work].append(Mention(citation.note.label, cite.form, cite.locator))
    return [tuple(found) for found in places]


def _homes(works: tuple[Work, ...], existing: Library) -> list[Entry | None]:
    """For each work the existing entry that describes it; every entry takes one work, the one most like it."""
    homes: list[Entry | None] = [None] * len(works)
    scored = (
        (compare(entry.work, work), at, place)
        for at, work in enumerate(works)
        for place, entry in enumerate(existing.entries)
    )
    pairs = sorted((-comparison.score, at, place) for comparison, at, place in scored if comparison.same)
    taken: set[int] = set()
    for _, at, place in pairs:
        if homes[at] is None and place not in taken:
            homes[at] = existing.entries[place]
            taken.add(place)
    return homes


def _keys(works: tuple[Work, ...], homes: list[Entry | None], existing: Library) -> tuple[str, ...]:
    taken = {entry.key for entry in existing.entries}
    keys = []
    for work, home in zip(works, homes, strict=True):
        key = home.key if home else new_key(work, taken)
        taken.add(key)
        keys.append(key)
    return tuple(keys)


def _keyed(work: Work, keys: tuple[str, ...]) -> Work:
    """The work, its relations naming citation keys instead of numbers of works."""
    related = tuple(
        Related(found.kind, keys[int(found.key)]) if found.key.isdigit() and int(found.key) < len(keys) else found
        for found in work.related
    )
    return replace(work, related=related) if related != work.related else work


def _contradictions(works: tuple[Work, ...], homes: list[Entry | None]) -> Iterator[Diagnostic]:
    for work, home in zip(works, homes, strict=True):
        for name in contradictions(home.work, work) if home else ():
            message = f"{home.key if home else ''}: {name.replace('_', ' ')} differs from the document's; left as it is"
            yield Diagnostic("library-contradicts-document", message, Severity.WARNING, line=home.line if home else 0)
