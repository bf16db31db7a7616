"""Headings that open or close a section of endnotes: "NOTES", "Anmerkungen:", "Bibliography"."""

from __future__ import annotations

import re
from enum import StrEnum

from biblio.notes.printed import Kind, PrintedLine
from biblio.notes.words import words

__all__ = ["Heading", "heading_of"]

_FRAME = re.compile(r"(?:(?:\d{1,2}|[IVX]{1,4})\.?\s+)?[#*=\-\s]*(?P<words>[^\W\d_][\w\s,&’'-]*?)[\s:.*=\-#]*")
_LONGEST = 50


class Heading(StrEnum):
    """What a heading says about the lines after it."""

    NOTES = "notes"
    OTHER = "other"


def heading_of(line: PrintedLine) -> Heading | None:
    """What the line announces, if it is one of the headings that are known."""
    if line.kind is not Kind.TEXT or len(line.text) > _LONGEST:
        return None
    match = _FRAME.fullmatch(line.text)
    if not match:
        return None
    phrase = " ".join(match["words"].casefold().split())
    spaced = phrase.replace(" ", "")
    if phrase in words().notes_headings or (spaced in words().notes_headings and " " in phrase):
        return Heading.NOTES
    return Heading.OTHER if phrase in words().other_headings else None
