"""A bare address as a cite of its own."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.citations import details
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.details.links import URL, address_at
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged

__all__ = ["propose"]


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for every address; cites that hold the address outweigh it."""
    for match in URL.finditer(scan.text):
        start = match.start()
        while start > 0 and scan.text[start - 1] in "< \n" and "<" in scan.text[max(start - 3, 0) : start]:
            start -= 1
        limit = limit_at(scan, match.start())
        found = address_at(scan, start, limit)
        if not found or not found.fields:
            continue
        draft = details.begin(found.fields[0].span.start)
        draft.add(details.Found(found.fields[0].span.end, found.fields))
        ahead = details.begin(found.fields[0].span.start)
        ahead.add(found)
        details.read_on(scan, ahead, limit)
        yield finish(scan, ahead if len(ahead.fields) > len(draft.fields) else draft, "link")
