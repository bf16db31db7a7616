"""archive.today under its names: `archive.ph/x8Qz2`, `archive.is/20130403123456/http://...`."""

from __future__ import annotations

import re
from datetime import date

from biblio.addresses.address import Address
from biblio.addresses.normal import normalise
from biblio.addresses.parts import Parts

_HOSTS = tuple(f"archive.{ending}" for ending in ("today", "is", "ph", "li", "vn", "fo", "md"))
_SHORT = re.compile(r"[A-Za-z0-9]{4,6}\Z")
_LONG = re.compile(r"/(?:timegate/)?(?P<stamp>\d{4}[.\d-]{4,18}/)?(?P<original>https?:/.+)\Z")


def recognise(parts: Parts) -> Address | None:
    """A copy by its short name or by date and address."""
    if parts.host not in _HOSTS:
        return None
    _, _, tail = parts.url.partition("://")
    long = _LONG.match(tail[tail.find("/") :])
    short = parts.segments[0] if parts.segments and _SHORT.match(parts.segments[0]) else ""
    if not long and not short:
        return None
    return Address(
        kind="archive-today",
        holder="archive.today",
        host=parts.host,
        item="copy",
        identifier="" if long else short,
        original=normalise(long["original"]) if long else "",
        captured=_day(long["stamp"] or "") if long else None,
    )


def _day(stamp: str) -> date | None:
    digits = re.sub(r"\D", "", stamp)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
