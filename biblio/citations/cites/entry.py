"""How likely a cite in plain letters begins at a place: at a front surely, in the middle of a name never."""

from __future__ import annotations

import re

from biblio.citations.cites.signals import signal_before
from biblio.citations.scan import Scan

__all__ = ["entry"]

_WORD = re.compile(r"(?P<word>[^\W\d_][\w’'\-]*)(?P<point>\.?)\s+\Z")


def entry(scan: Scan, pos: int) -> float:
    """0 where nothing can begin, 1 at the front of a sentence, clause or bracket or after a signal."""
    if pos not in scan.entries:
        scan.entries[pos] = _entry(scan, pos)
    return scan.entries[pos]


def _entry(scan: Scan, pos: int) -> float:
    if pos == 0 or pos in scan.structure.stop_set:
        return 1.0
    before = scan.text[max(pos - 40, 0) : pos]
    if before[-1:] in "([‘“„«—–" or scan.italic_at(pos):
        return 0.95
    if signal_before(scan, pos, max(pos - 60, 0)):
        return 1.0
    if before.rstrip()[-1:] in ":;":
        return 0.95
    if before.rstrip()[-1:] in ",)]’”»":
        return 0.7
    word = _WORD.search(before)
    if not word:
        return 0.6
    if word["word"].lower() in scan.lexicon.articles or word["point"]:
        return 0.0
    if word["word"].lower() in scan.lexicon.not_names:
        return 0.8
    if word["word"][0].isupper():
        return 0.0
    return 0.6 if word["word"].lower() in scan.lexicon.owning_words else 0.85
