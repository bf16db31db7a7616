"""Cases to verdicts over the network, many hosts at a time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from biblio.http import Client
from biblio.links.case import Again, Case, Finding, LookKind
from biblio.links.judging import judge

__all__ = ["judge_all"]

_WORKERS = 96
_WHOLE_PAGE = 1 << 20
"""Bytes of a page on which a place is looked for."""
_MOST_LOOKS = 8

Judged = tuple[Case, str, Finding]
_Job = tuple[Case, LookKind]


def judge_all(cases: Iterable[Case], client: Client) -> Iterator[Judged]:
    """Each case with the rule that decided and what it found, in the order in which the answers come."""
    from biblio.links.schedule import Schedule

    schedule: Schedule[_Job] = Schedule(at_once=client.limits.at_once, interval=1 / client.limits.per_second)
    hosts, count = set(), 0
    for case in cases:
        host = (urlsplit(case.url).hostname or "").lower()
        schedule.add(host, (case, LookKind.PLAIN))
        hosts.add(host)
        count += 1
    results: queue.SimpleQueue[Judged | BaseException] = queue.SimpleQueue()

    def work() -> None:
        while (taken := schedule.take()) is not None:
            host, (case, kind) = taken
            try:
                case = _look(case, kind, client)
                rule, decision = judge(case)
            except BaseException as error:  # handed to whoever waits for the results
                results.put(error)
                return
            if isinstance(decision, Again) and len(case.looks) < _MOST_LOOKS:
                schedule.later(host, (case, decision.kind), decision.after)
                continue
            results.put((case, rule, _final(decision)))
            schedule.done(host)

    workers = min(_WORKERS, len(hosts) * client.limits.at_once)
    threads = [threading.Thread(target=work, daemon=True, name=f"links {number}") for number in range(workers)]
    try:
        for thread in threads:
            thread.start()
        for _ in range(count):
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        schedule.stop()
    for thread in threads:
        thread.join()


def _look(case: Case, kind: LookKind, client: Client) -> Case:
    answer = client.fetch(
        case.url,
        as_browser=kind is LookKind.BROWSER,
        verify=kind is not LookKind.UNVERIFIED,
        cap=_WHOLE_PAGE if urlsplit(case.url).fragment else 0,
    )
    return replace(case.with_look(kind, answer), names_resolve=client.names_resolve)


def _final(decision: Finding | Again) -> Finding:
    from biblio.model import Verdict

    if isinstance(decision, Finding):
        return decision
    return Finding(Verdict.UNKNOWN, "The answers kept changing.")
