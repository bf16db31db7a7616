"""Measure `citations.parse` on annotated essays: cites found, their fields, forms and inferred authors.

usage: bench_citations.py [--held-out | --developed] [--plain] [--errors N] [--field LABEL] [--language CODE]
                          [ESSAY ...]

A cite counts as found where one of ours covers at least 0.8 of it and it at least 0.8 of ours; a field where label and
letters are the same but for punctuation at the ends. `--plain` takes the italics away, as a PDF's text has none. A
third of the essays, chosen by the hash of their names, is held out; rules are developed on the others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from biblio.citations import LABELS, parse
from biblio.model import Call, Citation, Cite, Mark, Note, Passage, Reading, Run, Span

ESSAYS = Path(__file__).resolve().parents[2] / "shared" / "data" / "essays"
CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "essays"
"""The project's own annotated essays: learnt from, never measured on."""
OVERLAP = 0.8
_EDGES = " \t\n\u00a0\u202f,.;:“”‘’«»\"'„()[]"


@dataclass(frozen=True, slots=True)
class Marked:
    """A cite as marked by hand."""

    span: Span
    form: str
    fields: tuple[tuple[str, Span], ...]
    author: frozenset[str]
    """Family names of the work's authors, where the cite does not print them."""


@dataclass(frozen=True, slots=True)
class Essay:
    """An annotated essay."""

    name: str
    language: str
    reading: Reading
    marked: tuple[tuple[Marked, ...], ...]


@dataclass(slots=True)
class Score:
    """Counts of (expected, found, right) under a heading."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, heading: str, expected: int, found: int, right: int) -> None:
        """Count under a heading."""
        self.expected[heading] += expected
        self.found[heading] += found
        self.right[heading] += right

    def line(self, heading: str) -> str:
        """The heading's precision, recall and F1."""
        right, found, expected = self.right[heading], self.found[heading], self.expected[heading]
        precision, recall = right / found if found else 0.0, right / expected if expected else 0.0
        f1 = 2 * precision * recall / (precision + recall) if right else 0.0
        return f"{heading:24}{expected:7}{found:7}{precision:8.3f}{recall:8.3f}{f1:8.3f}"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held-out", action="store_true", help="only the held-out third")
    which.add_argument("--developed", action="store_true", help="only the other two thirds")
    parser.add_argument("--plain", action="store_true", help="without italics")
    parser.add_argument("--errors", type=int, default=0, help="print so many notes that were read wrong")
    parser.add_argument("--field", default="cite", help="whose errors to print")
    parser.add_argument("--language", default="", help="only essays in this language")
    parser.add_argument("--folder", type=Path, default=ESSAYS)
    parser.add_argument("essays", nargs="*")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*.xml"))
    if not paths:
        print(f"no annotated essays in {arguments.folder}", file=sys.stderr)
        return 2
    if arguments.essays:
        paths = [path for path in paths if path.stem in arguments.essays]
    elif arguments.held_out or arguments.developed:
        paths = [path for path in paths if held_out(path.stem) == arguments.held_out]
    score, seconds, notes = Score(), 0.0, 0
    for path in paths:
        essay = read_essay(path, plain=arguments.plain)
        if arguments.language and essay.language != arguments.language:
            continue
        began = time.perf_counter()
        citations = parse(essay.reading)
        seconds += time.perf_counter() - began
        notes += len(citations)
        measure(essay, citations, score, arguments.field)
    report(score)
    print(f"\n{notes} notes in {seconds:.2f} s: {notes / max(seconds, 1e-9):.0f} notes/s")
    for error in score.errors[: arguments.errors]:
        print(error)
    return 0


def held_out(name: str) -> bool:
    """Whether an essay belongs to the third that rules are not developed on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def read_essay(path: Path, *, plain: bool = False) -> Essay:
    """An annotated essay as a reading, and what is marked in it."""
    root = ET.parse(path).getroot()
    works = {work["id"]: work for work in json.loads(root.findtext("works") or "[]")}
    body, calls = _body(root.find("body"))
    notes: list[Note] = []
    marked: list[tuple[Marked, ...]] = []
    for ordinal, element in enumerate(root.find("notes") or (), 1):
        label = element.get("n", "")
        text = "".join(element.itertext())
        runs = () if plain else tuple(Run(span, frozenset((Mark.ITALIC,))) for span in _spans(element, "i"))
        call = Call(Span(0, 0), calls[label]) if label in calls else None
        notes.append(Note(label, Passage(text, runs=runs), call, ordinal=ordinal))
        marked.append(tuple(_marked(element, works)))
    return Essay(path.stem, root.get("lang", ""), Reading(Passage(body), tuple(notes)), tuple(marked))


def _walk(element: ET.Element, start: int) -> Iterator[tuple[ET.Element, int]]:
    """Every element inside `element` and where it begins."""
    at = start + len(element.text or "")
    for child in element:
        yield child, at
        yield from _walk(child, at)
        at += len("".join(child.itertext())) + len(child.tail or "")


def _spans(element: ET.Element, tag: str) -> Iterator[Span]:
    for child, at in _walk(element, 0):
        if child.tag == tag:
            yield Span(at, at + len("".join(child.itertext())))


def _marked(element: ET.Element, works: dict[str, dict[str, object]]) -> Iterator[Marked]:
    for cite, at in _walk(element, 0):
        if cite.tag != "cite":
            continue
        fields = tuple(
            (child.tag, Span(start, start + len("".join(child.itertext()))))
            for child, start in _walk(cite, at)
            if child.tag in LABELS
        )
        people = works.get(cite.get("work", ""), {}).get("author", []) if cite.get("inferred") == "author" else []
        names = frozenset(str(person.get("family", "")).lower() for person in people if isinstance(person, dict))  # type: ignore[attr-defined]
        yield Marked(Span(at, at + len("".join(cite.itertext()))), cite.get("form", ""), fields, names - {""})


def _body(element: ET.Element | None) -> tuple[str, dict[str, int]]:
    """The running text, and where each note is called."""
    calls: dict[str, int] = {}
    if element is None:
        return "", calls
    parts = [element.text or ""]
    for child in element:
        if child.tag == "call":
            calls[child.get("n", "")] = sum(map(len, parts))
        else:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return "".join(parts), calls


def measure(essay: Essay, citations: tuple[Citation, ...], score: Score, watched: str) -> None:
    """Count what is right in an essay."""
    for citation, expected in zip(citations, essay.marked, strict=True):
        pairs = _pair(citation.cites, expected)
        for heading in ("cite", f"cite:{essay.language}"):
            score.add(heading, len(expected), len(citation.cites), len(pairs))
        _forms(score, citation, expected, pairs)
        _inferred(score, pairs)
        wrong = _fields(score, essay.language, citation, expected)
        if (watched == "cite" and len(pairs) < max(len(expected), len(citation.cites))) or watched in wrong:
            score.errors.append(_show(essay.name, citation, expected))


def _pair(cites: tuple[Cite, ...], expected: tuple[Marked, ...]) -> list[tuple[Cite, Marked]]:
    return [
        (cite, marked)
        for marked in expected
        for cite in cites
        if _shared(cite.span, marked.span) >= OVERLAP * max(len(cite.span), len(marked.span))
    ]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _forms(score: Score, citation: Citation, expected: tuple[Marked, ...], pairs: list[tuple[Cite, Marked]]) -> None:
    for marked in expected:
        score.add(f"form:{marked.form}", 1, 0, 0)
    for cite in citation.cites:
        score.add(f"form:{cite.form}", 0, 1, 0)
    for cite, marked in pairs:
        score.add(f"form:{cite.form}", 0, 0, int(cite.form == marked.form))
        if cite.form != marked.form:
            score.confused[marked.form, cite.form] += 1


def _inferred(score: Score, pairs: list[tuple[Cite, Marked]]) -> None:
    for cite, marked in pairs:
        ours = "author" in cite.reference.work.inferred
        names = {name.family.lower() for name in cite.reference.work.authors}
        score.add("inferred author", bool(marked.author), ours, ours and bool(names & marked.author))


def _fields(score: Score, language: str, citation: Citation, expected: tuple[Marked, ...]) -> set[str]:
    """Count the fields; the labels that are wrong somewhere."""
    text = citation.note.body.text
    ours = Counter((label, _trim(text, span)) for cite in citation.cites for label, span in cite.reference.evidence)
    theirs = Counter((label, _trim(text, span)) for marked in expected for label, span in marked.fields)
    both = ours & theirs
    for (label, _), count in theirs.items():
        for heading in ("fields", f"fields:{language}", f"field:{label}"):
            score.add(heading, count, 0, 0)
    for (label, _), count in ours.items():
        for heading in ("fields", f"fields:{language}", f"field:{label}"):
            score.add(heading, 0, count, 0)
    for (label, _), count in both.items():
        for heading in ("fields", f"fields:{language}", f"field:{label}"):
            score.add(heading, 0, 0, count)
    return {label for label, _ in (ours - both) + (theirs - both)}


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def _show(name: str, citation: Citation, expected: tuple[Marked, ...]) -> str:
    text = citation.note.body.text
    lines = [f"\n## {name} {citation.note.label}: {text[:700]}"]
    for marked in expected:
        if not any(cite.span == marked.span for cite in citation.cites):
            lines.append(f"   - {marked.form}: {marked.span.of(text)!r}")
    for cite in citation.cites:
        same = any(cite.span == marked.span for marked in expected)
        read = " | ".join(f"{label}={span.of(text)}" for label, span in cite.reference.evidence)
        lines.append(f"   {'=' if same else '+'} {cite.form} {cite.rule}: {cite.span.of(text)[:50]!r}: {read}")
    return "\n".join(lines)


def report(score: Score) -> None:
    """Print the table."""
    print(f"{'':24}{'marked':>7}{'ours':>7}{'prec':>8}{'rec':>8}{'F1':>8}")
    keys = sorted(score.expected | score.found, key=lambda key: (key.split(":")[0], -score.expected[key]))
    for heading in ("cite", "fields", "inferred author"):
        print(score.line(heading))
    for heading in keys:
        if ":" in heading:
            print(score.line(heading))
    print("forms taken for others:", ", ".join(f"{a}->{b} {n}" for (a, b), n in score.confused.most_common(8)))


if __name__ == "__main__":
    raise SystemExit(main())
