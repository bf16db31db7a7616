"""How notes are numbered: by the section's properties, else by the document's settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from biblio.model import NoteKind
from biblio.readers import _xml
from biblio.readers._docx.names import child, value
from biblio.readers._numbering import Numbering, Numerals, Restart

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["NumberingBySection", "numbering_of"]

_PROPERTIES = {NoteKind.FOOTNOTE: "footnotePr", NoteKind.ENDNOTE: "endnotePr"}
_NUMERALS = {
    "decimal": Numerals.ARABIC,
    "lowerRoman": Numerals.LOWER_ROMAN,
    "upperRoman": Numerals.UPPER_ROMAN,
    "lowerLetter": Numerals.LOWER_LETTER,
    "upperLetter": Numerals.UPPER_LETTER,
    "chicago": Numerals.SYMBOLS,
}
_RESTARTS = {"continuous": Restart.NEVER, "eachSect": Restart.SECTION, "eachPage": Restart.PAGE}
_DEFAULTS = {
    NoteKind.FOOTNOTE: Numbering(),
    # ECMA-376 part 1, 17.11.17 (numFmt of endnotes): lowerRoman where nothing is said.
    NoteKind.ENDNOTE: Numbering(Numerals.LOWER_ROMAN),
}


@dataclass(frozen=True, slots=True)
class NumberingBySection:
    """The numbering of each section in order, for both kinds of notes."""

    sections: tuple[dict[NoteKind, Numbering], ...]

    def of(self, kind: NoteKind, section: int) -> Numbering:
        """For the notes of one kind in a section, counted from 0."""
        if not self.sections:
            return _DEFAULTS[kind]
        return self.sections[min(section, len(self.sections) - 1)][kind]


def numbering_of(document: _Element, settings: _Element | None) -> NumberingBySection:
    """What a document and its settings say."""
    general = {kind: _read(child(settings, name), _DEFAULTS[kind]) for kind, name in _PROPERTIES.items()}
    found = [
        {kind: _read(child(section, name), general[kind]) for kind, name in _PROPERTIES.items()}
        for section in document.iter("{*}sectPr")
        # A section as it was before a tracked change.
        if _xml.local(_parent(section)) != "sectPrChange"
    ]
    return NumberingBySection(tuple(found) or (general,))


def _parent(element: _Element) -> _Element:
    parent = element.getparent()
    return element if parent is None else parent


def _read(properties: _Element | None, default: Numbering) -> Numbering:
    if properties is None:
        return default
    numerals, start, restart = default.numerals, default.start, default.restart
    for item in properties:
        said = value(item, "val")
        match _xml.local(item):
            case "numFmt":
                numerals = _NUMERALS.get(said, Numerals.ARABIC)
            case "numStart":
                start = int(said) if said.isdecimal() and len(said) < 7 else start
            case "numRestart":
                restart = _RESTARTS.get(said, restart)
    return Numbering(numerals, start, restart)
