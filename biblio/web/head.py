"""Result -> the head of the page: what was read, and the counts in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from biblio.model import Verdict
from biblio.web.lookup import Lookup
from biblio.web.words import counted, listed, word

__all__ = ["Head", "head"]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the page."""

    title: str
    source: str
    language: str
    """BCP 47, or ""."""
    sentence: str


def head(lookup: Lookup) -> Head:
    """Title, source and counts."""
    document = lookup.result.document
    source = PurePath(document.source).name or document.source
    return Head(document.title.strip() or source, source, document.language, _sentence(lookup))


def _sentence(lookup: Lookup) -> str:
    result = lookup.result
    notes, citing = len(result.citations), sum(1 for citation in result.citations if citation.cites)
    cites = sum(len(citation.cites) for citation in result.citations)
    works = len(lookup.cited)
    if not notes:
        return "No notes were found."
    if not cites:
        return f"{counted(notes, 'note').capitalize()}; nothing in them was understood as a citation."
    which = "it" if notes == 1 else "all of them" if citing == notes else f"{citing} of them"
    sentence = f"{counted(notes, 'note')}, {which} citing {counted(works, 'work')} in {counted(cites, 'place')}"
    return f"{sentence}{_open(lookup)}{_links(lookup)}."


def _open(lookup: Lookup) -> str:
    count = sum(1 for found in lookup.result.resolved.resolutions if found.work is None)
    return f", {count} of which {'is' if count == 1 else 'are'} left open" if count else ""


def _links(lookup: Lookup) -> str:
    verdicts = [check.verdict for check in lookup.result.checks]
    if not verdicts:
        return ""
    told = [f"{verdicts.count(verdict)}\u00a0{word('verdicts', verdict)}" for verdict in Verdict if verdict in verdicts]
    if len(told) == 1:
        return f"; {counted(len(verdicts), 'link')}, {'all ' * (len(verdicts) > 1)}{word('verdicts', verdicts[0])}"
    return f"; {counted(len(verdicts), 'link')}: {listed(told)}"
