"""Pages that stand before the cited one: a login, a question about cookies, a wall against programs."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from biblio.links import words
from biblio.links.case import Case, Finding
from biblio.links.heads import Head
from biblio.model import Verdict

_BETWEEN = re.compile(r"\s+[|•·»«–—-]+\s+|\s*::+\s*|:\s+|[.!?…]+(?:\s+|\Z)")
_LOGIN = re.compile(
    r"(?:\A|[/._-])(?:log-?in|sign-?in|log-?on|sign-?on|sso|shibboleth|auth|authenticate|authorize|cas|idp|saml2?|openid|oauth2?|"
    r"account/begin|anmelden|anmeldung|connexion|acceso|inloggen|wayf)(?:[/._-]|\Z)",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"(?:\A|[/._-])(?:consent|cookie-?(?:wall|consent|check|notice|policy|settings)?s?|gdpr|privacy-?(?:gate|wall|settings|mgmt|consent)|einwilligung|"
    r"zustimmung|age-?(?:gate|check|verification)|disclaimer|terms-?accept|accept-?terms|guce)(?:[/._-]|\Z)",
    re.IGNORECASE,
)
# The address that was asked for, carried along to come back to.
_BACK = re.compile(
    r"(?:\A|&)(?:next|return\w*|redirect\w*|continue|goto|target\w*|destination|back\w*|service|came_from|origin\w*|ref|url|u|r|dest|from|path|rurl|relaystate)=",
    re.IGNORECASE,
)
_LITTLE = 160
"""Words up to which a page may be nothing but a door."""
_LESS = 90


def decide(case: Case) -> Finding | None:
    """A login page that is cited itself is a page."""
    if not 200 <= case.answer.status < 300:
        return None
    asked = urlsplit(case.url)
    if _LOGIN.search(asked.path) or _CONSENT.search(asked.path):
        return None
    if is_wall(case):
        return Finding(Verdict.BLOCKED, "The host wants to know first whether a human being is asking.")
    if _wants_login(case):
        return Finding(Verdict.BLOCKED, "The host wants a login first.")
    if _wants_consent(case):
        return Finding(Verdict.BLOCKED, "The host wants consent first.")
    return None


def is_wall(case: Case) -> bool:
    """Whether the page wants to tell people from programs."""
    head = case.last.head
    if _titled(head, "wall") and head.words <= _LITTLE:
        return True
    if head.words > _LESS:
        return False
    loaded = any(mark in source.lower() for source in head.sources for mark in _marks())
    return loaded or bool(words.holds(f"{_top(head)} {head.unscripted}", "doors", "wall_sentences"))


def _wants_login(case: Case) -> bool:
    head = case.last.head
    if _was_sent(case, _LOGIN):
        return True
    if _titled(head, "login") and (head.asks_password or head.words <= _LITTLE):
        return True
    said = bool(words.holds(_top(head), "doors", "login_sentences"))
    return said and head.words <= _LITTLE and (head.asks_password or head.words <= _LESS)


def _wants_consent(case: Case) -> bool:
    head = case.last.head
    if _was_sent(case, _CONSENT):
        return True
    if _titled(head, "consent") and head.words <= _LITTLE:
        return True
    return head.words <= _LESS and bool(words.holds(_top(head), "doors", "consent_sentences"))


def _was_sent(case: Case, door: re.Pattern[str]) -> bool:
    """Whether a redirect led to an address that looks like a door."""
    if not case.answer.hops:
        return False
    final, asked = urlsplit(case.answer.final_url), urlsplit(case.url)
    own_host = final.hostname != asked.hostname
    first = (final.hostname or "").partition(".")[0]
    if door.search(final.path) or (own_host and door.search(first)):
        return True
    # A door by another name: the asked address is carried along to come back to.
    return door is _LOGIN and bool(_BACK.search(final.query)) and case.last.head.asks_password


def _titled(head: Head, section: str) -> bool:
    """Whether a title, or a part of it between dashes, is one of the known phrases and no more."""
    parts = (part for title in (head.title, *head.headings) for part in (title, *_BETWEEN.split(title)))
    return any(words.bare(part) in words.phrases("doors", section) for part in parts if part)


def _top(head: Head) -> str:
    return f"{head.title} {' '.join(head.headings)} {head.text}"


def _marks() -> tuple[str, ...]:
    return words.listed("doors", "wall_sources")
