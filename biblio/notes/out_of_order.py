"""Pages whose numbers are printed out of order, in the text and at the foot alike.

LibreOffice, where it numbers notes by page, sometimes prints "11, 12, 3, 4" for what should be 1 to 4. Numbers that do
not count up say nothing to the solver; but where the raised calls of a page and the labels at its foot are the same
ones in the same order, they belong together, and are counted from 1. Labels stay as printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from biblio.notes.calls import CallForm, CallMark
from biblio.notes.clues import Clues
from biblio.notes.markers import Form, Marker
from biblio.notes.typography import Setting

__all__ = ["renumbered"]


def renumbered(clues: list[Clues]) -> list[Clues] | None:
    """The clues with calls and markers of such pages counted from 1; None if there is no such page."""
    changed = False
    found: list[Clues] = []
    for _, group in groupby(clues, key=lambda clue: clue.line.page):
        page = list(group)
        calls = [mark for clue in page if clue.setting is Setting.TEXT for mark in clue.calls if _raised(mark)]
        markers = list(_matching([mark.number for mark in calls], page))
        if _descends(calls) and len(markers) == len(calls):
            page = [_counted(clue, calls, markers) for clue in page]
            changed = True
        found += page
    return found if changed else None


def _raised(mark: CallMark) -> bool:
    return mark.form is CallForm.SUPERSCRIPT


def _descends(calls: list[CallMark]) -> bool:
    """Whether numbers go back; back to 1 a chapter begins, and nothing is out of order."""
    return any(1 < second.number < first.number for first, second in pairwise(calls))


def _matching(numbers: list[int], page: list[Clues]) -> Iterator[Marker]:
    """The markers at the page's foot that have these numbers, in order."""
    wanted = iter(numbers)
    number = next(wanted, None)
    for clue in page:
        for marker in clue.markers if clue.setting is Setting.FOOT else ():
            if marker.number == number and marker.form is not Form.SYMBOL:
                yield marker
                number = next(wanted, None)


def _counted(clue: Clues, calls: list[CallMark], markers: list[Marker]) -> Clues:
    return replace(
        clue,
        calls=tuple(replace(mark, number=calls.index(mark) + 1) if mark in calls else mark for mark in clue.calls),
        markers=tuple(replace(mark, number=markers.index(mark) + 1) for mark in clue.markers if mark in markers),
    )
