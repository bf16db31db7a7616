"""Documents in archives: "TNA, CAB 128/9, CM (47) 7, 16 January 1947", "BArch, R 3001/22, Bl. 4"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.citations import details
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.details import archives
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged

__all__ = ["propose"]


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for every archive that a shelf-mark follows."""
    pattern: re.Pattern[str] = archives.names()
    for match in pattern.finditer(scan.text):
        if scan.structure.quoted(match.start()):
            continue
        limit = limit_at(scan, match.start())
        found = archives.at(scan, match.start(), limit)
        if not found or not any(field.label == "shelfmark" for field in found.fields):
            continue
        draft = details.begin(match.start())
        draft.add(found)
        details.read_on(scan, draft, limit)
        yield finish(scan, draft, "archival")
