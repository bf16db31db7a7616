"""Whose turn it is: links wait in one queue per host, hosts take turns, none is asked too often or too soon."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

__all__ = ["Schedule"]

Job = TypeVar("Job")


@dataclass(slots=True)
class _Queue(Generic[Job]):
    waiting: deque[Job] = field(default_factory=deque)
    in_flight: int = 0
    listed: bool = False
    """Whether the host stands in the heap of those that can be asked."""
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
        self._ready: list[tuple[float, int, str]] = []
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
                if self._ready and self._ready[0][0] <= now:
                    host = heapq.heappop(self._ready)[2]
                    if wait := self._paused(host):
                        heapq.heappush(self._ready, (now + wait, next(self._count), host))
                        continue
                    return self._start(host, now)
                due = [heap[0][0] for heap in (self._ready, self._later) if heap]
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
        (queue.waiting.appendleft if first else queue.waiting.append)(job)
        self._list(host, queue)

    def _start(self, host: str, now: float) -> tuple[str, Job]:
        queue = self._hosts[host]
        queue.listed = False
        queue.in_flight += 1
        queue.ready_at = now + self._interval
        job = queue.waiting.popleft()
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
        if queue.waiting and not queue.listed and queue.in_flight < self._at_once:
            queue.listed = True
            heapq.heappush(self._ready, (queue.ready_at, next(self._count), host))
            self._changed.notify()
