"""Entries into a library of Zotero's through its API: found again, changed in place, or made new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from biblio.errors import ManagerError
from biblio.managers import Done, Order, Outcome, Sent
from biblio.managers._zotero import children
from biblio.managers._zotero.api import BATCH, Api
from biblio.managers._zotero.items import without_field
from biblio.managers._zotero.planning import Step, into, matched, planned, types
from biblio.managers._zotero.reading import Existing
from biblio.model import Library

__all__ = ["send"]

_NO_FIELD = re.compile(
    r"'(?P<field>\w+)' is not a valid field|Unknown field '(?P<other>\w+)'|property '(?P<third>\w+)'"
)


def send(library: Library, order: Order, api: Api, existing: Sequence[Existing], target: str) -> Sent:
    """Write what is new or different, in batches; a refused entry is said and does not hold up the others.

    Args:
        existing: the items that are there.
        target: name of the library.
    """
    collection, new = _collection(order, api)
    matches = matched(library, existing)
    steps = planned(library, matches, api.fields(types(library, matches)), collection)
    where = f"{target} > {order.collection}" if order.collection else target
    if order.dry_run:
        would = (into(step, new) if new else step for step in steps)
        told = tuple(Outcome(step.entry.key, step.done, step.detail, _key(step)) for step in would)
        return Sent(where, told, (f"the collection {new!r} would be made",) if new else ())
    outcomes: dict[str, Outcome] = {}
    keys = {step.entry.key: _key(step) for step in steps if step.done is not Done.LEFT and _key(step)}
    broken = ""
    try:
        if new:
            collection = api.create_collection(new)
            steps = tuple(into(step, collection) for step in steps)
        for batch in _batches([step for step in steps if step.data]):
            _write(batch, api, outcomes, keys)
        remarks = _hang(library, order, api, keys, outcomes)
    except ManagerError as error:
        broken, remarks = str(error), ()
    found = (_outcome(step, outcomes, broken) for step in steps)
    return Sent(where, tuple(replace(one, item=keys.get(one.key, "")) for one in found), remarks, broken=broken)


def _outcome(step: Step, outcomes: Mapping[str, Outcome], broken: str) -> Outcome:
    if not step.data:
        return Outcome(step.entry.key, step.done, step.detail)
    return outcomes.get(step.entry.key) or Outcome(step.entry.key, Done.FAILED, "not sent" if broken else "no answer")


def _key(step: Step) -> str:
    return step.match.item.key if step.match.item else ""


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


def _batches(steps: Sequence[Step]) -> Iterator[Sequence[Step]]:
    yield from (steps[at : at + BATCH] for at in range(0, len(steps), BATCH))


def _write(batch: Sequence[Step], api: Api, outcomes: dict[str, Outcome], keys: dict[str, str]) -> None:
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


def _mended(step: Step, code: int, words: str, api: Api) -> Step | None:
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


def _hang(
    library: Library, order: Order, api: Api, keys: Mapping[str, str], outcomes: Mapping[str, Outcome]
) -> tuple[str, ...]:
    """Notes and links below the items; notes of an earlier sending are changed in place."""
    objects: list[dict[str, Any]] = []
    for entry in library.entries:
        key = keys.get(entry.key, "")
        if key and (entry.mentions or entry.annotations or entry.work.archive_url):
            new = entry.key in outcomes and outcomes[entry.key].done is Done.CREATED
            objects += children.objects(entry, key, () if new else api.children(key), order.source)
    failed = 0
    for at in range(0, len(objects), BATCH):
        failed += len(api.write("/items", objects[at : at + BATCH]).failed)
    if not objects:
        return ()
    said = f"{len(objects) - failed} notes and links below the items: citing places, citing notes, archived copies"
    return (said, f"{failed} of them were refused") if failed else (said,)
