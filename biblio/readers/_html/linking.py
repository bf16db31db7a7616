"""A page -> its calls and notes, each pair with the rule that found it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from biblio.model import NoteKind
from biblio.readers._html import in_place, sup_list
from biblio.readers._html.extents import Extent, extents
from biblio.readers._html.page import Link, Page
from biblio.readers._html.rules import Verdict, judge

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["FoundNote", "link"]


@dataclass(frozen=True, slots=True)
class FoundNote:
    """A note and everything that calls it."""

    calls: tuple[_Element, ...]
    """None of its own where the note stands in the place that calls it."""
    label: str
    extent: Extent
    kind: NoteKind
    rule: str
    confidence: float


def link(page: Page) -> list[FoundNote]:
    """All notes in the order of their first calls."""
    judged = [(found, *said) for found in page.links() if (said := judge(found))]
    kept = _outside_notes(page, judged)
    places = extents(list(dict.fromkeys(found.target for found, _, _ in kept)), [found.element for found, _, _ in kept])
    notes: dict[_Element, FoundNote] = {}
    for found, rule, verdict in kept:
        extent = places[found.target]
        before = notes.get(extent.start)
        calls = (*before.calls, found.element) if before else (found.element,)
        notes[extent.start] = FoundNote(
            calls,
            before.label if before else verdict.label,
            extent,
            verdict.kind,
            before.rule if before else f"html-{rule}",
            verdict.confidence,
        )
    if notes:
        return list(notes.values())
    if beside := in_place.find(page):
        return [
            FoundNote((), str(number), Extent(element, (element,)), NoteKind.FOOTNOTE, "html-in-place", 0.95)
            for number, element in enumerate(beside, 1)
        ]
    return [
        FoundNote((pair.call,), pair.label, pair.extent, NoteKind.ENDNOTE, "html-sup-list", 0.85)
        for pair in sup_list.find(page)
    ]


def _outside_notes(page: Page, judged: list[tuple[Link, str, Verdict]]) -> list[tuple[Link, str, Verdict]]:
    """Without the links that stand in notes: those refer to another note, they call none."""
    targets = list(dict.fromkeys(found.target for found, _, _ in judged))
    places = extents(targets, [])
    inside = {block for extent in places.values() for block in extent.blocks if block.tag not in ("body", "html")}
    calling = {found.element for found, _, _ in judged}
    # A block that holds the first call of all is running text, whatever points into it.
    first = judged[0][0].element if judged else None
    inside -= set(first.iterancestors()) if first is not None else set()
    return [
        entry
        for entry in judged
        if not any(above in inside for above in entry[0].element.iterancestors())
        or (entry[0].target in calling and not entry[0].backward)
    ]
