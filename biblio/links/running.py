"""Cases to verdicts over the network, many hosts at a time."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from biblio.http import Client, host_of
from biblio.http.pace import LONGEST
from biblio.links import heads, likeness
from biblio.links.case import Again, Case, Finding, LookKind, Sibling
from biblio.links.gate import Gate
from biblio.links.judging import judge
from biblio.links.ledger import Ledger
from biblio.links.memory import share_arenas
from biblio.links.registries import Registries
from biblio.links.schedule import Schedule
from biblio.links.siblings import Siblings, made_up
from biblio.links.state import State
from biblio.model import Verdict

__all__ = ["judge_all"]

_WORKERS = 40
_AHEAD = 2048
"""Links that wait in the queues of their hosts; the rest waits on disk."""
_UNTOLD = 64
"""Verdicts that wait for whoever writes them down: forty workers are faster than one, and would fill the memory."""
_WHOLE_PAGE = 1 << 20
"""Bytes of a page on which a place is looked for."""
_MOST_LOOKS = 10
_MOST_WAITS = 40
_LAST_WORDS = 2.0
"""Seconds that a run which is ended waits for what is in flight."""
_POLL = 0.25
"""Seconds until a link asks again whether the answer to a made-up address has come."""

Judged = tuple[int, Case, str, Finding]


@dataclass(frozen=True, slots=True)
class _Step:
    """A link between two looks."""

    number: int
    case: Case
    again: Again
    waits: int = 0
    """How often it was put off without a look."""


def judge_all(
    ledger: Ledger,
    build: Callable[[int], Case],
    client: Client,
    state: State | None = None,
    registries: Registries | None = None,
) -> Iterator[Judged]:
    """Each link of which nothing is found yet with the rule that decided, in the order in which the answers come.

    Args:
        ledger: holds the links; few of them are in work at a time, whatever their number.
        build: makes the case of a number when its turn comes.
        client: the door to the network.
        state: where answers are written down.
        registries: where DOIs and handles are asked for.
    """
    share_arenas()
    run = _Run(build, client, state, registries or Registries())
    count, hosts = ledger.open()
    turns = ledger.turns()
    workers = min(_WORKERS, hosts * client.limits.at_once)
    threads = [threading.Thread(target=run.work, daemon=True, name=f"links {number}") for number in range(workers)]
    try:
        run.plan(islice(turns, _AHEAD), last=count <= _AHEAD)
        for thread in threads:
            thread.start()
        for done in range(1, count + 1):
            result = run.results.get()
            if isinstance(result, BaseException):
                raise result
            run.room.release()
            if done + _AHEAD <= count:
                run.plan(islice(turns, 1), last=done + _AHEAD == count)
            yield result
    finally:
        run.schedule.stop()
        run.room.release(len(threads) + 1)
        # An answer that is just coming in is still written down, whatever ended the run.
        patience = time.monotonic() + _LAST_WORDS
        for thread in threads:
            thread.join(max(0.0, patience - time.monotonic()))


class _Run:
    """What the workers share."""

    def __init__(
        self, build: Callable[[int], Case], client: Client, state: State | None, registries: Registries
    ) -> None:
        self.results: queue.SimpleQueue[Judged | BaseException] = queue.SimpleQueue()
        self.room = threading.Semaphore(_UNTOLD)
        self.schedule: Schedule[int | _Step] = Schedule(
            at_once=client.limits.at_once, interval=1 / client.limits.per_second, paused=self._paused
        )
        self._build, self._client, self._state, self._registries = build, client, state, registries
        self._siblings = Siblings(state)
        self._gate = Gate()

    def plan(self, turns: Iterable[tuple[int, str]], *, last: bool) -> None:
        """Put links in the queues of their hosts; whether these are the last ones."""
        for number, url in turns:
            self.schedule.add(host_of(url), number)
        if last:
            self.schedule.close()

    def work(self) -> None:
        """Take links and look at them until none is left; a fault of our own is handed to whoever waits."""
        while (taken := self.schedule.take()) is not None:
            host, job = taken
            try:
                step = self._begin(job) if isinstance(job, int) else job
                self._go_on(host, step)
            except BaseException as error:
                self.results.put(error)
                return

    def _paused(self, host: str) -> float:
        """Seconds to hold back a host's links; a longer pause is not waited for, and each link is told so."""
        seconds = self._client.pace.paused(host)
        return seconds if seconds <= LONGEST else 0.0

    def _begin(self, number: int) -> _Step:
        """A link's first step, or the next one of a run that was ended."""
        case = self._build(number)
        if case.looks:
            _, decision = self._judge(case)
            if isinstance(decision, Again):
                return _Step(number, case, replace(decision, after=0.0))
        question = self._registries.question(case.url, case.address)
        again = Again(LookKind.REGISTRY, url=question) if question else Again()
        return _Step(number, replace(case, looks=()), again)

    def _go_on(self, host: str, step: _Step) -> None:
        with self._gate.passing():
            self._take(host, step)

    def _take(self, host: str, step: _Step) -> None:
        case = self._look(step)
        if case is None:
            self.schedule.later(host, replace(step, waits=step.waits + 1), self._put_off(step))
            return
        rule, decision = self._judge(case)
        if isinstance(decision, Again) and len(case.looks) < _MOST_LOOKS:
            if decision.kind is LookKind.REGISTRY:
                decision = replace(decision, url=self._registries.question(case.url, case.address))
            if self._state is not None and case.looks:
                self._state.note(case)
            self.schedule.later(host, _Step(step.number, case, decision), decision.after)
            return
        finding = decision if isinstance(decision, Finding) else _restless()
        if self._state is not None:
            self._state.note(case, rule, finding)
        self.schedule.done(host)
        self.room.acquire()
        self.results.put((step.number, case, rule, finding))

    def _judge(self, case: Case) -> tuple[str, Finding | Again]:
        rule, decision = judge(case)
        if isinstance(decision, Again) and decision.kind is LookKind.SIBLING:
            known = self._siblings.known(case.url)
            if known is not None:
                return judge(replace(case, sibling=known))
        return rule, decision

    def _look(self, step: _Step) -> Case | None:
        """The case after its next look; None if it has to wait for the host, or for what another link asks."""
        case, again = step.case, step.again
        if again.kind is LookKind.SIBLING:
            return self._with_sibling(case, patient=step.waits < _MOST_WAITS)
        url = again.url or case.url
        answer = self._client.fetch(
            url,
            as_browser=again.kind is LookKind.BROWSER,
            verify=again.kind is not LookKind.UNVERIFIED,
            cap=_WHOLE_PAGE if urlsplit(case.url).fragment else 0,
        )
        if answer.error == "paused" and answer.failure and answer.failure.wait <= LONGEST and step.waits < _MOST_WAITS:
            return None
        if self._state is not None and answer.status in (429, 503):
            self._note_pauses(host_of(answer.final_url))
        return replace(case.with_look(again.kind, answer), names_resolve=self._client.names_resolve)

    def _with_sibling(self, case: Case, *, patient: bool) -> Case | None:
        known = self._siblings.known(case.url)
        if known is None and self._siblings.take(case.url):
            url = made_up(case.url)
            answer = self._client.fetch(url)
            head = heads.read(answer)
            sketch = likeness.sketch(head, answer.final_url) if head.kind == "html" else None
            known = Sibling(url, answer.status, answer.final_url, sketch)
            self._siblings.keep(case.url, known)
        if known is None and not patient:
            known = Sibling("")
        return None if known is None else replace(case, sibling=known)

    def _put_off(self, step: _Step) -> float:
        if step.again.kind is LookKind.SIBLING:
            return _POLL
        url = step.again.url or step.case.url
        return max(_POLL, self._client.pace.paused(host_of(url)))

    def _note_pauses(self, host: str) -> None:
        seconds = self._client.pace.paused(host)
        if seconds and self._state is not None:
            self._state.note_pause(host, seconds)


def _restless() -> Finding:
    return Finding(Verdict.UNKNOWN, "The answers kept changing.")
