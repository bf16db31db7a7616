"""groups.io: `groups.io/g/marxmail/message/123`, `groups.io/g/marxmail/topic/SLUG/96654519`."""

from __future__ import annotations

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts


def recognise(parts: Parts) -> Address | None:
    """A message, topic or the front page of a group."""
    after = parts.after("g")
    if not parts.on("groups.io") or not after:
        return None
    item = after[1] if len(after) > 2 and after[1] in ("message", "topic") else ""
    number = next((part for part in reversed(after[2:]) if part.isdigit()), "") if item else ""
    return Address(
        kind="groups.io",
        holder="groups.io",
        host=parts.host,
        item=item or "index",
        list_name=after[0],
        number=number,
    )
