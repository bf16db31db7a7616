"""Works that turn out to be one once everything about them is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from biblio.identity import same_work
from biblio.model import Related, Work, WorkId
from biblio.references.index import Index
from biblio.references.merging import merge

__all__ = ["unify"]


def unify(
    works: Sequence[Work], known: Iterable[tuple[WorkId, WorkId]] = ()
) -> tuple[tuple[Work, ...], tuple[WorkId, ...]]:
    """The distinct works, in order of first mention, and for each given work the number it now has.

    `known` are pairs found to be one by other means.
    """
    current = list(works)
    numbers = list(range(len(works)))
    step = _paired(len(works), known)
    while True:
        numbers = [step[number] for number in numbers]
        current = _merged(current, step)
        step = _once(current)
        if len(set(step)) == len(current):
            return tuple(current), tuple(map(WorkId, numbers))


def _merged(works: Sequence[Work], homes: Sequence[int]) -> list[Work]:
    """The works that share a home merged, each relation under the new numbers."""
    merged: dict[int, Work] = {}
    for home, work in zip(homes, works, strict=True):
        merged[home] = merge(merged[home], work)[0] if home in merged else work
    return [_relabel(merged[at], at, homes) for at in sorted(merged)]


def _paired(count: int, known: Iterable[tuple[WorkId, WorkId]]) -> list[int]:
    """For each work its new number once the pairs are one."""
    homes = list(range(count))
    for one, other in known:
        low, high = sorted((homes[one], homes[other]))
        homes = [low if home == high else home for home in homes]
    order = {home: at for at, home in enumerate(sorted(set(homes)))}
    return [order[home] for home in homes]


def _once(works: Sequence[Work]) -> list[int]:
    """For each work the number it gets when every work is put to the one earlier work that it is the same as."""
    index = Index()
    homes: list[int] = []
    count = 0
    for at, work in enumerate(works):
        same = [number for number in index.alike(work) if _same(work, at, works[number], number)]
        index.file(WorkId(at), work)
        # A work like two that differ from each other (two volumes of a set) stays by itself.
        if len({homes[number] for number in same}) == 1:
            homes.append(homes[same[0]])
        else:
            homes.append(count)
            count += 1
    return homes


def _same(work: Work, at: int, known: Work, number: int) -> bool:
    """Whether two works are one; a reprint and its original never are."""
    return str(number) not in _relatives(work) and str(at) not in _relatives(known) and same_work(work, known)


def _relatives(work: Work) -> set[str]:
    return {found.key for found in work.related}


def _relabel(work: Work, at: int, numbers: Sequence[int]) -> Work:
    """Relations to other works under their new numbers; none to itself."""
    related = tuple(
        dict.fromkeys(
            Related(found.kind, str(numbers[int(found.key)])) if found.key.isdigit() else found
            for found in work.related
            if not found.key.isdigit() or numbers[int(found.key)] != at
        )
    )
    return work if related == work.related else replace(work, related=related)
