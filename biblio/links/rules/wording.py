"""Sentences with which short pages say that what was asked for is not there."""

from __future__ import annotations

from biblio.links import words
from biblio.links.case import Case, Finding
from biblio.links.rules.home import is_home
from biblio.links.titles import own_title
from biblio.model import Verdict

_SHORT = 120
"""Words up to which a page may be nothing but its apology."""
_SHORTER = 40
"""The same on a host that says 404 to what does not exist, for a page whose title tells something."""
_OPENING = 500
_TRACES = 0.6


def decide(case: Case) -> Finding | None:
    """Only on a short page that shows nothing of what is cited, near a word for what is not there.

    A host that says 404 to what does not exist says 200 on purpose, so that less is believed of its pages.
    """
    head = case.last.head
    if not 200 <= case.answer.status < 300 or head.kind not in ("html", "text") or is_home(case.url):
        return None
    honest = case.sibling is not None and case.sibling.status in (404, 410)
    most = _SHORTER if honest and own_title(head) else _SHORT
    if head.words > most or _shows_cited(case) or head.authors:
        return None
    opening = f"{head.title}. {' '.join(head.headings)}. {head.text[:_OPENING]}"
    said = words.near(opening, "not_found", "sentences", "nouns")
    return Finding(Verdict.SOFT404, f"The page says that it is not there: “{said[:80]}”.") if said else None


def _shows_cited(case: Case) -> bool:
    traces = case.last.traces
    return traces is not None and (traces.anywhere >= _TRACES or traces.names)
