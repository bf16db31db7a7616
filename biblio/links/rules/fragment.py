"""The page is there; is the place on it?"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from biblio.links.case import Case, Finding
from biblio.model import Verdict


def decide(case: Case) -> Finding | None:
    """Only for pages that were read whole (`biblio.links.places`)."""
    if case.last.has_place is not False:
        return None
    fragment = unquote(urlsplit(case.answer.final_url).fragment or urlsplit(case.url).fragment)
    if fragment.startswith(":~:"):
        return Finding(Verdict.FRAGMENT, "The page is there, but the words the address points to are not on it.")
    return Finding(Verdict.FRAGMENT, f"The page is there, but no place on it is called “{fragment[:80]}”.")
