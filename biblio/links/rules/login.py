"""Redirects to a login or consent page: the cited page may be behind it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from biblio.links.case import Case, Finding
from biblio.links.matching import FITS
from biblio.model import Verdict

_DOOR = re.compile(
    r"(?:\A|[/._-])(?:log-?in|sign-?in|signon|sso|shibboleth|auth|consent|cookie-?wall|account/begin)(?:[/._-]|\Z)",
    re.IGNORECASE,
)


def decide(case: Case) -> Finding | None:
    """Only where we were sent there: a login page that is cited itself is a page."""
    if not case.answer.hops or case.answer.status != 200 or (case.last.match or 0) >= FITS:
        return None
    asked, final = urlsplit(case.url), urlsplit(case.answer.final_url)
    at_door = _DOOR.search(final.path) or _DOOR.search((final.hostname or "").partition(".")[0])
    if not at_door or _DOOR.search(asked.path):
        return None
    return Finding(Verdict.BLOCKED, "The host wants a login or consent first.")
