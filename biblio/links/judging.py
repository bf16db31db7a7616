"""`Case` -> a verdict, or the wish for another look: rules in order, the first that says something decides."""

from __future__ import annotations

from collections.abc import Callable

from biblio.links.case import Again, Case, Finding
from biblio.links.rules import (
    blocked,
    dead,
    doors,
    fragment,
    home,
    insecure,
    mismatch,
    moved,
    not_found,
    ok,
    otherwise,
    parked,
    passing,
    post,
    registry,
    shell,
    sibling,
    signpost,
    unasked,
    waiting,
    wording,
)
from biblio.model import Verdict

__all__ = ["DOUBTS", "RULES", "judge"]

Rule = Callable[[Case], Finding | Again | None]

_ANSWERS: tuple[tuple[str, Rule], ...] = (
    ("unasked", unasked.decide),
    ("otherwise", otherwise.decide),
    ("registry", registry.decide),
    ("waiting", waiting.decide),
    ("insecure", insecure.decide),
    ("blocked", blocked.decide),
    ("dead", dead.decide),
    ("passing", passing.decide),
    ("signpost", signpost.decide),
    ("post", post.decide),
)
"""What kept us from looking comes first, then what the status says, where the page sends on, and whose post it is."""

DOUBTS: tuple[tuple[str, Rule], ...] = (
    ("doors", doors.decide),
    ("parked", parked.decide),
    ("shell", shell.decide),
    ("not-found", not_found.decide),
    ("home", home.decide),
    ("sibling", sibling.decide),
    ("wording", wording.decide),
    ("mismatch", mismatch.decide),
)
"""Asked only of a page whose title is not the cited one: content that fits settles every doubt."""

_PAGES: tuple[tuple[str, Rule], ...] = (
    ("fragment", fragment.decide),
    ("moved", moved.decide),
    ("ok", ok.decide),
)

RULES = (*_ANSWERS, *DOUBTS, *_PAGES)


def judge(case: Case) -> tuple[str, Finding | Again]:
    """The name of the rule that decided, and what it decided."""
    name, decision = _decide(case)
    if isinstance(decision, Finding) and name != "registry" and (overruled := registry.overrule(case, decision)):
        return "registered", overruled
    return name, decision


def _decide(case: Case) -> tuple[str, Finding | Again]:
    for name, rule in RULES:
        if (name, rule) in DOUBTS and case.fits:
            continue
        decision = rule(case)
        if decision is not None:
            return name, decision
    status = case.answer.status
    return "none", Finding(Verdict.UNKNOWN, f"The answer was {status}, which tells nothing.")
