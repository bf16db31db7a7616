"""What the other notes of a document tell of a note's words: a name cited there, a title.

"Kriegel, 365" says little by itself; whoever has read "Annie Kriegel, Aux origines du communisme français" in another
note knows what it is. Names and titles are those that the rules found, so that training and reading hear the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from biblio.citations.names import is_given
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.citations.trained.tokens import Token
from biblio.model import Span

__all__ = ["Elsewhere", "gather"]

_PEOPLE = frozenset(("author", "editor", "translator", "container-author"))
_RUNS = {"title": "t", "container": "c"}
_Notes = dict[str, set[int]]
_MOST = 3
_FIRST = 6
_LONG = 4
"""Pairs of words beyond which a run of a title is no longer told from a longer one."""


@dataclass(slots=True)
class Elsewhere:
    """Words of the notes of a document by what they were in a cite, and the notes in which they were."""

    surnames: _Notes = field(default_factory=dict)
    pairs: dict[str, dict[tuple[str, str], set[int]]] = field(default_factory=lambda: {label: {} for label in _RUNS})
    """Two words beside each other in a title or container."""
    beginnings: _Notes = field(default_factory=dict)
    """Capitalised words among the first of a title, by which it may be called later."""

    def add(self, rows: list[list[str]], words: Sequence[str], note: int) -> None:
        """Add to the features of a note's words what other notes tell of them, and of their neighbours."""
        told: list[list[str]] = [[] for _ in words]
        lower = [word.lower() for word in words]
        for index, word in enumerate(words):
            told[index] += self._name(word, lower[index], note)
        self._runs(words, lower, note, told)
        for index, found in enumerate(told):
            for name in found:
                rows[index].append(f"M={name}")
                for distance in (-2, -1, 1, 2):
                    if 0 <= index - distance < len(words):
                        rows[index - distance].append(f"{distance}M={name}")

    def _name(self, word: str, lower: str, note: int) -> Iterator[str]:
        if word[:1].isupper():
            if others := _others(self.surnames.get(lower), note):
                yield f"a{min(others, _MOST)}"
            if _others(self.beginnings.get(lower), note):
                yield "w"

    def _runs(self, words: Sequence[str], lower: Sequence[str], note: int, told: list[list[str]]) -> None:
        """Stretches of words that stand beside each other in a title or container elsewhere, and how long they are."""
        spelled = [index for index, word in enumerate(words) if word.isalnum()]
        for label, letter in _RUNS.items():
            hits = [
                (first, second)
                for first, second in pairwise(spelled)
                if _others(self.pairs[label].get((lower[first], lower[second])), note)
            ]
            for run in _chained(hits):
                length = min(len(run), _LONG)
                first, last = run[0][0], run[-1][1]
                for index in range(first, last + 1):
                    told[index].append(f"{letter}{'B' if index == first else 'I'}{length}")


def gather(
    scans: Sequence[Scan], tokens: Sequence[Sequence[Token]], proposals: Sequence[Sequence[Tagged]]
) -> Elsewhere:
    """What the rules found in all notes of a document."""
    elsewhere = Elsewhere()
    for note, (scan, stretches, cites) in enumerate(zip(scans, tokens, proposals, strict=True)):
        for found in (found for cite in cites for found in cite.fields):
            _hear(elsewhere, found.label, _words(scan, stretches, found.span), note)
    return elsewhere


def _words(scan: Scan, tokens: Sequence[Token], span: Span) -> list[str]:
    first = bisect_left(tokens, (span.start, 0))
    last = bisect_left(tokens, (span.end, 0))
    return [scan.text[start:end] for start, end in tokens[first:last]]


def _hear(elsewhere: Elsewhere, label: str, words: list[str], note: int) -> None:
    """Remember the words of one field."""
    if label in _PEOPLE:
        for word in words:
            if len(word) > 2 and word.isalpha() and word[0].isupper() and not is_given(word):
                elsewhere.surnames.setdefault(word.lower(), set()).add(note)
    elif label in _RUNS:
        for pair in pairwise(word.lower() for word in words if word.isalnum()):
            elsewhere.pairs[label].setdefault(pair, set()).add(note)
    if label == "title":
        for word in words[:_FIRST]:
            if len(word) > 4 and word[0].isupper():
                elsewhere.beginnings.setdefault(word.lower(), set()).add(note)


def _others(notes: set[int] | None, note: int) -> int:
    """In how many other notes."""
    return len(notes) - (note in notes) if notes else 0


def _chained(pairs: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Pairs of places in runs, each beginning where the one before ends."""
    run: list[tuple[int, int]] = []
    for pair in pairs:
        if run and run[-1][1] != pair[0]:
            yield run
            run = []
        run.append(pair)
    if run:
        yield run
