"""Whose turn it is: links wait in one queue per host, hosts take turns, none is asked too often or too soon.

Jobs that were begun go before others: what is known of them so far is held in memory, while the others are numbers.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

__all__ = ["Schedule"]

Job = TypeVar("Job")


@dataclass(slots=True, order=True)
class _Place:
    """A place in a heap of hosts, the first that can be asked in front."""

    at: float
    count: int
    host: str
    begun: bool


@dataclass(slots=True)
class _Queue(Generic[Job]):
    waiting: list[Job] = field(default_factory=list)
    """A list, since a deque takes six hundred bytes, and there may be thousands of hosts with one job."""
    in_flight: int = 0
    begun: int = 0
    """How many of those that wait have been in work before; they wait in front."""
    place: _Place | None = None
    """Where the host stands among those that can be asked; places that it has left are passed over."""
    ready_at: float = 0.0


class Schedule(Generic[Job]):
    """Jobs by host for several worker threads.

    Args:
        at_once: jobs of one host in work at the same time.
        interval: seconds between the beginnings of two jobs of one host.
        paused: seconds for which a host is to be left alone.
    """

    def __init__(self, *, at_once: int, interval: float, paused: Callable[[str], float] = lambda host: 0.0) -> None:
        self._at_once = at_once
        self._interval = interval
        self._paused = paused
        self._hosts: dict[str, _Queue[Job]] = {}
        self._ready: list[_Place] = []
        self._begun: list[_Place] = []
        """Hosts of which a job that was begun is next."""
        self._later: list[tuple[float, int, str, Job]] = []
        self._count = itertools.count()
        self._open = 0
        self._closed = False
        self._stopped = False
        self._changed = threading.Condition()

    def add(self, host: str, job: Job) -> None:
        """One more job."""
        with self._changed:
            self._open += 1
            self._enqueue(host, job)

    def close(self) -> None:
        """No more jobs will be added."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def take(self) -> tuple[str, Job] | None:
        """The next job, waited for; None when all are done, and no more will be added, or the schedule was stopped."""
        with self._changed:
            while True:
                if self._stopped or (self._closed and not self._open):
                    self._changed.notify_all()
                    return None
                now = time.monotonic()
                while self._later and self._later[0][0] <= now:
                    _, _, host, job = heapq.heappop(self._later)
                    self._enqueue(host, job, first=True)
                if (place := self._next(now)) is not None:
                    if wait := self._paused(place.host):
                        self._stand(place.host, self._hosts[place.host], now + wait)
                        continue
                    return self._start(place.host, now)
                due = [heap[0].at for heap in (self._begun, self._ready) if heap]
                due += [self._later[0][0]] if self._later else []
                self._changed.wait(max(0.001, min(due) - now) if due else None)

    def done(self, host: str) -> None:
        """A job is finished for good."""
        with self._changed:
            self._open -= 1
            self._end(host)

    def later(self, host: str, job: Job, seconds: float) -> None:
        """A job taken shall come again after a while; the worker is free meanwhile."""
        with self._changed:
            heapq.heappush(self._later, (time.monotonic() + seconds, next(self._count), host, job))
            self._end(host)

    def stop(self) -> None:
        """Give out no more jobs."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def _enqueue(self, host: str, job: Job, *, first: bool = False) -> None:
        queue = self._hosts.setdefault(host, _Queue())
        queue.waiting.insert(0 if first else len(queue.waiting), job)
        queue.begun += first
        self._list(host, queue)

    def _next(self, now: float) -> _Place | None:
        """The host that can be asked now, taken out of its heap."""
        for heap in (self._begun, self._ready):
            while heap and heap[0].at <= now:
                place = heapq.heappop(heap)
                queue = self._hosts.get(place.host)
                if queue is not None and queue.place is place:
                    queue.place = None
                    return place
        return None

    def _start(self, host: str, now: float) -> tuple[str, Job]:
        queue = self._hosts[host]
        queue.in_flight += 1
        queue.ready_at = now + self._interval
        job = queue.waiting.pop(0)
        queue.begun -= queue.begun > 0
        self._list(host, queue)
        return host, job

    def _end(self, host: str) -> None:
        queue = self._hosts[host]
        queue.in_flight -= 1
        self._list(host, queue)
        if not queue.in_flight and not queue.waiting:
            # Whoever has nothing to do is forgotten: there may be a hundred thousand hosts. The pace is kept by `Pace`.
            del self._hosts[host]
        self._changed.notify_all()

    def _list(self, host: str, queue: _Queue[Job]) -> None:
        if not queue.waiting or queue.in_flight >= self._at_once:
            return
        if queue.place is None or (queue.begun and not queue.place.begun):
            self._stand(host, queue, max(queue.ready_at, queue.place.at if queue.place else 0.0))
            self._changed.notify()

    def _stand(self, host: str, queue: _Queue[Job], at: float) -> None:
        queue.place = _Place(at, next(self._count), host, queue.begun > 0)
        heapq.heappush(self._begun if queue.begun else self._ready, queue.place)
