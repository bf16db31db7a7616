"""Note -> its text in stretches: which are cites, signals, locators, fields or italics, and which plain commentary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from biblio.model import Citation, Cite, Mark, Span

__all__ = ["Strand", "Stretch", "strands"]

_TRAILING = 24
"""How far behind the end of a cite its locator is looked for, in characters."""
_MARKS = (Mark.ITALIC, Mark.BOLD, Mark.SMALL_CAPS, Mark.SUPERSCRIPT)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that is set in one way."""

    text: str
    role: str = ""
    """`signal`, `locator`, or "" for the rest."""
    field: str = ""
    """The field of the work that was read here."""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Strand:
    """Neighbouring stretches of one cite, or of the commentary where `cite` is None."""

    cite: int | None
    stretches: tuple[Stretch, ...]
    first: bool = True
    """Whether the cite begins here: a cite inside another cuts the outer one in two."""
    last: bool = True


_Look = tuple[int | None, str, str, tuple[str, ...]]
"""Cite, role, field and marks of one character."""


def strands(citation: Citation) -> tuple[Strand, ...]:
    """The note's whole text, nothing left out or added, in strands."""
    text = citation.note.body.text
    looks = list(_looks(citation, text))
    grouped = [(cite, tuple(part[1] for part in parts)) for cite, parts in groupby(looks, key=lambda part: part[0])]
    begins = {cite: index for index, (cite, _) in reversed(list(enumerate(grouped)))}
    ends = {cite: index for index, (cite, _) in enumerate(grouped)}
    return tuple(
        Strand(cite, parts, first=begins[cite] == index, last=ends[cite] == index)
        for index, (cite, parts) in enumerate(grouped)
    )


def _looks(citation: Citation, text: str) -> Iterator[tuple[int | None, Stretch]]:
    cites: list[tuple[Span, int]] = [(cite.span, index) for index, cite in enumerate(citation.cites)]
    roles = [*_signals(citation.cites, text), *_locators(citation.cites, text)]
    fields = [
        (span, name) for cite in citation.cites for name, span in cite.reference.evidence if cite.span.contains(span)
    ]
    layers = (
        _painted(cites, len(text)),
        _painted(roles, len(text)),
        _painted(fields, len(text)),
        *(_painted([(span, mark.value) for span in citation.note.body.marked(mark)], len(text)) for mark in _MARKS),
    )
    edges = {0, len(text)}
    for span in (*(span for span, _ in (*cites, *roles, *fields)), *(run.span for run in citation.note.body.runs)):
        edges |= {min(span.start, len(text)), min(span.end, len(text))}
    for start, end in pairwise(sorted(edges)):
        cite, role, field, *marks = (layer[start] for layer in layers)
        where = cite if isinstance(cite, int) else None
        set_so = tuple(str(mark) for mark in marks if mark is not None)
        yield where, Stretch(text[start:end], str(role or ""), str(field or ""), set_so)


def _painted(spans: Iterable[tuple[Span, int | str]], length: int) -> list[int | str | None]:
    """For each character the value of the shortest span that covers it."""
    canvas: list[int | str | None] = [None] * length
    for span, value in sorted(spans, key=lambda item: -len(item[0])):
        end = min(span.end, length)
        canvas[span.start : end] = [value] * max(0, end - span.start)
    return canvas


def _signals(cites: tuple[Cite, ...], text: str) -> Iterator[tuple[Span, str]]:
    """Where the words before each cite stand, if they stand there as they are."""
    before = 0
    for cite in sorted(cites, key=lambda cite: cite.span.start):
        at = text.rfind(cite.prefix, before, cite.span.start) if cite.prefix else -1
        if at >= 0:
            yield Span(at, at + len(cite.prefix)), "signal"
        before = max(before, cite.span.end)


def _locators(cites: tuple[Cite, ...], text: str) -> Iterator[tuple[Span, str]]:
    """Where each cite's locator stands: as it was read, else its value as the last such words of the cite."""
    for cite in cites:
        read = [span for name, span in cite.reference.evidence if name == "locator"]
        value = cite.locator.value if cite.locator else ""
        at = text.rfind(value, cite.span.start, cite.span.end) if value else -1
        if at < 0 and value:
            at = text.find(value, cite.span.end, cite.span.end + _TRAILING + len(value))
        if at >= 0 and not read:
            read = [Span(at, at + len(value))]
        yield from ((span, "locator") for span in read)
