"""Yahoo Groups, closed in 2020: `groups.yahoo.com/group/GROUP/message/1234`; only web archives have its pages."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

_ITEM = re.compile(r"(message|topic)s?\Z")


def recognise(parts: Parts) -> Address | None:
    """A message, topic or the front page of a group."""
    after = parts.after("group", "groups")
    if parts.on("egroups.com") and len(parts.segments) > 1:  # bought in 2000: egroups.com/message/GROUP/1234
        after = (parts.segments[1], parts.segments[0], *parts.segments[2:])
    if not parts.on("groups.yahoo.com", "egroups.com") or not after:
        return None
    number = after[-1] if after[-1].isdigit() else ""
    item = next((match[1] for part in after if (match := _ITEM.match(part))), "message")
    return Address(
        kind="yahoo-groups",
        holder="Yahoo Groups, closed in 2020",
        host=parts.host,
        item=item if number else "index",
        list_name=after[0],
        number=number,
    )
