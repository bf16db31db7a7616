"""H-Net's discussion logs: `/cgi-bin/logbrowse.pl?trx=vx&list=h-labor&month=0309&week=b&msg=...`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts
from biblio.addresses.periods import month, two_digit_year

_MONTH = re.compile(r"(\d\d)(\d\d)\Z")


def recognise(parts: Parts) -> Address | None:
    """A message or an index of a list; the month is in the query."""
    if not parts.segments or parts.segments[-1] != "logbrowse.pl" or not parts.field("list"):
        return None
    digits = _MONTH.match(parts.field("month"))
    return Address(
        kind="h-net",
        holder="the H-Net discussion logs",
        host=parts.host,
        item="message" if parts.field("msg") else "index",
        list_name=parts.field("list"),
        period=month(two_digit_year(digits[1]), int(digits[2])) if digits else None,
        identifier=parts.field("msg"),
    )
