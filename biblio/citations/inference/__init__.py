"""Authors that a cite does not print: taken from the commentary or from the sentence of the call, and marked so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from biblio.citations.context import Context
from biblio.citations.inference import (
    author_from_call_sentence,
    author_from_commentary,
    author_in_title,
    author_of_previous_cite,
    author_of_same_title,
)
from biblio.citations.names import is_given
from biblio.citations.scan import Scan
from biblio.identity import fold
from biblio.model import Cite, Contributor, Form, Name, Note, Role

__all__ = ["RULES", "infer_authors"]

Rule = Callable[[Scan, tuple[Cite, ...], int, Note, Context], tuple[Name, ...]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("author-from-commentary", author_from_commentary.infer),
    ("author-in-title", author_in_title.infer),
    ("author-of-same-title", author_of_same_title.infer),
    ("author-of-previous-cite", author_of_previous_cite.infer),
    ("author-from-call-sentence", author_from_call_sentence.infer),
)
"""In this order; the first that names somebody decides."""

_BY_TITLE = frozenset(("author-in-title", "author-of-same-title"))
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
        found = _complete(scan, completed, index, note, context)
        if found is not completed[index]:
            completed = (*completed[:index], found, *completed[index + 1 :])
    return completed


def _complete(scan: Scan, cites: tuple[Cite, ...], index: int, note: Note, context: Context) -> Cite:
    cite = cites[index]
    work = cite.reference.work
    credited = any(person.role in _CREDITS for person in work.contributors)
    if (
        cite.form is not Form.FULL
        or credited
        or not work.title
        or (work.type in _ANONYMOUS and not (work.type == "report" and work.series))
        or _stands_for_another(cite)
    ):
        return cite
    edited = work.type == "book" and work.names(Role.EDITOR) and not work.names(Role.TRANSLATOR)
    for name, rule in RULES:
        if edited and name not in _BY_TITLE:
            continue
        if found := rule(scan, cites, index, note, context):
            if name not in _BY_TITLE and any(_is_named(person, work.title) for person in found):
                return cite
            people = (*(Contributor(person) for person in found), *work.contributors)
            completed = replace(work, contributors=people, inferred=(*work.inferred, "author"))
            return replace(
                cite,
                reference=replace(cite.reference, work=completed),
                rule=f"{cite.rule}+{name}" if cite.rule else name,
                confidence=round(cite.confidence * _LESS_SURE, 3),
            )
    return cite


def _stands_for_another(cite: Cite) -> bool:
    """Whether an "ibid." stands in the place of author or title; behind a title it is what the piece is in."""
    places = {label: span.start for label, span in reversed(cite.reference.evidence)}
    if "back" not in places:
        return False
    return "title" not in places or places["back"] < places["title"] or not cite.reference.work.container


def _is_named(person: Name, title: str) -> bool:
    """Whether a title names a person: then the work is about them. "Max Weber" is not Marianne Weber."""
    words, family = fold(title).split(), fold(person.family or person.literal).split()
    for at in range(len(words) - len(family) + 1):
        if words[at : at + len(family)] == family:
            before = words[at - 1] if at else ""
            return not (person.given and is_given(before) and not fold(person.given).startswith(before))
    return " ".join(family) in " ".join(words)
