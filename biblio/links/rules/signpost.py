"""Pages that only send on: `<meta http-equiv="refresh">`, a Refresh field, a script, "we have moved" and one link."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from biblio.links import words
from biblio.links.case import Again, Case, Finding, LookKind
from biblio.links.heads import Head
from biblio.model import Verdict

_SOON = 30.0
"""Seconds; pages that renew themselves or log somebody out wait longer."""
_FEW = 80
"""Words up to which a page can be nothing but a signpost."""
_MOST = 4


def decide(case: Case) -> Finding | Again | None:
    """Go where the page sends everybody; search engines hold such a page for moved, and so do we."""
    if not 200 <= case.answer.status < 300:
        return None
    target = _target(case)
    if not target:
        return None
    way = [*(hop.url for hop in case.answer.hops), case.answer.final_url]
    if target in way:
        return Finding(Verdict.UNKNOWN, "The pages send on to each other in a circle.") if target in way[:-1] else None
    if case.looked(LookKind.ONWARD) >= _MOST:
        return Finding(Verdict.UNKNOWN, "One page after the other sends on to the next.")
    return Again(LookKind.ONWARD, url=target)


def _target(case: Case) -> str:
    head = case.last.head
    written = _written(head) if head.words <= _FEW else ""
    try:
        target = urljoin(case.answer.final_url, written) if written else ""
        return target if urlsplit(target).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _written(head: Head) -> str:
    if head.target:
        return head.target if head.target_after <= _SOON else ""
    outward = {link for link in head.links if link.startswith(("http://", "https://", "/"))}
    said = words.holds(f"{head.title} {' '.join(head.headings)} {head.text}", "signposts", "sentences")
    return outward.pop() if len(outward) == 1 == len(head.links) and said else ""
