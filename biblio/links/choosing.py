"""Which of an archive's copies shows the cited thing: the nearest to the day of the citation that fits it.

A copy is read and judged as a live page is: what apologises, is for sale or wants a login is no copy of the cited
thing, and a title that is another's is none either. Whatever was looked at is kept with what spoke against it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime

from biblio import archives
from biblio.archives import Site, replay, surt, warc_files
from biblio.errors import LinkError, ServiceError
from biblio.http import Answer, Client
from biblio.links.case import Case, Finding, LookKind
from biblio.links.judging import judge
from biblio.links.matching import FITS
from biblio.model import Cited, Link, Memento, Verdict

__all__ = ["Seen", "choose"]

_LOOKED_AT = 6
"""Copies that are read at most."""
_NO_COPY = frozenset((Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH, Verdict.BLOCKED, Verdict.DEAD))


@dataclass(slots=True)
class Seen:
    """Bodies that were no copy of what was cited, by their digest; nor are they at another address.

    A page that stands for many addresses is an apology, a door or an advertisement.
    """

    rejected: dict[str, str] = field(default_factory=dict)
    """Digest -> the address for which it was rejected."""
    today: set[str] = field(default_factory=set)
    """Digests of what the links show now that they are gone: no older copy of that is one of what was cited."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, digest: str, url: str) -> None:
        """Remember a body that was rejected."""
        with self.lock:
            self.rejected.setdefault(digest, surt.key(url))

    def against(self, digest: str, url: str) -> str:
        """What speaks against a body without its being read; "" if nothing does."""
        if not digest:
            return ""
        with self.lock:
            if digest in self.today:
                return "it is what stands there now"
            others = self.rejected.get(digest, surt.key(url)) != surt.key(url)
        return "the same page stands at other addresses of the site" if others else ""


def choose(
    site: Site, url: str, candidates: Sequence[Memento], cited: Sequence[Cited], client: Client, seen: Seen
) -> tuple[Memento | None, tuple[Memento, ...]]:
    """The first of the candidates that fits, and those that were looked at besides, each with why it is not the one.

    Where a copy has nothing that can be compared (no title, or the entry has none) it is taken if no other fits.

    Raises:
        ServiceError: the archive is down.
    """
    looked_at: list[Memento] = []
    spare: Memento | None = None
    digests: set[str] = set()
    for memento in candidates:
        if len(looked_at) >= _LOOKED_AT:
            break
        if memento.digest and memento.digest in digests:
            continue
        looked = _look(site, url, memento, cited, client, seen)
        digests.add(looked.digest or memento.digest)
        if not looked.rejected and (looked.match is not None or not any(one.title for one in cited)):
            return looked, (*looked_at, *_passed_over(spare))
        if not looked.rejected and spare is None:
            spare = looked
            continue
        looked_at.append(looked if looked.rejected else replace(looked, rejected="nothing in it can be compared"))
    return spare, tuple(looked_at)


def _passed_over(spare: Memento | None) -> tuple[Memento, ...]:
    return (replace(spare, rejected="nothing in it can be compared, and another copy fits"),) if spare else ()


def _look(site: Site, url: str, memento: Memento, cited: Sequence[Cited], client: Client, seen: Seen) -> Memento:
    """The copy with what its page says, how well it fits, and what speaks against it."""
    if known := seen.against(memento.digest, url):
        return replace(memento, rejected=known)
    try:
        answer = archives.read(site, memento, client)
    except ServiceError:
        raise
    except LinkError as error:
        return replace(memento, rejected=error.message)
    memento = _as_read(memento, answer)
    if answer.status != 200:
        return replace(memento, rejected=f"the page answered {answer.status} then")
    if known := seen.against(memento.digest, url):
        return replace(memento, rejected=known)
    case = Case(Link(url), url, cited=tuple(cited)).with_look(
        LookKind.PLAIN, replace(answer, url=url, final_url=url, hops=())
    )
    memento = replace(memento, title=case.last.head.title, match=case.last.match)
    rejected = _against(case)
    if rejected and memento.digest:
        seen.note(memento.digest, url)
    return replace(memento, rejected=rejected)


def _as_read(memento: Memento, answer: Answer) -> Memento:
    """What was read may be another copy than was asked for: archives lead on to the nearest they can show."""
    digest = memento.digest
    if not digest and answer.response is not None and not answer.response.incomplete:
        digest = warc_files.digest(answer.body)
    try:
        when = parsedate_to_datetime(answer.header("Memento-Datetime"))
    except (TypeError, ValueError, IndexError):
        return replace(memento, digest=digest)
    if when == memento.datetime:
        return replace(memento, digest=digest)
    return replace(memento, uri=replay.plain(answer.final_url), datetime=when, digest=digest)


def _against(case: Case) -> str:
    """What speaks against the page being the cited thing, "" if nothing does."""
    _, decision = judge(case)
    if isinstance(decision, Finding) and decision.verdict in _NO_COPY:
        return decision.reason.removesuffix(".")
    if case.last.match is not None and case.last.match < FITS:
        return f"it shows something else: “{case.last.head.title[:80]}”"
    return ""
