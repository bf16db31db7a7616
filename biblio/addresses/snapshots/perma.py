"""Perma.cc and WebCite: `perma.cc/ABCD-1234`, `webcitation.org/5XyZaBcDe`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.normal import normalise
from biblio.addresses.parts import Parts

_PERMA = re.compile(r"[A-Z0-9]{2,4}-[A-Z0-9]{4}\Z", re.IGNORECASE)
_WEBCITE = re.compile(r"[0-9A-Za-z]{9}\Z")


def recognise(parts: Parts) -> Address | None:
    """A copy by its short name."""
    first = parts.segments[0] if parts.segments else ""
    if parts.on("perma.cc") and _PERMA.match(first):
        return Address(kind="perma", holder="Perma.cc", host=parts.host, item="copy", identifier=first)
    if parts.on("webcitation.org") and (_WEBCITE.match(first) or parts.field("url")):
        return Address(
            kind="webcite",
            holder="WebCite",
            host=parts.host,
            item="copy",
            identifier=first if _WEBCITE.match(first) else "",
            original=normalise(parts.field("url")) if parts.field("url") else "",
        )
    return None
