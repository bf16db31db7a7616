"""Sets annotated essays as the kinds of text that PDFs and typists give, with the truth about every note and call.

    python scripts/make_text_documents.py ESSAY.xml LAYOUT [SEED] > document.txt

An essay is an XML file with a body in which `<call n="1"/>` stands and notes `<note n="1">`. Bodies of sample essays are
short, so sentences of other essays in the same language are put between.
"""

from __future__ import annotations

import random
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True)
class Essay:
    """Sentences with calls, and the notes' texts by number."""

    name: str
    language: str
    sentences: tuple[str, ...]
    notes: dict[int, str]


@dataclass(frozen=True)
class Layout:
    """How a document is set."""

    form_feeds: bool = True
    rule: str = "_" * 20
    """The line above footnotes; "" for a blank line only, None for not even that."""
    gap: bool = True
    odd_blank: bool = False
    """Pages begin with one blank."""
    displaced: bool = False
    """Some paragraphs break off at their call, and go on after the next."""
    marker: str = "{} "
    call: str = "{}"
    margin: int = 0
    number: str = "foot"
    """Where page numbers stand: foot, head, "" for none."""
    head: str = ""
    hyphens: bool = True
    by_page: bool = False
    endnotes: str | None = None
    """Heading of the endnotes; "" for endnotes without one."""
    blank_between_notes: bool = False
    superscripts: bool = False
    indented_paragraphs: bool = False


LAYOUTS: dict[str, Layout] = {
    "pages-rule": Layout(),
    "pages-gap": Layout(rule=""),
    "pages-no-gap": Layout(rule="", gap=False),
    "pages-head": Layout(rule="", head="A Journal of Essays", number="head", marker="{}. "),
    "pages-glued-markers": Layout(rule="", marker="{}"),
    "pages-superscripts": Layout(rule="", superscripts=True, marker="{} "),
    "pages-layout": Layout(rule="", margin=8, marker="  {}  ", head="Essays, vol. 4", number="foot", hyphens=False),
    "pages-by-page": Layout(by_page=True),
    "pages-by-page-gap": Layout(by_page=True, rule="", marker="{}. "),
    "pages-indents": Layout(indented_paragraphs=True, number="", rule=""),
    "word-rule": Layout(form_feeds=False, rule=" " * 59, odd_blank=True, number="", hyphens=False),
    "word-rule-displaced": Layout(
        form_feeds=False, rule=" " * 59, odd_blank=True, displaced=True, number="", hyphens=False
    ),
    "no-feeds-numbers": Layout(form_feeds=False, rule="", number="foot"),
    "no-feeds-rule": Layout(form_feeds=False, number=""),
    "brackets": Layout(form_feeds=False, number="", marker="[{}] ", call="[{}]", rule="-" * 30),
    "parens": Layout(marker="({}) ", call="({})", rule=""),
    "half-parens": Layout(marker="{}) ", rule="", form_feeds=True),
    "endnotes": Layout(endnotes="Notes", marker="{}. "),
    "endnotes-spaced": Layout(endnotes="ANMERKUNGEN", marker="{} ", blank_between_notes=True),
    "endnotes-typed": Layout(
        endnotes="Notes", marker="[{}] ", call="[{}]", form_feeds=False, number="", blank_between_notes=True
    ),
    "endnotes-bare": Layout(endnotes="", marker="{}. ", form_feeds=False, number=""),
}


@dataclass
class Truth:
    """What is in a generated document."""

    notes: list[tuple[str, str]] = field(default_factory=list)
    """(label as printed, text)"""
    calls: list[int] = field(default_factory=list)
    """Where each call's mark begins, in the notes' order."""


def essay(path: Path) -> Essay:
    """Read one annotated essay; notes are numbered in the order of their calls."""
    root = ElementTree.parse(path).getroot()
    body = root.find("body")
    texts = {note.get("n"): " ".join("".join(note.itertext()).split()) for note in root.iter("note")}
    parts: list[str] = []
    numbers: dict[str | None, int] = {}

    def walk(element: ElementTree.Element) -> None:
        if element.tag == "call" and element.get("n") in texts and element.get("n") not in numbers:
            numbers[element.get("n")] = len(numbers) + 1
            parts.append(f"{_OPEN}{numbers[element.get('n')]}{_CLOSE}")
        parts.append(element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")

    if body is not None:
        walk(body)
    sentences = re.split(rf"(?<=[.!?…»”’\"{_CLOSE}])\s+(?=[A-ZÀ-Ý«“„‘¿¡])", " ".join("".join(parts).split()))
    notes = {number: texts[n] for n, number in numbers.items()}
    return Essay(path.stem, root.get("lang", "en"), tuple(sentences), notes)


def make(source: Essay, filler: list[str], layout: Layout, seed: int) -> tuple[str, Truth]:
    """Set an essay; the same arguments give the same document."""
    setter = _Setter(source, filler, layout, random.Random(f"{source.name}/{seed}"))
    return setter.set()


class _Setter:
    def __init__(self, source: Essay, filler: list[str], layout: Layout, rng: random.Random) -> None:
        self.essay, self.filler, self.layout, self.rng = source, filler, layout, rng
        self.width = rng.randint(68, 105)
        self.note_width = self.width + rng.choice((0, 0, 8, 14))
        self.height = rng.randint(32, 52)
        self.out: list[str] = []
        self.labels: dict[int, str] = {}

    def set(self) -> tuple[str, Truth]:
        """The document and its truth."""
        lines = self._body_lines()
        if self.layout.endnotes is None:
            self._footnote_pages(lines)
        else:
            self._endnote_pages(lines)
        return self._finish()

    def _body_lines(self) -> list[str]:
        """Wrapped paragraphs, blank lines between."""
        sentences: list[str] = []
        for sentence in self.essay.sentences:
            sentences.append(sentence)
            if self.filler and self.rng.random() < 0.75:
                sentences += self.rng.choices(self.filler, k=self.rng.randint(1, 4))
        lines: list[str] = []
        while sentences:
            count = self.rng.randint(3, 8)
            paragraph, sentences = " ".join(sentences[:count]), sentences[count:]
            if self.layout.indented_paragraphs:
                lines += _wrap("    " + paragraph, self.width, self._hyphen)
            else:
                lines += [*_wrap(paragraph, self.width, self._hyphen), ""]
        return _displace(lines, self.rng) if self.layout.displaced else lines

    def _hyphen(self) -> bool:
        return self.layout.hyphens and self.rng.random() < 0.5

    def _note_lines(self, number: int) -> list[str]:
        marker = self.layout.marker.format(self._printed(self._label(number)))
        # Blanks of the marker are not for the wrapping to lose.
        body = _wrap(marker.strip() + "\ue002" + self.essay.notes[number], self.note_width, self._hyphen)
        lead = marker[: len(marker) - len(marker.lstrip())]
        gap = marker[len(marker.rstrip()) :]
        lines = [lead + body[0].replace("\ue002", gap), *body[1:]]
        return [*lines, ""] if self.layout.blank_between_notes else lines

    def _label(self, number: int) -> str:
        return self.labels.setdefault(number, str(number))

    def _printed(self, label: str) -> str:
        return label.translate(_SUPERSCRIPTS) if self.layout.superscripts else label

    def _footnote_pages(self, lines: list[str]) -> None:
        carried: list[str] = []
        page = 0
        while lines or carried:
            page += 1
            body, notes, lines, carried = self._page(lines, carried)
            self._print_page(page, body, notes, last=not lines and not carried)

    def _page(self, lines: list[str], carried: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
        """(body, notes, what is left of both): each note begins on the page of its call and may run over."""
        body: list[str] = []
        notes = list(carried)
        on_page = 0
        while lines and len(body) + len(notes) < self.height - 4:
            line = lines[0]
            called = [int(number) for number in _MARK.findall(line)]
            if called and len(body) + len(notes) + len(called) + 3 > self.height:
                break
            lines = lines[1:]
            if not line and not body:
                continue
            body.append(line)
            for number in called:
                on_page += 1
                if self.layout.by_page:
                    self.labels[number] = str(on_page)
                notes += self._note_lines(number)
        while body and not body[-1]:
            body.pop()
        room = max(self.height - 1 - len(body), 0)
        spill = notes[room:]
        if spill and not any(line for line in spill):
            spill = []
        # Only the last note may run over: its first line is on this page.
        if spill and not self._only_last(notes, room):
            spill = []
            room = len(notes)
        return body, notes[:room], lines, spill

    def _only_last(self, notes: list[str], room: int) -> bool:
        opened = re.compile(re.escape(self.layout.marker).replace(r"\{\}", "[0-9⁰¹²³⁴-⁹]+"))
        return room > 0 and not any(opened.match(line) for line in notes[room:]) and bool(notes[:room])

    def _print_page(self, page: int, body: list[str], notes: list[str], *, last: bool) -> None:
        layout, margin = self.layout, " " * self.layout.margin
        out: list[str] = []
        if layout.head:
            number = f"    {page + 40}" if layout.number == "head" else ""
            out += [margin + layout.head + number, ""]
        elif layout.number == "head":
            out += [margin + str(page + 40), ""]
        first = " " if layout.odd_blank and page > 1 else ""
        out += [margin + (first if not index else "") + line if line else "" for index, line in enumerate(body)]
        if notes:
            if layout.gap:
                out.append("")
            if layout.rule:
                out.append(margin + layout.rule)
            out += [margin + line if line else "" for line in notes]
        if layout.number == "foot":
            out += ["", " " * 40 + str(page + 40) if layout.form_feeds or layout.margin else f" {page + 40} ", ""]
        if not layout.form_feeds and not last and layout.number == "" and not layout.odd_blank:
            out.append("")
        self.out += out if not layout.form_feeds or page == 1 else ["\f" + out[0], *out[1:]]

    def _endnote_pages(self, lines: list[str]) -> None:
        lines = [*lines, ""]
        if self.layout.endnotes:
            lines += [self.layout.endnotes, ""]
        for number in self.essay.notes:
            lines += self._note_lines(number)
        page = 0
        while lines:
            page += 1
            body, lines = lines[: self.height], lines[self.height :]
            while body and not body[0] and page > 1:
                body = body[1:]
            if body:
                self._print_page(page, body, [], last=not lines)

    def _finish(self) -> tuple[str, Truth]:
        truth = Truth()
        places: dict[int, int] = {}
        text = ""
        raw = "\n".join(self.out) + "\n"
        cursor = 0
        for match in _MARK.finditer(raw):
            text += raw[cursor : match.start()]
            number = int(match[1])
            places[number] = len(text)
            text += self.layout.call.format(self._printed(self._label(number)))
            cursor = match.end()
        text += raw[cursor:]
        for number, body in self.essay.notes.items():
            truth.notes.append((self._printed(self._label(number)), body))
            truth.calls.append(places[number])
        return text, truth


def _wrap(text: str, width: int, hyphen: object) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        shown = _MARK.sub(r"\1", word)
        if line and len(_MARK.sub(r"\1", line)) + 1 + len(shown) > width:
            room = width - len(_MARK.sub(r"\1", line)) - 2
            if room > 3 and len(word) - room > 3 and word.isalpha() and word[room].islower() and hyphen():  # type: ignore[operator]
                line, word = f"{line} {word[:room]}-", word[room:]
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line or not word else word
            if not word and not line.strip():
                line += " "
    return [*lines, line] if line.strip() else lines


def _displace(lines: list[str], rng: random.Random) -> list[str]:
    """Break some paragraphs off at their call: the next paragraph comes before the rest."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    out: list[list[str]] = []
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        at = next((i for i, line in enumerate(paragraph) if _MARK.search(line)), None)
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else []
        free = following and not any(_MARK.search(line) for line in following)
        if at is not None and free and rng.random() < 0.6:
            match = _MARK.search(paragraph[at])
            assert match
            rest = [" " + paragraph[at][match.end() :].strip(), *paragraph[at + 1 :]]
            head = [*paragraph[:at], paragraph[at][: match.end()]]
            if rest[0].strip():
                out += [head, following, rest]
                index += 2
                continue
        out.append(paragraph)
        index += 1
    return [line for paragraph in out if paragraph for line in [*paragraph, ""]]


def main() -> int:
    """Print one document."""
    if len(sys.argv) < 3 or sys.argv[2] not in LAYOUTS:
        print(__doc__, f"layouts: {', '.join(LAYOUTS)}", sep="\n", file=sys.stderr)
        return 2
    source = essay(Path(sys.argv[1]))
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    text, _ = make(source, [s for s in source.sentences if _OPEN not in s], LAYOUTS[sys.argv[2]], seed)
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
