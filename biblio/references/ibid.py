"""ibid.: the work cited last. "The previous citation must consist of a single cite" (CSL 1.0.2, position).

Inside a note it is the cite before. At the beginning of a note it is the one work of the note before; where that cites
several, only a name beside the "ibid." tells which.
"""

from __future__ import annotations

from biblio.model import Form, WorkId
from biblio.references.context import fitting_context
from biblio.references.finding import Finding
from biblio.references.lookup import best, within
from biblio.references.memory import Memory, Seen
from biblio.references.occurrence import Occurrence
from biblio.references.wording import announces_source

__all__ = ["antecedent", "resolve"]

_WITHOUT_PAGES = ("motion_picture", "broadcast", "song", "speech", "webpage", "post", "post-weblog", "map", "interview")


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer for every ibid."""
    if occurrence.cite.form is not Form.IBID:
        return None
    return antecedent(occurrence, memory)


def antecedent(occurrence: Occurrence, memory: Memory) -> Finding:
    """The work that "the same work" means at this place."""
    here = memory.in_note(occurrence.citation, occurrence.index)
    # "Magellan to Volta, 28 April 1778, quoted in ibid.": not in the letter, but in what was cited before it.
    if here and announces_source(f"{occurrence.before} {occurrence.cite.prefix}"):
        here = here[:-1]
    if here:
        return _follow(here[-1], 0.97)
    note = memory.previous_note(occurrence.citation)
    if note is None:
        return Finding(None, 0.0, (), "ibid-without-antecedent", "no note before this one cites anything")
    found = _of_note(occurrence, memory, memory.in_note(note))
    if note == occurrence.citation - 1 or found.work is None:
        return found
    gap = occurrence.citation - 1 - note
    remark = f"the {'note' if gap == 1 else f'{gap} notes'} before cite nothing; taken to mean an earlier one"
    if gap > 1:
        return Finding(None, 0.3, (found.work,), "ibid-across-notes", remark)
    return Finding(found.work, 0.7, (found.work,), "ibid-across-notes", remark)


def _follow(seen: Seen, confidence: float) -> Finding:
    if seen.work is None:
        return Finding(
            None, 0.0, seen.candidates, "ibid-without-antecedent", "the cite before could not be tied to a work"
        )
    return Finding(seen.work, confidence, (seen.work,))


def _of_note(occurrence: Occurrence, memory: Memory, cites: list[Seen]) -> Finding:
    cited = tuple(dict.fromkeys(seen.work for seen in reversed(cites) if seen.work is not None))
    if len(cited) < 2 and all(seen.work is not None for seen in cites):
        return _follow(cites[-1], 0.95)
    fits = best(occurrence, memory, cited)
    if len(fits) == 1:
        return Finding(fits[0].work, 0.85, cited)
    hinted = fitting_context(occurrence, memory, cited)
    if len(hinted) == 1:
        return Finding(hinted[0], 0.8, cited)
    for choice in (_printed(cites), _paged(occurrence, memory, cited), _labelled(occurrence, cites)):
        if choice is not None:
            return Finding(choice, 0.75, cited)
    return Finding(None, 0.0, cited, "ibid-ambiguous", "the note before cites several works")


def _paged(occurrence: Occurrence, memory: Memory, cited: tuple[WorkId, ...]) -> WorkId | None:
    """The one work that has the page cited among its own, the others' pages being known not to."""
    works = {number: memory.works[number] for number in cited}
    locator = occurrence.cite.locator
    paged = locator is not None and locator.label == "page"
    possible = [
        number
        for number, work in works.items()
        if within(locator, work) >= 0 and not (paged and work.type in _WITHOUT_PAGES)
    ]
    return possible[0] if len(possible) == 1 and len(cited) > 1 else None


def _labelled(occurrence: Occurrence, cites: list[Seen]) -> WorkId | None:
    """The one work whose sections (paragraphs, columns ...) were cited, where the ibid. cites such, too."""
    locator = occurrence.cite.locator
    if locator is None or locator.label == "page":
        return None
    like = {seen.work for seen in cites if (at := seen.occurrence.cite.locator) and at.label == locator.label}
    return like.pop() if len(like) == 1 else None


def _printed(cites: list[Seen]) -> WorkId | None:
    """Of an original and its reprint the one whose pages were cited, if the note cites nothing else."""
    original = next(
        (seen.occurrence.cite.reprint_of for seen in cites if seen.occurrence.cite.reprint_of is not None), None
    )
    if original is None or len({seen.work for seen in cites}) != 2:
        return None
    located = {seen.work for seen in cites if seen.occurrence.cite.locator}
    return located.pop() if len(located) == 1 else None
