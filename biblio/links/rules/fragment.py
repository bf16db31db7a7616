"""The page is there; is the place on it?"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from biblio.links.case import Case, Finding
from biblio.model import Verdict

# Places that are no anchors of the page: routes of scripts, text fragments, pages of a PDF, media times.
_NO_ANCHOR = re.compile(r"!|/|:~:|(?:page|t|xywh|nameddest|search|zoom)=", re.IGNORECASE)


def decide(case: Case) -> Finding | None:
    """Only for HTML pages that were read whole."""
    fragment = urlsplit(case.answer.final_url).fragment or urlsplit(case.url).fragment
    head = case.last.head
    checkable = case.answer.status == 200 and head.kind == "html" and case.last.complete
    if not fragment or not checkable or _NO_ANCHOR.match(fragment) or fragment.lower() == "top":
        return None
    if fragment in head.anchors or unquote(fragment) in head.anchors:
        return None
    # Some sites (MediaWiki, GitHub) put a prefix of their own before the name.
    if f"user-content-{unquote(fragment)}" in head.anchors:
        return None
    return Finding(Verdict.FRAGMENT, f"The page is there, but no place on it is called “{unquote(fragment)[:80]}”.")
