"""National bibliography numbers at their resolvers: `nbn-resolving.org/urn:nbn:de:hbz:5-12345`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

_URN = re.compile(r"urn:nbn:[a-z]{2}[:-][^\s/?#&]+", re.IGNORECASE)


def recognise(parts: Parts) -> Address | None:
    """The URN in path or query (RFC 8458)."""
    query = " ".join(value or name for name, value in parts.query)
    match = _URN.search("/".join(parts.segments) + " " + query)
    if not match:
        return None
    return Address(kind="urn-nbn", holder=f"at {parts.host}", host=parts.host, item="URN", identifier=match[0])
