"""How archives are asked: at their own pace, again after passing faults, and never against a wish to be left alone.

What an archive itself answers and what it replays look alike; `Memento-Datetime` tells them apart (RFC 7089, 2.1.1):
with it, status and body are those of the archived page.
"""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from biblio.archives.sites import Site
from biblio.errors import LinkError, ServiceError
from biblio.http import Answer, Client

__all__ = ["ask", "is_memento", "lane"]

_SECONDS = 40.0
"""For one answer: capture indexes are slow."""
_LONGEST_WAIT = 120.0
"""Seconds we wait when an archive asks to; if it asks for more we give up."""
_MOST_WAITS = 3
_PATIENCE = 1800.0
"""Seconds after which nobody waits for a turn any more: at 0.4 in a second many links wait long."""
_PASSING = frozenset((500, 502, 503, 504, 520, 521, 522, 523, 524))
_BROKEN = frozenset(("reset", "dns", "protocol", "timeout"))
_NOBODY = frozenset(("nxdomain", "no-address", "refused", "unreachable"))
_TURN = 0.05
"""Seconds after which a turn that was taken by somebody else is tried for again."""


def lane(site: Site, service: str, client: Client, per_second: float) -> str:
    """The pace of one service of an archive: its index and its copies have limits of their own."""
    name = f"{site.name} {service}"
    client.pace.limit(name, per_second)
    return name


def ask(
    site: Site,
    url: str,
    client: Client,
    lane: str,
    *,
    method: str = "GET",
    body: bytes = b"",
    headers: tuple[tuple[str, str], ...] = (),
    cap: int = 1 << 20,
    follow: bool = True,
) -> Answer:
    """The archive's answer, whatever its status, once there is one that is more than a passing fault.

    Raises:
        LinkError: the network may not be used, or this address not asked.
        ServiceError: the archive is down, broken or too busy.
    """
    waits = faults = 0
    give_up = time.monotonic() + _PATIENCE
    while True:
        answer = client.fetch(
            url, method=method, body=body, headers=headers, cap=cap, follow=follow, lane=lane, seconds=_SECONDS
        )
        wait = _asked_to_wait(site, answer, client, lane)
        if wait:
            waits += answer.status == 429
            if waits > _MOST_WAITS or wait > _LONGEST_WAIT or time.monotonic() > give_up:
                raise ServiceError(f"{site.holder} asks to be left alone")
            time.sleep(wait)
        elif _may_pass(answer):
            if faults >= (site.retries if answer.status else min(1, site.retries)):
                raise ServiceError(f"{site.holder} {_fault(answer)}")
            time.sleep(site.backoff * 2**faults)
            faults += 1
        elif answer.failure is not None:
            kind = LinkError if answer.error in ("offline", "private") else ServiceError
            words = "could not be reached" if answer.error in _NOBODY else f"could not be asked: {answer.failure.words}"
            raise kind(f"{site.holder} {words}")
        else:
            return answer


def is_memento(answer: Answer) -> bool:
    """Whether status and body are the archived page's, not the archive's own."""
    return bool(answer.header("Memento-Datetime"))


def _asked_to_wait(site: Site, answer: Answer, client: Client, lane: str) -> float:
    """Seconds until the next try, 0 if there is nothing to wait for."""
    if answer.error == "paused" and answer.failure is not None:
        return max(client.pace.paused(lane), _TURN)
    if answer.status != 429 or is_memento(answer):
        return 0.0
    if not answer.header("Retry-After").strip():
        client.pace.pause(lane, site.busy_wait)
    return max(client.pace.paused(lane), _TURN)


def _may_pass(answer: Answer) -> bool:
    return (answer.status in _PASSING and not is_memento(answer)) or answer.error in _BROKEN


def _fault(answer: Answer) -> str:
    host = urlsplit(answer.url).hostname
    return f"answers {answer.status}" if answer.status else f"does not answer ({host}: {answer.error})"
