"""Pages that are not there but say 200: by title or heading, or by a redirect to the home page."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from biblio.links.case import Case, Finding
from biblio.links.matching import FITS
from biblio.model import Verdict

_BETWEEN = re.compile(r"\s+[|•·»«–—-]+\s+|\s*::+\s*|:\s+")
# "/", "/index.html", "/de/", "/en-gb/home"
_HOME = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?(?:/|\Z))?(?:(?:index|home|default|main|welcome)(?:\.\w+)?/?)?", re.IGNORECASE
)
_SHORT = 150
"""Words up to which a page may be nothing but its apology."""


def decide(case: Case) -> Finding | None:
    """A page whose title fits the citation is never one."""
    if case.answer.status != 200 or (case.last.match or 0) >= FITS:
        return None
    head = case.last.head
    if _apologises(head.title):
        return Finding(Verdict.SOFT404, f"The page says of itself that it is not there: “{head.title[:80]}”.")
    heading = next((heading for heading in head.headings if _apologises(heading)), "")
    if heading and head.words < _SHORT:
        return Finding(Verdict.SOFT404, f"The page says of itself that it is not there: “{heading[:80]}”.")
    if case.answer.hops and _is_home(case.answer.final_url) and not _is_home(case.url):
        return Finding(Verdict.SOFT404, "The address leads to the home page instead of the cited page.")
    return None


def _apologises(title: str) -> bool:
    """Whether a title, or a part of it between dashes, is one of the known phrases and no more."""
    return any(_phrase(part) in _phrases() for part in (title, *_BETWEEN.split(title)))


def _phrase(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold().replace("'", "").replace("’", "")))


def _is_home(url: str) -> bool:
    cut = urlsplit(url)
    return not cut.query and _HOME.fullmatch(cut.path) is not None


@cache
def _phrases() -> frozenset[str]:
    data = tomllib.loads((files("biblio.links") / "data" / "not_found.toml").read_text("utf-8"))
    return frozenset(_phrase(phrase) for phrases in data.values() for phrase in phrases)
