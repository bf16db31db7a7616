"""Entries into a library of Zotero's through its API: found again, changed in place, or made new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from biblio.errors import ManagerError
from biblio.managers import Done, Order, Outcome, Sent
from biblio.managers._matching import Index, Match, match
from biblio.managers._zotero import citing
from biblio.managers._zotero.api import BATCH, Api
from biblio.managers._zotero.changes import changes
from biblio.managers._zotero.items import item, type_of, without_field
from biblio.managers._zotero.reading import Existing
from biblio.model import Entry, Library

__all__ = ["send"]

_NO_FIELD = re.compile(
    r"'(?P<field>\w+)' is not a valid field|Unknown field '(?P<other>\w+)'|property '(?P<third>\w+)'"
)


@dataclass(frozen=True, slots=True)
class _Step:
    """What is to be done with an entry."""

    entry: Entry
    match: Match[Existing]
    done: Done
    """What becomes of it if Zotero agrees."""
    data: Mapping[str, Any]
    """The object to write; {} for none."""
    detail: str = ""


def send(library: Library, order: Order, api: Api, existing: Sequence[Existing], target: str) -> Sent:
    """Write what is new or different, in batches; a refused entry is said and does not hold up the others.

    Args:
        existing: the items that are there.
        target: name of the library.
    """
    collection, place = _collection(order, api)
    steps = _plan(library, order, api, existing, collection)
    where = f"{target} > {order.collection}" if order.collection else target
    if order.dry_run:
        return Sent(where, tuple(Outcome(step.entry.key, step.done, step.detail) for step in steps), _would(place))
    outcomes: dict[str, Outcome] = {}
    keys: dict[str, str] = {step.entry.key: step.match.item.key for step in steps if step.match.item}
    broken = ""
    try:
        if place:
            collection = api.create_collection(order.collection)
            steps = tuple(_into(step, collection) for step in steps)
        for batch in _batches([step for step in steps if step.data]):
            _write(batch, api, outcomes, keys)
        remarks = _notes(library, order, api, keys, outcomes)
    except ManagerError as error:
        broken, remarks = str(error), ()
    found = (_outcome(step, outcomes, broken) for step in steps)
    return Sent(where, tuple(replace(one, item=keys.get(one.key, "")) for one in found), remarks, broken=broken)


def _outcome(step: _Step, outcomes: Mapping[str, Outcome], broken: str) -> Outcome:
    if not step.data:
        return Outcome(step.entry.key, step.done, step.detail)
    return outcomes.get(step.entry.key) or Outcome(step.entry.key, Done.FAILED, "not sent" if broken else "no answer")


def _would(place: str) -> tuple[str, ...]:
    return (f"the collection {place!r} would be made",) if place else ()


def _collection(order: Order, api: Api) -> tuple[str, str]:
    """The key of the wanted collection, and its name if it has still to be made."""
    if not order.collection:
        return "", ""
    found = [key for key, name in api.collections() if name == order.collection]
    if len(found) > 1:
        raise ManagerError(
            f"Zotero has {len(found)} collections called {order.collection!r}", hint="rename one, or name another"
        )
    return (found[0], "") if found else ("", order.collection)


def _plan(library: Library, order: Order, api: Api, existing: Sequence[Existing], collection: str) -> tuple[_Step, ...]:
    index = Index(existing, "Zotero")
    matches = [match(entry, index) for entry in library.entries]
    types = {type_of(entry.work) for entry in library.entries}
    types |= {str(found.item.data.get("itemType")) for found in matches if found.item}
    known = api.fields(sorted(types))
    taken: dict[str, str] = {}
    return tuple(
        _step(entry, found, known, collection, taken) for entry, found in zip(library.entries, matches, strict=True)
    )


def _step(
    entry: Entry, found: Match[Existing], known: Mapping[str, frozenset[str]], collection: str, taken: dict[str, str]
) -> _Step:
    if found.doubt:
        return _Step(entry, found, Done.LEFT, {}, found.doubt)
    if found.item is None:
        data = item(entry, known=known) | ({"collections": [collection]} if collection else {})
        return _Step(entry, found, Done.CREATED, data)
    if found.item.key in taken:
        return _Step(entry, found, Done.LEFT, {}, f"Zotero has one item for this and for {taken[found.item.key]}")
    taken[found.item.key] = entry.key
    wanted = item(entry, known=known, as_type=str(found.item.data.get("itemType")))
    own = found.item.citation_key
    changed = changes(wanted, found.item, ours=own == entry.key, collection=collection)
    known_as = f"; known to Zotero as {own}" if own and own != entry.key else ""
    if not changed:
        return _Step(entry, found, Done.UNCHANGED, {}, f"found by {found.rule}{known_as}")
    data = {**changed, "key": found.item.key, "version": found.item.version}
    return _Step(entry, found, Done.UPDATED, data, _detail(changed, found.item) + known_as)


def _detail(changed: Mapping[str, Any], old: Existing) -> str:
    told = []
    for field, value in changed.items():
        was = old.data.get(field)
        plain = isinstance(value, str) and field != "extra"
        told.append(f"{field}: {was or 'nothing'} -> {value}" if plain else field)
    return ", ".join(told)


def _into(step: _Step, collection: str) -> _Step:
    """A step with the entry put into a collection that was just made."""
    if step.done is Done.CREATED:
        return replace(step, data={**step.data, "collections": [collection]})
    if step.match.item is None:
        return step
    inside = step.match.item.data.get("collections")
    there = [*inside, collection] if isinstance(inside, list) else [collection]
    own = {"key": step.match.item.key, "version": step.match.item.version}
    detail = step.detail if step.done is Done.UPDATED else "collections"
    return replace(step, data={**step.data, **own, "collections": there}, done=Done.UPDATED, detail=detail)


def _batches(steps: Sequence[_Step]) -> Iterator[Sequence[_Step]]:
    yield from (steps[at : at + BATCH] for at in range(0, len(steps), BATCH))


def _write(batch: Sequence[_Step], api: Api, outcomes: dict[str, Outcome], keys: dict[str, str]) -> None:
    """One batch, and once more those that can be mended: without a field that is not known, or with a new version."""
    done = api.write("/items", [step.data for step in batch])
    again = []
    for at, step in enumerate(batch):
        if at in done.failed:
            code, words = done.failed[at]
            mended = _mended(step, code, words, api)
            if mended is not None:
                again.append(mended)
                continue
            outcomes[step.entry.key] = Outcome(step.entry.key, Done.FAILED, f"{code}: {words}" if code else words)
        else:
            keys[step.entry.key] = done.keys[at]
            outcomes[step.entry.key] = Outcome(step.entry.key, step.done, step.detail)
    if not again:
        return
    second = api.write("/items", [step.data for step in again])
    for at, step in enumerate(again):
        if at in second.failed:
            code, words = second.failed[at]
            outcomes[step.entry.key] = Outcome(step.entry.key, Done.FAILED, f"{code}: {words}")
        else:
            keys[step.entry.key] = second.keys[at]
            outcomes[step.entry.key] = Outcome(step.entry.key, step.done, step.detail)


def _mended(step: _Step, code: int, words: str, api: Api) -> _Step | None:
    """The step as it may be taken after a refusal; None if nothing helps."""
    unknown = _NO_FIELD.search(words)
    field = next((name for name in unknown.groups() if name), "") if unknown else ""
    if code == 400 and field in step.data:
        return replace(step, data=without_field(step.data, field))
    if code == 412 and step.match.item is not None:
        now = api.item(step.match.item.key)
        if now is not None and now.data == {**step.match.item.data, "version": now.data.get("version")}:
            # Only the version moved, by a synchronisation: what was to be changed is as it was.
            return replace(step, data={**step.data, "version": now.version})
    return None


def _notes(
    library: Library, order: Order, api: Api, keys: Mapping[str, str], outcomes: Mapping[str, Outcome]
) -> tuple[str, ...]:
    """Child notes of the entries that are cited; those of an earlier sending are changed in place."""
    objects: list[dict[str, Any]] = []
    for entry in (citing.cited(entry, order.notes) for entry in library.entries):
        key = keys.get(entry.key, "")
        if key and (entry.mentions or entry.annotations):
            new = entry.key in outcomes and outcomes[entry.key].done is Done.CREATED
            objects += citing.objects(entry, key, () if new else api.notes(key), order.source)
    failed = 0
    for at in range(0, len(objects), BATCH):
        failed += len(api.write("/items", objects[at : at + BATCH]).failed)
    if not objects:
        return ()
    said = f"{len(objects) - failed} notes say where the entries are cited"
    return (said, f"{failed} such notes were refused") if failed else (said,)
