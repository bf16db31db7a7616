"""Which CSL type a work is of; the first rule that fits decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from biblio.citations import lexicon
from biblio.citations.tagged import Tagged
from biblio.model import Date

__all__ = ["Clues", "type_of"]


@dataclass(frozen=True, slots=True)
class Clues:
    """What the rules look at."""

    tagged: Tagged
    title: str
    container: str
    genre: str
    url: str
    date: Date | None
    quoted: bool
    """Whether the title stands in quotation marks."""
    list_name: str
    """The mailing list that the address belongs to."""


_THESIS = re.compile(
    r"thesis|dissertation|diss\b|diss\.|habil|thèse|mémoire|tesis|tesi\b|tese|dissertação|magister|diplom|proefschrift",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"review of|rezension|compte rendu|c\. r\.|reseña|recensione|rec\.", re.IGNORECASE)
_LETTER = re.compile(r"letter|brief|lettre|carta|lettera|télégr", re.IGNORECASE)
_BLOG = re.compile(r"blog|wordpress|substack|hypotheses\.org|medium\.com", re.IGNORECASE)
_DICTIONARY = re.compile(
    r"(?:encyclop|enzyklop|enciclop|lexikon|dictionar|dictionn|diccionario|dizionario|wörterbuch|handwörterbuch)",
    re.IGNORECASE,
)


@cache
def _periodical() -> re.Pattern[str]:
    return lexicon.phrases(lexicon.words("periodicals"), flags=0)


def _by_rule(clues: Clues) -> str:
    return {"case": "legal_case", "statute": "legislation"}.get(clues.tagged.rule, "")


def _post(clues: Clues) -> str:
    return "post" if clues.list_name else ""


def _thesis(clues: Clues) -> str:
    return "thesis" if _THESIS.search(clues.genre) else ""


def _manuscript(clues: Clues) -> str:
    if clues.tagged.rule == "letter":
        return "personal_communication"
    if not clues.tagged.has("archive", "shelfmark"):
        return ""
    return "personal_communication" if _LETTER.search(clues.genre) else "manuscript"


def _review(clues: Clues) -> str:
    return "review" if _REVIEW.match(clues.genre) else ""


def _article(clues: Clues) -> str:
    if not clues.container or clues.tagged.has("editor", "publisher", "container-author"):
        return ""
    if clues.tagged.has("place") and not clues.tagged.has("issue"):
        return ""
    day = clues.date is not None and clues.date.start is not None and clues.date.start.day
    if day and not clues.tagged.has("volume"):
        return "article-newspaper"
    if clues.tagged.has("issue") or _periodical().search(clues.container):
        return "article-journal"
    if clues.tagged.has("volume") and not clues.tagged.has("place"):
        return "article-journal" if clues.date is not None else "chapter"
    month = clues.date is not None and clues.date.start is not None and clues.date.start.month
    return "article-magazine" if month else ""


def _entry(clues: Clues) -> str:
    return "entry-encyclopedia" if clues.container and _DICTIONARY.search(clues.container) else ""


def _page(clues: Clues) -> str:
    bare = not clues.tagged.has("volume", "issue", "pages", "locator", "place", "publisher", "editor")
    return _online(clues) if clues.container and bare else ""


def _chapter(clues: Clues) -> str:
    return "chapter" if clues.container else ""


def _online(clues: Clues) -> str:
    if not clues.url or clues.tagged.has("place", "publisher"):
        return ""
    return "post-weblog" if _BLOG.search(clues.url) else "webpage"


def _report(clues: Clues) -> str:
    return (
        "report"
        if re.search(r"report|rapport|working paper|discussion paper|informe", clues.genre, re.IGNORECASE)
        else ""
    )


def _book(clues: Clues) -> str:
    if clues.tagged.has("place", "publisher", "edition", "editor", "translator", "series"):
        return "book"
    return "book" if clues.title and not clues.quoted and clues.tagged.has("date", "volume") else ""


_RULES: tuple[Callable[[Clues], str], ...] = (
    _by_rule,
    _post,
    _thesis,
    _manuscript,
    _review,
    _entry,
    _article,
    _page,
    _chapter,
    _online,
    _report,
    _book,
)


def type_of(clues: Clues) -> str:
    """The CSL type, `document` where nothing tells."""
    return next((found for rule in _RULES if (found := rule(clues))), "document")
