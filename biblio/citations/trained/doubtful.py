"""Stretches that the model takes for cites and that cannot be any, or are too thin a ground for a work."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from biblio.citations.letters import LOWER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.model import Form

__all__ = ["RULES", "credible"]

_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)")
_THIN = frozenset(("title", "author", "container", "locator", "volume"))
_THING = re.compile(rf"\s[{LOWER}]{{5,}}")
"""A word that may be a thing: in all annotated essays one bare page of prose has another such word behind it."""
_SURE = 0.8
"""Confidence in a bare title in plain letters from which it is believed."""


def credible(scan: Scan, cites: Iterable[Tagged]) -> tuple[Tagged, ...]:
    """The cites that no rule doubts."""
    return tuple(cite for cite in cites if not any(doubts(scan, cite) for _, doubts in RULES))


def _amount(scan: Scan, cite: Tagged) -> bool:
    """ "in Euskadi from 3,000 to 22,000": figures in thousands that no label makes pages."""
    place = cite.first("locator")
    if place is None or not {field.label for field in cite.fields} <= _THIN:
        return False
    labelled = scan.lexicon["page_labels"].search(scan.text, max(place.start - 6, 0), place.end)
    return labelled is None and _AMOUNT.search(scan.text, place.start, place.end) is not None


def _counted(scan: Scan, cite: Tagged) -> bool:
    """ "with wheat at 126 shillings": a number by itself that counts what the next word names."""
    if len(cite.fields) != 1 or cite.fields[0].label != "locator" or not cite.span.of(scan.text).isdecimal():
        return False
    labelled = scan.lexicon["page_labels"].search(scan.text, max(cite.span.start - 6, 0), cite.span.end)
    goes_on = scan.phrase("saying_verbs", cite.span.end + 1) is not None
    return labelled is None and not goes_on and _THING.match(scan.text, cite.span.end) is not None


def _inside_word(scan: Scan, cite: Tagged) -> bool:
    """ "the Molotov-Ribbentrop pact": no title begins in the middle of a word."""
    start = cite.span.start
    return cite.form is Form.MENTION and start > 1 and scan.text[start - 1] in "-‑" and scan.text[start - 2].isalnum()


def _bare_title(scan: Scan, cite: Tagged) -> bool:
    """A title in passing that neither quotation marks nor italics show, and of which the model is not sure."""
    title = cite.first("title")
    if cite.form is not Form.MENTION or title is None or len(cite.fields) > 1 or cite.confidence >= _SURE:
        return False
    return scan.structure.quoted(title.start) is None and scan.italic_at(title.start) is None


RULES: tuple[tuple[str, Callable[[Scan, Tagged], bool]], ...] = (
    ("amount", _amount),
    ("counted", _counted),
    ("inside-word", _inside_word),
    ("bare-title", _bare_title),
)
