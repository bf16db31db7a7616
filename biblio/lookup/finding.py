"""Which catalogues are asked for a work, in which order, and when enough is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from biblio import plugins
from biblio.errors import LinkError
from biblio.lookup.asking import Asker
from biblio.lookup.candidate import Service
from biblio.lookup.judging import Judgement, judge
from biblio.model import Entry, Work

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
    round_ = _Round(entry, ask, tuple(name for name in names() if not wanted or name in wanted))
    round_.put(entry.work)
    if not round_.found and entry.work.identifiers and entry.work.title:
        # The identifier may be wrong, or of another registry: by its words the work may be there all the same.
        round_.put(replace(entry.work, identifiers=()))
    judged = round_.judged
    return Finding(
        entry,
        match=_best([one for one in judged if one.accepted]),
        near=_best([one for one in judged if one.near]),
        wrong_identifier=_best([one for one in judged if one.other_work]),
        asked=tuple(dict.fromkeys(round_.asked)),
        failed=tuple(dict.fromkeys(round_.failed)),
    )


@dataclass(slots=True)
class _Round:
    """The catalogues in their turn, until one has the work."""

    entry: Entry
    ask: Asker
    services: tuple[str, ...]
    judged: list[Judgement] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def found(self) -> bool:
        """Whether one of them has it."""
        return any(one.accepted for one in self.judged)

    def put(self, work: Work) -> None:
        """Put the question in these words; what comes is judged by all that the entry says."""
        for name in self.services:
            catalogue = service(name)
            if self.found or not catalogue.asks(work):
                continue
            try:
                records = catalogue.find(work, self.ask)
                self.judged += [judge(self.entry.work, record) for record in records]
                self.asked.append(catalogue.label)
            except LinkError as error:
                self.failed.append(str(error))


def _best(judged: Sequence[Judgement]) -> Judgement | None:
    return max(judged, key=lambda one: (one.candidate.by_identifier, one.score, -len(one.against)), default=None)
