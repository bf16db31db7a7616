"""public-inbox, on any host: `lore.kernel.org/git/20021206084129.GA123@example.org/`: the message-id is the address."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

# A message-id is told from an address of a person or list by its length and its digits.
_MESSAGE_ID = re.compile(r"(?=[^@]*\d)[^@\s]{8,}@[^@\s]+\Z|(?=.*\d)[^@\s]{16,}@[^@\s]+\Z")
_VIEWS = frozenset(("raw", "t", "T", "t.mbox.gz", "t.atom", "u"))


def recognise(parts: Parts) -> Address | None:
    """A message of a list."""
    trail = parts.segments[:-1] if parts.segments and parts.segments[-1] in _VIEWS else parts.segments
    if len(trail) != 2 or not _MESSAGE_ID.match(trail[1]):
        return None
    return Address(
        kind="public-inbox",
        holder="a public-inbox archive",
        host=parts.host,
        item="message",
        list_name="" if trail[0] in ("all", "r") else trail[0],
        identifier=trail[1],
    )
