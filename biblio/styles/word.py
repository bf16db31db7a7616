"""A bibliography, or a whole essay with its notes set again, as a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from biblio.model import Citation, Library, Note, Reading, Resolved
from biblio.styles import bibliography
from biblio.styles.docx import NoteMark, Paragraph, document
from biblio.styles.outputs.runs import RUNS, Run, Runs
from biblio.styles.sections import Part

__all__ = ["bibliography_file", "essay_file"]


def bibliography_file(
    library: Library, style: str, *, locale: str = "", title: str = "Bibliography", parts: Sequence[Part] = ()
) -> bytes:
    """The library as a Word file, one paragraph with hanging indent an entry.

    Raises:
        StyleError: the style is not found or not usable.
    """
    return document([_heading(title), *_entries(library, style, locale, parts)])


def essay_file(
    reading: Reading,
    citations: tuple[Citation, ...],
    resolved: Resolved,
    keys: tuple[str, ...],
    library: Library,
    style: str,
    *,
    locale: str = "",
    parts: Sequence[Part] = (),
) -> bytes:
    """The running text with real footnotes, each set in the style, and the bibliography at the end.

    Notes whose call was not found stand in a paragraph of their own behind the text, under their label.

    Raises:
        StyleError: the style is not found or not usable.
    """
    found = bibliography.render_notes(citations, resolved, keys, library, style, to=RUNS, locale=locale)
    called = [number for number, note in enumerate(reading.notes) if note.call is not None]
    uncalled = [number for number, note in enumerate(reading.notes) if note.call is None]
    paragraphs = [*_running_text(reading, [reading.notes[number] for number in called])]
    if uncalled:
        paragraphs.append(_heading("Notes"))
        paragraphs += [Paragraph((Run(f"{found[at].label} "), *found[at].text)) for at in uncalled]
    entries = _entries(library, style, locale, parts)
    return document([*paragraphs, _heading("Bibliography"), *entries], [found[at].text for at in called])


def _running_text(reading: Reading, notes: Sequence[Note]) -> list[Paragraph]:
    """The paragraphs of the body, with the mark of the n-th called note where its call stood."""
    text = reading.body.text
    marks = sorted((note.call.at, number) for number, note in enumerate(notes) if note.call)
    paragraphs = []
    at = 0
    for block in text.split("\n\n"):
        end = at + len(block)
        inside = [(place, number) for place, number in marks if at <= place <= end]
        marks = [mark for mark in marks if mark not in inside]
        paragraphs.append(Paragraph(tuple(_marked(text, at, end, inside))))
        at = end + 2
    return paragraphs


def _marked(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> list[Run | NoteMark]:
    content: list[Run | NoteMark] = []
    for place, number in marks:
        content += [Run(text[start:place]), NoteMark(number)]
        start = place
    return [*content, Run(text[start:end])]


def _entries(library: Library, style: str, locale: str, parts: Sequence[Part]) -> list[Paragraph]:
    processor = bibliography.prepared(library, style, RUNS, locale)
    if processor.style.bibliography is None:
        return []
    paragraphs: list[Paragraph] = []
    for title, found in bibliography.in_parts(processor, library, parts):
        texts: list[Runs] = [entry.text for entry in found]
        paragraphs += [Paragraph((Run(title),), "Heading2")] if title else []
        paragraphs += [Paragraph(text, "Bibliography") for text in texts]
    return paragraphs


def _heading(text: str) -> Paragraph:
    return Paragraph((Run(text),), "Heading1")
