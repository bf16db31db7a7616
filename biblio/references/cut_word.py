"""One abbreviated word for a work: "De civ. xxi. 24" for De civitate Dei, "Sandov., lib. V" for Sandoval's Historia.

Older notes cut a title or a name wherever they like; the full stop says that it is cut.
"""

from __future__ import annotations

import re
from dataclasses import replace

from biblio.identity import credited, fold, words
from biblio.identity.folding import without_article
from biblio.model import Contributor, Form, Name, Work
from biblio.references.choosing import choose, thin
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]

_SHORTEST = 3
"""Letters of what is left of a word."""
_PRINTED = 1450
"""No book was printed before: the year is one of annals, the place cited ("Lamb. ad a. 1075")."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where the word begins one known title, or else the name of one known author, and no other."""
    form, work = occurrence.cite.form, occurrence.work
    if form is not Form.SHORT and not (form is Form.FULL and occurrence.cite.locator and thin(work)):
        return None
    word = _cut(occurrence)
    if not word or (work.date and not (work.date.start and work.date.start.year < _PRINTED)):
        return None
    known = memory.cited_in_full()
    titled = tuple(at for at in known if _longer(word, without_article(words(memory.works[at].title))[:1]))
    surnames = {name for at in known for name in _surnames(memory.works[at]) if _longer(word, words(name)[:1])}
    if titled and surnames:
        return None
    if len(titled) == 1:
        return Finding(titled[0], 0.6, titled)
    if titled or len({fold(name) for name in surnames}) != 1:
        return None
    author = Contributor(Name(family=surnames.pop()))
    clue = replace(work, title="", contributors=(author,), date=None)
    return choose(best(occurrence.reworded(clue), memory), occurrence.reworded(clue), memory)


def _cut(occurrence: Occurrence) -> str:
    """The one word of a title or name that a full stop ends, folded."""
    work = occurrence.work
    names = credited(work)
    said = work.title or (names[0].family if len(names) == 1 and not names[0].given else "")
    told = without_article(words(said))
    if len(told) != 1 or len(told[0]) < _SHORTEST or (work.title and names) or work.container:
        return ""
    bare = said.rstrip(".")
    return told[0] if re.search(rf"{re.escape(bare)}\.", occurrence.words) and not bare.isupper() else ""


def _longer(word: str, whole: tuple[str, ...]) -> bool:
    return bool(whole) and whole[0] != word and whole[0].startswith(word)


def _surnames(work: Work) -> tuple[str, ...]:
    return tuple(name.family for name in credited(work) if name.family)
