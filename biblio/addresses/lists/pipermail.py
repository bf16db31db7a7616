"""Pipermail (Mailman 2), on any host: `/pipermail/marxism/2002-December/075556.html`, `/LIST/Week-of-Mon-20021202/`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.lists.folders import split_list
from biblio.addresses.parts import Parts

_MESSAGE = re.compile(r"(?P<number>\d{6,7})\.html?\Z", re.IGNORECASE)
_INDEX = re.compile(r"(?:thread|subject|author|date)\.html?\Z", re.IGNORECASE)
_DOWNLOAD = re.compile(r"(?P<folder>[\w-]+)\.txt(?:\.gz)?\Z", re.IGNORECASE)
_ROOTS = ("pipermail", "private")


def recognise(parts: Parts) -> Address | None:
    """A message of six digits, an index page, or a month's text, in a dated folder or below `pipermail`."""
    if not parts.segments:
        return None
    last = parts.segments[-1]
    message, index, download = _MESSAGE.match(last), _INDEX.match(last), _DOWNLOAD.match(last)
    folders = parts.segments[:-1] if message or index else parts.segments
    if download:
        folders = (*parts.segments[:-1], download["folder"])
    rooted = bool(parts.after(*_ROOTS))
    # Newspapers have numbers below year and month, too (/opinion/2011/10/1162429.html); Pipermail has one folder.
    name, period = split_list(folders if rooted else folders[-2:])
    # A list of subjects may be cited at the place of one message: thread.html#75556
    number = message["number"] if message else parts.fragment if index and parts.fragment.isdigit() else ""
    if not name or not (rooted or (period and (message or index))):
        return None
    return Address(
        kind="pipermail",
        holder="a Pipermail archive",
        host=parts.host,
        item="message" if number else "index",
        list_name=name,
        period=period,
        number=number.lstrip("0") or "0" if number else "",
    )
