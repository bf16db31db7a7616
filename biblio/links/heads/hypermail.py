"""Hypermail's messages: comments, `<!-- name="Ann Smith" -->`, or meta elements, `<meta name="Subject" ..>`."""

from __future__ import annotations

import re
from html import unescape

from biblio.links.heads.head import Head
from biblio.links.heads.senders import decoded, name

__all__ = ["read"]

_COMMENT = re.compile(r'<!--\s*(?P<name>sent|received|name|email|subject|id)="(?P<value>[^"]*)"\s*-->', re.IGNORECASE)
_META = re.compile(r'<meta\s+name="(?P<name>Author|Subject|Date)"\s+content="(?P<value>[^"]*)"', re.IGNORECASE)
_MOST = 16384


def read(text: str) -> Head | None:
    """Subject, sender, date and message-id; None if the page is of another make."""
    if "hypermail" not in text[:_MOST].lower() and "<!-- subject=" not in text[:_MOST]:
        return None
    told = {match["name"].lower(): unescape(match["value"]) for match in _META.finditer(text, 0, _MOST)}
    told |= {match["name"].lower(): unescape(match["value"]) for match in _COMMENT.finditer(text, 0, _MOST)}
    sender = told.get("name") or name(told.get("author", "")) or told.get("email", "")
    if not told.get("subject"):
        return None
    return Head(
        kind="hypermail",
        title=decoded(told["subject"]),
        authors=(decoded(sender),) if sender else (),
        date=told.get("sent") or told.get("received") or told.get("date", ""),
        message_id=told.get("id", "").strip("<> "),
    )
