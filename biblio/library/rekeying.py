"""New citation keys: none given twice, none changed by a second run, no reference between entries broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from biblio.library.keys import Proposals
from biblio.model import Entry, SourceEntry, SourceField

__all__ = ["KEY_LISTS", "rekey", "renamed", "with_alias"]

KEY_LISTS = frozenset(("crossref", "xref", "xdata", "related", "entryset"))
"""Fields that name other entries."""
_NONE: Mapping[str, str] = {}


def rekey(
    entries: Sequence[Entry],
    propose: Callable[[Entry], Proposals],
    taken: Iterable[str] = (),
    aliases: Mapping[str, str] = _NONE,
    *,
    alias: bool = True,
) -> dict[str, str]:
    """Old key -> new key, for the entries whose key is to change.

    An entry keeps its key if it is one that it may have, with whatever letters after it; the others get the first that
    is free. So a second run changes nothing, and an entry added later changes no key.

    Args:
        entries: those that may get another key.
        propose: the keys an entry may have.
        taken: keys that must not be given, those of other entries.
        aliases: alias -> the key of the entry it belongs to, which alone may have it as its key.
        alias: the old keys live on as aliases, so no other entry may have them.
    """
    used = {key.casefold() for key in taken}
    owners = {name.casefold(): key for name, key in aliases.items()}
    changing = []
    for entry in entries:
        if entry.key in propose(entry) and entry.key.casefold() not in used:
            used.add(entry.key.casefold())
        else:
            changing.append(entry)
    if alias:
        # An entry's own old key may come back to it in other letters: Smith1990 for smith1990.
        owners = {entry.key.casefold(): entry.key for entry in reversed(changing)} | owners
    found = {}
    for entry in changing:
        folded = ((key, key.casefold()) for key in propose(entry))
        key, low = next(
            (key, low) for key, low in folded if low not in used and owners.get(low, entry.key) == entry.key
        )
        used.add(low)
        found[entry.key] = key
    return found


def renamed(entry: SourceEntry, keys: Mapping[str, str], filed: Mapping[str, str], *, alias: bool) -> SourceEntry:
    """The entry under its new key, if it has one, its references to other entries following theirs.

    Args:
        entry: as it stands in the file.
        keys: old key as written, in lower case -> new key, for references.
        filed: key in the library -> new key.
        alias: keep the old key in `ids`.
    """
    entry = replace(entry, fields=tuple(_referring(field, keys) for field in entry.fields))
    new = filed.get(entry.filed)
    if new is None:
        return entry
    old, entry = entry.key, replace(entry, key=new)
    # A key that another entry also had belongs to that one.
    return with_alias(entry, old) if alias and old and old == entry.filed else entry


def with_alias(entry: SourceEntry, key: str) -> SourceEntry:
    """The entry with `key` among its `ids`, where biber finds it by its old name; never its own key."""
    field = entry.get("ids")
    if field is not None and not field.plain:
        return entry
    known = [one.strip() for one in field.text.split(",")] if field else []
    wanted = [one for one in dict.fromkeys((*known, key)) if one and one != entry.key]
    if field is None:
        return replace(entry, fields=(*entry.fields, SourceField("ids", "{" + key + "}", key))) if wanted else entry
    if wanted == known:
        return entry
    return entry.with_field(field.saying(", ".join(wanted))) if wanted else entry.without(field)


def _referring(field: SourceField, keys: Mapping[str, str]) -> SourceField:
    if field.name.lower() not in KEY_LISTS or not field.plain:
        return field
    text = re.sub(r"[^,\s](?:[^,]*[^,\s])?", lambda match: keys.get(match[0].lower(), match[0]), field.text)
    return field.saying(text) if text != field.text else field
