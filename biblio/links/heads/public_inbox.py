"""public-inbox's messages: `From: Ann Smith @ 2002-12-06  8:41 UTC (permalink / raw)`; the sender is in the title."""

from __future__ import annotations

import re

from biblio.links.heads.head import Head
from biblio.links.heads.senders import plain

__all__ = ["read"]

_TITLE = re.compile(r"<title>(?P<title>.*?)</title>", re.DOTALL | re.IGNORECASE)
_FROM = re.compile(r"\bFrom:\s*(?P<author>[^@\n]{1,200}?)\s*@\s*(?P<date>\d{4}-\d\d-\d\d\s+\d?\d:\d\d)\s*UTC")
_MOST = 16384


def read(text: str) -> Head | None:
    """Subject, sender and date; None if the page is of another make."""
    if "<pre" not in text[:_MOST] or "UTC" not in text[:_MOST]:
        return None
    title, sender = _TITLE.search(text, 0, _MOST), _FROM.search(re.sub(r"<[^>]*>", "", text[:_MOST]))
    if title is None or sender is None:
        return None
    author = plain(sender["author"])
    return Head(
        kind="public-inbox",
        title=plain(title["title"]).removesuffix(f" - {author}"),
        authors=(author,),
        date=" ".join(sender["date"].split()),
    )
