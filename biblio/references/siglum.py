"""A siglum that was never declared: "CL, iv. 561", "JR, 52, p. 223", "N. C. iv. 609".

It is made of the initials of consecutive telling words of a title, or of a part of it that a full stop or a colon
sets off: "Collected Letters of ...", "The Jesuit Relations and ...", "Sämtliche Werke. Kritische Studienausgabe".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from biblio.identity import credited, fold, same_number, words
from biblio.model import Form, Work, WorkId
from biblio.references.choosing import several
from biblio.references.finding import Finding
from biblio.references.lookup import in_volumes
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.wording import compound_heads

__all__ = ["initials_of", "letters", "resolve"]

_SIGLUM = re.compile(r"(?:[^\W\d_a-zß-ÿ]\.?\s?){2,6}\Z")
_PARTS = re.compile(r"[:;!?(\[]\s*|(?<=\w{5})\.\s+|\s[–—-]\s")
_WORD = re.compile(r"[^\W_]+\.?")
_SMALL = 3
"""Letters of a word that need not count: "of", "and", "der"; one that a full stop shortens counts."""
_SURE = 3
"""Letters that can be looked for anywhere in a part; two have to open or to close it."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where the letters are the initials of one known title and of no other."""
    work = occurrence.work
    siglum = letters(work.title)
    if occurrence.cite.form is not Form.SHORT or not siglum or credited(work) or work.container or work.date:
        return None
    if fold(work.title) in memory.declared:
        return None
    known = tuple(
        dict.fromkeys(
            seen.work
            for seen in memory.seen
            if seen.work is not None and seen.occurrence.cite.form in (Form.FULL, Form.IDEM)
        )
    )
    fitting = tuple(at for at in known if initials_of(siglum, memory.works[at].title))
    found = _in_volumes(work, fitting, memory)
    if len(found) != 1:
        return several(fitting) if fitting else None
    return Finding(found[0], 0.7, fitting) if _has_volume(work, memory.works[found[0]]) else None


def letters(title: str) -> str:
    """The letters of what can be nothing but a siglum: "kc" of "K. C.", else ""."""
    return "".join(words(title)) if _SIGLUM.match(title) else ""


def initials_of(siglum: str, title: str) -> bool:
    """Whether consecutive telling words of a part of a title begin with these letters."""
    return any(_in_part(siglum, part) for part in _PARTS.split(title))


def _in_part(siglum: str, part: str) -> bool:
    printed = (word for word in _WORD.findall(part) if len(word) > _SMALL or word.endswith("."))
    telling = [told for word in printed for told in words(word)]
    ends = [(start, _end(siglum, telling, start)) for start in range(len(telling))]
    return any(end is not None and (len(siglum) >= _SURE or start == 0 or end == len(telling)) for start, end in ends)


def _end(siglum: str, telling: Sequence[str], start: int) -> int | None:
    """Behind which word the letters are used up that start at one; a compound may give two of them."""
    if not siglum:
        return start
    if start == len(telling) or telling[start][0] != siglum[0]:
        return None
    heads = (head for head in compound_heads() if telling[start].endswith(head) and telling[start] != head)
    if len(siglum) > 1 and any(head[0] == siglum[1] for head in heads):
        end = _end(siglum[2:], telling, start + 1)
        if end is not None:
            return end
    return _end(siglum[1:], telling, start + 1)


def _in_volumes(clue: Work, fitting: tuple[WorkId, ...], memory: Memory) -> tuple[WorkId, ...]:
    """Of several works those that have volumes, where the siglum is followed by the number of one."""
    if len(fitting) < 2 or not clue.volume:
        return fitting
    return tuple(at for at in fitting if memory.works[at].volume or in_volumes(memory.works[at]))


def _has_volume(clue: Work, known: Work) -> bool:
    """Whether the volume printed may be one of the known work's."""
    return not clue.volume or not known.volume or in_volumes(known) or same_number(clue.volume, known.volume)
