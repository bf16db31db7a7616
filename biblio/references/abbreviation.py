"""A short form the author declared: "MEW", "(hereafter *Letters*)"."""

from __future__ import annotations

from biblio.identity import credited, fold, same_number
from biblio.model import Form, Work
from biblio.references.choosing import choose
from biblio.references.finding import Finding
from biblio.references.lookup import best, in_volumes
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where the title, the container or the name printed is a declared short form."""
    work = occurrence.work
    if occurrence.cite.form in (Form.FULL, Form.IDEM) and (work.container or work.date):
        return None
    wordings = [work.title, work.container.title if work.container else ""]
    if work.container:
        wordings.append(f"{work.container.title} {work.volume or work.container.volume}")
    wordings += [name.literal or name.display for name in credited(work) if not work.title]
    for wording in filter(None, wordings):
        declared = [at for at in memory.declared.get(fold(wording), ()) if _same_volume(work, memory.works[at])]
        if len(declared) == 1:
            return Finding(declared[0], 0.97, tuple(declared))
        if declared:
            return choose(best(occurrence, memory, declared), occurrence, memory)
    return None


def _same_volume(clue: Work, known: Work) -> bool:
    """ "MECW 35" is not what "MECW" was declared for, if that was volume 24."""
    one = clue.volume or (clue.container.volume if clue.container else "")
    other = known.volume or (known.container.volume if known.container else "")
    return not one or not other or in_volumes(known) or same_number(one, other)
