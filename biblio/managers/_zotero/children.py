"""What hangs below an item: notes that say where it is cited, and links to archived copies.

A note of ours carries a tag with the name of the document, so that each document has its own and the user's are left
alone; which note it is, is told by how it begins ("cited in: ", "note 3: ").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from biblio.formats._zotero.reading import plain
from biblio.managers._zotero.items import links, notes
from biblio.model import Entry

__all__ = ["objects"]


def objects(entry: Entry, parent: str, there: Sequence[Mapping[str, Any]], source: str) -> list[dict[str, Any]]:
    """What to write so that an item has the entry's notes and links: new ones, and notes sent before that differ.

    Args:
        parent: Zotero's key of the item.
        there: what the item has below it.
        source: name of the document.
    """
    tag = f"cited in {source}" if source else "cited in"
    ours = {_name(str(note.get("note", ""))): note for note in there if tag in _tags(note)}
    words = {plain(str(note.get("note", ""))) for note in there}
    found: list[dict[str, Any]] = []
    for text in notes(entry):
        old = ours.get(_name(text))
        if plain(text) in words:
            continue
        if old is None:
            found.append({"itemType": "note", "parentItem": parent, "note": text, "tags": [{"tag": tag}]})
        else:
            found.append({"key": old["key"], "version": old.get("version", 0), "note": text})
    known = {child.get("url") for child in there}
    for title, url in links(entry):
        if url not in known:
            found.append(
                {"itemType": "attachment", "linkMode": "linked_url", "parentItem": parent, "title": title, "url": url}
            )
    return found


def _name(text: str) -> str:
    """The beginning of a note, by which it is known again."""
    return plain(text).partition(":")[0]


def _tags(note: Mapping[str, Any]) -> set[str]:
    tags = note.get("tags")
    return {str(tag.get("tag", "")) for tag in tags if isinstance(tag, dict)} if isinstance(tags, list) else set()
