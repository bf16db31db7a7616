"""Whether a post of a mailing list is the cited one: a whole thread has one subject, so that sender and day decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime

from biblio.links.matching import plain

__all__ = ["SLACK", "posted_on", "same_sender"]

SLACK = timedelta(days=2)
"""Time zones, and clocks of senders."""

_LIKE = 80.0
"""Likeness from which two family names are one, as Müller and Mueller."""
_FORMS = ("%b %d %Y", "%b. %d %Y", "%B %d %Y")


def same_sender(names: Sequence[str], sender: str) -> bool | None:
    """Whether one of these family names is the sender's; None where the sender gives no name, only an address."""
    from rapidfuzz import fuzz

    words = plain(sender).split()
    families = [found[-1] for name in names if (found := plain(name).split())]
    if not families:
        return None
    if any(fuzz.ratio(family, word) >= _LIKE for family in families for word in words):
        return True
    nameless = len(words) < 2 or "@" in sender or " at " in sender or "_at_" in sender
    return None if nameless else False


def posted_on(text: str) -> date | None:
    """The day in a message's date, as mail and archives write it: `Fri Dec  6 08:41:29 MST 2002`."""
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError):
        pass
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        pass
    words = text.replace(",", " ").split()
    # ctime, the time zone before the year or left out; HyperKitty's "Dec. 6, 2002, 8:41 a.m."
    for chosen in ((1, 2, -1), (0, 1, 2)):
        day = _day(words, chosen)
        if day is not None:
            return day
    return None


def _day(words: Sequence[str], chosen: tuple[int, int, int]) -> date | None:
    if len(words) < 3:
        return None
    written = " ".join(words[place] for place in chosen)
    for form in _FORMS:
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None
