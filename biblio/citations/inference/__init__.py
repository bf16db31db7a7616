"""Authors that a cite does not print: from the title, the cites before, the commentary or the text, and marked so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from biblio.citations.context import Context
from biblio.citations.inference import (
    author_from_call_sentence,
    author_from_commentary,
    author_in_title,
    author_of_collected_works,
    author_of_previous_cite,
    author_of_same_title,
    author_written_about,
    weighing,
)
from biblio.citations.inference.candidate import Candidate, Unsigned
from biblio.citations.scan import Scan
from biblio.model import Cite, Contributor, Form, Name, Note, Role

__all__ = ["BY_TITLE", "SOURCES", "candidates", "infer_authors", "titled", "unsigned"]

BY_TITLE: tuple[tuple[str, Callable[[Unsigned], tuple[Name, ...]]], ...] = (
    ("author-in-title", author_in_title.infer),
    ("author-of-same-title", author_of_same_title.infer),
)
"""In this order; the first that names somebody decides."""

SOURCES: tuple[Callable[[Unsigned], Iterator[Candidate]], ...] = (
    author_of_previous_cite.candidates,
    author_from_commentary.candidates,
    author_of_collected_works.candidates,
    author_from_call_sentence.candidates,
    author_written_about.candidates,
)
"""Where else authors are named; what speaks for each is weighed."""

_CREDITS = frozenset((Role.AUTHOR, Role.DIRECTOR))
_ANONYMOUS = frozenset(
    (
        *("manuscript", "legal_case", "legislation", "hearing", "report", "document", "dataset", "map", "broadcast"),
        *("webpage", "entry-encyclopedia", "entry-dictionary"),
    )
)
"""Types of works that need no author."""
_LESS_SURE = 0.85


def infer_authors(scan: Scan, cites: tuple[Cite, ...], note: Note, context: Context) -> tuple[Cite, ...]:
    """The cites, those of a work without printed author completed where the surroundings name one."""
    completed = cites
    for index in range(len(cites)):
        if unsigned(completed[index]):
            found = _complete(Unsigned(scan, completed, index, note, context))
            completed = (*completed[:index], found, *completed[index + 1 :])
    return completed


def unsigned(cite: Cite) -> bool:
    """Whether a cite describes a work in full that somebody must have written, and does not say who."""
    work = cite.reference.work
    credited = any(person.role in _CREDITS for person in work.contributors)
    anonymous = work.type in _ANONYMOUS and not (work.type == "report" and work.series)
    return (
        cite.form is Form.FULL and not credited and bool(work.title) and not anonymous and not _stands_for_another(cite)
    )


def titled(cite: Cite) -> bool:
    """Whether a title of its own is printed, and not only what a piece is printed again in."""
    evidence = any(label == "title" for label, _ in cite.reference.evidence)
    return evidence or "title" in cite.reference.work.inferred


def candidates(cite: Unsigned) -> Iterator[Candidate]:
    """All who may have written the work: not those whom its title speaks of."""
    title = cite.cite.reference.work.title
    for source in SOURCES:
        for candidate in source(cite):
            if not any(weighing.is_about(person, title) for person in candidate.names):
                yield candidate


def _complete(cite: Unsigned) -> Cite:
    for name, rule in BY_TITLE:
        if found := rule(cite):
            return _signed(cite.cite, found, name, _LESS_SURE)
    if not (titled(cite.cite) or _owned(cite)):
        return cite.cite
    if chosen := weighing.chosen(cite, candidates(cite)):
        candidate, likelihood = chosen
        return _signed(cite.cite, candidate.names, candidate.rule, likelihood)
    return cite.cite


def _owned(cite: Unsigned) -> bool:
    """Whether a pronoun before the cite says that the book is somebody's who was named: "reprinted in his ..."."""
    before = cite.scan.text[: cite.cite.span.start].rsplit(maxsplit=1)[-1:]
    return bool(before) and before[0].lower() in cite.scan.lexicon.lists["possessive_pronouns"]


def _signed(cite: Cite, names: tuple[Name, ...], rule: str, sure: float) -> Cite:
    work = cite.reference.work
    people = (*(Contributor(person) for person in names), *work.contributors)
    completed = replace(work, contributors=people, inferred=(*work.inferred, "author"))
    return replace(
        cite,
        reference=replace(cite.reference, work=completed),
        rule=f"{cite.rule}+{rule}" if cite.rule else rule,
        confidence=round(cite.confidence * sure, 3),
    )


def _stands_for_another(cite: Cite) -> bool:
    """Whether an "ibid." stands in the place of author or title; behind a title it is what the piece is in."""
    places = {label: span.start for label, span in reversed(cite.reference.evidence)}
    if "back" not in places:
        return False
    return "title" not in places or places["back"] < places["title"] or not cite.reference.work.container
