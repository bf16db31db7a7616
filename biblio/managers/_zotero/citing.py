"""The child note that says where an entry is cited, in Zotero's HTML.

Cited in essay.txt
Note 3, page 59: “See also …”
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from biblio.model import Entry, Form

__all__ = ["heading", "note", "ours"]


def heading(source: str) -> str:
    """The first line, by which the note of one document is known again."""
    return f"Cited in {source or 'the notes'}"


def note(entry: Entry, source: str, texts: Iterable[tuple[str, str]]) -> str:
    """The note; "" if the entry is cited nowhere.

    Args:
        texts: (label, text) of the document's notes.
    """
    if not entry.mentions:
        return ""
    by_label = dict(texts)
    paragraphs = []
    for mention in entry.mentions:
        form = "" if mention.form is Form.FULL else f" ({mention.form})"
        place = f", {mention.locator}" if mention.locator else ""
        words = by_label.get(mention.note, "")
        told = f": {escape(' '.join(words.split()), quote=False)}" if words else ""
        paragraphs.append(f"<p>{escape(f'Note {mention.note}{form}{place}', quote=False)}{told}</p>")
    return f"<h1>{escape(heading(source), quote=False)}</h1>\n" + "\n".join(dict.fromkeys(paragraphs))


def ours(notes: Iterable[Mapping[str, Any]], source: str) -> Mapping[str, Any] | None:
    """The note of this document among an item's child notes."""
    begin = f"<h1>{escape(heading(source), quote=False)}</h1>"
    # Zotero wraps a note that was opened in its editor.
    return next((found for found in notes if begin in str(found.get("note", ""))[: len(begin) + 80]), None)
