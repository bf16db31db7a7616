"""Permanent redirects, and pages that only send on: the page is there under another address."""

from __future__ import annotations

from itertools import takewhile

from biblio.links.case import Case, Finding
from biblio.model import Verdict

_PERMANENT = (301, 308, 200)
"""200 is the status of a page that sent us on."""


def decide(case: Case) -> Finding | None:
    """The new address is where the permanent redirects at the beginning of the chain end."""
    answer = case.answer
    count = len(list(takewhile(lambda hop: hop.status in _PERMANENT, answer.hops)))
    if not count or not 200 <= answer.status < 300:
        return None
    places = [hop.url for hop in answer.hops] + [answer.final_url]
    target = places[count]
    if target == case.url:
        return None
    return Finding(Verdict.MOVED, f"The page has moved for good to {target}.", proposed_url=target)
