"""Messages of other makes, and MHonArc's without its comments: `<em>From</em>: Ann Smith`, `<th>Date:</th><td>..`."""

from __future__ import annotations

import re

from biblio.links.heads.head import Head
from biblio.links.heads.senders import decoded, name, plain

__all__ = ["read"]

_FIELD = re.compile(
    r"""<(?:em|b|strong|i|th|dt|td|span|dfn|label|font)\b[^>]*>\s*
        (?P<name>From|Sender|Author|Date|Subject|Message-ID)\s*:?\s* (?:</[a-z]+>\s*)+ :?
        (?P<value>.{1,600}?) (?= </(?:li|tr|td|dd|p|div)\b | <(?:br|li|tr|dt)\b | \n\s*<(?:em|b|strong|dfn)\b | \Z )""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_DAY = re.compile(r"\b(?:19[7-9]\d|20\d\d)\b")
_CLOCK = re.compile(r"\d?\d:\d\d")
_MOST = 32768


def read(text: str) -> Head | None:
    """Sender and date, and the subject where it is labelled too; None without a sender and a date with its hour."""
    told: dict[str, str] = {}
    for match in _FIELD.finditer(text, 0, _MOST):
        told.setdefault(match["name"].lower(), plain(match["value"]))
    sender, date = told.get("from") or told.get("sender") or told.get("author", ""), told.get("date", "")
    if not sender or not _DAY.search(date) or not _CLOCK.search(date):
        return None
    return Head(
        kind="labelled",
        title=decoded(told.get("subject", "")),
        authors=(name(sender),),
        date=date,
        message_id=told.get("message-id", "").strip("<> "),
    )
