"""Essays with calls, the paragraphs that are printed of them, and the truth about them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree import ElementTree

from scripts.pdfs.layouts import Layout

__all__ = [
    "CLOSE",
    "ITALIC",
    "OPEN",
    "UPRIGHT",
    "Block",
    "Essay",
    "Truth",
    "blocks_of",
    "essay",
    "label",
    "letters",
    "render",
    "truth_of",
    "with_long_notes",
]

OPEN, CLOSE, ITALIC, UPRIGHT = "\ue000", "\ue001", "\ue002", "\ue003"
"""Private-use characters round the number of a call and round italics."""
_CALL = re.compile(f"{OPEN}(\\d+){CLOSE}")


@dataclass(frozen=True)
class Essay:
    """Paragraphs with calls and the notes by number, italics marked."""

    name: str
    language: str
    sentences: tuple[str, ...]
    notes: dict[int, str]


@dataclass
class Truth:
    """What a PDF has: a note a row, as `scripts/bench_pdfs.py` compares it."""

    layout: str
    notes: list[dict[str, object]] = field(default_factory=list)


def essay(path: Path) -> Essay:
    """Read one annotated essay; notes are numbered in the order of their calls."""
    root = ElementTree.parse(path).getroot()
    body = root.find("body")
    texts = {note.get("n"): _plain(note) for note in root.iter("note")}
    numbers: dict[str | None, int] = {}

    def call(element: ElementTree.Element) -> str:
        name = element.get("n")
        if name not in texts or name in numbers:
            return ""
        numbers[name] = len(numbers) + 1
        return f"{OPEN}{numbers[name]}{CLOSE}"

    text = _plain(body, call) if body is not None else ""
    cut = re.split(rf"(?<=[.!?…»”’\"{CLOSE}])\s+(?=[A-ZÀ-Ý«“„‘¿¡{ITALIC}])", text)
    sentences: list[str] = []
    for sentence in cut:
        if sentences and sentences[-1].count(ITALIC) > sentences[-1].count(UPRIGHT):
            sentences[-1] += " " + sentence
        else:
            sentences.append(sentence)
    return Essay(
        path.stem, root.get("lang", "en"), tuple(sentences), {number: texts[n] for n, number in numbers.items()}
    )


def _plain(root: ElementTree.Element, call: Callable[[ElementTree.Element], str] | None = None) -> str:
    parts: list[str] = []

    def walk(element: ElementTree.Element, italic: bool) -> None:
        opens = element.tag == "i" and not italic
        parts.append(call(element) if call and element.tag == "call" else "")
        parts.append(ITALIC if opens else "")
        parts.append(element.text or "")
        for child in element:
            walk(child, italic or opens)
            parts.append(child.tail or "")
        parts.append(UPRIGHT if opens else "")

    walk(root, False)
    return " ".join("".join(parts).split())


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading or a numbered item."""

    kind: str
    text: str


def blocks_of(source: Essay, filler: list[str], layout: Layout, rng: random.Random) -> list[Block]:
    """The essay with filler between, in paragraphs."""
    sentences: list[str] = []
    for sentence in source.sentences:
        sentences.append(sentence)
        if filler and rng.random() < 0.75:
            sentences += rng.choices(filler, k=rng.randint(1, 4))
    blocks = [Block("title", "On the Evidence of Others")]
    total, chapter, section = len(sentences), 0, 0
    while sentences:
        done = total - len(sentences)
        if layout.chapters and done >= chapter * total / 3:
            chapter += 1
            blocks.append(Block("chapter", f"Chapter {chapter}"))
        if layout.decoys and rng.random() < 0.3:
            section += 1
            blocks.append(Block("heading", f"{section} Of Method and Witness"))
            if rng.random() < 0.5 and filler:
                blocks += [Block("item", f"{at}. {rng.choice(filler)}") for at in range(1, 4)]
        count = rng.randint(3, 8)
        blocks.append(Block("paragraph", " ".join(sentences[:count])))
        sentences = sentences[count:]
    return blocks


def with_long_notes(source: Essay, filler: list[str], rng: random.Random) -> Essay:
    """The essay as a law review has it: half of its notes go on for sentences."""
    notes = {
        number: " ".join([text, *rng.choices(filler, k=rng.choice((0, 0, 0, 1, 2, 4, 7)))]) if filler else text
        for number, text in source.notes.items()
    }
    return replace(source, notes=notes)


def truth_of(source: Essay, blocks: list[Block], layout: str) -> Truth:
    """Notes with the letters round their calls; labels are filled in by the setter where it knows them."""
    text = " ".join(block.text for block in blocks)
    truth = Truth(layout)
    for match in _CALL.finditer(text):
        before, after = (_CALL.sub("", part) for part in (text[: match.start()], text[match.end() :]))
        number = int(match[1])
        body = source.notes[number]
        truth.notes.append(
            {
                "label": "",
                "text": re.sub(f"[{ITALIC}{UPRIGHT}]", "", body),
                "italics": re.findall(f"{ITALIC}(.*?){UPRIGHT}", body),
                "before": letters(before[-200:])[-15:],
                "after": letters(after[:200])[:15],
            }
        )
    return truth


def letters(text: str) -> str:
    """The letters of a text, without what joining lines may change."""
    return "".join(letter for letter in text if letter.isalpha() and not OPEN <= letter <= UPRIGHT)


def label(truth: Truth, layout: Layout, blocks: list[Block]) -> None:
    """Labels where they do not depend on where pages end."""
    if layout.by_page:
        return
    number = 0
    numbers = iter(truth.notes)
    for block in blocks:
        if block.kind == "chapter" and layout.chapters:
            number = 0
        for _ in _CALL.findall(block.text):
            number += 1
            next(numbers)["label"] = str(number)


def render(text: str, quote: Callable[[str], str], italic: tuple[str, str], call: Callable[[int], str]) -> str:
    out = []
    for part in re.split(f"({OPEN}\\d+{CLOSE}|{ITALIC}|{UPRIGHT})", text):
        if part == ITALIC:
            out.append(italic[0])
        elif part == UPRIGHT:
            out.append(italic[1])
        elif part.startswith(OPEN):
            out.append(call(int(part[1:-1])))
        else:
            out.append(quote(part))
    return "".join(out)
