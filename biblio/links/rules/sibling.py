"""What the host says to a made-up address: a page that is there for every address is nothing that was cited.

Bar-Yossef, Broder, Kumar and Tomkins, "Sic transit gloria telae", WWW 2004.
"""

from __future__ import annotations

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.links.likeness import alike
from biblio.links.rules.home import is_home
from biblio.model import Verdict


def decide(case: Case) -> Finding | Again | None:
    """Asked once for a host, and only where the page is not known to be the cited thing."""
    look = case.last
    if case.answer.status != 200 or look.sketch is None or is_home(case.url):
        return None
    if case.sibling is None:
        return Again(LookKind.SIBLING)
    other = case.sibling
    if not 200 <= other.status < 300 or other.sketch is None:
        return None
    same_place = bool(case.answer.hops) and other.final_url == case.answer.final_url
    if same_place or alike(look.sketch, other.sketch):
        return Finding(Verdict.SOFT404, "The host shows the same page for an address that cannot exist.")
    return None
