"""Secure connections that fail: is the page there all the same?"""

from __future__ import annotations

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.model import Verdict


def decide(case: Case) -> Finding | Again | None:
    """Look again without insisting on the certificate; a page then is insecure, a 404 is the next rules' business."""
    fault = next((look.answer.failure for look in case.looks if look.answer.error == "tls"), None)
    if fault is None:
        return None
    if not case.looked(LookKind.UNVERIFIED):
        return Again(LookKind.UNVERIFIED)
    if case.last.kind is LookKind.UNVERIFIED and 200 <= case.answer.status < 300:
        return Finding(Verdict.INSECURE, f"The page is there, but {fault.words}.")
    if case.answer.error == "tls":
        return Finding(Verdict.UNKNOWN, f"No page could be seen, for {fault.words}.")
    return None
