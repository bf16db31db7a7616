"""idem, Id., ders., dies.: the author of the cite before, with another work."""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import credited
from biblio.model import Contributor, Form, Role, Work
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.wording import means_same_author

__all__ = ["complete"]


def complete(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """The same occurrence with the names that "idem" stands for; unchanged where nothing does, or nobody is known."""
    work = occurrence.work
    if not _speaks_of_same(occurrence):
        return occurrence
    before = memory.previous(occurrence)
    names = credited(memory.works[before.work]) if before and before.work is not None else ()
    if not names:
        return occurrence.reworded(replace(work, contributors=_without_words(work)))
    completed = tuple(
        Contributor(name, contributor.role)
        for contributor in work.contributors
        for name in (names if means_same_author(contributor.name) else (contributor.name,))
    )
    if completed == work.contributors and not work.authors:
        completed = (*(Contributor(name, Role.AUTHOR) for name in names), *completed)
    work = replace(work, contributors=completed)
    if work.container:
        held = tuple(
            Contributor(name, contributor.role)
            for contributor in work.container.contributors
            for name in (names if means_same_author(contributor.name) else (contributor.name,))
        )
        work = replace(work, container=replace(work.container, contributors=held))
    return occurrence.reworded(work)


def _speaks_of_same(occurrence: Occurrence) -> bool:
    work = occurrence.work
    held = work.container.contributors if work.container else ()
    said = any(means_same_author(contributor.name) for contributor in (*work.contributors, *held))
    return said or (occurrence.cite.form is Form.IDEM and not work.authors)


def _without_words(work: Work) -> tuple[Contributor, ...]:
    return tuple(contributor for contributor in work.contributors if not means_same_author(contributor.name))
