"""HyperKitty's messages: the subject in h1, the sender in a span of class `name`, the sender's time in a title."""

from __future__ import annotations

import re

from biblio.links.heads.head import Head
from biblio.links.heads.senders import plain

__all__ = ["read"]

_SIGN = "hyperkitty"
_SUBJECT = re.compile(r"<h1[^>]*>(?P<value>.*?)</h1>", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(
    r"""<(?P<tag>span|div|a)\s[^>]*class=["'][^"']*\bname\b[^"']*["'][^>]*>(?P<value>.*?)</(?P=tag)>""",
    re.DOTALL | re.IGNORECASE,
)
_DATE = re.compile(r"""title="[^"]{0,40}time:\s*(?P<value>[^"]+)\"""", re.IGNORECASE)
_MOST = 65536


def read(text: str) -> Head | None:
    """Subject, sender and date of the page's first message; None if the page is of another make."""
    if _SIGN not in text[:_MOST].lower():
        return None
    subject, sender, date = (shape.search(text, 0, _MOST) for shape in (_SUBJECT, _NAME, _DATE))
    if subject is None or sender is None:
        return None
    return Head(
        kind="hyperkitty",
        title=plain(subject["value"]),
        authors=(author,) if (author := plain(sender["value"])) else (),
        date=plain(date["value"]) if date else "",
    )
