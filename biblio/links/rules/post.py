"""Another post of the thread in the place of the cited one: its subject fits, its sender is somebody else."""

from __future__ import annotations

from biblio.links.case import Case, Finding
from biblio.links.heads import MESSAGES
from biblio.links.posts import same_sender
from biblio.model import Verdict


def decide(case: Case) -> Finding | None:
    """Only where both are known by name; who writes under a nickname may be anybody."""
    head = case.last.head
    if case.answer.status != 200 or head.kind not in MESSAGES or not case.fits or not case.cited:
        return None
    sender = " ".join(head.authors)
    if any(same_sender(one.names, sender) is not False for one in case.cited):
        return None
    return Finding(Verdict.MISMATCH, f"The post has the cited subject, but it is by {sender[:60]}.")
