"""arXiv: `arxiv.org/abs/2203.14775v2` is of March 2022, `arxiv.org/abs/hep-th/9901001` of January 1999."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts
from biblio.addresses.periods import month, two_digit_year

_NUMBER = re.compile(
    r"(?P<id>(?:(?P<yy>\d\d)(?P<mm>\d\d)\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/(?P<oldyy>\d\d)(?P<oldmm>\d\d)\d{3})(?:v\d+)?)"
    r"(?:\.pdf)?\Z"
)


def recognise(parts: Parts) -> Address | None:
    """The number and the month in it (arXiv identifier scheme, since 2007 and before)."""
    match = _NUMBER.match("/".join(parts.after("abs", "pdf", "html", "format", "ps")))
    if not parts.on("arxiv.org") or not match:
        return None
    period = month(two_digit_year(match["yy"] or match["oldyy"]), int(match["mm"] or match["oldmm"]))
    return Address(
        kind="arxiv", holder="at arXiv", host=parts.host, item="preprint", period=period, identifier=match["id"]
    )
