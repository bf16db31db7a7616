"""Gone: seen twice, the second time after a pause and with the header fields of a browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from biblio.http.resolver import is_reserved
from biblio.links.case import Again, Case, Finding, LookKind
from biblio.model import Verdict

_PAUSE = 1.0
_NO_HOST = ("nxdomain", "no-address")
_SURE = 0.9
_PAGE = 60
"""Words from which a page is more than a notice."""


def decide(case: Case) -> Finding | Again | None:
    """404 and 410, and hosts that do not exist; a machine without a network calls every host non-existent."""
    if case.answer.status in (404, 410):
        if case.seen(404, 410) < 2:
            return Again(LookKind.BROWSER, _PAUSE)
        if _shows_cited(case):
            return Finding(Verdict.OK, f"The host says {case.answer.status}, but shows the cited page.")
        words = "is gone for good" if case.answer.status == 410 else "does not exist"
        return Finding(Verdict.DEAD, f"The page {words} ({case.answer.status}, seen twice).")
    if case.answer.error in _NO_HOST:
        if case.failed(*_NO_HOST) < 2:
            return Again(after=_PAUSE)
        host = urlsplit(case.answer.final_url).hostname or ""
        if case.names_resolve or is_reserved(host):
            return Finding(Verdict.DEAD, f"The host {host} does not exist (seen twice).")
        return Finding(Verdict.UNKNOWN, f"The host {host} was not found, but no other host was found either.")
    return None


def _shows_cited(case: Case) -> bool:
    """Whether the page is there in spite of its status; a notice that repeats the title names no author."""
    look = case.last
    named = look.traces is not None and look.traces.names
    return case.fits and named and (look.match or 0) >= _SURE and look.head.words >= _PAGE
