"""[`Citation`] -> `Resolved`: the distinct works of a document, and which of them each cite means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from biblio.model import Citation, Diagnostic, Form, Reading, Resolution, Resolved, Severity, WorkId
from biblio.references import (
    abbreviation,
    author_alone,
    author_date,
    book_of_chapter,
    carried,
    completing,
    cross_reference,
    cut_word,
    decisions,
    first_cite,
    ibid,
    idem,
    later,
    misread_name,
    numbered,
    op_cit,
    place_alone,
    printed_words,
    reprints,
    reread,
    same_volume,
    same_work,
    shelf_mark,
    short_title,
    siglum,
    year_as_title,
)
from biblio.references.choosing import SHORT_FORMS
from biblio.references.finding import Completion, Finding, Rule
from biblio.references.memory import Memory, Seen
from biblio.references.merging import merge
from biblio.references.occurrence import Occurrence, gather
from biblio.references.unify import unify

__all__ = ["COMPLETIONS", "RULES", "resolve"]

COMPLETIONS: tuple[tuple[str, Completion], ...] = (
    ("idem", idem.complete),
    ("cross-reference", cross_reference.complete),
    ("same-book", carried.book),
    ("abbreviated-book", carried.abbreviated),
    ("same-author", carried.author),
    ("other-edition", carried.edition),
    ("reprint", reprints.complete),
    ("printed-again", carried.piece),
    ("numbered", numbered.complete),
    ("year-as-title", year_as_title.complete),
    ("same-volume", same_volume.complete),
    ("place-alone", place_alone.complete),
)
"""What a cite leaves out because it was just said; each may add to what the one before it gives."""

RULES: tuple[tuple[str, Rule], ...] = (
    ("ibid", ibid.resolve),
    ("cross-reference", cross_reference.resolve),
    ("abbreviation", abbreviation.resolve),
    ("decision", decisions.resolve),
    ("shelf-mark", shelf_mark.resolve),
    ("op-cit", op_cit.resolve),
    ("author-date", author_date.resolve),
    ("short-title", short_title.resolve),
    ("book-of-chapter", book_of_chapter.resolve),
    ("author-alone", author_alone.resolve),
    ("locator-alone", author_alone.locator_alone),
    ("same-address", same_work.same_address),
    ("siglum", siglum.resolve),
    ("reread", reread.resolve),
    ("printed-words", printed_words.resolve),
    ("misread-name", misread_name.resolve),
    ("same-volume", same_volume.resolve),
    ("same-work", same_work.resolve),
    ("cut-word", cut_word.resolve),
    ("first-cite", first_cite.resolve),
    ("never-in-full", author_alone.never_in_full),
    ("unknown", first_cite.unknown),
)
"""Tried in this order; the first that answers decides."""

_FORWARD = ("short-form-unknown", "cross-reference-unknown", "ibid-without-antecedent")
"""Findings that what is cited later may still change."""


def resolve(citations: tuple[Citation, ...], reading: Reading | None = None) -> Resolved:
    """Tell which work each cite means.

    Args:
        citations: one for each note, in the notes' order.
        reading: the document, whose sentences may name the author that a note leaves out.

    Returns:
        The distinct works in order of first mention; one resolution for each cite, in order; remarks on what is open.
    """
    memory = Memory()
    decided: list[tuple[Occurrence, str, Finding]] = []
    for occurrence in gather(citations, reading):
        decided.append(_decide(occurrence, memory))
    # What a cite points to may come later: "(n 12 below)", a short title before the full one.
    for at, (occurrence, _, finding) in enumerate(decided):
        if finding.work is None and finding.code in _FORWARD:
            decided[at] = _decide(occurrence, memory)
    spoken = [occurrence.work for occurrence, _, _ in decided]
    complete = completing.books(completing.names(memory.works, spoken))
    works, numbers = unify(complete, later.full_forms(decided, memory))
    # Two books of one title may have turned out to be one: then what is in them shares what is said of it.
    works = completing.books(works)
    resolutions = tuple(_resolution(occurrence, rule, finding, numbers) for occurrence, rule, finding in decided)
    return Resolved(works, resolutions, tuple(_remarks(decided, memory)))


def _decide(occurrence: Occurrence, memory: Memory) -> tuple[Occurrence, str, Finding]:
    """Let the rules speak, and remember what they decide."""
    for _, complete in COMPLETIONS:
        occurrence = complete(occurrence, memory)
    answers = ((name, rule(occurrence, memory)) for name, rule in RULES)
    rule, finding = next((name, answer) for name, answer in answers if answer is not None)
    memory.record(Seen(occurrence, finding.work, finding.candidates))
    if finding.work is not None:
        _learn(occurrence, finding.work, memory)
    return occurrence, rule, finding


def _learn(occurrence: Occurrence, number: WorkId, memory: Memory) -> None:
    """Add what this cite says to what is known of its work."""
    cite = occurrence.cite
    if cite.reference.abbreviation:
        memory.declare(cite.reference.abbreviation, number, whole=abbreviation.for_whole(cite.reference))
    if cite.form not in (Form.IBID, Form.CROSS_REFERENCE):
        short = cite.form not in (Form.FULL, Form.IDEM, Form.LINK)
        work, conflicts = merge(memory.works[number], cite.reference.work, short=short)
        memory.improve(number, work)
        memory.conflicts += [(occurrence, number, name) for name in conflicts]
    if cite.form in SHORT_FORMS:
        memory.use(cite.reference.work, number)
    if occurrence.original is not None and occurrence.original != number:
        memory.improve(number, reprints.link(memory.works[number], occurrence.original))


def _resolution(occurrence: Occurrence, rule: str, finding: Finding, numbers: tuple[WorkId, ...]) -> Resolution:
    work = None if finding.work is None else numbers[finding.work]
    candidates = tuple(dict.fromkeys(numbers[number] for number in finding.candidates))
    return Resolution(occurrence.citation, occurrence.index, work, rule, round(finding.confidence, 2), candidates)


def _remarks(decided: Iterable[tuple[Occurrence, str, Finding]], memory: Memory) -> Iterator[Diagnostic]:
    for occurrence, _, finding in decided:
        if finding.code and not (occurrence.passing and finding.work is None):
            severity = Severity.WARNING if finding.work is None else Severity.INFO
            yield Diagnostic(finding.code, finding.remark, severity, occurrence.label, occurrence.cite.span)
    for occurrence, number, name in memory.conflicts:
        title = memory.works[number].title or "a work"
        message = f"{name.replace('_', ' ')} of {title!r} is given differently from before; the first is kept"
        yield Diagnostic("conflicting-field", message, Severity.WARNING, occurrence.label, occurrence.cite.span)
