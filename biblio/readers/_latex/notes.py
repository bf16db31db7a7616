r"""`\footnote[5]{...}`, `\endnote{...}`, `\thanks{...}`, marks and texts apart, `\footcite`."""

from __future__ import annotations

import re

from biblio.model import NoteKind
from biblio.readers._flow import Flow, FlowNote
from biblio.readers._latex.walker import Walker, Word, option

__all__ = ["NOTES", "footcite", "note"]

NOTES = {
    "footnote": ("footnote", NoteKind.FOOTNOTE),
    "endnote": ("endnote", NoteKind.ENDNOTE),
    "pagenote": ("endnote", NoteKind.ENDNOTE),
    "thanks": ("thanks", NoteKind.FOOTNOTE),
    "sidenote": ("sidenote", NoteKind.FOOTNOTE),
    "tablefootnote": ("footnote", NoteKind.FOOTNOTE),
    **{f"footnote{letter}": (f"footnote{letter}", NoteKind.FOOTNOTE) for letter in "ABCDE"},
    **{f"{letter}footnote": (f"footnote{letter}", NoteKind.FOOTNOTE) for letter in "ABCDE"},
}
_FOOTCITE = re.compile(r"foot(?:full)?cite(?:text|s)?\*?|smartcites?|fullfootcite")


def note(walker: Walker, word: Word) -> int | None:
    r"""`\footnote[5]{...}`, `\endnote{...}`, `\thanks{...}`, `\footnotemark[5]`, `\footnotetext[5]{...}`."""
    name, _, part = _note_name(word.name)
    if name not in NOTES:
        return None
    counter, kind = NOTES[name]
    if walker.preamble.footnotes_are_endnotes and counter == "footnote":
        counter, kind = "endnote", NoteKind.ENDNOTE
    options, groups, after = walker.arguments(word, 0 if part == "mark" else 1)
    if part == "mark":
        options, after = option(walker, word)
    elif not groups:
        return None
    label = _note_label(walker, counter, walker.written(options[0]) if options else "", steps=part != "text")
    key = walker.pending.pop((counter, label), None) if part == "text" else None
    if key is None:
        key = walker.new_key()
    if part == "mark":
        walker.pending[counter, label] = key
    if part != "text":
        walker.flow.call(key, label)
    if groups:
        _read_note(walker, key, label, kind, groups[0], f"latex-{name}")
    return after


def _note_name(word: str) -> tuple[str, str, str]:
    for part in ("mark", "text"):
        if word.endswith(part) and word.removesuffix(part) in NOTES:
            return word.removesuffix(part), word, part
    return word, word, ""


def _note_label(walker: Walker, counter: str, option: str, *, steps: bool) -> str:
    counters = walker.counters
    if option.strip().isdecimal() and len(option.strip()) < 9:
        return counters.label(counter, int(option))
    if option.strip():
        return option.strip()
    if steps:
        counters.values[counter] += 1
    return counters.label(counter, counters.values[counter])


def _read_note(walker: Walker, key: int, label: str, kind: NoteKind, span: tuple[int, int], rule: str) -> None:
    outer = walker.flow, walker.marks, walker.href, walker.label
    note = FlowNote(key, label, Flow(collapse=True), rule, kind)
    note.flow.paragraph(walker.line_of(span[0]))
    walker.notes.append(note)
    walker.flow, walker.marks, walker.href, walker.label = note.flow, frozenset(), "", label
    walker.run(*span)
    walker.flow, walker.marks, walker.href, walker.label = outer


def footcite(walker: Walker, word: Word) -> int | None:
    r"""`\footcite[45]{pratt1911}` is a note that holds nothing but the citation."""
    if not _FOOTCITE.fullmatch(word.name):
        return None
    _, groups, after = walker.arguments(word)
    if not groups:
        return None
    label = _note_label(walker, "footnote", "", steps=True)
    key = walker.new_key()
    walker.flow.call(key, label)
    note = FlowNote(key, label, Flow(collapse=True), "latex-footcite")
    note.flow.paragraph(walker.line_of(word.start))
    note.flow.add(walker.reading.text[word.start : after])
    walker.notes.append(note)
    return after
