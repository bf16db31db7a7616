"""Gone: seen twice, the second time after a pause and with the header fields of a browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.model import Verdict

_PAUSE = 1.0
_NO_HOST = ("nxdomain", "no-address")


def decide(case: Case) -> Finding | Again | None:
    """404 and 410, and hosts that do not exist; a machine without a network calls every host non-existent."""
    if case.answer.status in (404, 410):
        if case.seen(404, 410) < 2:
            return Again(LookKind.BROWSER, _PAUSE)
        words = "is gone for good" if case.answer.status == 410 else "does not exist"
        return Finding(Verdict.DEAD, f"The page {words} ({case.answer.status}, seen twice).")
    if case.answer.error in _NO_HOST:
        if case.failed(*_NO_HOST) < 2:
            return Again(after=_PAUSE)
        host = urlsplit(case.answer.final_url).hostname or ""
        if case.names_resolve or host.endswith(".invalid"):
            return Finding(Verdict.DEAD, f"The host {host} does not exist (seen twice).")
        return Finding(Verdict.UNKNOWN, f"The host {host} was not found, but no other host was found either.")
    return None
