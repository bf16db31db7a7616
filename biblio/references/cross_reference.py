"""(n 5), supra note 5, wie Anm. 13: a work of the note so numbered; a name or title beside it says which work."""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import credited, match_titles, same_people
from biblio.model import Form, Work, WorkId
from biblio.references.choosing import thin
from biblio.references.context import entitled, fitting_context
from biblio.references.evidence import PLACES
from biblio.references.finding import Finding
from biblio.references.kind_named import of_kind
from biblio.references.lookup import Fit, best, within
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["complete", "resolve"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer for every cite that points to a numbered note and is not a full one."""
    label = occurrence.cite.reference.cross_reference
    form = occurrence.cite.form
    if form in (Form.FULL, Form.LINK) or (not label and form is not Form.CROSS_REFERENCE):
        return None
    if form is Form.IDEM and not thin(occurrence.work):
        return None
    note = memory.labelled(label, occurrence.citation) if label else memory.previous_note(occurrence.citation)
    cited = _cited(memory, note)
    if not cited:
        return _elsewhere(occurrence, memory, f"note {label} is not there or cites nothing")
    fits = best(occurrence, memory, cited)
    if len(fits) == 1:
        return Finding(fits[0].work, 0.95, (fits[0].work,))
    among = tuple(found.work for found in fits) or cited
    hinted = fitting_context(occurrence, memory, among)
    if len(hinted) == 1:
        return Finding(hinted[0], 0.85, among)
    if not fits and len(cited) == 1 and _unnamed(memory.works[cited[0]], occurrence.work):
        return Finding(cited[0], 0.7, cited)
    if not fits and _says_whose(occurrence):
        return _elsewhere(occurrence, memory, f"note {label} cites no such work")
    if len(cited) == 1:
        return Finding(cited[0], 0.9, cited)
    told = _told(occurrence, memory, note, fits, among)
    if told is not None:
        return Finding(told, 0.7, among)
    return Finding(None, 0.0, among, "cross-reference-ambiguous", f"note {label} cites several works")


def complete(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """ "Fachmenschenfreundschaft, in: Mommsen/Schwentker (wie Anm. 12)": the book as the note so numbered gives it."""
    work, label = occurrence.work, occurrence.cite.reference.cross_reference
    note = memory.labelled(label, occurrence.citation) if label else None
    if work.container is None or note is None or occurrence.cite.form not in (Form.FULL, Form.IDEM, Form.SHORT):
        return occurrence
    for number in _cited(memory, note):
        known = memory.works[number]
        held = known.container or known
        if _one_book(work.container, held):
            book = replace(held, related=(), inferred=(), pages=None)
            return occurrence.reworded(replace(work, container=book))
    return occurrence


def _one_book(worded: Work, known: Work) -> bool:
    if worded.title:
        return bool(match_titles(worded.title, known.title))
    return bool(credited(worded)) and same_people(credited(worded), credited(known))


def _cited(memory: Memory, note: int | None) -> tuple[WorkId, ...]:
    if note is None:
        return ()
    return tuple(dict.fromkeys(seen.work for seen in memory.in_note(note) if seen.work is not None))


def _told(
    occurrence: Occurrence, memory: Memory, note: int | None, fits: tuple[Fit, ...], among: tuple[WorkId, ...]
) -> WorkId | None:
    """Which of several works the words around the reference, or the place it cites, tell; the surest first."""
    named = of_kind(occurrence, memory, among) or entitled(occurrence, memory, among)
    if len(named) == 1:
        return named[0]
    told = _by_author_before(occurrence, memory, among)
    told = _by_place(occurrence, memory, note, among) if told is None else told
    return _first_by_author(occurrence, memory, fits) if told is None else told


def _by_author_before(occurrence: Occurrence, memory: Memory, among: tuple[WorkId, ...]) -> WorkId | None:
    """ "Parlasca, Verhältnis, 343. See also n. 15": of several works the one by the author of the cite before."""
    here = memory.in_note(occurrence.citation, occurrence.index)
    names = credited(memory.works[here[-1].work]) if here and here[-1].work is not None else ()
    if not names or _says_whose(occurrence):
        return None
    theirs = [at for at in among if same_people(names, credited(memory.works[at]))]
    return theirs[0] if len(theirs) == 1 else None


def _by_place(occurrence: Occurrence, memory: Memory, note: int | None, among: tuple[WorkId, ...]) -> WorkId | None:
    """Of several works of a note the one that the page cited goes with, or beside which the others are cited."""
    cites = [seen for seen in memory.in_note(note) if seen.work in among] if note is not None else []
    if any(seen.work is None for seen in memory.in_note(note or 0)):
        return None
    told = (tell(occurrence, memory, cites) for _, tell in PLACES)
    return next((work for work in told if work is not None), None)


def _first_by_author(occurrence: Occurrence, memory: Memory, fits: tuple[Fit, ...]) -> WorkId | None:
    """ "Merton, op. cit. (1)": of several works of one author the one that the note cites for his; it comes first, and
    his others are set beside it: "The dissertation is …", "see also his …"."""
    if not fits or occurrence.work.title or not credited(occurrence.work):
        return None
    first = min(found.work for found in fits)
    names = credited(memory.works[first])
    one = all(same_people(names, credited(memory.works[found.work])) for found in fits)
    return first if one and within(occurrence.cite.locator, memory.works[first]) >= 0 else None


def _unnamed(known: Work, worded: Work) -> bool:
    """ "Forster (n. 5)" may be a work whose author was left to the sentence; "Lebach (n 8)" a decision cited without
    its name."""
    decision = known.type == "legal_case" and not known.title
    return not credited(known) and (decision or not worded.title)


def _says_whose(occurrence: Occurrence) -> bool:
    return bool(occurrence.work.title or occurrence.work.contributors)


def _elsewhere(occurrence: Occurrence, memory: Memory, remark: str) -> Finding:
    """The number may be wrong while the name is right: then the name counts, if it leaves one work."""
    fits = best(occurrence, memory)
    if len(fits) == 1 and fits[0].people + fits[0].title > 1:
        return Finding(fits[0].work, 0.6, (fits[0].work,), "cross-reference-unknown", remark)
    return Finding(None, 0.0, tuple(found.work for found in fits), "cross-reference-unknown", remark)
