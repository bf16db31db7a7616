"""Hosts whose name is parked or for sale: by who serves the page, or by what it says."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from biblio.links import words
from biblio.links.case import Case, Finding
from biblio.model import Verdict

_NOTICE = 250
"""Words up to which a page can be nothing but an offer."""
_OPENING = 600
"""Characters in which an offer must stand."""
_TERMS = 2
_NO_NAME = re.compile(
    r"\b(?:public|eminent)\s+domain|\bdomaine\s+public|\bdominio\s+(?:p[úu]blico|pubblico)|\bdomínio\s+público|"
    r"\bpubliek\s+domein|\brights\s+reserved",
    re.IGNORECASE,
)
"""Domains that are no names of hosts."""


def decide(case: Case) -> Finding | None:
    """The first ground that holds."""
    if not 200 <= case.answer.status < 300 or case.last.head.kind != "html":
        return None
    reason = _seller(case) or _offer(case) or _bare_name(case) or _advertising(case)
    return Finding(Verdict.PARKED, reason) if reason else None


def _seller(case: Case) -> str:
    """Redirects to sellers of names, and pages made of their scripts and frames."""
    asked = urlsplit(case.url).hostname or ""
    final = case.answer.final_url
    places = [final] if case.answer.hops else []
    if case.last.head.words <= _NOTICE:
        places += [urljoin(final, source) for source in case.last.head.sources]
    for place in places:
        for mark in words.listed("parked", "hosts"):
            if mark not in asked and _is_on(place, mark):
                return f"The name of the host is parked, as its page comes from {mark}."
    return ""


def _offer(case: Case) -> str:
    """A notice that names the host's name, or a name, and an offer beside it."""
    head = case.last.head
    if head.words > _NOTICE:
        return ""
    titles = _NO_NAME.sub(" ", f"{head.title}. {' '.join(head.headings)}")
    opening = f"{titles} {_NO_NAME.sub(' ', head.text[:_OPENING])}"
    said = words.holds(opening, "parked", "sentences") if not _is_article(case) else ""
    if said and not _is_term(said):
        return f"The name of the host is parked or for sale: “{said}”."
    near = words.near(opening, "parked", "offers", "names")
    if (
        near
        and not _is_article(case)
        and (_names_host(opening, case) or words.near(titles, "parked", "offers", "names"))
    ):
        return f"The name of the host is parked or for sale: “{near[:80]}”."
    if _names_host(titles, case) and words.holds(titles, "parked", "offers"):
        return f"The name of the host is parked or for sale: “{head.title[:80]}”."
    return ""


def _bare_name(case: Case) -> str:
    """A page whose title is nothing but the name of its host, with words of an offer."""
    head = case.last.head
    hosts = {host.removeprefix("www.") for url in (case.url, case.answer.final_url) if (host := urlsplit(url).hostname)}
    titled = any(title.lower().strip(" .!").removeprefix("www.") in hosts for title in (head.title, *head.headings))
    given = set(words.bare(_NO_NAME.sub(" ", head.text)).split())
    terms = len(words.phrases("parked", "commerce") & given)
    named = bool(words.phrases("parked", "names") & given)
    if titled and head.words <= _NOTICE / 2 and terms >= (_TERMS if named else _TERMS + 1):
        return "The page has the name of the host for its title, and offers it."
    return ""


def _advertising(case: Case) -> str:
    """Little but the headings of advertising under the name of the host."""
    head = case.last.head
    terms = sum(1 for term in words.phrases("parked", "advertising") if words.bare(head.text).find(term) >= 0)
    top = f"{head.title} {' '.join(head.headings)}"
    if head.words <= _NOTICE / 2 and terms >= _TERMS and len(head.links) >= _TERMS and _names_host(top, case):
        return "The page holds nothing but advertising under the name of the host."
    return ""


def _is_article(case: Case) -> bool:
    """Whether the page gives itself an author: a notice has none."""
    return bool(case.last.head.authors) or case.last.head.kind != "html"


def _is_term(said: str) -> bool:
    return said in words.phrases("parked", "advertising")


def _names_host(text: str, case: Case) -> bool:
    """Whether a text names the host, or the part of its name that is sold."""
    lowered = text.lower()
    for url in (case.url, case.answer.final_url):
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        if host and host in lowered:
            return True
    return False


def _is_on(url: str, mark: str) -> bool:
    """Whether an address is on a host, or in a folder of one; a mark without a dot is part of the address."""
    cut = urlsplit(url)
    host, _, folder = mark.partition("/")
    own = cut.hostname or ""
    if "." not in host:
        return mark in f"{own}{cut.path}".lower()
    return (own == host or own.endswith("." + host)) and cut.path.lower().startswith("/" + folder)
