"""DOIs: `doi.org/10.1177/2053951716679677`, and publishers' `/doi/abs/10.1080/00324728.2018.1457794`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+\Z")
_VIEWS = frozenset(
    ("abs", "abstract", "full", "pdf", "epdf", "pdfplus", "epub", "summary", "book", "reader", "references")
)


def recognise(parts: Parts) -> Address | None:
    """The DOI in the path of the resolver, of a proxy of it, or after `/doi/`."""
    trail = parts.segments if parts.on("doi.org") else parts.after("doi")
    if trail and trail[0] in _VIEWS:
        trail = trail[1:]
    doi = "/".join(trail)
    if not _DOI.match(doi):
        return None
    resolver = parts.on("doi.org")
    return Address(
        kind="doi",
        holder="registered at doi.org" if resolver else f"a page of {parts.host}",
        host=parts.host,
        item="DOI",
        identifier=doi,
    )
