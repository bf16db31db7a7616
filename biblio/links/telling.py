"""A judged case -> `LinkCheck`: the verdict with the evidence for it."""

from __future__ import annotations

from sys import intern

from biblio.links.case import Case, Finding, Look, LookKind
from biblio.links.state import State
from biblio.model import LinkCheck, Probe, Verdict

__all__ = ["told"]

_TELLING = (
    "Content-Type", "Content-Length", "Retry-After", "Server", "WWW-Authenticate", "cf-mitigated", "Refresh",
    "Last-Modified", "ETag",
)  # fmt: skip
"""Header fields that decide, or that help to see why it was so decided."""
_LONG = 200


def told(case: Case, rule: str, finding: Finding, state: State | None = None) -> LinkCheck:
    """What is said of a link."""
    address = case.address
    asked = rule != "unasked" or bool(case.answer.hops)
    lasting = state.failing_since(case.url) if state and finding.verdict is not Verdict.OK else None
    # What was asked instead stands before, so that the last one tells of the address itself.
    looks = sorted(case.looks, key=lambda look: look.kind is not LookKind.ALTERNATIVE)
    own = next((look for look in reversed(looks) if look.kind is not LookKind.ALTERNATIVE), case.last)
    return LinkCheck(
        link=case.link,
        verdict=finding.verdict,
        reason=finding.reason,
        probes=tuple(_probe(look) for look in looks),
        match=own.match,
        proposed_url=finding.proposed_url or (case.url if case.repairs else ""),
        checked=own.answer.at if asked else None,
        archive=address.describe() if address else "",
        earliest=address.earliest if address else None,
        latest=address.latest if address else None,
        rule=rule,
        failing_since=lasting,
    )


def _probe(look: Look) -> Probe:
    answer, head = look.answer, look.head
    return Probe(
        url=answer.url,
        at=answer.at,
        status=answer.status,
        final_url=answer.final_url,
        hops=answer.hops,
        title=head.title[:_LONG],
        error=f"{answer.failure.kind}: {answer.failure.words}" if answer.failure else "",
        kind=look.kind.value if look.kind is not LookKind.PLAIN else "",
        authors=tuple(author[:_LONG] for author in head.authors[:8]),
        date=head.date[:_LONG],
        headers=tuple((name, intern(value[:_LONG])) for name in _TELLING if (value := answer.header(name))),
        digest=look.digest,
    )
