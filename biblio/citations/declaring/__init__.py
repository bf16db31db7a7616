"""[`Tagged`], [`Cite`] -> [`Cite`]: each short form that words announce goes to the cite of the note that it is for.

"Princeton, 1975; revised editions 1992 and 2009. I cite the second as KS." The rules that look at what is said come
first; that the cite just before is meant is the last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from biblio.citations.declarations import announcements
from biblio.citations.declaring.announcement import Announcement, describes
from biblio.citations.declaring.rules import RULES, TOLD
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.model import Cite, Span

__all__ = ["RULES", "declare", "told"]


def declare(scan: Scan, tagged: Sequence[Tagged], cites: tuple[Cite, ...]) -> tuple[Cite, ...]:
    """The cites of a note with the short forms that were announced outside of them."""
    found = list(cites)
    for group in announcements(scan):
        for place, span in enumerate(group):
            if any(describes(item) and item.span.overlaps(span) for item in tagged):
                continue
            announced = Announcement.of(scan, tagged, group, place)
            at = next((at for _, rule in RULES if (at := rule(announced)) is not None), None)
            if at is not None and not found[at].reference.abbreviation:
                reference = replace(found[at].reference, abbreviation=" ".join(span.of(scan.text).split()))
                found[at] = replace(found[at], reference=reference)
    return tuple(found)


def told(scan: Scan, tagged: Sequence[Tagged], span: Span) -> int | None:
    """Which cite the words beside an announced short form tell it is for, if they do."""
    group = next((group for group in announcements(scan) if span in group), None)
    if group is None:
        return None
    announced = Announcement.of(scan, tagged, group, group.index(span))
    return next((at for _, rule in TOLD if (at := rule(announced)) is not None), None)
