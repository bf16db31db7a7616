"""MHonArc, on any host: `/archives/marxism/2002w49/msg00283.html`, `/bug-bash/2002-12/msg00001.html`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.lists.folders import split_list
from biblio.addresses.parts import Parts

# MHonArc's defaults: MSGPREFIX "msg", IDXFNAME "maillist.html", TIDXFNAME "threads.html" with their numbered pages.
_MESSAGE = re.compile(r"msg(?P<number>\d{5,})\.html?(?:\.gz)?\Z", re.IGNORECASE)
_INDEX = re.compile(r"(?:mail(?:list|\d+)|threads|thrd?\d+|thread\d*)\.html?\Z", re.IGNORECASE)


def recognise(parts: Parts) -> Address | None:
    """A message, or an index page inside a dated folder."""
    if not parts.segments or parts.after("pipermail"):
        return None
    message, index = _MESSAGE.match(parts.segments[-1]), _INDEX.match(parts.segments[-1])
    name, period = split_list(parts.segments[:-1])
    if not message and not (index and period):
        return None
    return Address(
        kind="mhonarc",
        holder="an MHonArc archive",
        host=parts.host,
        item="message" if message else "index",
        list_name=name,
        period=period,
        number=message["number"].lstrip("0") or "0" if message else "",
    )
