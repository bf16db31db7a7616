"""Which catalogues are asked for a work, in which order, and when enough is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from biblio import plugins
from biblio.errors import LinkError
from biblio.lookup.asking import Asker
from biblio.lookup.candidate import Service
from biblio.lookup.judging import Judgement, judge
from biblio.model import Entry

__all__ = ["ORDER", "Finding", "find", "names", "service"]

_FAMILY = "biblio.lookup.services"
ORDER = ("crossref", "open-library", "datacite", "openalex", "wikidata")
"""The order in which catalogues are asked; those not named here come last."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What catalogues know of an entry."""

    entry: Entry
    match: Judgement | None = None
    """The record that is the work."""
    near: Judgement | None = None
    """Where there is no such record, the one most like it: another edition, or a description that contradicts ours."""
    wrong_identifier: Judgement | None = None
    """The record that the entry's own identifier leads to, if it is another work."""
    asked: tuple[str, ...] = ()
    """Labels of the catalogues that answered."""
    failed: tuple[str, ...] = ()
    """Why others did not."""


def names() -> tuple[str, ...]:
    """The names of all catalogues, in the order in which they are asked."""
    known = plugins.names(_FAMILY)
    return (*(name for name in ORDER if name in known), *(name for name in known if name not in ORDER))


def service(name: str) -> Service:
    """The catalogue called `name`.

    Raises:
        PluginError: there is none; says which there are.
    """
    return cast("Service", plugins.load(_FAMILY, name))


def find(entry: Entry, ask: Asker, wanted: Sequence[str] = ()) -> Finding:
    """Ask one catalogue after the other until one has the work.

    Args:
        wanted: names of the catalogues that may be asked; all if empty.
    """
    judged: list[Judgement] = []
    asked: list[str] = []
    failed: list[str] = []
    for name in names():
        found = service(name)
        if (wanted and name not in wanted) or not found.asks(entry.work):
            continue
        try:
            judged += [judge(entry.work, candidate) for candidate in found.find(entry.work, ask)]
            asked.append(found.label)
        except LinkError as error:
            failed.append(str(error))
        if any(one.accepted for one in judged):
            break
    return Finding(
        entry,
        match=_best([one for one in judged if one.accepted]),
        near=_best([one for one in judged if one.near]),
        wrong_identifier=_best([one for one in judged if one.other_work]),
        asked=tuple(asked),
        failed=tuple(dict.fromkeys(failed)),
    )


def _best(judged: Sequence[Judgement]) -> Judgement | None:
    return max(judged, key=lambda one: (one.candidate.by_identifier, one.score, -len(one.against)), default=None)
