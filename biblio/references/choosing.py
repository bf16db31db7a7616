"""From the works that fit a short form to an answer: one, or open with all of them as candidates."""

from __future__ import annotations

from biblio.identity import credited, fold, match_titles, same_number
from biblio.model import Form, Work, WorkId
from biblio.references.evidence import continued
from biblio.references.finding import Finding
from biblio.references.lookup import Fit
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.subordinate import main

__all__ = ["SHORT_FORMS", "choose", "several", "thin"]

SHORT_FORMS = (Form.SHORT, Form.OP_CIT, Form.MENTION, Form.IDEM)
_REFERRING = (Form.SHORT, Form.OP_CIT)
_TELLING = 4
"""Letters of a title that tells one work from another; fewer are a siglum or "Ep.", of which there are many."""
_SURE = 0.7
"""Agreement of titles from which a short form is beyond doubt."""


def choose(fits: tuple[Fit, ...], occurrence: Occurrence, memory: Memory) -> Finding | None:
    """The one work that fits; of several the one meant before by these words, or by the place it is cited with."""
    if not fits:
        return None
    if len(fits) == 1:
        found = fits[0]
        sure = found.title >= _SURE or found.mark or (found.people and not occurrence.work.title)
        return Finding(found.work, 0.7 if found.volume < 0 else 0.95 if sure else 0.8, (found.work,))
    candidates = tuple(found.work for found in fits)
    used = memory.meant_by(occurrence.work, candidates)
    if used in candidates:
        return Finding(used, 0.8, candidates)
    chosen = _paged(occurrence, memory, candidates)
    if chosen is None:
        chosen = _version(memory, candidates)
    if chosen is None:
        chosen = _shortened_before(occurrence.work, memory, candidates)
    if chosen is None and not occurrence.work.title:
        chosen = _not_beside(memory, candidates)
    return several(candidates) if chosen is None else Finding(chosen, 0.7, candidates)


def _paged(occurrence: Occurrence, memory: Memory, candidates: tuple[WorkId, ...]) -> WorkId | None:
    """The one that the page goes on with: "Dialogo, p. 451" after its pp. 442 ff. Pages start again in each volume."""
    if occurrence.work.volume:
        return None
    return continued(occurrence, memory, [seen for seen in memory.seen if seen.work in candidates])


def _shortened_before(clue: Work, memory: Memory, candidates: tuple[WorkId, ...]) -> WorkId | None:
    """Of different works the only one that went by a short title with these words: "Crisis" after "Stone, Crisis of the
    Aristocracy", if it speaks of the same volume."""
    if len(fold(clue.title)) < _TELLING or _versions([memory.works[number] for number in candidates]):
        return None
    short = [seen for seen in memory.seen if seen.work in candidates and seen.occurrence.cite.form in _REFERRING]
    meant = {seen.work for seen in short if _shorter(clue, seen.occurrence.work)}
    return meant.pop() if len(meant) == 1 else None


def _shorter(clue: Work, before: Work) -> bool:
    """Whether a short title is (the beginning of) another for the same volume."""
    begins = match_titles(clue.title, before.title).way in ("equal", "main-title", "prefix")
    return begins and (clue.volume == before.volume or same_number(clue.volume, before.volume))


def _version(memory: Memory, candidates: tuple[WorkId, ...]) -> WorkId | None:
    """Of an original and its reprints and editions the one cited by pages, else the one cited under its title: the
    others were named beside it ("réimpr. Genève 1971")."""
    if not _versions([memory.works[number] for number in candidates]):
        return None
    entitled = tuple(number for number in candidates if "title" not in memory.works[number].inferred)
    found = (memory.located(candidates), entitled)
    return next((numbers[0] for numbers in found if len(numbers) == 1), None)


def several(candidates: tuple[WorkId, ...]) -> Finding:
    """Open: more than one work fits."""
    return Finding(None, 0.0, candidates, "short-form-ambiguous", "several works cited in the document fit")


def _not_beside(memory: Memory, candidates: tuple[WorkId, ...]) -> WorkId | None:
    """Of works that one note cites together the one beside which the others stand: "Meiggs, Empire. Compare his …"."""
    notes = [{seen.occurrence.citation for seen in memory.seen if seen.work == number} for number in candidates]
    shared = set.intersection(*notes)
    if not shared:
        return None
    kept = {seen.work for seen in main(memory.in_note(min(shared))) if seen.work in candidates}
    return kept.pop() if len(kept) == 1 else None


def thin(work: Work) -> bool:
    """Whether a cite read as a full one says no more than a short form: names and a title, or a year."""
    said = (
        work.edition,
        work.publisher,
        work.place,
        work.url,
        work.pages,
        work.archive_location,
        work.number,
        work.genre,
    )
    return (
        not any(said)
        and work.container is None
        and bool(credited(work) or work.title)
        and not (work.title and work.date)
    )


def _versions(works: list[Work]) -> bool:
    """Whether they are an original and its reprints or editions, rather than different works."""
    return all(match_titles(works[0].title, work.title).score >= 0.95 for work in works[1:])
