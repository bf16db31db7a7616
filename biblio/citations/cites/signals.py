"""Words that bring a cite in: "See also", "reprinted in", "vgl.", "For Example:"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from biblio.citations.lexicon import Lexicon, load
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.model import Span

__all__ = ["is_reprint", "signal_before", "with_signals"]

_WINDOW = 44


@cache
def _ending(language: str) -> re.Pattern[str]:
    entries = sorted(load(language).lists["signals"], key=len, reverse=True)
    words = "|".join(re.sub(r"(?:\\ )+", r"\\s+", re.escape(entry)) for entry in entries)
    return re.compile(rf"(?:(?<=[\s(;,.\[—–])|\A|(?<=^))(?P<signal>{words})(?!\w)[\s,:]*\Z", re.IGNORECASE)


def signal_before(scan: Scan, pos: int, low: int) -> Span | None:
    """The signal that ends right before `pos`, not before `low`."""
    for pronoun in scan.lexicon["possessive_pronouns"].finditer(scan.text, max(low, pos - 8), pos):
        if not scan.text[pronoun.end() : pos].strip():
            pos = pronoun.start()
    start = max(low, pos - _WINDOW)
    found = _ending(scan.lexicon.language).search(scan.text[start:pos])
    return Span(start + found.start("signal"), start + found.end("signal")) if found else None


def is_reprint(lexicon: Lexicon, signal: str) -> bool:
    """Whether the signal says that a work was printed again: "reprinted in"."""
    return " ".join(signal.lower().split()).rstrip(" :,") in lexicon.lists["reprint_signals"]


def with_signals(scan: Scan, cites: tuple[Tagged, ...]) -> tuple[Tagged, ...]:
    """The cites with the signal that stands before each."""
    low = 0
    found: list[Tagged] = []
    for cite in cites:
        signal = signal_before(scan, cite.span.start, low)
        found.append(replace(cite, signal=signal) if signal else cite)
        low = cite.span.end
    return tuple(found)
