"""Text -> its quotations, brackets and clauses: the skeleton that all rules read along."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from types import MappingProxyType

from biblio.citations.structure.brackets import Bracket
from biblio.citations.structure.brackets import find as find_brackets
from biblio.citations.structure.clauses import find as find_clauses
from biblio.citations.structure.quotes import Quote
from biblio.citations.structure.quotes import find as find_quotes
from biblio.model import Span

__all__ = ["Bracket", "Quote", "Structure", "analyse"]


@dataclass(frozen=True, slots=True)
class Structure:
    """Where quotations, brackets and clauses lie in a text."""

    quotes: tuple[Quote, ...]
    """Outermost quotations, in order."""
    strays: tuple[int, ...]
    """Closing quotation marks without an opening one."""
    brackets: tuple[Bracket, ...]
    """Outermost brackets outside quotations, in order."""
    breaks: tuple[int, ...]
    """Where a new clause begins after a semicolon or a paragraph's end."""
    stops: tuple[int, ...]
    """Where a new sentence begins."""
    stop_set: frozenset[int]
    closed: MappingProxyType[int, int]
    """Start -> end of every outermost quotation and every bracket outside quotations: what a rule steps over."""

    def clause(self, pos: int, limit: int) -> int:
        """The next break after `pos`, or `limit`."""
        index = bisect_right(self.breaks, pos)
        return min(self.breaks[index], limit) if index < len(self.breaks) else limit

    def sentence_start(self, pos: int, low: int) -> int:
        """Where the sentence around `pos` begins, not before `low`."""
        index = bisect_right(self.stops, pos) - 1
        return max(self.stops[index], low) if index >= 0 else low

    def sentence_end(self, pos: int, limit: int) -> int:
        """Where the sentence around `pos` ends."""
        index = bisect_right(self.stops, pos)
        return min(self.stops[index], limit) if index < len(self.stops) else limit

    def quoted(self, pos: int) -> Quote | None:
        """The quotation that `pos` lies in."""
        index = bisect_right(self.quotes, pos, key=lambda quote: quote.outer.start) - 1
        found = self.quotes[index] if index >= 0 else None
        return found if found and pos < found.outer.end else None

    def stray(self, pos: int, limit: int) -> int | None:
        """The first closing quotation mark without an opening one between `pos` and `limit`."""
        index = bisect_left(self.strays, pos)
        return self.strays[index] if index < len(self.strays) and self.strays[index] < limit else None


def analyse(text: str) -> Structure:
    """The structure of `text`; linear in its length."""
    quotes, strays = find_quotes(text)
    brackets, nested = find_brackets(text, quotes)
    closed = {quote.outer.start: quote.outer.end for quote in quotes}
    closed |= {bracket.outer.start: bracket.outer.end for bracket in nested}
    breaks, stops = find_clauses(text, closed)
    return Structure(quotes, strays, brackets, breaks, stops, frozenset(stops), MappingProxyType(closed))


def inside(spans: tuple[Span, ...], pos: int) -> bool:
    """Whether `pos` lies in one of the ordered `spans`."""
    index = bisect_right(spans, pos, key=lambda span: span.start) - 1
    return index >= 0 and pos < spans[index].end
