"""ibid.: the work cited last. "The previous citation must consist of a single cite" (CSL 1.0.2, position).

Inside a note it is the cite before. At the beginning of a note it is the one work of the note before; where that cites
several, only something else tells which: see `evidence`.
"""

from __future__ import annotations

import re

from biblio.model import Contributor, Form, Name, Work, WorkId
from biblio.references.context import entitled
from biblio.references.evidence import OWN, PLACES, WORDS, continued, judged
from biblio.references.finding import Finding
from biblio.references.lookup import fit, within
from biblio.references.memory import Memory, Seen
from biblio.references.occurrence import Occurrence
from biblio.references.wording import announces_source, says_same_work

__all__ = ["antecedent", "other_of_note", "resolve"]

_PARTLY = 0.5
"""Agreement with a name that need not be the author's."""
_NAME_BEFORE = re.compile(r"(?:\A|[;.(—–])\s*([^\W\d_][\w’'-]{2,}),?\s*\Z")
"""The whole of what stands between "…; " and "ibid.": "Braybrooke, "."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer for every ibid."""
    if occurrence.cite.form is not Form.IBID:
        return None
    return _by_another(occurrence, memory) or antecedent(occurrence, memory)


def _by_another(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "Christie, ibid., 23" where the cite before is another's: what was cited last of his."""
    people = occurrence.work.contributors or _named_before(occurrence)
    before = memory.previous(occurrence)
    if not people or before is None or before.work is None or occurrence.work.title or occurrence.work.container:
        return None
    clue = Work(contributors=people)
    theirs = {at for at in memory.index.fitting(clue) if _by(clue, at, memory)}
    cited = [seen.work for seen in memory.in_note(before.occurrence.citation) if seen.work in theirs]
    if before.work in theirs or len(set(cited)) > 1:
        return None
    seen = (seen.work for seen in reversed(memory.seen) if seen.work in theirs and not seen.occurrence.passing)
    last = next(seen, None)
    return None if last is None else Finding(last, 0.7, (last,))


def _by(clue: Work, number: WorkId, memory: Memory) -> bool:
    found = fit(clue, number, memory)
    return found is not None and found.people > _PARTLY


def _named_before(occurrence: Occurrence) -> tuple[Contributor, ...]:
    """A surname alone between the end of a sentence or cite and the "ibid."."""
    found = _NAME_BEFORE.search(occurrence.before)
    return (Contributor(Name(family=found[1])),) if found and found[1][0].isupper() else ()


def antecedent(occurrence: Occurrence, memory: Memory) -> Finding:
    """The work that "the same work" means at this place."""
    here = memory.in_note(occurrence.citation, occurrence.index)
    # "Magellan to Volta, 28 April 1778, quoted in ibid.": not in the letter, but in what was cited before it.
    if here and announces_source(f"{occurrence.before} {occurrence.cite.prefix}"):
        here = here[:-1]
    if here:
        return other_of_note(occurrence, memory, here) or _follow(here[-1], 0.97)
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


def other_of_note(occurrence: Occurrence, memory: Memory, here: list[Seen]) -> Finding | None:
    """Not the cite before, but another of the note: its title is named beside a bare page, or the page is none of the
    other's: "only *The Claim* (p. 179) quotes it"."""
    last, works = here[-1].work, tuple(dict.fromkeys(seen.work for seen in here if seen.work is not None))
    if last is None or len(works) < 2:
        return None
    if not says_same_work(occurrence.words):
        named = entitled(occurrence, memory, works)
        if len(named) == 1:
            return Finding(named[0], 0.7, works)
    told = judged(occurrence, memory, here)
    if told is not None:
        return Finding(told, 0.7, works)
    if within(occurrence.cite.locator, memory.works[last]) < 0:
        others = tuple(at for at in works if at != last and within(occurrence.cite.locator, memory.works[at]) >= 0)
        told = continued(occurrence, memory, [seen for seen in here if seen.work in others])
        if told is not None or len(others) == 1:
            return Finding(others[0] if told is None else told, 0.7, works)
    return None


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
    # What a place tells counts only where every work of the note is known, unless it is one of a work's own pages.
    for sure, tell in WORDS + PLACES if all(seen.work is not None for seen in cites) else WORDS + OWN:
        told = tell(occurrence, memory, cites)
        if told is not None:
            return Finding(told, sure, cited)
    return Finding(None, 0.0, cited, "ibid-ambiguous", "the note before cites several works")
