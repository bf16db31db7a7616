"""Hosts that want to be asked later: 429, 503 with Retry-After, and pauses begun by another link of the host."""

from __future__ import annotations

from biblio.http.pace import LONGEST, retry_after
from biblio.links.case import Again, Case, Finding
from biblio.model import Verdict

_TIMES = 3


def decide(case: Case) -> Finding | Again | None:
    """Wait if it is not long and not often; else leave the host alone and say so."""
    answer = case.answer
    if answer.failure and answer.error == "paused":
        wait = answer.failure.wait
    elif answer.status in (429, 503):
        wait = retry_after(answer.status, answer.header("Retry-After"))
        if not wait and answer.status == 503:
            return None
    else:
        return None
    if wait > LONGEST:
        return Finding(Verdict.UNKNOWN, f"The host asks to be left alone for {wait:.0f} seconds.")
    if case.seen(429, 503) >= _TIMES:
        return Finding(Verdict.UNKNOWN, "The host asked again and again to wait.")
    return Again(case.last.kind, wait)
