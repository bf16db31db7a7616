"""One question to a manager's server and its answer, faults put into words."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from biblio.errors import ManagerError
from biblio.http import Answer, Client

__all__ = ["MOST_BYTES", "Server", "excerpt", "heard", "said"]

MOST_BYTES = 512 << 20
"""A whole library in one answer."""
_PATIENCE = 60.0
"""Seconds that a server may ask us to wait."""
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Server:
    """The server of a manager."""

    name: str
    base: str
    """Its address without a slash at the end."""
    client: Client
    headers: tuple[tuple[str, str], ...] = ()
    absent: str = ""
    """What to do when nobody answers."""

    def get(self, path: str, *, accept: str = "application/json", seconds: float = 30.0) -> Answer:
        """GET; a server that asks for a pause gets it, and nobody answering is an error.

        Raises:
            ManagerError: there is no answer.
        """
        fields = (*self.headers, ("Accept", accept))
        for attempt in range(_TRIES):
            answer = self.client.fetch(
                self.base + path, headers=fields, follow=False, cap=MOST_BYTES, seconds=seconds, lane=self.base
            )
            wait = _wait(answer)
            if not wait or attempt == _TRIES - 1:
                break
            self._pause(wait)
        return self._answered(answer)

    def post(
        self, path: str, body: bytes, content_type: str, *, seconds: float = 60.0,
        headers: tuple[tuple[str, str], ...] = (), tries: int = _TRIES,
    ) -> Answer:  # fmt: skip
        """POST, once: what was perhaps taken is not sent again.

        Only "too many requests" and "service unavailable" with a time are followed by further tries.

        Raises:
            ManagerError: there is no answer.
        """
        fields = (*self.headers, ("Content-Type", content_type), ("Accept", "application/json"), *headers)
        for attempt in range(tries):
            answer = self.client.fetch(
                self.base + path,
                method="POST",
                body=body,
                headers=fields,
                follow=False,
                cap=MOST_BYTES,
                seconds=seconds,
                lane=self.base,
            )
            wait = _wait(answer)
            if not wait or attempt == tries - 1:
                break
            self._pause(wait)
        return self._answered(answer)

    def _pause(self, wait: float) -> None:
        if wait > _PATIENCE:
            raise ManagerError(
                f"{self.name} wants to be left alone for {wait:.0f} seconds", hint="try again after that time"
            )
        # The door keeps the pause too, and a little longer.
        time.sleep(max(wait, self.client.pace.paused(self.base)) + 0.01)

    def _answered(self, answer: Answer) -> Answer:
        if answer.failure is None:
            backoff = answer.header("Backoff").strip()
            if backoff.isdigit():
                # Zotero's web API: a request to slow down that comes with a good answer.
                time.sleep(min(float(backoff), _PATIENCE))
            return answer
        if answer.failure.kind == "offline":
            raise ManagerError(f"{self.name} is not asked: offline", hint="leave --offline out")
        hint = self.absent if answer.failure.kind in ("refused", "timeout", "unreachable", "nxdomain", "dns") else ""
        raise ManagerError(f"{self.name} does not answer at {self.base}: {answer.failure.words}", hint=hint)


def _wait(answer: Answer) -> float:
    """Seconds that an answer asks for before the same question may be put again; 0 if it does not ask."""
    if answer.failure is not None:
        return answer.failure.wait if answer.failure.kind == "paused" else 0.0
    value = answer.header("Retry-After").strip()
    return float(value) if answer.status in (429, 503) and value.isdigit() else 0.0


def heard(answer: Answer) -> Any:
    """The JSON of an answer; None if it is none."""
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        return None


def said(answer: Answer, name: str, wanted: type = object) -> Any:
    """The JSON of an answer.

    Raises:
        ManagerError: it is none, or not of the type that was agreed on.
    """
    found = heard(answer)
    if found is None or not isinstance(found, wanted):
        what = "no JSON" if found is None else "not what was agreed"
        raise ManagerError(f"{name} answered something that is {what}: {excerpt(answer)!r}")
    return found


def excerpt(answer: Answer) -> str:
    """The beginning of an answer, in one line."""
    return " ".join(answer.body[:200].decode("utf-8", "replace").split())[:120]
