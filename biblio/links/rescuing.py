"""What is gone, found again: in a list's other archive, or as the web archive's copy nearest to the cited day.

Nothing is changed but proposed. An archive that is down, busy or answers nonsense leaves the check as it was, and
`LinkCheck.rescue` says so.
"""

from __future__ import annotations

import threading
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from biblio import archives
from biblio.addresses import normalise, recognise
from biblio.archives import Site
from biblio.errors import LinkError, ServiceError
from biblio.http import Client
from biblio.links import heads
from biblio.links.choosing import Seen, choose
from biblio.links.ledger import Ledger
from biblio.links.migrating import Again, found_again, has_post
from biblio.links.rescued import Rescued
from biblio.links.state import State
from biblio.model import Date, LinkCheck, Memento, Use, Verdict

__all__ = ["GONE", "cited_day", "rescue", "rescue_all"]

GONE = frozenset((Verdict.DEAD, Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH))
"""Verdicts for which a replacement is looked for; all others may pass."""

_WORKERS = 8
_AHEAD = 64
"""Links handed to the workers at a time."""
_PATIENCE = 2
"""Faults of an archive, one after another, after which it is left alone for the rest of the run."""
_KEPT = 48
"""Copies kept of one address, spread over the years."""

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class _Run:
    """What the links of one run share: the archives, which of them are down, pages that stand for many addresses."""

    sites: Sequence[Site]
    client: Client
    state: State | None = None
    unasked: str = ""
    """Why no archive on the network is asked, "" if they are."""
    seen: Seen = field(default_factory=Seen)
    faults: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def known(self, check: LinkCheck) -> LinkCheck | None:
        """The check with what an earlier run found of it in the same archives."""
        question = self._question(check)
        if self.state is None or not question:
            return None
        kept = self.state.rescued(normalise(check.link.url), question)
        return kept.onto(check) if kept else None

    def keep(self, check: LinkCheck, rescued: Rescued) -> None:
        """Write down what was found, for later runs."""
        question = self._question(check)
        if self.state is not None and question and not self.client.offline:
            self.state.note_rescued(normalise(check.link.url), question, rescued)

    def _question(self, check: LinkCheck) -> str:
        """What decides on the answer; "" where an archive is on disk, which is looked into each time."""
        if not all(site.doors for site in self.sites):
            return ""
        uses = [replace(use, key="", line=0) for use in check.link.uses]
        return repr((uses, list(self.sites), self.client.allow_private))

    def knock(self) -> None:
        """Find out whether any archive takes a connection: else each link would wait for its turns in vain."""
        failure = self.client.hosts_failure(door for site in self.sites for door in site.doors)
        self.unasked = failure.words if failure else ""

    def down(self, site: Site) -> bool:
        """Whether asking this archive has become vain."""
        with self.lock:
            return self.faults[site.name] >= _PATIENCE

    def note(self, site: Site, fault: bool) -> None:
        """Count a fault, or forget those before."""
        with self.lock:
            self.faults[site.name] = self.faults[site.name] + 1 if fault else 0


def rescue(
    checks: Sequence[LinkCheck],
    client: Client,
    *,
    sites: Sequence[Site] | None = None,
    state: State | None = None,
    progress: Progress | None = None,
) -> tuple[LinkCheck, ...]:
    """The same checks, those of gone links with copies of them, the one that is proposed first.

    Args:
        checks: as `biblio.links.check` gives them.
        client: the door to the network.
        sites: the archives to ask, in this order until one has a copy that fits; None for the usual ones.
        state: what earlier runs found, and where this one writes what it finds.
        progress: told "archives", how many are done, and of how many.
    """
    result = list(checks)
    for number, found in _found(result, client, sites, state, progress):
        result[number] = found
    return tuple(result)


def rescue_all(
    ledger: Ledger,
    client: Client,
    *,
    sites: Sequence[Site] | None = None,
    state: State | None = None,
    progress: Progress | None = None,
) -> None:
    """As `rescue`, in the ledger."""
    for number, found in _found(ledger, client, sites, state, progress):
        ledger.put(number, found)


def cited_day(uses: Sequence[Use], earliest: date | None, latest: date | None) -> date | None:
    """The day whose state of the page is meant: of access, else what the address says, else of publication."""
    for use in uses:
        if (day := _day(use.accessed)) is not None:
            return day
    if earliest and latest and latest - earliest <= timedelta(days=31):
        return latest
    return next((day for use in uses if (day := _day(use.date)) is not None), latest)


def _found(
    checks: Sequence[LinkCheck],
    client: Client,
    sites: Sequence[Site] | None,
    state: State | None,
    progress: Progress | None,
) -> Iterator[tuple[int, LinkCheck]]:
    """The number of each gone link with what came of looking for it."""
    run = _Run(archives.usual() if sites is None else sites, client, state)
    gone = array("q")
    for number, check in enumerate(checks):
        if check.verdict in GONE:
            gone.append(number)
            run.seen.today |= {probe.digest for probe in check.probes if probe.digest}
    wanted = array("q")
    for number in gone:
        if (known := run.known(checks[number])) is None:
            wanted.append(number)
            continue
        yield number, known
    if not wanted:
        return
    run.knock()
    pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="rescue")
    begun: deque[tuple[int, Future[LinkCheck]]] = deque()
    try:
        for done, number in enumerate(wanted, 1):
            begun.append((number, pool.submit(_rescued, checks[number], run)))
            while begun and (len(begun) >= _AHEAD or done == len(wanted)):
                number, future = begun.popleft()
                yield number, future.result()
                if progress:
                    progress("archives", done - len(begun), len(wanted))
    finally:
        # Whoever stops the run does not wait for the rest.
        pool.shutdown(wait=False, cancel_futures=True)


def _rescued(check: LinkCheck, run: _Run) -> LinkCheck:
    if check.link.uses and all(_has_copy(use, check) for use in check.link.uses):
        return replace(check, rescue="The entry names a copy already.")
    url, near = _wanted(check)
    moved = found_again(check, run.client)
    words: list[tuple[str, str]] = []
    is_sure = moved.is_sure
    best: Memento | None = None
    looked_at: list[Memento] = []
    others: list[Memento] = []
    for site in run.sites:
        found = _asked(site, url, near, check, run)
        words.append((site.holder, found.words))
        is_sure &= found.is_sure
        looked_at += found.looked_at
        others += found.others
        best = found.best
        if best is not None:
            break
    if best is not None and not moved.url and has_post(check):
        moved = _by_copy(check, best, run)
        is_sure &= moved.is_sure
    rescued = Rescued(
        words=_sentence(moved.words, words)
        + ("" if best or not run.unasked else f" Whether there are copies is unknown: {run.unasked}.")
        + ("" if best or moved.url else _look_yourself(url)),
        proposed_url=moved.url,
        mementos=(*([best] if best else ()), *looked_at, *_thinned(others, near)),
    )
    if is_sure:
        run.keep(check, rescued)
    return rescued.onto(check)


def _by_copy(check: LinkCheck, copy: Memento, run: _Run) -> Again:
    """The post in another archive by the message-id that its archived copy gives."""
    site = next((site for site in run.sites if site.name == copy.archive), None)
    if site is None:
        return Again()
    try:
        name = heads.read(archives.read(site, copy, run.client)).message_id
        return found_again(check, run.client, message_id=name) if name else Again()
    except LinkError:
        return Again(is_sure=False)


def _has_copy(use: Use, check: LinkCheck) -> bool:
    """Whether the entry names a copy of its address, which is not what is gone itself."""
    return bool(use.archive_url) and normalise(use.archive_url) != normalise(check.link.url)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one archive has of one address."""

    best: Memento | None = None
    looked_at: tuple[Memento, ...] = ()
    others: tuple[Memento, ...] = ()
    words: str = ""
    is_sure: bool = True
    """Whether the archive gave an answer."""


def _asked(site: Site, url: str, near: date | None, check: LinkCheck, run: _Run) -> _Found:
    """The copy of one archive that fits, and what else there is to say of it."""
    if run.unasked and site.doors:
        return _Found(words=f"{site.holder} could not be reached", is_sure=False)
    if run.down(site):
        return _Found(words=f"{site.holder} left alone after faults", is_sure=False)
    try:
        candidates = archives.find(site, url, near, run.client)
        run.note(site, fault=False)
        best, looked_at = choose(site, url, candidates, [use.cited for use in check.link.uses], run.client, run.seen)
    except ServiceError as error:
        run.note(site, fault=True)
        return _Found(words=error.message, is_sure=False)
    except LinkError as error:
        return _Found(words=error.message)
    known = {memento.uri for memento in (*looked_at, *([best] if best else ()))}
    others = tuple(memento for memento in candidates if memento.uri not in known)
    return _Found(best, looked_at, others, _outcome(site, best, len(looked_at), len(candidates)))


def _outcome(site: Site, best: Memento | None, looked_at: int, candidates: int) -> str:
    if not candidates:
        return f"no copy in {site.holder}"
    if best is None:
        return f"no copy in {site.holder} shows the cited thing ({looked_at} of {candidates} looked at)"
    fits = "" if best.match is None else f", which fits the citation {best.match:.0%}"
    return f"{site.holder} has a copy of {best.datetime.date().isoformat()}{fits}"


def _sentence(moved: str, said: Sequence[tuple[str, str]]) -> str:
    """What the archives said, those together that said the same."""
    holders: dict[str, list[str]] = {}
    for holder, words in said:
        holders.setdefault(words.replace(holder, "{}", 1), []).append(holder)
    parts = [words.replace("{}", _listed(names), 1) for words, names in holders.items() if words]
    text = "; ".join([*([moved] if moved else []), *parts])
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _look_yourself(url: str) -> str:
    """Where a person may look, in archives that no program may ask."""
    places = archives.link_for_people(url)
    return f" A person may look at {_listed(places)}" if places else ""


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _thinned(mementos: Sequence[Memento], near: date | None) -> tuple[Memento, ...]:
    """Some of very many copies, spread over the years, the nearest first."""
    step = -(-len(mementos) // _KEPT) or 1
    spread = sorted(mementos, key=lambda memento: memento.datetime)[::step]
    return archives.by_distance(spread, near)


def _wanted(check: LinkCheck) -> tuple[str, date | None]:
    """The address to look for and the day: for the address of another archive's copy, what it is a copy of."""
    url = normalise(check.link.url)
    address = recognise(url)
    if address is not None and address.original:
        return address.original, address.captured
    return url, cited_day(check.link.uses, check.earliest, check.latest)


def _day(when: Date | None) -> date | None:
    if when is None or when.start is None or not 1 <= when.start.year <= 9999:
        return None
    month = when.start.month if 1 <= when.start.month <= 12 else 0
    try:
        # The last day of what is given: a page of that month or year has been put up by then.
        if not month:
            return date(when.start.year, 12, 31)
        if not when.start.day:
            return date(when.start.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(when.start.year, month, when.start.day)
    except ValueError:
        return None
