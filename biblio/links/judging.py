"""`Case` -> a verdict, or the wish for another look: rules in order, the first that says something decides."""

from __future__ import annotations

from collections.abc import Callable

from biblio.links.case import Again, Case, Finding
from biblio.links.rules import (
    blocked,
    dead,
    fragment,
    insecure,
    login,
    moved,
    ok,
    passing,
    soft404,
    unasked,
    waiting,
)
from biblio.model import Verdict

__all__ = ["RULES", "judge"]

Rule = Callable[[Case], Finding | Again | None]

RULES: tuple[tuple[str, Rule], ...] = (
    ("unasked", unasked.decide),
    ("waiting", waiting.decide),
    ("insecure", insecure.decide),
    ("blocked", blocked.decide),
    ("dead", dead.decide),
    ("passing", passing.decide),
    ("login", login.decide),
    ("soft404", soft404.decide),
    ("fragment", fragment.decide),
    ("moved", moved.decide),
    ("ok", ok.decide),
)
"""What kept us from looking comes first, then what the status says, then what the page says."""


def judge(case: Case) -> tuple[str, Finding | Again]:
    """The name of the rule that decided, and what it decided."""
    for name, rule in RULES:
        decision = rule(case)
        if decision is not None:
            return name, decision
    status = case.answer.status
    return "none", Finding(Verdict.UNKNOWN, f"The answer was {status}, which tells nothing.")
