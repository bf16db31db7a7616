"""Another page in the place of the cited one. Calling a good link bad is the worst error, so all of this must hold:

the entry has a title that tells something; the page has been read whole, has a title of its own that tells something,
and enough words; hardly a word of the cited title stands in its titles and few anywhere; no author, editor or publisher
is named anywhere; and the page is in the language of the title, so that it is no translation.
"""

from __future__ import annotations

from biblio.links import languages
from biblio.links.case import Case, Finding, Look
from biblio.links.heads import MESSAGES
from biblio.links.rules.home import is_home
from biblio.links.titles import own_title
from biblio.model import Verdict

_LIKE = 0.62
"""Likeness of the titles from which they may be two writings of one."""
_IN_TITLES = 0.34
_ANYWHERE = 0.5
_ENOUGH = 8
"""Words of a page that is about something."""
_TELLING = 2
"""Telling words a cited title needs."""


def decide(case: Case) -> Finding | None:
    """Home pages change their titles; what is cited at one is never called another thing."""
    if case.answer.status != 200 or is_home(case.url) or is_home(case.answer.final_url):
        return None
    if not _is_readable(case.last) or _may_be_cited(case) or not _is_same_language(case):
        return None
    return Finding(Verdict.MISMATCH, f"The page is another one: “{own_title(case.last.head)[:80]}”.")


def _is_readable(look: Look) -> bool:
    """Whether the page was read whole and says what it is."""
    head = look.head
    return (
        look.complete
        and (head.kind in ("html", "pdf") or head.kind in MESSAGES)
        and not head.frames
        and head.words >= _ENOUGH
        and bool(own_title(head))
    )


def _may_be_cited(case: Case) -> bool:
    traces = case.last.traces
    if traces is None or traces.words < _TELLING or (case.last.match or 0.0) >= _LIKE or traces.names:
        return True
    if not any(one.names for one in case.cited):
        return traces.in_titles > 0 or traces.anywhere > _IN_TITLES
    return traces.in_titles > _IN_TITLES or traces.anywhere > _ANYWHERE


def _is_same_language(case: Case) -> bool:
    head = case.last.head
    page = f"{own_title(case.last.head)} {head.text}"
    cited = " ".join(one.title for one in case.cited)
    if not languages.scripts_of(cited) & languages.scripts_of(own_title(case.last.head)):
        return False
    own, theirs = languages.languages_of(cited), languages.languages_of(page)
    if own and theirs:
        return bool(own & theirs)
    return not head.language or not own or head.language[:2] in own
