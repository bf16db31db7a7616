"""LISTSERV's web interface: `/cgi-bin/wa?A2=ind0212B&L=SOCIAL-CLASS&P=123`, `/scripts/wa.exe?A2=LIST;hash.0212`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts
from biblio.addresses.periods import month, two_digit_year

_OLD = re.compile(r"ind(\d\d)(\d\d)[A-E]?\Z", re.IGNORECASE)
_NEW = re.compile(r"(?P<list>[\w.-]+);(?P<id>[0-9a-f]{6,8})\.(\d\d)(\d\d)[A-E]?\Z", re.IGNORECASE)


def recognise(parts: Parts) -> Address | None:
    """A message (command A2) or a month's index (A1)."""
    if not parts.segments or parts.segments[-1].lower() not in ("wa", "wa.exe", "wa-demo.exe", "webadmin"):
        return None
    command = parts.field("A2") or parts.field("A1")
    # `A2=LIST;hash.YYMM`: the ";" parted the field, its second half became a name of its own.
    halves = [name for name, _ in parts.query]
    new = _NEW.match(f"{command};{halves[1]}") if len(halves) > 1 else None
    old = _OLD.match(command)
    name = parts.field("L") or (new["list"] if new else "")
    if not name:
        return None
    digits = new.groups()[2:4] if new else old.groups() if old else None
    return Address(
        kind="listserv",
        holder="a LISTSERV archive",
        host=parts.host,
        item="message" if parts.field("A2") else "index",
        list_name=name,
        period=month(two_digit_year(digits[0]), int(digits[1])) if digits else None,
        number=parts.field("P"),
        identifier=new["id"] if new else "",
    )
