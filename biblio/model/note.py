"""A foot- or endnote, the place in the text that calls it, and a document in which both were found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from biblio.model.diagnostics import Diagnostic
from biblio.model.passage import Passage
from biblio.model.span import Span

__all__ = ["Call", "EmbeddedCitation", "EmbeddedItem", "Note", "NoteKind", "Reading"]


class NoteKind(StrEnum):
    """Where notes are printed."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"


@dataclass(frozen=True, slots=True)
class Call:
    """The mark in the running text that sends the reader to a note."""

    span: Span
    """The printed mark, in `Document.text`."""
    at: int
    """Where the mark stood in `Reading.body.text` (the mark itself is taken out of the body)."""


@dataclass(frozen=True, slots=True)
class EmbeddedItem:
    """A work that a reference manager left in the document, with what the author said about this mention of it."""

    csl: str
    """The CSL-JSON item as the manager wrote it; "" if it left only a key."""
    locator: str = ""
    label: str = ""
    """CSL's word for what the locator counts: page, chapter; "" is page."""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class EmbeddedCitation:
    """A citation that a reference manager keeps as a field of the document."""

    span: Span
    """The words it prints, in `Note.body.text`."""
    items: tuple[EmbeddedItem, ...]
    manager: str
    """Who wrote it: "zotero", "mendeley" (or another that writes the same fields), "endnote"."""


@dataclass(frozen=True, slots=True)
class Note:
    """A foot- or endnote."""

    label: str
    """The marker as printed: "9", "*", "iv"."""
    body: Passage
    """The note's text, lines and page breaks joined, without the marker; paragraphs are separated by "\\n\\n"."""
    call: Call | None = None
    kind: NoteKind = NoteKind.FOOTNOTE
    ordinal: int = 0
    """Counted from 1 through the document, whatever is printed: labels may restart, ordinals do not."""
    rule: str = ""
    """What found the note."""
    confidence: float = 1.0
    embedded: tuple[EmbeddedCitation, ...] = ()
    """What reference managers left in the note, in order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its notes told from its running text, both in reading order."""

    body: Passage
    """The running text without notes and calls; paragraphs are separated by "\\n\\n"."""
    notes: tuple[Note, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
