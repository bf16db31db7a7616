"""A work that was not cited before, if enough is said to recognise it; the end of the list of rules."""

from __future__ import annotations

from biblio.identity import credited, fold, is_acronym, same_people, words
from biblio.identity.folding import without_article
from biblio.model import Form, Work, WorkId
from biblio.references.choosing import SHORT_FORMS
from biblio.references.finding import Finding
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["citable", "resolve", "unknown"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """File the work as a new one."""
    form = occurrence.cite.form
    if form in (Form.IBID, Form.CROSS_REFERENCE) or not citable(occurrence.work):
        return None
    if form is Form.OP_CIT and not occurrence.work.title:
        return None
    if form in SHORT_FORMS and len(fold(occurrence.work.title)) == 1:
        return None
    others = _others(occurrence.work, memory) if form in (Form.SHORT, Form.OP_CIT) else ()
    meant = _initialled(occurrence.work.title, others, memory)
    if len(meant) == 1 or (form is Form.OP_CIT and len(others) == 1):
        found = (*meant, *others)[0]
        return Finding(found, 0.6, (found,))
    if others:
        remark = "a short title of an author whose works were cited in full, but none of them under such a title"
        return Finding(None, 0.0, others, "short-form-unknown", remark)
    number = memory.add(occurrence.work)
    if form in (Form.FULL, Form.IDEM, Form.LINK):
        return Finding(number, 1.0, (number,))
    if form is Form.OP_CIT:
        return Finding(number, 0.4, (number,), "short-form-unknown", "no full reference to this work was found")
    return Finding(number, 0.7, (number,))


def _others(work: Work, memory: Memory) -> tuple[WorkId, ...]:
    """Works by the author of a short title that is none of their titles: it may be a name for one of them."""
    names = credited(work)
    if not names or not work.title or work.date:
        return ()
    near = memory.index.fitting(Work(contributors=work.contributors))
    return tuple(at for at in near if memory.works[at].title and same_people(names, credited(memory.works[at])))


def _initialled(title: str, works: tuple[WorkId, ...], memory: Memory) -> tuple[WorkId, ...]:
    """Those works of an author whose titles have these initials, also inside a compound: "Grimm, R. A." is Grimm's
    Rechtsalterthümer, as "D. M." is his Deutsche Mythologie."""
    letters = words(title)
    if not (is_acronym(title) or all(len(word) == 1 for word in letters)):
        return ()
    return tuple(at for at in works if _spelt("".join(letters), memory.works[at].title))


def _spelt(letters: str, title: str) -> bool:
    """Whether a title begins with the first letter and has the others after it, in order."""
    spelt = "".join(without_article(words(title)))
    rest = iter(spelt)
    return spelt[:1] == letters[:1] and all(letter in rest for letter in letters)


def unknown(occurrence: Occurrence, memory: Memory) -> Finding:
    """The last rule: nothing known fits."""
    return Finding(None, 0.0, (), "short-form-unknown", "nothing cited in the document fits these words")


def citable(work: Work) -> bool:
    """Whether a work can stand in a bibliography: by title, address, shelf-mark, number, or by author and year ..."""
    if work.title or work.url or work.identifiers or work.archive_location or work.number:
        return True
    held = work.container
    if credited(work):
        return bool(work.date or work.genre or held)
    if held and held.title:
        return bool(work.date or held.date or held.volume or work.volume or work.pages)
    return bool(work.genre and work.date)
