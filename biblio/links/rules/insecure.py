"""Secure connections that fail: is the page there all the same?"""

from __future__ import annotations

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.model import Verdict


def decide(case: Case) -> Finding | Again | None:
    """Look again without insisting on the certificate: a page then is insecure.

    Anything else stays unknown: a 404 over such a connection may come from somebody in between, such as the door page
    of a network that wants a login, which is why such an answer makes no link dead.
    """
    fault = next((look.answer.failure for look in case.looks if look.answer.error == "tls"), None)
    if fault is None:
        return None
    if not case.looked(LookKind.UNVERIFIED):
        return Again(LookKind.UNVERIFIED)
    status = case.answer.status
    if 200 <= status < 300:
        return Finding(Verdict.INSECURE, f"The page is there, but {fault.words}.")
    seen = f"the answer over it, {status}, may be anybody's" if status else "nothing was seen over it"
    return Finding(Verdict.UNKNOWN, f"No look at the page, as {fault.words}; {seen}.")
