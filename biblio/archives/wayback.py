"""The Wayback Machine of the Internet Archive, through its capture index.

The index is asked, never the availability service, which says "no" of archived pages. At most 0.4 questions a second:
the Archive asks for 80 % of 30 in a minute.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from biblio.archives import Archive, by_distance, cdx
from biblio.errors import LinkError
from biblio.http import Answer, Client
from biblio.model import Memento

__all__ = ["Wayback", "plugin"]

HOST = "web.archive.org"
INDEX = f"https://{HOST}/cdx/search/cdx"
_PER_SECOND = 0.4
_EACH_SIDE = 5
"""Captures asked for before and after the date."""
_INDEX_CAP = 1 << 20


class Wayback:
    """Finds captures with status 200; redirects and errors that were archived are left out by the question."""

    def find(self, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
        """Captures around a date, the nearest first.

        Raises:
            LinkError: the index could not be asked, or answered nonsense.
        """
        client.pace.limit(HOST, _PER_SECOND)
        if near is None:
            sides = [{"limit": str(_EACH_SIDE)}]
        else:
            day = near.strftime("%Y%m%d")
            # A negative limit gives the last ones (wayback-cdx-server, README).
            sides = [
                {"to": f"{day}235959", "limit": str(-_EACH_SIDE)},
                {"from": f"{day}000000", "limit": str(_EACH_SIDE)},
            ]
        captures = [capture for side in sides for capture in _ask(url, side, client)]
        mementos = {capture.stamp: _memento(capture) for capture in captures if capture.status == "200"}
        return by_distance(mementos.values(), near)

    def content_address(self, memento: Memento) -> str:
        """The address of the archived bytes: `id_` after the time."""
        return memento.uri.replace(f"/web/{_stamp(memento)}/", f"/web/{_stamp(memento)}id_/", 1)


def _ask(url: str, side: dict[str, str], client: Client) -> tuple[cdx.Capture, ...]:
    query = {"url": url.partition("#")[0], "filter": "statuscode:200", "collapse": "digest", **side}
    answer = client.fetch(f"{INDEX}?{urlencode(query)}", cap=_INDEX_CAP, headers=(("Accept", "text/plain"),))
    _raise_for(answer)
    captures, malformed = cdx.parse(answer.body.decode("utf-8", "replace"))
    if malformed and not captures:
        raise LinkError("the Wayback Machine's index answered something that is no index")
    return captures


def _raise_for(answer: Answer) -> None:
    if answer.failure is not None:
        raise LinkError(f"the Wayback Machine could not be asked: {answer.failure.words}")
    # "...AdministrativeAccessControlException: Blocked Site Error", RobotAccessControlException
    fault = answer.header("X-Archive-Wayback-Runtime-Error") or answer.body[:400].decode("utf-8", "replace")
    if "AccessControlException" in fault:
        raise LinkError("the Wayback Machine does not show its copies of this site")
    if answer.status != 200:
        raise LinkError(f"the Wayback Machine's index answered {answer.status}")


def _memento(capture: cdx.Capture) -> Memento:
    return Memento(
        uri=f"https://{HOST}/web/{capture.stamp}/{capture.original}",
        original=capture.original,
        datetime=capture.datetime,
        archive="wayback",
    )


def _stamp(memento: Memento) -> str:
    return cdx.timestamp(memento.datetime)


plugin: Archive = Wayback()
