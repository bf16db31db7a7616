"""Manners: how often and how many at a time a host is asked, and never while it wants to be left alone."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

__all__ = ["LONGEST", "Pace", "retry_after"]

_UNNAMED_WAIT = 2.0
"""Seconds to wait after "429 Too Many Requests" that names no time; twice as long after each further one."""
LONGEST = 60.0
"""Seconds that we wait; RFC 9110 leaves the length to the host, and some say an hour."""
_MANY = 512
"""Hosts of which something is remembered before those are forgotten of which nothing need be."""
_LONG_AGO = 10.0
"""Seconds after which a host is forgotten."""
_CONDITIONS = 32
"""Hosts share so many: one for each would hold a kilobyte."""
_MARGIN = 0.1
"""Seconds added to every pause, for clocks that do not agree; to one named by a date, which has whole seconds, one."""


@dataclass(slots=True)
class _Host:
    changed: threading.Condition
    next_turn: float = 0.0
    paused_until: float = 0.0
    in_flight: int = 0
    silence: int = 0
    """Questions in a row without an answer in time."""
    refusals: int = 0
    """Answers in a row that asked for a pause."""
    interval: float = 0.0
    """Seconds between two turns where the host has a pace of its own; 0 for the usual."""

    def idle_since(self, when: float) -> bool:
        """Whether nothing has happened since then, nor is to be remembered."""
        quiet = not (self.in_flight or self.silence or self.refusals or self.interval)
        return quiet and self.next_turn < when and self.paused_until < when


class Pace:
    """Turns for each host: at most `at_once` in flight, `per_second` begun in a second."""

    def __init__(self, at_once: int = 2, per_second: float = 10.0) -> None:
        self.at_once = at_once
        self.interval = 1.0 / per_second
        self._hosts: dict[str, _Host] = {}
        self._conditions = tuple(threading.Condition() for _ in range(_CONDITIONS))
        self._full = _MANY
        self._lock = threading.Lock()

    def begin(self, host: str, deadline: float) -> float:
        """Wait for a turn; 0 when it is there, else the seconds for which the host must not be asked.

        A turn that does not come before `deadline` counts as such a pause; a turn taken is given back by `end`.
        """
        state = self._state(host)
        with state.changed:
            while True:
                now = time.monotonic()
                if state.paused_until > now:
                    return state.paused_until - now
                if now > deadline:
                    return self.interval
                if state.in_flight < self.at_once and state.next_turn <= now:
                    state.in_flight += 1
                    state.next_turn = now + (state.interval or self.interval)
                    return 0.0
                busy = state.in_flight >= self.at_once
                state.changed.wait(deadline - now + 0.01 if busy else min(state.next_turn, deadline) - now + 0.001)

    def end(self, host: str) -> None:
        """Give a turn back."""
        state = self._state(host)
        with state.changed:
            state.in_flight -= 1
            state.changed.notify_all()

    def answered(self, host: str, status: int, retry: str, *, unnamed: bool = True) -> None:
        """Note an answer; if it asks to be left alone (429, or 503 with Retry-After), leave the host alone.

        `unnamed` says whether a pause of our own choice is made where a 429 names none.
        """
        state = self._state(host)
        asked = retry_after(status, retry)
        with state.changed:
            state.silence = 0
            if not asked:
                state.refusals = 0
        named = retry_after(503, retry) > 0
        if asked and (named or unnamed):
            self.pause(host, asked, named=named)

    def unanswered(self, host: str) -> None:
        """Note a question that was not answered in time."""
        state = self._state(host)
        with state.changed:
            state.silence += 1

    def silence(self, host: str) -> int:
        """How many questions in a row a host has not answered in time."""
        return self._state(host).silence

    def refusals(self, host: str) -> int:
        """How many pauses in a row a host has asked for without an answer in between."""
        return self._state(host).refusals

    def pause(self, host: str, seconds: float, *, named: bool = True) -> None:
        """Leave a host alone for so long; pauses asked for during one are one, unnamed ones in a row grow longer."""
        state = self._state(host)
        with state.changed:
            now = time.monotonic()
            state.refusals += state.paused_until <= now
            if not named:
                seconds *= 2 ** (state.refusals - 1)
            state.paused_until = max(state.paused_until, now + seconds + _MARGIN)
            state.changed.notify_all()

    def limit(self, host: str, per_second: float) -> None:
        """Give a host a slower pace of its own; one it has already stays."""
        state = self._state(host)
        with state.changed:
            state.interval = state.interval or 1.0 / per_second

    def paused(self, host: str) -> float:
        """Seconds for which a host is to be left alone."""
        return max(0.0, self._state(host).paused_until - time.monotonic())

    def _state(self, host: str) -> _Host:
        with self._lock:
            found = self._hosts.get(host)
            if found is None:
                if len(self._hosts) >= self._full:
                    self._forget()
                found = self._hosts[host] = _Host(self._conditions[hash(host) % _CONDITIONS], time.monotonic())
            return found

    def _forget(self) -> None:
        """Let go of hosts that were asked long ago, and of which nothing is known that matters for the next time."""
        long_ago = time.monotonic() - _LONG_AGO
        self._hosts = {name: state for name, state in self._hosts.items() if not state.idle_since(long_ago)}
        self._full = max(_MANY, 2 * len(self._hosts))


def retry_after(status: int, value: str) -> float:
    """Seconds that an answer asks us to wait: RFC 9110, 10.2.3 (seconds or a date); 0 if it asks for nothing.

    A 429 without a (readable) time asks for a short wait of our choice.
    """
    if status not in (429, 503):
        return 0.0
    value = value.strip()
    if value.isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return _UNNAMED_WAIT if status == 429 else 0.0
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    wait = (when - datetime.now(UTC)).total_seconds()
    return wait + 1 if wait > -1 else 0.0
