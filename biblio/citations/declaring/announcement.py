"""A short form that words announce, and what stands before it in the note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.model import Form, Span

__all__ = ["Announcement", "describes"]

_SENTENCE = re.compile(rf"(?<=\w\w[.!?])\s+(?=[{UPPER}])")
_TELLING = frozenset(("title", "container", "author", "editor", "archive", "shelfmark"))


@dataclass(frozen=True, slots=True)
class Announcement:
    """The form, the cites it may be for and the words that announce it."""

    scan: Scan
    form: str
    place: int
    """Index among the forms announced together: "LB 1798 and LB 1800"."""
    count: int
    cites: tuple[tuple[int, Tagged], ...]
    """(index in the note, cite) of those before it that describe a work."""
    words: str
    """Of the sentence that announces it: from its beginning, or the end of the last cite, to the first of the forms."""
    distance: int
    """Characters from the end of the last of those cites to the form."""

    @classmethod
    def of(cls, scan: Scan, tagged: Sequence[Tagged], group: tuple[Span, ...], place: int) -> Announcement:
        """What is announced at one place of a group of forms."""
        start = group[0].start
        cites = tuple((at, cite) for at, cite in enumerate(tagged) if cite.span.start < start and describes(cite))
        end = min(start, cites[-1][1].span.end) if cites else 0
        words = _SENTENCE.split(scan.text[end:start])[-1]
        return cls(scan, group[place].of(scan.text), place, len(group), cites, words, start - end)

    def printed(self, cite: Tagged, *labels: str) -> tuple[str, ...]:
        """What a cite prints of some fields."""
        return tuple(field.span.of(self.scan.text) for field in cite.fields if field.label in labels)


def describes(cite: Tagged) -> bool:
    """Whether a cite says more of its work than a short form and a year: a form may be announced for it."""
    return any(field.label in _TELLING for field in cite.fields) or (
        cite.form in (Form.FULL, Form.IDEM) and any(field.label != "abbr" for field in cite.fields)
    )
