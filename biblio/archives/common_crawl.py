"""Common Crawl: one capture index for each crawl, the pages themselves in WARC files of which a part can be had."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from biblio.archives import Archive, by_distance, cdx
from biblio.archives.asking import ask, lane
from biblio.archives.sites import Site
from biblio.errors import LinkError, ServiceError
from biblio.http import Answer, Client
from biblio.model import Memento

__all__ = ["CommonCrawl", "plugin"]

_CRAWLS = 3
"""Crawls whose index is asked, those nearest to the date."""
_CAP = 4 << 20
_NAME = re.compile(r"CC-MAIN-(?P<year>(?:19|20)\d\d)(?:-(?P<week>\d\d))?")


@dataclass(frozen=True, slots=True)
class _Crawl:
    name: str
    index: str
    first: date
    last: date


class CommonCrawl:
    """Finds captures with status 200; a copy's address is that of its file, with the part of it in the fragment."""

    def find(self, site: Site, url: str, near: date | None, client: Client) -> tuple[Memento, ...]:
        """Captures of the crawls nearest to a date, the nearest first.

        Raises:
            ServiceError: the indexes could not be asked, or answered nonsense.
        """
        crawls = _crawls(site, client)
        chosen = sorted(crawls, key=lambda crawl: _distance(crawl, near))[:_CRAWLS]
        captures = [capture for crawl in chosen for capture in _ask(site, crawl, url.partition("#")[0], client)]
        found = (_memento(site, capture) for capture in cdx.playable(captures))
        return by_distance((memento for memento in found if memento), near)

    def read(self, site: Site, memento: Memento, client: Client) -> Answer:
        """The archived answer, out of the part of the WARC file that holds it.

        Raises:
            LinkError: that part was not given, or is no such record.
            PluginError: the library that reads WARC files is missing.
        """
        from biblio.archives import warc_files

        address, _, part = memento.uri.partition("#bytes=")
        pace = lane(site, "copies", client, site.copies_per_second)
        answer = ask(site, address, client, pace, cap=_CAP, headers=(("Range", f"bytes={part}"),))
        if answer.status not in (200, 206) or not part:
            raise LinkError(f"{site.holder} lists this copy and does not show it ({answer.status})")
        body = answer.body
        if answer.status == 200:  # the whole file: the server does not know ranges
            low, _, high = part.partition("-")
            body = body[int(low) : int(high) + 1]
        return warc_files.answer(io.BytesIO(body), memento.original)


def _crawls(site: Site, client: Client) -> Sequence[_Crawl]:
    answer = ask(site, site.index, client, lane(site, "index", client, site.per_second))
    try:
        told: Any = json.loads(answer.body)
        found = [_crawl(one) for one in told]
    except (ValueError, KeyError, TypeError):
        found = []
    if answer.status != 200 or not found:
        raise ServiceError(f"{site.holder} does not say which crawls it has ({answer.status})")
    return found


def _crawl(told: dict[str, Any]) -> _Crawl:
    """`{"id": "CC-MAIN-2019-35", "cdx-api": "https://...", "from": "...", "to": "..."}`; the name has year and week."""
    name, index = str(told["id"]), str(told["cdx-api"])
    match = _NAME.match(name)
    middle = date(int(match["year"]), 7, 1) if match else date.max
    with suppress(ValueError):
        if match and match["week"]:
            middle = date.fromisocalendar(int(match["year"]), int(match["week"]), 4)
    return _Crawl(name, index, _end(told.get("from"), middle), _end(told.get("to"), middle))


def _end(told: object, otherwise: date) -> date:
    try:
        return date.fromisoformat(str(told)[:10])
    except ValueError:
        return otherwise


def _distance(crawl: _Crawl, near: date | None) -> tuple[int, date]:
    if near is None:
        return 0, crawl.first
    inside = crawl.first <= near <= crawl.last
    return 0 if inside else min(abs((crawl.first - near).days), abs((crawl.last - near).days)), crawl.first


def _ask(site: Site, crawl: _Crawl, url: str, client: Client) -> Sequence[cdx.Capture]:
    query = urlencode({"url": url, "output": "json", "limit": "200"})
    answer = ask(site, f"{crawl.index}?{query}", client, lane(site, "index", client, site.per_second))
    if answer.status == 404:  # {"message": "No Captures found for: ..."}
        return ()
    captures, malformed = cdx.parse(answer.body.decode("utf-8", "replace"))
    if answer.status != 200 or (malformed and not captures):
        raise ServiceError(f"an index of {site.holder} answered something that is no index ({answer.status})")
    return captures


def _memento(site: Site, capture: cdx.Capture) -> Memento | None:
    """The copy in its file; None where the row does not say where that is."""
    more = dict(capture.more)
    places = [more.get(name, "") for name in ("offset", "length")]
    if not more.get("filename") or not all(place.isascii() and place.isdigit() for place in places):
        return None
    offset, length = map(int, places)
    place = f"{site.copies}{more['filename']}#bytes={offset}-{offset + length - 1}"
    return Memento(place, capture.original, capture.datetime, site.name, digest=capture.digest)


plugin: Archive = CommonCrawl()
