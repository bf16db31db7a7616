"""The author of the cite before, where a second title follows it in one breath.

"Gerardo Diego, «Crónica», Lola, 1 (1927), y «Crónica (II)», Lola, 2 (1928)"
"L’Étranger …; trad. angl. The Outsider, London, Hamish Hamilton, 1946": the same text again
"""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.context import Context
from biblio.citations.inference import persons
from biblio.citations.scan import Scan
from biblio.model import Cite, Name, Note, Role

__all__ = ["infer"]

_NEAR = 60
_ANONYMOUS = frozenset(
    (
        "article-newspaper",
        "webpage",
        "report",
        "legal_case",
        "legislation",
        "hearing",
        "dataset",
        "document",
        "broadcast",
    )
)
_MAYBE = frozenset(("article-magazine", "post-weblog", "interview"))
"""Types of pieces that as often have no author."""


def infer(scan: Scan, cites: tuple[Cite, ...], index: int, note: Note, context: Context) -> tuple[Name, ...]:
    """The authors of the previous cite, if nothing but a separator or an announcement of them intervenes."""
    if not index:
        return ()
    before, cite = cites[index - 1], cites[index]
    authors = before.reference.work.authors
    between = scan.text[before.span.end : cite.span.start]
    if not authors or len(between) > _NEAR or "\n" in between or persons.named(between, context, scan.lexicon):
        return ()
    if _again(scan.lexicon.language).search(between) and cite.reference.work.type not in _ANONYMOUS:
        return authors
    if not before.reference.work.title or cite.reference.work.type in _ANONYMOUS or not _joined(between, scan):
        return ()
    # Where the cite before left its author out too, they go on with the same person's works.
    unprinted = "author" in before.reference.work.inferred and not cite.reference.work.names(Role.EDITOR)
    signed = cite.reference.work.type not in _MAYBE
    return authors if unprinted or (signed and _quoted(scan, cite)) else ()


def _joined(between: str, scan: Scan) -> bool:
    """Whether only punctuation, an "and" or a "see also" stands between."""
    rest = between.strip(" ,;.:()")
    return not rest or bool(_onward(scan.lexicon.language).fullmatch(rest))


@cache
def _onward(language: str) -> re.Pattern[str]:
    words = lexicon.load(language)
    return re.compile("|".join(map(re.escape, (*words.lists["and_words"], *words.lists["onward"]))), re.IGNORECASE)


@cache
def _again(language: str) -> re.Pattern[str]:
    """What announces the same text in another form, or another work of the same author."""
    return lexicon.load(language)["same_author_again"]


def _quoted(scan: Scan, cite: Cite) -> bool:
    """Whether the title stands in quotation marks: an italic one may be a periodical or a work of many hands."""
    title = next((span for label, span in cite.reference.evidence if label == "title"), None)
    return title is not None and scan.structure.quoted(title.start) is not None
