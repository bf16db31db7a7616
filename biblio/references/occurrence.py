"""A cite with its place in the document and the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from biblio.model import Call, Citation, Cite, Form, Reading, Work, WorkId

__all__ = ["Occurrence", "gather"]

_SENTENCE_END = re.compile(r"[.!?][’”»\"')\]]*\s+(?=[A-ZÀ-ÞЀ-Я‘“«\"'])|\n\n")
_REACH = 400
"""Characters before a call within which its sentence is looked for."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One cite of a document, in its order."""

    citation: int
    """Index of the citation (the note) in the document."""
    index: int
    """Index of the cite in its citation."""
    label: str
    """Of the note."""
    cite: Cite
    before: str = ""
    """The commentary between the cite before it in the note, or the note's beginning, and this cite."""
    sentence: str = ""
    """The sentence of the running text that calls the note, up to the call; only for the note's first cite."""
    words: str = ""
    """The cite itself, as printed."""
    original: WorkId | None = None
    """The work that this one is said to be a reprint of."""

    @property
    def work(self) -> Work:
        """The work as the cite words it."""
        return self.cite.reference.work

    @property
    def passing(self) -> bool:
        """Whether the title is only named in passing: no "ibid." refers back to it."""
        return self.cite.form is Form.MENTION

    def reworded(self, work: Work) -> Occurrence:
        """The same occurrence, saying more of its work."""
        reference = replace(self.cite.reference, work=work)
        return replace(self, cite=replace(self.cite, reference=reference))


def gather(citations: tuple[Citation, ...], reading: Reading | None) -> Iterator[Occurrence]:
    """All cites in the order of the document."""
    body = reading.body.text if reading else ""
    for at, citation in enumerate(citations):
        end = 0
        text = citation.note.body.text
        for index, cite in enumerate(citation.cites):
            before = text[end : cite.span.start]
            sentence = _calling(body, citation.note.call) if index == 0 else ""
            yield Occurrence(at, index, citation.note.label, cite, before, sentence, cite.span.of(text))
            end = max(end, cite.span.end)


def _calling(body: str, call: Call | None) -> str:
    """The sentence that ends at (or around) a call."""
    if call is None or not body:
        return ""
    stretch = body[max(0, call.at - _REACH) : call.at]
    cuts = [match.end() for match in _SENTENCE_END.finditer(stretch.rstrip())]
    return stretch[cuts[-1] :] if cuts else stretch
