"""DOIs and handles: their registry knows whether they exist, whatever the publisher's pages say to programs."""

from __future__ import annotations

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.model import Verdict

_PAUSE = 1.0
_WALLS = frozenset((Verdict.BLOCKED, Verdict.UNKNOWN, Verdict.DEAD, Verdict.INSECURE))


def decide(case: Case) -> Finding | Again | None:
    """One that is registered is looked at like any address; one that is not is dead when the registry said so twice."""
    if case.last.kind is not LookKind.REGISTRY:
        return None
    if case.registered is not False:
        return Again(LookKind.PLAIN)
    if case.looked(LookKind.REGISTRY) < 2:
        return Again(LookKind.REGISTRY, _PAUSE)
    name = case.address.identifier if case.address else case.url
    return Finding(Verdict.DEAD, f"The registry knows no {name} (asked twice).")


def overrule(case: Case, finding: Finding) -> Finding | None:
    """A registered DOI or handle is there, even where the publisher's wall lets no program through."""
    if not case.registered or finding.verdict not in _WALLS:
        return None
    name = case.address.identifier if case.address else case.url
    remark = finding.reason.rstrip(".")
    return Finding(
        Verdict.OK, f"The registry knows {name}; of its page is known only: {remark[:1].lower()}{remark[1:]}."
    )
