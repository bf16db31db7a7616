"""Addresses in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from biblio.addresses.normal import normalise
from biblio.addresses.repair import trim
from biblio.model import Span

__all__ = ["Found", "urls_in"]

_BRACKETED = re.compile(r"<\s*(?:URL:\s*)?(?P<url>(?:https?:|ftp:|www\.)[^<>]{3,600}?)\s*>", re.IGNORECASE)
_INSIDE = r"[^\s<>\"“”„«»—…。，、；（）「」『』《》【】]"
"""What may stand in an address; dashes, ellipses and the punctuation of East Asian texts end it."""

_BARE = re.compile(
    rf"""(?<![A-Za-z0-9@/.-]) (?P<url>
        (?:https?|ftp) (?: :/{{1,3}} | :\\\\ | ;// ) {_INSIDE}+
      | www\d{{0,2}}\.[a-z0-9-]+\.{_INSIDE}+
      | (?:doi:\s?|(?:dx\.)?doi\.org/) 10\.\d{{4,9}}/{_INSIDE}+
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """One address in a text."""

    span: Span
    """The address as written, without brackets around it and punctuation after it."""
    url: str
    """Its normal form."""


def urls_in(text: str) -> tuple[Found, ...]:
    """All addresses of a text in their order.

    Inside angle brackets an address may be broken by white space (RFC 3986, appendix C); elsewhere it ends there.
    """
    found: list[Found] = []
    taken: list[tuple[int, int]] = []
    for match in _BRACKETED.finditer(text):
        taken.append(match.span())
        found.append(_found(*match.span("url"), url=re.sub(r"\s+", "", match["url"])))
    for match in _BARE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            written = trim(match["url"])
            found.append(_found(match.start("url"), match.start("url") + len(written), url=written))
    return tuple(sorted(found, key=lambda one: one.span.start))


def _found(start: int, end: int, *, url: str) -> Found:
    return Found(Span(start, end), normalise(url))
