"""MHonArc's messages: comments at the top, `<!--X-Subject: .. -->`, `<!--X-From-R13: .. -->`."""

from __future__ import annotations

import re
from html import unescape

from biblio.links.heads.head import Head
from biblio.links.heads.senders import decoded, name

__all__ = ["read"]

_FIELD = re.compile(r"<!--X-(?P<name>Subject|From-R13|From|Date|Message-Id):\s*(?P<value>.*?)\s*-->", re.DOTALL)
_END = re.compile(r"<!--X-Head-End-->")
_MOST = 8192
_UPPER = "@ABCDEFGHIJKLMNOPQRSTUVWXYZ["
_LOWER = "abcdefghijklmnopqrstuvwxyz"
# MHonArc turns the 28 characters from "@" to "[" by 14 and small letters by 13.
_TURNED = str.maketrans(_UPPER + _LOWER, _UPPER[14:] + _UPPER[:14] + _LOWER[13:] + _LOWER[:13])


def read(text: str) -> Head | None:
    """Subject, sender, date and message-id; None if the comments are not there (a site may switch them off)."""
    end = _END.search(text)
    fields = {
        match["name"]: unescape(match["value"]) for match in _FIELD.finditer(text, 0, end.start() if end else _MOST)
    }
    if "Subject" not in fields:
        return None
    sender = fields.get("From-R13", "").translate(_TURNED) or fields.get("From", "")
    return Head(
        kind="mhonarc",
        title=decoded(fields["Subject"]),
        authors=(found,) if (found := name(sender)) else (),
        date=fields.get("Date", ""),
        message_id=fields.get("Message-Id", "").strip("<> "),
    )
