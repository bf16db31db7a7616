"""Walls: statuses that mean "not you", and bot walls that show a puzzle."""

from __future__ import annotations

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.model import Verdict

_WORDS = {
    401: "asks for a password",
    402: "asks for money",
    403: "does not let us in",
    407: "asks for a password of the proxy",
    451: "may not show the page for legal reasons",
    999: "does not answer programs",
}


def decide(case: Case) -> Finding | Again | None:
    """A 403 is looked at once more as a browser; the others are final."""
    status = case.answer.status
    if case.answer.header("cf-mitigated") or (status in (403, 503) and _puzzle(case)):
        return Finding(Verdict.BLOCKED, f"The host shows programs a puzzle ({status}).")
    if status not in _WORDS:
        return None
    if status == 403 and not case.looked(LookKind.BROWSER):
        return Again(LookKind.BROWSER, 0.5)
    return Finding(Verdict.BLOCKED, f"The host {_WORDS[status]} ({status}).")


def _puzzle(case: Case) -> bool:
    """Cloudflare's interstitial page."""
    return case.last.head.title.lower().startswith(("just a moment", "attention required"))
