"""Addresses that were not asked, by rule or for want of a network."""

from __future__ import annotations

from biblio.links.case import Case, Finding
from biblio.model import Verdict

_REASONS = {
    "offline": "Not asked, as the network was not to be used.",
    "scheme": "Not asked, as this is no address of the web.",
    "invalid-url": "Not asked, as this is no address.",
    "proxy": "Not asked, as the proxy does not answer.",
    "no-network": "Not asked, as there is no way to the network.",
}


def decide(case: Case) -> Finding | None:
    """A private address is blocked; the others are unknown."""
    error = case.answer.error
    if error == "private":
        where = "redirects to" if case.answer.hops else "is in"
        return Finding(Verdict.BLOCKED, f"The address {where} a private network, which is never asked unless allowed.")
    return Finding(Verdict.UNKNOWN, _REASONS[error]) if error in _REASONS else None
