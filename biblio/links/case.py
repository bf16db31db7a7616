"""All that is known of one link while its verdict is being found."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from biblio.addresses import Address
from biblio.http import Answer
from biblio.links import heads, likeness, matching, places
from biblio.links.apologies import apologises
from biblio.links.heads import Head
from biblio.links.likeness import Sketch, without_address
from biblio.links.matching import FITS, OPENING, Traces
from biblio.links.registries import is_registered
from biblio.model import Cited, Hop, Link, Verdict

__all__ = ["Again", "Case", "Finding", "Look", "LookKind", "Sibling"]

_READING = threading.Semaphore(2)
"""Pages are read two at a time: more would be no faster and hold more in memory."""
_TITLE = 300
_TEXT = 1500
"""Characters of a page's text kept after it was looked at."""


class LookKind(StrEnum):
    """How an address was asked."""

    PLAIN = "plain"
    BROWSER = "browser"
    """With the header fields of a browser."""
    UNVERIFIED = "unverified"
    """Without insisting on a good certificate."""
    ONWARD = "onward"
    """Where the page before sends whoever opens it."""
    SIBLING = "sibling"
    """A made-up address beside it, once for each host."""
    ALTERNATIVE = "alternative"
    """Another reading of a damaged address (`biblio.addresses.alternatives`)."""
    REGISTRY = "registry"
    """The registry of a DOI or handle, not the address itself."""


@dataclass(frozen=True, slots=True)
class Look:
    """One answer with what its page says; the body itself is let go of."""

    kind: LookKind
    answer: Answer
    head: Head
    match: float | None = None
    traces: Traces | None = None
    has_place: bool | None = None
    """Whether the place that the fragment names is on the page; None where that cannot be told."""
    sketch: Sketch | None = None
    digest: str = ""
    is_void: bool = False
    """Whether no byte of a body came."""

    @property
    def settled(self) -> Look:
        """What is kept when the verdict is found."""
        head = self.head
        bare = Head(head.kind, head.title[:_TITLE], authors=head.authors[:8], date=head.date)
        return replace(self, head=bare, traces=None, sketch=None)

    @property
    def complete(self) -> bool:
        """Whether the whole page was read."""
        return self.answer.response is not None and not self.answer.response.incomplete


@dataclass(frozen=True, slots=True)
class Sibling:
    """What a host says to an address that cannot exist."""

    url: str
    status: int = 0
    """0 where there was no answer to go by."""
    final_url: str = ""
    sketch: Sketch | None = None


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
    sibling: Sibling | None = None
    others: tuple[str, ...] = ()
    """Other readings of the written address."""
    registered: bool | None = None
    """What the registry of the DOI or handle says; None where there is none or it did not answer."""

    @property
    def last(self) -> Look:
        """The latest look."""
        return self.looks[-1]

    @property
    def answer(self) -> Answer:
        """The latest answer."""
        return self.looks[-1].answer

    @property
    def fits(self) -> bool:
        """Whether the page is the cited thing by its title, and does not say beside it that the thing is not there."""
        if (self.last.match or 0) < FITS:
            return False
        ours = any(apologises(one.title) for one in self.cited)
        return ours or not any(apologises(title) for title in (self.last.head.title, *self.last.head.headings))

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
        """The case after one more answer; what a page sent us on to counts as the way to where we then are."""
        if kind is LookKind.ONWARD:
            before = self.answer
            hops = (*before.hops, Hop(before.final_url, before.status), *answer.hops)
            answer = replace(answer, url=self.url, hops=hops)
        registered = is_registered(answer) if kind is LookKind.REGISTRY else self.registered
        return replace(self, looks=(*self.looks, self._look(kind, answer)), registered=registered)

    def _look(self, kind: LookKind, answer: Answer) -> Look:
        with _READING:
            head = heads.read(answer)
        bare = replace(answer, response=replace(answer.response, body=b"")) if answer.response else answer
        # A page that only repeats its address does not show what is cited.
        match = matching.match(self.cited, head, without_address(head.text[:OPENING], self.url))
        doubtful = (match or 0.0) < FITS or answer.status != 200 or apologises(head.title)
        return Look(
            kind,
            bare,
            replace(head, anchors=frozenset(), text=head.text[:_TEXT]),
            match=match,
            traces=matching.traces(self.cited, head) if doubtful else None,
            has_place=places.found(self._fragment(answer), head, answer),
            sketch=likeness.sketch(head, answer.final_url) if doubtful and head.kind == "html" else None,
            digest=answer.digest,
            is_void=not answer.body,
        )

    def _fragment(self, answer: Answer) -> str:
        return unquote(urlsplit(answer.final_url).fragment or urlsplit(self.url).fragment)


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
    url: str = ""
    """The address to look at where it is another: onward, the made-up one, the registry's."""
