"""Short forms read in another way: a lone word may be a title or a name, and a title may stand where given names do.

Capital, 876            not an author, but a title
Rogin, note 3 above     not a title, but an author
Delano, Narrative, 333  not Narrative Delano, but Delano's Narrative
Briefe s. Neukirch, 91  not a title, but an author behind words of the commentary
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from biblio.identity import credited, fold, is_acronym
from biblio.model import Contributor, Form, Name, Work
from biblio.references.choosing import several, thin
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.wording import leads_to_name

__all__ = ["resolve"]

_FORMS = (Form.SHORT, Form.OP_CIT)
_CLEAR = 0.6
"""Agreement of titles that makes up for a reading against the first look."""
_INITIALS = 0.4
"""The same for what can be nothing but initials: "SCI"."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where one of the other readings leaves one work."""
    work = occurrence.work
    if occurrence.cite.form is Form.FULL:
        return _from_full(occurrence, memory) if thin(work) else None
    if occurrence.cite.form not in _FORMS:
        return None
    for clue in _readings(work):
        fits = best(occurrence.reworded(clue), memory)
        least = _INITIALS if is_acronym(clue.title) else _CLEAR
        if len(fits) == 1 and (not clue.title or fits[0].title >= least):
            return Finding(fits[0].work, 0.65, (fits[0].work,))
        if len(fits) > 1 and not clue.title and all(found.people for found in fits):
            return several(tuple(found.work for found in fits))
    return None


def _from_full(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "Raízes, 1948": a known title with its year, of which the model made an author."""
    work, names = occurrence.work, credited(occurrence.work)
    if work.title or work.date is None or len(names) != 1 or names[0].given:
        return None
    fits = best(occurrence.reworded(replace(work, contributors=(), title=names[0].literal or names[0].family)), memory)
    sure = len(fits) == 1 and fits[0].title >= _CLEAR and fits[0].year > 0
    return Finding(fits[0].work, 0.65, (fits[0].work,)) if sure else None


def _readings(work: Work) -> Iterator[Work]:
    names = credited(work)
    if len(names) == 1 and not work.title:
        name = names[0]
        if name.family and name.given:
            author = Contributor(Name(family=name.family, particle=name.particle))
            yield replace(work, contributors=(author,), title=name.given)
        if is_acronym(name.family) and name.given:
            # "TP, II, 17": an abbreviation and the part cited.
            yield replace(work, contributors=(), title=name.family)
        yield replace(work, contributors=(), title=name.literal or name.display)
    if work.title and not names:
        yield replace(work, contributors=(Contributor(Name(family=work.title)),), title="")
    yield from _less(work)


def _less(work: Work) -> Iterator[Work]:
    """The same without words of the commentary that were read together with the name or title."""
    names = credited(work)
    if not work.title or work.date:
        return
    author = _introduced(names[0].family) if names else ""
    if author:
        yield replace(work, contributors=(Contributor(Name(family=author)),))
    tail = "" if names else _introduced(work.title)
    if tail:
        yield replace(work, contributors=(Contributor(Name(family=tail)),), title="")


def _introduced(title: str) -> str:
    """The name behind a word of the commentary that leads to one: "Neukirch" of "Briefe s. Neukirch S."."""
    printed = title.split()
    while printed and fold(printed[-1]) in ("s", "p", "pp"):
        printed.pop()
    names = (at for at in range(1, len(printed)) if printed[at][0].isupper() and leads_to_name(printed[at - 1]))
    return " ".join(printed[max(names, default=len(printed)) :])
