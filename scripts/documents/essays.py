"""Annotated essays as paragraphs of set text with calls, and the truth about every note."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

__all__ = ["Call", "Essay", "Note", "Text", "essay", "labelled", "letters", "split"]

_STOP = re.compile(r"(?<=[.!?]) (?=[A-ZÀ-Ý„“«])")


@dataclass(frozen=True)
class Text:
    """A stretch that is set in one way."""

    text: str
    italic: bool = False


@dataclass(frozen=True)
class Call:
    """The place of a call."""

    number: int


Paragraph = tuple[Text | Call, ...]


@dataclass(frozen=True)
class Note:
    """A note as it is to be printed."""

    number: int
    label: str
    paragraphs: tuple[tuple[Text, ...], ...]
    endnote: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "\n\n".join("".join(part.text for part in paragraph).strip() for paragraph in self.paragraphs)

    @property
    def italics(self) -> str:
        """The letters that are set in italics."""
        return "".join(letters(part.text) for paragraph in self.paragraphs for part in paragraph if part.italic)


@dataclass(frozen=True)
class Essay:
    """What a document is made of, and its truth."""

    name: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]

    def before(self, number: int) -> str:
        """The letters of the running text before a call."""
        found = ""
        for paragraph in self.paragraphs:
            for part in paragraph:
                if isinstance(part, Text):
                    found += letters(part.text)
                elif part.number == number:
                    return found
        raise KeyError(number)


def letters(text: str) -> str:
    """Letters and figures alone: what no format changes."""
    return "".join(character for character in text if character.isalnum())


def essay(path: Path) -> Essay:
    """Read an annotated essay; sentences are set in paragraphs of a few."""
    root = ElementTree.parse(path).getroot()
    body = root.find("body")
    assert body is not None
    atoms = list(_atoms(body, italic=False))
    notes = tuple(
        Note(int(note.get("n", "0")), note.get("n", "0"), (_texts(note),)) for note in root.iterfind("notes/note")
    )
    called = {atom.number for atom in atoms if isinstance(atom, Call)}
    return Essay(
        path.stem,
        root.get("lang", "en"),
        tuple(_paragraphs(atoms, random.Random(path.stem))),
        tuple(note for note in notes if note.number in called and note.text),
    )


def _atoms(element: ElementTree.Element, *, italic: bool) -> list[Text | Call]:
    found: list[Text | Call] = [Text(_blanks(element.text), italic)] if element.text else []
    for inner in element:
        if inner.tag == "call":
            found.append(Call(int(inner.get("n", "0"))))
        else:
            found += _atoms(inner, italic=italic or inner.tag == "i")
        if inner.tail:
            found.append(Text(_blanks(inner.tail), italic))
    return found


def _texts(note: ElementTree.Element) -> tuple[Text, ...]:
    parts = [part for part in _atoms(note, italic=False) if isinstance(part, Text)]
    merged: list[Text] = []
    for part in parts:
        if merged and merged[-1].italic == part.italic:
            merged[-1] = Text(merged[-1].text + part.text, part.italic)
        else:
            merged.append(part)
    if merged:
        merged[0] = replace(merged[0], text=merged[0].text.lstrip())
        merged[-1] = replace(merged[-1], text=merged[-1].text.rstrip())
    return tuple(part for part in merged if part.text)


def _blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _paragraphs(atoms: list[Text | Call], rng: random.Random) -> list[Paragraph]:
    """A new paragraph after every third call or so."""
    found: list[list[Text | Call]] = [[]]
    for at, atom in enumerate(atoms):
        found[-1].append(atom)
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        opens = isinstance(following, Text) and following.text.startswith(" ")
        if isinstance(atom, Call) and opens and rng.random() < 0.3:
            found.append([])
    trimmed = []
    for paragraph in found:
        if paragraph and isinstance(paragraph[0], Text):
            paragraph[0] = replace(paragraph[0], text=paragraph[0].text.lstrip())
        if any(isinstance(part, Call) or part.text for part in paragraph):
            trimmed.append(tuple(part for part in paragraph if isinstance(part, Call) or part.text))
    return trimmed


def split(source: Essay, seed: int = 0, share: float = 0.25) -> Essay:
    """The same essay with some notes in several paragraphs."""
    rng = random.Random(f"{source.name}{seed}")
    notes = [_in_two(note) if rng.random() < share else note for note in source.notes]
    return replace(source, notes=tuple(notes))


def _in_two(note: Note) -> Note:
    """Cut after a sentence that ends in upright text."""
    (parts,) = note.paragraphs
    for at, part in enumerate(parts):
        match = None if part.italic else _STOP.search(part.text)
        if match and match.start() > 20:
            first = (*parts[:at], Text(part.text[: match.start()]))
            second = (Text(part.text[match.end() :]), *parts[at + 1 :])
            return replace(note, paragraphs=(first, second))
    return note


def labelled(source: Essay, labels: list[str], *, endnotes: bool = False) -> Essay:
    """The same essay with these labels in the order of the calls."""
    order = [part.number for paragraph in source.paragraphs for part in paragraph if isinstance(part, Call)]
    rank = {number: at for at, number in enumerate(dict.fromkeys(order))}
    notes = sorted(source.notes, key=lambda note: rank[note.number])
    return replace(
        source,
        notes=tuple(replace(note, label=label, endnote=endnotes) for note, label in zip(notes, labels, strict=False)),
    )
