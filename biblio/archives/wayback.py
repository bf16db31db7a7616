"""The Wayback Machine of the Internet Archive, through its capture index (CDX).

The index alone decides whether there is a copy. The availability service says "no" of archived pages, so that it is
asked only where the index cannot be, and only its "yes" counts.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import urlencode

from biblio.archives import Archive, by_distance, cdx, replay
from biblio.archives.asking import ask, is_memento, lane
from biblio.archives.sites import Site
from biblio.errors import LinkError, ServiceError
from biblio.http import Answer, Client
from biblio.model import Memento

__all__ = ["Wayback", "plugin"]

_ROWS = 4000
"""Rows asked for at once; a page with more is asked for around the date."""
_EACH_SIDE = 20
_INDEX_CAP = 2 << 20
_TEXT = (("Accept", "text/plain"),)


class Wayback:
    """Finds captures with status 200, and revisits of such."""

    def find(self, site: Site, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
        """Captures around a date, the nearest first.

        Raises:
            LinkError: the archive does not show its copies of this site.
            ServiceError: the index could not be asked, or answered nonsense.
        """
        try:
            captures = self._captures(site, url.partition("#")[0], near, client)
        except ServiceError:
            found = self._available(site, url, near, client)
            if found is None:
                raise
            return (found,)
        mementos = {capture.stamp: _memento(site, capture) for capture in cdx.playable(captures)}
        return by_distance(mementos.values(), near)

    def read(self, site: Site, memento: Memento, client: Client) -> Answer:
        """The archived answer itself.

        Raises:
            ServiceError: the archive did not give it.
        """
        pace = lane(site, "copies", client, site.copies_per_second)
        answer = ask(site, replay.raw(memento.uri), client, pace)
        if answer.status != 200 and not is_memento(answer):
            raise LinkError(f"{site.holder} lists this copy and does not show it ({answer.status})")
        return answer

    def _captures(self, site: Site, url: str, near: date | None, client: Client) -> tuple[cdx.Capture, ...]:
        """All captures, or those around the date where there are very many."""
        rows, complete = _ask(site, {"url": url, "limit": str(_ROWS)}, client)
        if complete or near is None:
            return rows
        day = near.strftime("%Y%m%d")
        # A negative limit gives the last ones (wayback-cdx-server, README).
        sides = (
            {"to": f"{day}235959", "limit": str(-_EACH_SIDE)},
            {"from": f"{day}000000", "limit": str(_EACH_SIDE)},
        )
        around = [_ask(site, {"url": url, "filter": "statuscode:200", **side}, client)[0] for side in sides]
        return (*around[0], *around[1]) or rows

    def _available(self, site: Site, url: str, near: date | None, client: Client) -> Memento | None:
        """A copy that the availability service knows; nothing follows from its knowing none."""
        if not site.availability:
            return None
        stamp = {"timestamp": near.strftime("%Y%m%d")} if near else {}
        pace = lane(site, "availability", client, site.per_second)
        try:
            answer = ask(site, f"{site.availability}?{urlencode({'url': url, **stamp})}", client, pace)
            told: Any = json.loads(answer.body)
            closest = told["archived_snapshots"]["closest"]
        except (LinkError, ValueError, KeyError, TypeError):
            return None
        when = cdx.moment(str(closest.get("timestamp", ""))) if isinstance(closest, dict) else None
        if when is None or str(closest.get("status")) != "200":
            return None
        return Memento(f"{site.copies}{cdx.timestamp(when)}/{url}", url, when, site.name)


def _ask(site: Site, query: dict[str, str], client: Client) -> tuple[tuple[cdx.Capture, ...], bool]:
    """Captures, and whether these are all of them."""
    pace = lane(site, "index", client, site.per_second)
    answer = ask(site, f"{site.index}?{urlencode(query)}", client, pace, cap=_INDEX_CAP, headers=_TEXT)
    _raise_for(site, answer)
    captures, malformed = cdx.parse(answer.body.decode("utf-8", "replace"))
    if malformed and not captures and not _some_rows(answer.body):
        raise ServiceError(f"the index of {site.holder} answered something that is no index")
    cut = answer.response is not None and answer.response.incomplete
    return captures, not cut and len(captures) + malformed < _ROWS


def _some_rows(body: bytes) -> bool:
    """Whether it is an index, if one with broken rows only: no markup, and times in it."""
    text = body[:2000].lstrip()
    return not text.startswith((b"<", b"{")) and any(part.isdigit() and len(part) == 14 for part in text.split())


def _raise_for(site: Site, answer: Answer) -> None:
    # "...AdministrativeAccessControlException: Blocked Site Error", RobotAccessControlException
    fault = answer.header("X-Archive-Wayback-Runtime-Error") or answer.body[:400].decode("utf-8", "replace")
    if "RobotAccessControlException" in fault:
        raise LinkError(f"{site.holder} does not show its copies of this site, as its robots.txt wished")
    if "AccessControlException" in fault:
        raise LinkError(f"{site.holder} does not show its copies of this site")
    if answer.status in (400, 404):
        raise LinkError(f"the index of {site.holder} does not take this address ({answer.status})")
    if answer.status != 200:
        raise ServiceError(f"the index of {site.holder} answered {answer.status}")


def _memento(site: Site, capture: cdx.Capture) -> Memento:
    return Memento(
        uri=f"{site.copies}{capture.stamp}/{capture.original}",
        original=capture.original,
        datetime=capture.datetime,
        archive=site.name,
        digest=capture.digest,
    )


plugin: Archive = Wayback()
