"""Annotated essays (XML) -> Markdown documents, and what is marked in their notes."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from biblio.citations import Field, Tagged, Tagger
from biblio.citations.cites.signals import with_signals
from biblio.citations.scan import Scan
from biblio.model import Form, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A cite as marked by hand; spans in the note's text with runs of white space made one blank."""

    span: Span
    form: str
    work: str
    fields: tuple[tuple[str, Span], ...]
    inferred: bool
    locator: str


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """A note's text and its cites."""

    label: str
    text: str
    cites: tuple[Mark, ...]
    signals: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Essay:
    """An annotated essay as a document and as it is marked."""

    name: str
    language: str
    kind: str
    markdown: str
    notes: tuple[MarkedNote, ...]
    works: dict[str, dict[str, Any]]


def read_essay(path: Path, *, plain: bool = False) -> Essay:
    """The essay; `plain` leaves the italics out."""
    root = ET.parse(path).getroot()
    works = {work["id"]: work for work in json.loads(root.findtext("works") or "[]")}
    found, blocks = [], [f"# {path.stem}", _body(root.find("body"), plain)]
    for element in root.find("notes") or ():
        note, starred = _note(element, plain)
        found.append(note)
        blocks.append(f"[^{note.label}]: {starred}")
    return Essay(path.stem, root.get("lang", ""), root.get("kind", ""), "\n\n".join(blocks) + "\n", tuple(found), works)


def _body(element: ET.Element | None, plain: bool) -> str:
    if element is None:
        return ""
    star = "" if plain else "*"
    parts = [element.text or ""]
    for child in element:
        parts.append(f"[^{child.get('n')}]" if child.tag == "call" else f"{star}{''.join(child.itertext())}{star}")
        parts.append(child.tail or "")
    return re.sub(r"\n\s*\n", "\n\n", "".join(parts).strip())


def _walk(element: ET.Element, start: int) -> Iterator[tuple[ET.Element, int, int]]:
    at = start + len(element.text or "")
    for child in element:
        size = len("".join(child.itertext()))
        yield child, at, at + size
        yield from _walk(child, at)
        at += size + len(child.tail or "")


def _note(element: ET.Element, plain: bool) -> tuple[MarkedNote, str]:
    raw = "".join(element.itertext())
    text, places = _squeezed(raw)

    def span(start: int, end: int) -> Span:
        return Span(places[start], places[end]).strip(text)

    inner = [(child, span(start, end)) for child, start, end in _walk(element, 0)]
    cites = tuple(_mark(child, place, text, span, start) for child, place, start in _cites(element, inner))
    signals = tuple(place for child, place in inner if child.tag == "signal")
    starred = text
    if not plain:
        for place in sorted((place for child, place in inner if child.tag == "i"), key=lambda found: -found.start):
            starred = f"{starred[: place.start]}*{starred[place.start : place.end]}*{starred[place.end :]}"
    return MarkedNote(element.get("n", ""), text, cites, signals), starred


def _cites(element: ET.Element, inner: list[tuple[ET.Element, Span]]) -> Iterator[tuple[ET.Element, Span, int]]:
    starts = [start for child, start, _ in _walk(element, 0)]
    for (child, place), start in zip(inner, starts, strict=True):
        if child.tag == "cite":
            yield child, place, start


def _mark(element: ET.Element, place: Span, text: str, span: Any, start: int) -> Mark:
    fields = tuple(
        (child.tag, span(low, high)) for child, low, high in _walk(element, start) if child.tag not in ("i", "signal")
    )
    locator = "; ".join(found.of(text) for label, found in fields if label == "locator")
    inferred = element.get("inferred") == "author"
    return Mark(place, element.get("form", ""), element.get("work", ""), fields, inferred, locator)


def _squeezed(raw: str) -> tuple[str, list[int]]:
    """The text with runs of white space made one blank, and where each place of the raw text comes to lie."""
    kept: list[str] = []
    places: list[int] = []
    for char in raw:
        places.append(len(kept))
        if not char.isspace():
            kept.append(char)
        elif kept and kept[-1] != " ":
            kept.append(" ")
    places.append(len(kept))
    text = "".join(kept).rstrip()
    return text, [min(place, len(text)) for place in places]


def tagger_of(essay: Essay) -> Tagger:
    """A tagger that knows what is marked."""
    known = {note.text: note for note in essay.notes}

    def tag(scans: Sequence[Scan]) -> list[tuple[Tagged, ...]]:
        return [one(scan) for scan in scans]

    def one(scan: Scan) -> tuple[Tagged, ...]:
        note = known.get(scan.text) or max(
            essay.notes, key=lambda other: _alike(other.text, scan.text), default=MarkedNote("", "", (), ())
        )
        return with_signals(scan, tuple(_tagged(note, mark, scan) for mark in note.cites))

    return tag


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:300], other[:300], autojunk=False).quick_ratio()


def shifter(source: str, target: str) -> Any:
    """A function from spans of one text to those of another wording of it."""
    if source == target:
        return lambda span: span
    blocks = [
        block for block in SequenceMatcher(None, source, target, autojunk=False).get_matching_blocks() if block.size
    ]

    def place(at: int) -> int:
        index = max(bisect_left([block.a for block in blocks], at + 1) - 1, 0)
        if not blocks:
            return 0
        return blocks[index].b + min(max(at - blocks[index].a, 0), blocks[index].size)

    return lambda span: Span(place(span.start), max(place(span.start), place(span.end)))


def _tagged(note: MarkedNote, mark: Mark, scan: Scan) -> Tagged:
    move = shifter(note.text, scan.text)
    fields = tuple(Field(label, move(place)) for label, place in mark.fields)
    return Tagged(move(mark.span), Form(mark.form), fields, rule="marked")
