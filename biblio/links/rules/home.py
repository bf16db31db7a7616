"""Redirects to a home page: what was cited is not there any more, and nobody says so."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from biblio.links.case import Again, Case, Finding, LookKind
from biblio.model import Verdict

# "/", "/index.html", "/de/", "/en-gb/home"
_HOME = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?(?:/|\Z))?(?:(?:index|home|default|main|welcome|start)(?:\.\w+)?/?)?", re.IGNORECASE
)


def decide(case: Case) -> Finding | Again | None:
    """Within a site the redirect tells by itself; to another site, only if a made-up address is sent there as well.

    Some pages have moved to a host of their own, of which they are the home page.
    """
    answer = case.answer
    if answer.status != 200 or not answer.hops or not is_home(answer.final_url) or is_home(case.url):
        return None
    gone = Finding(Verdict.SOFT404, "The address leads to a home page instead of the cited page.")
    if _site(answer.final_url) == _site(case.url):
        return gone
    if case.sibling is None:
        return Again(LookKind.SIBLING)
    return gone if case.sibling.final_url == answer.final_url else None


def is_home(url: str) -> bool:
    """Whether an address is that of a home page, in whatever language."""
    cut = urlsplit(url)
    return not cut.query and _HOME.fullmatch(cut.path) is not None


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host if re.fullmatch(r"[\d.]+|.*:.*", host) else ".".join(host.split(".")[-2:])
