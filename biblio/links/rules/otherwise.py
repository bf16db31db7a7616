"""Dead addresses that may have been damaged: if another reading shows the cited thing, it is proposed."""

from __future__ import annotations

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.links.rules import dead
from biblio.model import Verdict


def decide(case: Case) -> Finding | Again | None:
    """Each other reading is asked once, after the usual one was found dead; only content that fits is believed."""
    if not case.others:
        return None
    if case.last.kind is not LookKind.ALTERNATIVE:
        found = dead.decide(case)
        is_dead = isinstance(found, Finding) and found.verdict is Verdict.DEAD
        return Again(LookKind.ALTERNATIVE, url=case.others[0]) if is_dead else None
    tried = case.looked(LookKind.ALTERNATIVE)
    if case.answer.status == 200 and case.fits:
        url = case.others[tried - 1]
        return Finding(Verdict.DEAD, f"The address as written is dead; the cited page is at {url}.", proposed_url=url)
    if tried < len(case.others):
        return Again(LookKind.ALTERNATIVE, url=case.others[tried])
    return Finding(Verdict.DEAD, "The address is dead, and so are other readings of it.")
