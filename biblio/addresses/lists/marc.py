"""MARC (marc.info): `/?l=marxism&m=103917609512345&w=2`; the message's number begins with its Unix time."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts
from biblio.addresses.periods import around, from_folder

_MESSAGE = re.compile(r"(\d{9,10})\d{5}\Z")
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC).timestamp()
_LATEST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()


def recognise(parts: Parts) -> Address | None:
    """A message, or a month's index (`b=200212`)."""
    name, identifier = parts.field("l"), parts.field("i")
    if not parts.on("marc.info", "marc.theaimsgroup.com") or not (name or identifier):
        return None
    number = parts.field("m")
    match = _MESSAGE.match(number)
    seconds = int(match[1]) if match else 0
    when = datetime.fromtimestamp(seconds, UTC).date() if _EARLIEST < seconds < _LATEST else None
    return Address(
        kind="marc",
        holder="MARC",
        host=parts.host,
        item="message" if number or identifier else "index",
        list_name=name,
        period=around(when) if when else from_folder(parts.field("b")),
        number=number,
        identifier=identifier,
    )
