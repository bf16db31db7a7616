"""Pipermail's messages: `<H1>[List] subject</H1> <B>Author</B> <A HREF="mailto:..">..</A><BR> <I>Fri Dec 6 ..</I>`."""

from __future__ import annotations

import re
from html import unescape

from biblio.links.heads.head import Head

__all__ = ["read"]

_HEAD = re.compile(
    r"""<h1>(?P<subject>.*?)</h1> .{0,200}? <b>(?P<author>.*?)</b> .{0,600}? <i>(?P<date>.*?)</i>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_SIGN = re.compile(r"<!--beginarticle-->|Pipermail", re.IGNORECASE)
_MOST = 16384


def read(text: str) -> Head | None:
    """Subject, sender and date; None if the page is of another make."""
    match = _HEAD.search(text, 0, _MOST) if _SIGN.search(text, 0, _MOST) else None
    if not match:
        return None
    author = _plain(match["author"])
    return Head(
        kind="pipermail",
        title=_plain(match["subject"]),
        authors=(author,) if author else (),
        date=_plain(match["date"]),
    )


def _plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", markup)).split())
