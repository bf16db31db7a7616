"""Pages that say in their title, their heading or their address that what was asked for is not there."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from biblio.links import words
from biblio.links.apologies import apologises
from biblio.links.case import Case, Finding
from biblio.model import Verdict

_SHORT = 150
"""Words up to which a page may be nothing but its apology."""


def decide(case: Case) -> Finding | None:
    """Whole titles only: an article about pages not found is an article."""
    if not 200 <= case.answer.status < 300:
        return None
    head = case.last.head
    if apologises(head.title):
        return Finding(Verdict.SOFT404, f"The page says of itself that it is not there: “{head.title[:80]}”.")
    heading = next((heading for heading in head.headings if apologises(heading)), "")
    if heading and head.words < _SHORT:
        return Finding(Verdict.SOFT404, f"The page says of itself that it is not there: “{heading[:80]}”.")
    if case.answer.hops and _is_error(case.answer.final_url) and not _is_error(case.url):
        return Finding(Verdict.SOFT404, f"The address leads to an error page, {case.answer.final_url}.")
    return None


def _is_error(url: str) -> bool:
    """By the last part of the path, or the whole value of a field of the query."""
    cut = urlsplit(url)
    last = cut.path.rstrip("/").rpartition("/")[2]
    values = re.findall(r"=([^&]*)", cut.query)
    known = words.phrases("not_found", "addresses")
    return any(words.bare(re.sub(r"[-_.]+", " ", unquote(part))) in known for part in (last, *values) if part)
