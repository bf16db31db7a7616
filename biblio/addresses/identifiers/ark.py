"""ARKs on any host: `gallica.bnf.fr/ark:/12148/bpt6k123456`, `n2t.net/ark:12148/...`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

_ARK = re.compile(r"ark:/?(\d{5,}/[^/\s]+)")


def recognise(parts: Parts) -> Address | None:
    """The name after `ark:`, without page and view."""
    match = _ARK.search("/".join(parts.segments))
    if not match:
        return None
    return Address(
        kind="ark", holder=f"at {parts.host}", host=parts.host, item="ARK", identifier=match[1].partition(".")[0]
    )
