r"""`\ftnnrlc`, `\saftnstart5`, `\ftnrestart`: how notes are numbered, for the document and for a section."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from biblio.model import NoteKind
from biblio.readers._numbering import Counter, Numbering
from biblio.readers._rtf.words import NUMERALS, RESTARTS

__all__ = ["NoteNumbers"]

_WORD = re.compile(r"(?P<section>s?)(?P<end>a?)ftn(?P<what>n[a-z]{2,3}|start|restart|rstcont|rstpg)")


@dataclass(slots=True)
class NoteNumbers:
    """Numbers the notes as they come."""

    document: dict[NoteKind, Numbering] = field(default_factory=lambda: dict.fromkeys(NoteKind, Numbering()))
    section: dict[NoteKind, Numbering] = field(default_factory=dict)
    counters: dict[NoteKind, Counter] = field(default_factory=lambda: {kind: Counter() for kind in NoteKind})

    def hear(self, word: str, number: int | None) -> bool:
        """Take note of a control word, if it is about numbering."""
        match = _WORD.fullmatch(word)
        if match is None:
            return False
        kind = NoteKind.ENDNOTE if match["end"] else NoteKind.FOOTNOTE
        table = self.section if match["section"] else self.document
        now = table.get(kind, self.document[kind])
        what = match["what"]
        if what == "start":
            now = replace(now, start=number if number is not None and number > 0 else 1)
        elif what in RESTARTS:
            now = replace(now, restart=RESTARTS[what])
        elif what in NUMERALS:
            now = replace(now, numerals=NUMERALS[what])
        table[kind] = now
        return True

    def next(self, kind: NoteKind, section: int, page: int) -> str:
        """The label of the next numbered note."""
        numbering = self.section.get(kind, self.document[kind])
        return self.counters[kind].next(numbering, section, page)
