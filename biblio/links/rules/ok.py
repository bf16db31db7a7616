"""The page is there."""

from __future__ import annotations

from biblio.links.case import Case, Finding, LookKind
from biblio.links.heads import MESSAGES
from biblio.links.posts import same_sender
from biblio.model import Verdict

_ENOUGH = 20
"""Words with which an answer that says "accepted" is a page."""
_NOTHING = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
"""SHA-1 of no bytes."""


def decide(case: Case) -> Finding | None:
    """With a word on whether it is known to be the cited thing."""
    answer = case.answer
    if not 200 <= answer.status < 300:
        return None
    if answer.status in (204, 205) or _is_empty(case) or (answer.status == 202 and case.last.head.words < _ENOUGH):
        return Finding(Verdict.UNKNOWN, f"The answer is empty ({answer.status}).")
    reason = _fitting(case) if case.fits else "The page is there."
    if case.last.kind is LookKind.BROWSER:
        reason = reason.removesuffix(".") + ", for browsers only."
    return Finding(Verdict.OK, reason)


def _fitting(case: Case) -> str:
    """What of the page fits; of a post the sender has to, as its subject is the whole thread's."""
    head = case.last.head
    if head.kind in MESSAGES and any(same_sender(one.names, " ".join(head.authors)) for one in case.cited):
        return "The page is the cited post: subject and sender fit."
    return "The page is there and its title is the cited one."


def _is_empty(case: Case) -> bool:
    """No byte, or no more than the frame of a page."""
    look = case.last
    if not look.complete:
        return look.is_void
    head = look.head
    is_frame = head.kind in ("html", "text") and not (head.words or head.title or head.sources or head.links)
    return look.digest == _NOTHING or is_frame
