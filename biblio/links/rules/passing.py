"""Faults that may pass: time-outs, 5xx, broken connections. Never dead; some deserve a second look."""

from __future__ import annotations

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.model import Verdict

_PAUSE = 2.0
_WORTH_ANOTHER = ("reset", "dns", "protocol")


def decide(case: Case) -> Finding | Again | None:
    """A second look at what often passes, and at what a host may say to programs only, then unknown."""
    answer = case.answer
    passes = answer.status >= 500 or answer.error in _WORTH_ANOTHER
    if passes and len(case.looks) < 2:
        return Again(after=_PAUSE)
    if answer.failure:
        return Finding(Verdict.UNKNOWN, f"No answer: {answer.failure.words}.")
    if answer.status >= 500:
        return Finding(Verdict.UNKNOWN, f"The host has a fault of its own ({answer.status}).")
    if answer.status >= 400 and not case.looked(LookKind.BROWSER):
        return Again(LookKind.BROWSER, _PAUSE)
    return None
