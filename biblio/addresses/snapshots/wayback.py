"""Wayback machines: `web.archive.org/web/20030117050505id_/http://...`, and other archives run by the same software."""

from __future__ import annotations

import re
from datetime import date

from biblio.addresses.address import Address
from biblio.addresses.normal import normalise
from biblio.addresses.parts import Parts

# Prefix, time stamp of 1 to 14 digits or "*", modifier (id_, if_, im_ ...), then the address, its slashes often merged.
_SHAPE = re.compile(
    r"(?P<prefix>/(?:[\w-]+/){0,3}?)(?P<stamp>\d{1,14}|\*)(?P<modifier>[a-z]{2}_)?\*?/(?P<original>(?:https?:|ftp:|www\.).+)\Z"
)
_NAMES = {
    "web.archive.org": "the Wayback Machine",
    "arquivo.pt": "Arquivo.pt",
    "wayback.archive-it.org": "Archive-It",
    "webarchive.nationalarchives.gov.uk": "the UK Government Web Archive",
    "webarchive.org.uk": "the UK Web Archive",
    "webarchive.loc.gov": "the Library of Congress Web Archive",
    "vefsafn.is": "Vefsafn.is",
}


def recognise(parts: Parts) -> Address | None:
    """The copied address and the day of the copy."""
    _, _, tail = parts.url.partition("://")
    match = _SHAPE.match(tail[tail.find("/") :] if "/" in tail else "")
    known = next((name for host, name in _NAMES.items() if parts.on(host)), "")
    if not match or not (known or len(match["stamp"]) == 14 or "web" in match["prefix"]):
        return None
    return Address(
        kind="wayback",
        holder=known or f"the web archive {parts.host}",
        host=parts.host,
        item="copy",
        original=normalise(match["original"]),
        captured=_day(match["stamp"]),
    )


def _day(stamp: str) -> date | None:
    if len(stamp) < 8 or not stamp.isdigit():
        return None
    try:
        return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    except ValueError:
        return None
