"""Any archive that speaks Memento (RFC 7089): its TimeMap lists all copies, its TimeGate leads to the nearest one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from biblio.archives import Archive, by_distance, link_format, replay
from biblio.archives.asking import ask, is_memento, lane
from biblio.archives.link_format import WebLink
from biblio.archives.sites import Site
from biblio.errors import LinkError, ServiceError
from biblio.http import Answer, Client
from biblio.model import Memento

__all__ = ["MementoArchive", "plugin"]

_PAGES = 6
"""Pages of one TimeMap that are read, those around the date first."""
_CAP = 4 << 20
_FORMATS = (("Accept", "application/link-format, application/json;q=0.8"),)
_NONE = (404, 410)
_REFUSED = (400, 401, 403, 451)


class MementoArchive:
    """Finds copies whatever their status was: a TimeMap does not say it, reading the copy does."""

    def find(self, site: Site, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
        """Copies around a date, the nearest first.

        Raises:
            LinkError: the archive refuses to answer for this address.
            ServiceError: it could not be asked, or answered nonsense.
        """
        url = url.partition("#")[0]
        try:
            found = _from_timemap(site, url, near, client) if site.timemap else None
        except ServiceError:
            if not site.timegate:
                raise
            found = None
        if found is None:
            found = _from_timegate(site, url, near, client)
        return by_distance({memento.uri: memento for memento in found}.values(), near)

    def read(self, site: Site, memento: Memento, client: Client) -> Answer:
        """The archived answer: raw where the archive's addresses are of the usual shape, else as it shows it.

        Raises:
            LinkError: the archive did not give it.
        """
        pace = lane(site, "copies", client, site.copies_per_second)
        raw = replay.raw(memento.uri)
        answer = ask(site, raw, client, pace)
        if answer.status != 200 and not is_memento(answer) and raw != memento.uri:
            answer = ask(site, memento.uri, client, pace)
        if answer.status != 200 and not is_memento(answer):
            raise LinkError(f"{site.holder} lists this copy and does not show it ({answer.status})")
        return answer


def _from_timemap(site: Site, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
    """All copies, or those of the pages of the TimeMap around the date."""
    waiting: dict[str, int] = {site.timemap + url: 0}
    seen: set[str] = set()
    found: list[Memento] = []
    while waiting and len(seen) < _PAGES:
        place = min(waiting, key=waiting.__getitem__)
        waiting.pop(place)
        seen.add(place)
        links = _page(site, place, client)
        found += [memento for link in links if (memento := _memento(site, url, link, place))]
        further = {urljoin(place, link.target): _distance(link, near) for link in links if _is_page(link)}
        waiting |= {target: distance for target, distance in further.items() if target not in seen}
    return tuple(found)


def _page(site: Site, place: str, client: Client) -> tuple[WebLink, ...]:
    """The links of one page of a TimeMap; none where the archive says that there is none."""
    answer = ask(site, place, client, lane(site, "index", client, site.per_second), cap=_CAP, headers=_FORMATS)
    if answer.status in _NONE:
        return ()
    if answer.status in _REFUSED:
        raise LinkError(f"{site.holder} does not show its copies of this site ({answer.status})")
    links = _links(answer) if answer.status == 200 else None
    if links is None:
        raise ServiceError(f"{site.holder} answered something that is no TimeMap ({answer.status})")
    return links


def _is_page(link: WebLink) -> bool:
    """Whether it is a further part of the list, not the list itself in another format (RFC 7089, 5.1.2)."""
    media = link.parameters.get("type", "application/link-format")
    return "timemap" in link.relations and "self" not in link.relations and media == "application/link-format"


def _distance(link: WebLink, near: date | None) -> int:
    """Days between the date and the stretch of time that a part of a TimeMap covers."""
    ends = [_day(link.parameters.get(name, "")) for name in ("from", "until")]
    days = [day for day in ends if day]
    if near is None or not days:
        return 0
    return 0 if len(days) == 2 and days[0] <= near <= days[1] else min(abs((day - near).days) for day in days)


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError):
        return None


def _links(answer: Answer) -> tuple[WebLink, ...] | None:
    """The links of a TimeMap in link format or JSON; None if it is neither."""
    text = answer.body.decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return _json_links(text)
    if text[:1] == "<" and not text[:15].lower().startswith(("<!doctype", "<html", "<?xml", "<head", "<!--")):
        return link_format.parse(text)
    return None if text else ()


def _json_links(text: str) -> tuple[WebLink, ...] | None:
    """`{"mementos": {"list": [{"datetime": "2003-01-17T05:05:05Z", "uri": "..."}]}}`, as several archives give it."""
    try:
        told: Any = json.loads(text)
        listed = told["mementos"]["list"]
        return tuple(
            WebLink(
                str(one["uri"]),
                frozenset(("memento",)),
                {"datetime": format_datetime(datetime.fromisoformat(str(one["datetime"]).replace("Z", "+00:00")))},
            )
            for one in listed
        )
    except (ValueError, KeyError, TypeError):
        return None


def _from_timegate(site: Site, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
    """The copy that the TimeGate leads to, and those that its Link header names besides."""
    pace = lane(site, "index", client, site.per_second)
    when = datetime.combine(near, time(12), UTC) if near else datetime(1996, 1, 1, tzinfo=UTC)
    place = site.timegate + url
    headers = (("Accept-Datetime", format_datetime(when, usegmt=True)),)
    answer = ask(site, place, client, pace, headers=headers, follow=False)
    links = list(link_format.parse(answer.header("Link")))
    location = answer.header("Location")
    if not is_memento(answer) and not links and not location:
        if answer.status in _NONE:
            return ()
        raise ServiceError(f"{site.holder} answered something that is no Memento ({answer.status})")
    found = [memento for link in links if (memento := _memento(site, url, link, place))]
    if not found and location:
        # A TimeGate must name its mementos in the Link header of the redirect (RFC 7089, 4.2.1); some only redirect.
        answer = ask(site, urljoin(place, location), client, lane(site, "copies", client, site.copies_per_second))
    if not found and is_memento(answer):
        link = WebLink(answer.final_url, frozenset(("memento",)), {"datetime": answer.header("Memento-Datetime")})
        found = [memento for memento in [_memento(site, url, link, place)] if memento]
    return tuple(found)


def _memento(site: Site, url: str, link: WebLink, place: str) -> Memento | None:
    when = link.datetime
    if "memento" not in link.relations or when is None:
        return None
    return Memento(replay.plain(urljoin(place, link.target)), url, when, site.name)


plugin: Archive = MementoArchive()
