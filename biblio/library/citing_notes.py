"""`Library` + the notes of a document -> the same, each entry with the words of the notes that cite it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from biblio.model import Annotation, Entry, Library, Note

__all__ = ["annotated"]


def annotated(library: Library, notes: Iterable[Note]) -> Library:
    """The library with an annotation for each note that an entry is mentioned in and has no annotation from."""
    texts = {note.label: note.body.text for note in notes}
    return replace(library, entries=tuple(_annotated(entry, texts) for entry in library.entries))


def _annotated(entry: Entry, texts: dict[str, str]) -> Entry:
    known = {annotation.note for annotation in entry.annotations}
    labels = dict.fromkeys(mention.note for mention in entry.mentions if mention.note not in known)
    new = tuple(Annotation(texts[label], label) for label in labels if texts.get(label, "").strip())
    return replace(entry, annotations=entry.annotations + new) if new else entry
