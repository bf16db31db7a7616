"""A message as it was sent (RFC 5322), as public-inbox and others give it raw; a month's text is none."""

from __future__ import annotations

import re
from email.parser import HeaderParser
from email.policy import compat32

from biblio.links.heads.head import Head
from biblio.links.heads.senders import decoded, name

__all__ = ["read"]

_START = re.compile(r"\s*(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_NEXT = re.compile(r"\nFrom [^\n]*\d{4}\n(?:[A-Za-z-]+:)")
_MOST = 65536


def read(text: str) -> Head | None:
    """Subject, sender, date and message-id; None if it is no single message."""
    text = text[:_MOST].replace("\r\n", "\n")
    if not _START.match(text) or _NEXT.search(text, 1):
        return None
    lines = text.lstrip()
    message = HeaderParser(policy=compat32).parsestr(lines.partition("\n")[2] if lines.startswith("From ") else lines)
    subject, sender = str(message.get("Subject", "")), str(message.get("From", ""))
    if not sender or not (subject or message.get("Message-ID")):
        return None
    return Head(
        kind="mbox",
        title=" ".join(decoded(subject).split()),
        authors=(name(sender),),
        date=str(message.get("Date", "")),
        message_id=str(message.get("Message-ID", "")).strip("<> "),
    )
