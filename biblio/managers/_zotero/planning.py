"""What is to be done with each entry: made new, changed, or left alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from biblio.managers import Done
from biblio.managers._matching import Index, Match, match
from biblio.managers._zotero.changes import changes
from biblio.managers._zotero.items import Known, item, type_of
from biblio.managers._zotero.reading import Existing
from biblio.model import Entry, Library

__all__ = ["Step", "into", "matched", "planned", "types"]


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done with an entry."""

    entry: Entry
    match: Match[Existing]
    done: Done
    """What becomes of it if Zotero agrees."""
    data: Mapping[str, Any]
    """The object to write; {} for none."""
    detail: str = ""


def matched(library: Library, existing: Sequence[Existing]) -> tuple[Match[Existing], ...]:
    """The item of each entry, in the library's order."""
    index = Index(existing, "Zotero")
    return tuple(match(entry, index) for entry in library.entries)


def types(library: Library, matches: Sequence[Match[Existing]]) -> tuple[str, ...]:
    """The item types that will be written."""
    found = {type_of(entry.work) for entry in library.entries}
    found |= {str(one.item.data.get("itemType")) for one in matches if one.item}
    return tuple(sorted(found))


def planned(library: Library, matches: Sequence[Match[Existing]], known: Known, collection: str) -> tuple[Step, ...]:
    """The steps, in the library's order.

    Args:
        known: the fields of item types as the server has them.
        collection: key of the collection that the entries must be in; "" for none.
    """
    taken: dict[str, str] = {}
    return tuple(
        _step(entry, found, known, collection, taken) for entry, found in zip(library.entries, matches, strict=True)
    )


def _step(entry: Entry, found: Match[Existing], known: Known, collection: str, taken: dict[str, str]) -> Step:
    if found.doubt:
        return Step(entry, found, Done.LEFT, {}, found.doubt)
    if found.item is None:
        data = item(entry, known=known) | ({"collections": [collection]} if collection else {})
        return Step(entry, found, Done.CREATED, data)
    if found.item.key in taken:
        return Step(entry, found, Done.LEFT, {}, f"Zotero has one item for this and for {taken[found.item.key]}")
    taken[found.item.key] = entry.key
    wanted = item(entry, known=known, as_type=str(found.item.data.get("itemType")))
    own = found.item.citation_key
    changed = changes(wanted, found.item, ours=own == entry.key, collection=collection)
    known_as = f"; known to Zotero as {own}" if own and own != entry.key else ""
    if not changed:
        how = "" if own == entry.key else f"found by {found.rule}{known_as}"
        return Step(entry, found, Done.UNCHANGED, {}, how)
    data = {**changed, "key": found.item.key, "version": found.item.version}
    return Step(entry, found, Done.UPDATED, data, _detail(changed, found.item) + known_as)


def _detail(changed: Mapping[str, Any], old: Existing) -> str:
    told = []
    for field, value in changed.items():
        was = old.data.get(field)
        plain = isinstance(value, str) and field != "extra"
        told.append(f"{field}: {was or 'nothing'} -> {value}" if plain else field)
    return ", ".join(told)


def into(step: Step, collection: str) -> Step:
    """A step with the entry put into a collection that was just made."""
    if step.done is Done.CREATED:
        return replace(step, data={**step.data, "collections": [collection]})
    if step.match.item is None or step.done is Done.LEFT:
        return step
    inside = step.match.item.data.get("collections")
    there = [*inside, collection] if isinstance(inside, list) else [collection]
    own = {"key": step.match.item.key, "version": step.match.item.version}
    detail = step.detail if step.done is Done.UPDATED else "collections"
    return replace(step, data={**step.data, **own, "collections": there}, done=Done.UPDATED, detail=detail)
