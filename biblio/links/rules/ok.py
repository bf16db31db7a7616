"""The page is there."""

from __future__ import annotations

from biblio.links.case import Case, Finding, LookKind
from biblio.links.matching import FITS
from biblio.model import Verdict


def decide(case: Case) -> Finding | None:
    """With a word on whether it is known to be the cited thing."""
    answer = case.answer
    if not 200 <= answer.status < 300:
        return None
    if answer.status in (202, 204, 205) or (answer.status == 200 and _is_empty(case)):
        return Finding(Verdict.UNKNOWN, f"The answer is empty ({answer.status}).")
    match = case.last.match
    if match is not None and match >= FITS:
        reason = "The page is there and its title is the cited one."
    else:
        reason = "The page is there."
    if case.last.kind is LookKind.BROWSER:
        reason = reason.removesuffix(".") + ", for browsers only."
    return Finding(Verdict.OK, reason)


def _is_empty(case: Case) -> bool:
    return case.last.complete and case.answer.header("Content-Length") == "0"
