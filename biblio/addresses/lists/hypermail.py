"""Hypermail, on any host: `/Archives/Public/www-tag/2002Dec/0123.html`, `/hypermail/linux/kernel/0207.1/0123.html`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.lists.folders import split_list
from biblio.addresses.parts import Parts
from biblio.addresses.periods import month, two_digit_year

_MESSAGE = re.compile(r"(?P<number>\d{4,5})\.html?\Z", re.IGNORECASE)
_INDEX = re.compile(r"(?:thread|subject|author|date|index)\.html?\Z", re.IGNORECASE)
_SHORT_MONTH = re.compile(r"(\d\d)(\d\d)(?:\.\d+)?\Z")  # 0207.1: the first part of July 2002
_HINT = re.compile(r"hypermail|(?:^|[._-])(?:lists?|mail|archives?)(?:[._-]|$)", re.IGNORECASE)


def recognise(parts: Parts) -> Address | None:
    """A message of four or five digits where host or folders speak of lists."""
    if not parts.segments:
        return None
    last = parts.segments[-1]
    if parts.on("lists.w3.org") and last.isdigit():  # its addresses work without the ending
        last += ".html"
    message, index = _MESSAGE.match(last), _INDEX.match(last)
    hinted = any(_HINT.search(part) for part in (parts.host, *parts.segments[:-1]))
    name, period = split_list(parts.segments[:-1])
    short = _SHORT_MONTH.match(name)
    if short and len(parts.segments) > 2:
        period = month(two_digit_year(short[1]), int(short[2]))
        name = parts.segments[-3] if period else name
    if not (name and hinted and (message or (index and period))):
        return None
    return Address(
        kind="hypermail",
        holder="a Hypermail archive",
        host=parts.host,
        item="message" if message else "index",
        list_name=name,
        period=period,
        number=message["number"].lstrip("0") or "0" if message else "",
    )
