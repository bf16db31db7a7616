"""Authors that a cite does not print: taken from the commentary or from the sentence of the call, and marked so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from biblio.citations.context import Context
from biblio.citations.inference import author_from_call_sentence, author_from_commentary, author_of_previous_cite
from biblio.citations.scan import Scan
from biblio.identity import fold
from biblio.model import Cite, Contributor, Form, Name, Note, Role

__all__ = ["RULES", "infer_authors"]

Rule = Callable[[Scan, tuple[Cite, ...], int, Note, Context], tuple[Name, ...]]

RULES: tuple[tuple[str, Rule], ...] = (
    ("author-from-commentary", author_from_commentary.infer),
    ("author-of-previous-cite", author_of_previous_cite.infer),
    ("author-from-call-sentence", author_from_call_sentence.infer),
)
"""In this order; the first that names somebody decides."""

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
        or work.type in _ANONYMOUS
        or any(label == "back" for label, _ in cite.reference.evidence)
        or (work.type == "book" and work.names(Role.EDITOR))
    ):
        return cite
    for name, rule in RULES:
        if found := rule(scan, cites, index, note, context):
            if any(fold(person.family or person.literal) in fold(work.title) for person in found):
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
