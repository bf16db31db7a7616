"""All that is known of one link while its verdict is being found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from biblio.addresses import Address
from biblio.http import Answer
from biblio.links import heads
from biblio.links.collecting import Cited
from biblio.links.heads import Head
from biblio.model import Link, Verdict

__all__ = ["Again", "Case", "Finding", "Look", "LookKind"]


class LookKind(StrEnum):
    """How an address was asked."""

    PLAIN = "plain"
    BROWSER = "browser"
    """With the header fields of a browser."""
    UNVERIFIED = "unverified"
    """Without insisting on a good certificate."""


@dataclass(frozen=True, slots=True)
class Look:
    """One answer with what its page says; the body itself is let go of."""

    kind: LookKind
    answer: Answer
    head: Head
    match: float | None = None

    @property
    def complete(self) -> bool:
        """Whether the whole page was read."""
        return self.answer.response is not None and not self.answer.response.incomplete


@dataclass(frozen=True, slots=True)
class Case:
    """A link, what is cited at it, and the looks taken so far."""

    link: Link
    url: str
    """The normal form, which is asked."""
    cited: tuple[Cited, ...] = ()
    address: Address | None = None
    repairs: tuple[str, ...] = ()
    looks: tuple[Look, ...] = ()
    names_resolve: bool = False
    """Whether some name was found by asking in this run: only then "no such host" can be believed."""

    @property
    def last(self) -> Look:
        """The latest look."""
        return self.looks[-1]

    @property
    def answer(self) -> Answer:
        """The latest answer."""
        return self.looks[-1].answer

    def looked(self, kind: LookKind) -> int:
        """How many looks of a kind were taken."""
        return sum(look.kind is kind for look in self.looks)

    def seen(self, *statuses: int) -> int:
        """How many looks ended with one of these statuses."""
        return sum(look.answer.status in statuses for look in self.looks)

    def failed(self, *kinds: str) -> int:
        """How many looks failed in one of these ways."""
        return sum(look.answer.error in kinds for look in self.looks)

    def with_look(self, kind: LookKind, answer: Answer) -> Case:
        """The case after one more answer."""
        from biblio.links import matching

        head = heads.read(answer)
        bare = replace(answer, response=replace(answer.response, body=b"")) if answer.response else answer
        return replace(self, looks=(*self.looks, Look(kind, bare, head, matching.match(self.cited, head))))


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict and why."""

    verdict: Verdict
    reason: str
    """One sentence."""
    proposed_url: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """No verdict before another look."""

    kind: LookKind = LookKind.PLAIN
    after: float = 0.0
    """Seconds to wait at least."""
