"""What a note's reading leaves to be looked at: quotation marks that do not close, references that were not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from biblio.citations.letters import UPPER, YEAR
from biblio.citations.scan import Scan
from biblio.model import Diagnostic, Severity, Span

__all__ = ["remarks"]

_PAIRS = (("“", "”"), ("«", "»"))
_GARBLED = re.compile(r"Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|â€[™œ˜“”¦\u009d]")
"""UTF-8 that was read as Windows-1252: "GarcÃ­a", "â€œ"."""
_LOOKED_AT = 2_000
_FEWEST = 5
"""Letters that tell a note's script."""
_LAST_KNOWN = "\u0530"
"""Latin, Greek and Cyrillic letters come before."""
_IMPRINT = re.compile(rf"\((?:[{UPPER}][\w.’'&/ -]{{2,40}})(?:: [^()]{{2,60}})?,? {YEAR}\)")
"""A place, perhaps a publisher, and a year in brackets: "(London: Verso, 1984)"."""


def remarks(scan: Scan, label: str, prose: tuple[Span, ...]) -> tuple[Diagnostic, ...]:
    """What is noticed about one note; spans lie in its text."""
    return (*_quotes(scan, label), *_unread(scan, label, prose), *_script(scan, label), *_garbled(scan, label))


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


def _script(scan: Scan, label: str) -> Iterator[Diagnostic]:
    """A note in letters that no word list knows."""
    letters = [char for char in scan.text[:_LOOKED_AT] if char.isalpha()]
    known = sum(char < _LAST_KNOWN or "\u1e00" <= char <= "\u1fff" for char in letters)
    if len(letters) >= _FEWEST and known * 2 < len(letters):
        message = "most letters are of a script whose references are not understood; nothing but addresses was read"
        yield Diagnostic("script-not-read", message, Severity.WARNING, label, Span(0, len(scan.text)).strip(scan.text))


def _garbled(scan: Scan, label: str) -> Iterator[Diagnostic]:
    """The first of several characters that were decoded wrongly."""
    found = list(islice(_GARBLED.finditer(scan.text), 2))
    if len(found) > 1:
        message = f"{found[0][0]} looks like UTF-8 that was read as Windows-1252; have the document decoded again"
        yield Diagnostic("text-garbled", message, Severity.WARNING, label, Span(*found[0].span()))
