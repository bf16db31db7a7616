"""What a note's reading leaves to be looked at: quotation marks that do not close, references that were not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.citations.letters import UPPER, YEAR
from biblio.citations.scan import Scan
from biblio.model import Diagnostic, Severity, Span

__all__ = ["remarks"]

_PAIRS = (("“", "”"), ("«", "»"))
_IMPRINT = re.compile(rf"\((?:[{UPPER}][\w.’'&/ -]{{2,40}})(?:: [^()]{{2,60}})?,? {YEAR}\)")
"""A place, perhaps a publisher, and a year in brackets: "(London: Verso, 1984)"."""


def remarks(scan: Scan, label: str, prose: tuple[Span, ...]) -> tuple[Diagnostic, ...]:
    """What is noticed about one note; spans lie in its text."""
    return (*_quotes(scan, label), *_unread(scan, label, prose))


def _quotes(scan: Scan, label: str) -> Iterator[Diagnostic]:
    """The last mark without a partner, of the pairs that cannot be apostrophes or stand for each other."""
    for opening, closing in _PAIRS:
        # „German“ and »reversed« pairs use the same characters the other way round.
        if (opening == "“" and "„" in scan.text) or -1 < scan.text.find(closing) < scan.text.find(opening):
            continue
        difference = scan.text.count(opening) - scan.text.count(closing)
        if opening not in scan.text:
            # Swedish and Polish notes open quotations with the mark that closes them.
            difference = -(scan.text.count(closing) % 2)
        if difference:
            mark = opening if difference > 0 else closing
            at = scan.text.rfind(mark)
            told = ("opens", "closed") if difference > 0 else ("closes", "opened")
            message = f"{told[0]} a quotation that is never {told[1]}"
            yield Diagnostic("quotation-unbalanced", f"{mark} {message}", Severity.INFO, label, Span(at, at + 1))


def _unread(scan: Scan, label: str, prose: tuple[Span, ...]) -> Iterator[Diagnostic]:
    for stretch in prose:
        for found in _IMPRINT.finditer(scan.text, stretch.start, stretch.end):
            if scan.lexicon["months"].match(scan.text, found.start() + 1):
                continue
            message = f"{found[0]} looks like the imprint of a book, but no reference was read there"
            yield Diagnostic("reference-not-read", message, Severity.WARNING, label, Span(found.start(), found.end()))
