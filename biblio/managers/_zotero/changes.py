"""What an item in Zotero has to learn from an entry. Pure.

An item that carries the entry's citation key came from here, or was given the key on purpose: where they differ, the
entry holds. Another item that is the same work only has its gaps filled. What Zotero has and the entry has not stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from biblio.formats._zotero import dates
from biblio.managers._zotero import extra
from biblio.managers._zotero.reading import Existing

__all__ = ["changes"]

_LISTS = frozenset(("itemType", "creators", "tags", "extra", "citationKey", "collections"))
_DATES = frozenset(("date", "originalDate", "dateDecided", "dateEnacted", "issueDate"))


def changes(wanted: Mapping[str, Any], item: Existing, *, ours: bool, collection: str = "") -> dict[str, Any]:
    """The fields to write, {} if there are none.

    Args:
        wanted: the entry as an item of the type that Zotero has it as.
        ours: whether the item carries the entry's citation key.
        collection: key of the collection it must be in.
    """
    data = item.data
    found: dict[str, Any] = {}
    for field, value in wanted.items():
        if field not in _LISTS and not _same(field, data.get(field), value) and (ours or not data.get(field)):
            found[field] = value
    if wanted.get("citationKey") and not item.citation_key:
        found["citationKey"] = wanted["citationKey"]
    creators = wanted.get("creators")
    if creators and _people(creators) != _people(data.get("creators")) and (ours or not data.get("creators")):
        found["creators"] = creators
    tags = data.get("tags") if isinstance(data.get("tags"), list) else []
    named = {tag.get("tag") for tag in tags or () if isinstance(tag, dict)}
    new = [tag for tag in wanted.get("tags", ()) if tag["tag"] not in named]
    if new:
        found["tags"] = [*(tags or ()), *new]
    text = _extra(str(wanted.get("extra", "")), str(data.get("extra") or ""), item.citation_key)
    if text != (data.get("extra") or ""):
        found["extra"] = text
    inside = data.get("collections") if isinstance(data.get("collections"), list) else []
    if collection and collection not in (inside or ()):
        found["collections"] = [*(inside or ()), collection]
    return found


def _extra(ours: str, theirs: str, citation_key: str) -> str:
    lines = ours.split("\n")
    if citation_key:
        # Whatever key Zotero knows it by stays.
        lines = [line for line in lines if not extra.citation_key(line)]
    return extra.merged(theirs, lines) if any(lines) else theirs


def _same(field: str, theirs: Any, ours: Any) -> bool:
    if theirs == ours:
        return True
    if not isinstance(theirs, str) or not isinstance(ours, str):
        return False
    if field == "accessDate":
        return theirs.partition("T")[0].partition(" ")[0] == ours
    return field in _DATES and dates.read(theirs) == dates.read(ours)


def _people(raw: Any) -> list[tuple[str, ...]]:
    found = [person for person in raw if isinstance(person, dict)] if isinstance(raw, list) else []
    parts = ("creatorType", "name", "firstName", "lastName")
    # In which order the roles are listed says nothing; in which order their people are, does.
    return sorted((tuple(str(person.get(part, "")) for part in parts) for person in found), key=lambda one: one[0])
