"""Pages that are nothing until their scripts have run: what they would show cannot be told."""

from __future__ import annotations

from biblio.links import words
from biblio.links.case import Case, Finding
from biblio.model import Verdict

_FEW = 50


def decide(case: Case) -> Finding | None:
    """Few words, and a script with a place to put the page into, or a word for those who run none."""
    head = case.last.head
    if case.answer.status != 200 or head.kind != "html" or not head.scripts or head.words > _FEW:
        return None
    said = words.holds(f"{head.unscripted} {head.text}", "shells", "sentences")
    if head.has_root or said or not head.words:
        return Finding(Verdict.UNKNOWN, "The page is put together by scripts, which are not run here.")
    return None
