"""A person who may have written what a cite leaves unsigned, and the clues that speak of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from biblio.citations.context import Context
from biblio.citations.scan import Scan
from biblio.identity import fold
from biblio.model import Cite, Name, Note

__all__ = ["Candidate", "Unsigned", "merged"]


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A cite without author, in the note and document that it stands in."""

    scan: Scan
    cites: tuple[Cite, ...]
    index: int
    note: Note
    context: Context

    @property
    def cite(self) -> Cite:
        """The cite itself."""
        return self.cites[self.index]

    @property
    def low(self) -> int:
        """Where the commentary before the cite begins."""
        return self.cites[self.index - 1].span.end if self.index else 0

    def commentary(self, longest: int) -> str:
        """What stands between the cite before, or the beginning of the note, and the cite, its quotations blanked."""
        low = max(self.low, self.cite.span.start - longest)
        text = self.scan.text[low : self.cite.span.start]
        for quote in self.scan.structure.quotes:
            start, end = quote.outer.start - low, quote.outer.end - low
            if start >= 0 and end <= len(text):
                text = text[:start] + "·" * (end - start) + text[end:]
        return text


@dataclass(frozen=True, slots=True)
class Candidate:
    """One or more persons together, the rule that found them and the names of its clues."""

    names: tuple[Name, ...]
    rule: str
    clues: frozenset[str]

    @property
    def key(self) -> str:
        """What tells the first person from others."""
        return fold(self.names[0].family or self.names[0].literal)

    @property
    def vague(self) -> bool:
        """Whether it may be no person at all, but a capitalised word or two."""
        return any(clue.endswith((": word", ": two words")) for clue in self.clues)


def merged(candidates: Iterable[Candidate]) -> tuple[tuple[Candidate, ...], ...]:
    """Those who speak of the same person together, in the order they were found."""
    found: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        found.setdefault(candidate.key, []).append(candidate)
    return tuple(tuple(same) for same in found.values())
