"""Questions to catalogues: at their pace, answers kept, and a catalogue that wants to be left alone is left alone."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from biblio.errors import LinkError
from biblio.http import Answer, Client
from biblio.lookup.cache import Cache

__all__ = ["Asker", "base_variable"]

_CAP = 8 << 20
_PATIENCE = 60.0
"""Seconds that a catalogue may ask us to wait."""
_TRIES = 3
_MOST_FAILURES = 3
"""Failures in a row after which a catalogue is not asked any more."""
_SECONDS = 20.0
_MAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+\Z")
_INTERVAL = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h)?\Z")
_UNITS = {None: 1.0, "s": 1.0, "m": 60.0, "h": 3600.0}


def base_variable(name: str) -> str:
    """The environment variable that puts another address in the place of a catalogue's own."""
    return f"BIBLIO_{name.upper().replace('-', '_')}_URL"


@dataclass(slots=True)
class Asker:
    """Asks for the whole of one run; one question at a time.

    Args:
        bases: name of a catalogue -> address of its API in place of the usual one.
    """

    client: Client
    cache: Cache | None = None
    bases: Mapping[str, str] = field(default_factory=dict)
    asked: int = field(default=0, init=False)
    """Questions that went over the network."""
    _failures: dict[str, int] = field(default_factory=dict, init=False)
    _given_up: dict[str, str] = field(default_factory=dict, init=False)
    _next: dict[str, float] = field(default_factory=dict, init=False)

    @property
    def mail(self) -> str:
        """An address that catalogues can write to; "" if none was given."""
        return self.client.contact if _MAIL.match(self.client.contact) else ""

    def base(self, name: str, usual: str) -> str:
        """The address of a catalogue's API."""
        return (self.bases.get(name) or os.environ.get(base_variable(name), "") or usual).rstrip("/")

    def given_up(self, name: str) -> str:
        """Why a catalogue is not asked any more in this run; "" while it is."""
        return self._given_up.get(name, "")

    def json(
        self,
        name: str,
        label: str,
        url: str,
        query: Mapping[str, str] | None = None,
        *,
        per_second: float,
        mailto: bool = False,
        sound: Callable[[Any], bool] = lambda found: True,
    ) -> Any:
        """The JSON at an address; None where the catalogue says that there is no such record.

        Args:
            name: of the catalogue.
            label: the same for people.
            per_second: the pace the catalogue wants, unless it says otherwise in its answers.
            mailto: whether it wants to be told an address in the question; all are told in the User-Agent.
            sound: whether an answer is one, and no error in the shape of one.

        Raises:
            LinkError: the catalogue could not be asked, or answered nonsense.
        """
        question = f"{url}?{urlencode(query)}" if query else url
        known = self.cache.get(question) if self.cache else None
        if known is not None:
            return _read(known[1], label) if known[0] == 200 else None
        if name in self._given_up:
            raise LinkError(f"{label} is not asked any more: {self._given_up[name]}")
        answer = self._ask(name, label, self._addressed(question) if mailto else question, per_second)
        if answer.status in (404, 410):
            self._keep(question, answer)
            return None
        if answer.status != 200:
            raise self._failed(name, f"{label} answered {answer.status}")
        try:
            found = _read(answer.body, label)
        except LinkError as error:
            # A page for people, a puzzle for programs.
            raise self._failed(name, str(error)) from error
        if not sound(found):
            raise self._failed(name, f"{label} answered with an error: {answer.body[:120].decode('utf-8', 'replace')}")
        self._failures[name] = 0
        self._keep(question, answer)
        return found

    def _keep(self, question: str, answer: Answer) -> None:
        if self.cache:
            self.cache.put(question, answer.status, answer.body)

    def _addressed(self, question: str) -> str:
        """The question with our address, which the cache does not know it by."""
        if not self.mail:
            return question
        return f"{question}{'&' if '?' in question else '?'}{urlencode({'mailto': self.mail})}"

    def _ask(self, name: str, label: str, url: str, per_second: float) -> Answer:
        host = (urlsplit(url).hostname or "").lower()
        for attempt in range(_TRIES):
            self._await_turn(host, per_second)
            answer = self.client.fetch(
                url, headers=(("Accept", "application/json"),), cap=_CAP, seconds=_SECONDS, lane=name
            )
            self.asked += 1
            self._heed(host, answer)
            wait = _wait(answer)
            if wait > _PATIENCE:
                raise self._failed(name, f"{label} wants to be left alone for {wait:.0f} seconds", for_good=True)
            if not wait or attempt == _TRIES - 1:
                break
            # The door keeps the pause too, and a little longer.
            time.sleep(max(wait, self.client.pace.paused(name)) + 0.01)
        if answer.failure is not None:
            lost = answer.failure.kind in ("refused", "nxdomain", "dns", "unreachable", "proxy", "private", "offline")
            raise self._failed(name, f"{label} could not be asked: {answer.failure.words}", for_good=lost)
        return answer

    def _await_turn(self, host: str, per_second: float) -> None:
        now = time.monotonic()
        turn = max(self._next.get(host, 0.0), now)
        if turn > now:
            time.sleep(turn - now)
        self._next[host] = turn + 1.0 / per_second

    def _heed(self, host: str, answer: Answer) -> None:
        """Slow down where the answer names a slower pace than ours: so many questions in such an interval."""
        limit, interval = answer.header("x-rate-limit-limit").strip(), answer.header("x-rate-limit-interval").strip()
        found = _INTERVAL.match(interval)
        if limit.isdigit() and int(limit) and found:
            seconds = float(found[1]) * _UNITS[found[2]] / int(limit)
            self._next[host] = max(self._next.get(host, 0.0), time.monotonic() + seconds)

    def _failed(self, name: str, words: str, *, for_good: bool = False) -> LinkError:
        self._failures[name] = self._failures.get(name, 0) + 1
        if for_good or self._failures[name] >= _MOST_FAILURES:
            self._given_up[name] = words
        return LinkError(words)


def _wait(answer: Answer) -> float:
    if answer.failure is not None:
        return answer.failure.wait if answer.failure.kind == "paused" else 0.0
    value = answer.header("Retry-After").strip()
    # MediaWiki says with a status of 200 that it lags behind, and when to come again.
    if answer.status in (200, 429, 503) and value.isdigit():
        return float(value)
    return 5.0 if answer.status == 429 else 0.0


def _read(body: bytes, label: str) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise LinkError(f"{label} answered something that is no JSON") from error
