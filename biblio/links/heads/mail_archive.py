"""The Mail Archive's messages: spans of class `subject`, `sender` and `date` above the text."""

from __future__ import annotations

import re

from biblio.links.heads.head import Head
from biblio.links.heads.senders import plain

__all__ = ["read"]

_SPAN = r"""<span\s+class=["']?{}\b[^>]*>(?P<value>(?:(?!</h1>|</p>|<span\s+class).)*)"""
_PARTS = {part: re.compile(_SPAN.format(part), re.DOTALL | re.IGNORECASE) for part in ("subject", "sender", "date")}
_MOST = 32768


def read(text: str) -> Head | None:
    """Subject, sender and date; None if the page is of another make."""
    found = {part: match for part, shape in _PARTS.items() if (match := shape.search(text, 0, _MOST))}
    if len(found) != len(_PARTS):
        return None
    subject, sender, date = (plain(found[part]["value"]) for part in ("subject", "sender", "date"))
    return Head(kind="mail-archive", title=subject, authors=(sender,) if sender else (), date=date)
