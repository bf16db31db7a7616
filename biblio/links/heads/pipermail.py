"""Pipermail's messages: `<H1>[List] subject</H1> <B>Author</B> <A HREF="mailto:..">..</A><BR> <I>Fri Dec 6 ..</I>`."""

from __future__ import annotations

import re
from urllib.parse import unquote

from biblio.links.heads.head import Head
from biblio.links.heads.senders import plain

__all__ = ["read"]

_HEAD = re.compile(
    r"""<h1>(?P<subject>.*?)</h1> .{0,200}? <b>(?P<author>.*?)</b> .{0,600}? <i>(?P<date>.*?)</i>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_SIGN = re.compile(r"<!--beginarticle-->|Pipermail", re.IGNORECASE)
# The address to answer to carries the message's id: mailto:list%40x.org?Subject=Re%3A..&In-Reply-To=%3Cid%40x.org%3E
_ID = re.compile(r"In-Reply-To=(?P<id>[^\"'&\s>]+)", re.IGNORECASE)
_MOST = 16384


def read(text: str) -> Head | None:
    """Subject, sender, date and message-id; None if the page is of another make."""
    match = _HEAD.search(text, 0, _MOST) if _SIGN.search(text, 0, _MOST) else None
    if not match:
        return None
    author, replied = plain(match["author"]), _ID.search(text, 0, match.end())
    return Head(
        kind="pipermail",
        title=plain(match["subject"]),
        authors=(author,) if author else (),
        date=plain(match["date"]),
        message_id=unquote(replied["id"]).strip("<> ") if replied else "",
    )
