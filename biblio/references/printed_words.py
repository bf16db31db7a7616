"""A short form all of whose words stand in one earlier full cite, however that cite was read.

"Will, Bureaucracy and Famine, 13" is the work of the note that prints "Pierre-Étienne Will, Bureaucracy and Famine in
Eighteenth-Century China", also where the name was taken for a part of the title. A siglum and
its number are of the one work that is printed with both: "DJD 23:225" of "Qumran Cave 11 (DJD 23)". A letter is of the
one work cited with it in the place of a page: "Q 13, § 27" of "Quaderni del carcere, Torino 1975, Q 4, § 66".
"""

from __future__ import annotations

import re

from biblio.identity import credited, is_acronym, words
from biblio.model import Form, Work, WorkId
from biblio.references.choosing import thin
from biblio.references.finding import Finding
from biblio.references.memory import Memory, Seen
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]

_FORMS = (Form.SHORT, Form.OP_CIT, Form.CROSS_REFERENCE)
_TELLING = 4
"""Letters of a word that tells one title from another."""
_FEWEST = 2
"""Telling words of a title that need no name beside them."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where one known work was printed with all these words."""
    work, form = occurrence.work, occurrence.cite.form
    if form not in _FORMS and not (form is Form.FULL and work.title and thin(work)):
        return None
    sought = _words(work)
    found = memory.printed_with(sought) if sought else _lettered(work, memory)
    return Finding(found[0], 0.6, found) if len(found) == 1 else None


def _lettered(work: Work, memory: Memory) -> tuple[WorkId, ...]:
    """The works of which a place was cited by this letter and a number."""
    if len(work.title) != 1 or not work.title.isupper() or credited(work):
        return ()
    letter = re.compile(rf"\b{work.title} ?\d")
    cited = (seen for seen in memory.seen if seen.work is not None and seen.occurrence.cite.form is Form.FULL)
    return tuple(dict.fromkeys(seen.work for seen in cited if letter.search(_place(seen)) and seen.work is not None))


def _place(seen: Seen) -> str:
    """What is printed of a cite up to the end of its locator, from the end of what describes the work."""
    locator = seen.occurrence.cite.locator
    at = seen.occurrence.words.rfind(locator.value) if locator else -1
    return seen.occurrence.words[max(0, at - 3) :] if at >= 0 else ""


def _words(work: Work) -> tuple[str, ...]:
    """Surnames and the words of the title; none where they are too few to tell anything."""
    surnames = tuple(word for name in credited(work) for word in words(name.family or name.literal))
    title = words(work.title)
    if surnames and not is_acronym(surnames[0]):
        return surnames + title
    if is_acronym(work.title) and work.volume and not surnames:
        return title + words(work.volume)
    return title if sum(len(word) >= _TELLING for word in title) >= _FEWEST else ()
