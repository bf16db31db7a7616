"""The Mail Archive: `mail-archive.com/marxism-thaxis@buo319b.econ.utah.edu/msg02133.html`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

_MESSAGE = re.compile(r"msg(\d+)\.html?\Z")


def recognise(parts: Parts) -> Address | None:
    """A message or the index of a list."""
    if not parts.on("mail-archive.com") or not parts.segments or "@" not in parts.segments[0]:
        return None
    if parts.host.startswith("mid."):
        return Address(
            kind="mail-archive",
            holder="The Mail Archive",
            host=parts.host,
            item="message",
            identifier=parts.segments[0],
        )
    name, _, list_host = parts.segments[0].partition("@")
    message = _MESSAGE.match(parts.segments[-1])
    return Address(
        kind="mail-archive",
        holder="The Mail Archive",
        host=parts.host,
        item="message" if message else "index",
        list_name=name,
        list_host=list_host,
        number=message[1].lstrip("0") or "0" if message else "",
    )
