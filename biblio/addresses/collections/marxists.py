"""Marxists Internet Archive and its mirrors: `/archive/trotsky/1936/revbet/ch01.htm`: author, year, work."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts
from biblio.addresses.periods import year

_FIRST_PRINT = 1500
_YEAR = re.compile(r"1[6-9]\d\d|20\d\d")


def recognise(parts: Parts) -> Address | None:
    """The path is the identity of the text wherever the mirror is; the year is that of the work."""
    after = parts.after("archive")
    if not parts.on("marxists.org", "marxists.de", "marx.org", "marxistsfr.org") or not after:
        return None
    written = next((part for part in after[1:] if _YEAR.fullmatch(part)), "")
    return Address(
        kind="marxists.org",
        holder="at the Marxists Internet Archive",
        host=parts.host,
        item="text",
        period=year(int(written), _FIRST_PRINT) if written else None,
        identifier="/".join(after),
    )
