"""Scan -> cites: every rule proposes what it can read, `choose` takes the best that do not overlap.

A rule is a file with a `propose` function; a proposal is a whole cite with its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from biblio.citations.cites import (
    archival,
    author_year,
    back_references,
    dated_periodicals,
    declared,
    law,
    letters,
    links,
    plain,
    short,
    title_only,
    titled,
)
from biblio.citations.cites.choose import choose
from biblio.citations.cites.signals import with_signals
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged

__all__ = ["RULES", "tag", "tag_all"]

RULES: tuple[tuple[str, Callable[[Scan], Iterator[Tagged]]], ...] = (
    ("back-reference", back_references.propose),
    ("link", links.propose),
    ("declared-form", declared.propose),
    ("titled", titled.propose),
    ("plain", plain.propose),
    ("title-only", title_only.propose),
    ("author-year", author_year.propose),
    ("short", short.propose),
    ("dated-periodical", dated_periodicals.propose),
    ("archival", archival.propose),
    ("letter", letters.propose),
    ("law", law.propose),
)

_SEVERAL, _LONE = 0.95, 0.8


def tag(scan: Scan) -> tuple[Tagged, ...]:
    """The cites of a note by rules alone; one with a single field is less sure."""
    proposals = [proposal for _, propose in RULES for proposal in propose(scan)]
    chosen = choose(proposals)
    return with_signals(scan, tuple(replace(cite, confidence=_sure(cite)) for cite in chosen))


def _sure(cite: Tagged) -> float:
    return cite.confidence * (_SEVERAL if len(cite.fields) > 1 else _LONE)


def tag_all(scans: Sequence[Scan]) -> tuple[tuple[Tagged, ...], ...]:
    """The cites of a document's notes by rules alone (a `Tagger`)."""
    return tuple(map(tag, scans))
