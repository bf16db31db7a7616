"""Sets annotated essays as the kinds of text that PDFs and typists give, with the truth about every note and call.

    python scripts/make_text_documents.py ESSAY.xml LAYOUT [SEED] > document.txt

An essay is an XML file with a body in which `<call n="1"/>` stands and notes `<note n="1">`. Bodies of sample essays
are short, so sentences of other essays in the same language are put between.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_SYMBOLS = ("*", "†", "‡", "**", "††", "‡‡", "***", "†††", "‡‡‡")
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
    lone_calls: bool = False
    """With `displaced`: the call of the paragraph between is printed alone, after the rest of the first."""
    spaced_calls: bool = False
    """Some calls stand after a blank."""
    lost_calls: float = 0.0
    """Share of calls that are not printed."""
    lost_notes: float = 0.0
    """Share of notes that are not printed."""
    decoys: bool = False
    """Numbered lists, section numbers, tables of contents, a numbered bibliography."""
    symbols: bool = False
    """*, † and ‡, beginning again on each page."""
    own_line_markers: bool = False


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
    "pages-blank-between": Layout(rule="", blank_between_notes=True),
    "pages-own-line": Layout(rule="", own_line_markers=True, blank_between_notes=True),
    "pages-symbols": Layout(symbols=True, by_page=True, rule=""),
    "pages-spaced-calls": Layout(spaced_calls=True),
    "pages-decoys": Layout(decoys=True, rule=""),
    "pages-lost-calls": Layout(lost_calls=0.15),
    "pages-lost-notes": Layout(lost_notes=0.08, rule=""),
    "word-lone-calls": Layout(
        form_feeds=False, rule=" " * 59, odd_blank=True, displaced=True, lone_calls=True, number="", hyphens=False
    ),
    "word-decoys": Layout(form_feeds=False, rule=" " * 59, odd_blank=True, decoys=True, displaced=True, number="foot"),
    "no-feeds-gap": Layout(form_feeds=False, rule="", number=""),
    "endnotes-decoys": Layout(endnotes="Notes", marker="{} ", decoys=True),
    "endnotes-lost-calls": Layout(endnotes="Notas", marker="{}. ", lost_calls=0.2, form_feeds=False, number=""),
    "endnotes-no-calls": Layout(endnotes="Notes", marker="{}. ", lost_calls=1.0),
    "pages-no-calls": Layout(lost_calls=1.0),
}


@dataclass
class Truth:
    """What is in a generated document."""

    notes: list[tuple[str, str]] = field(default_factory=list)
    """(label as printed, text)"""
    calls: list[int | None] = field(default_factory=list)
    """Where each call's mark begins, in the notes' order; None where it is not printed."""
    around: list[tuple[str, str]] = field(default_factory=list)
    """The letters just before and just after each call, as the author wrote them."""


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
        self.written: list[str] = []
        self.labels: dict[int, str] = {}
        self.lost = {number for number in source.notes if rng.random() < layout.lost_notes}
        self.uncalled = {number for number in source.notes if rng.random() < layout.lost_calls}

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
            self.written.append(paragraph)
            if self.layout.indented_paragraphs:
                lines += _wrap("    " + paragraph, self.width, self._hyphen)
            else:
                lines += [*_wrap(paragraph, self.width, self._hyphen), ""]
        if self.layout.displaced:
            lines = _displace(lines, self.rng, self.layout.lone_calls)
        return self._decoys(lines) if self.layout.decoys else lines

    def _decoys(self, lines: list[str]) -> list[str]:
        """Lists, section numbers and a table of contents between paragraphs."""
        words = ["Enclosure", "Evidence", "Method", "Labour", "Crowd", "Theatre", "Posterity", "Reason"]
        contents = ["Contents", "", *(f"{i}. {words[i]} and {words[-i]} .... {i * 7 - 2}" for i in range(1, 6)), ""]
        section = 0
        out: list[str] = []
        for before, line in zip(["", *lines], lines, strict=False):
            if line and not before and self.rng.random() < 0.12:
                section += 1
                out += self.rng.choice(
                    (
                        [str(section), ""],
                        [f"{section}. {self.rng.choice(words)} and {self.rng.choice(words)}", ""],
                        [
                            text
                            for i in range(1, 5)
                            for text in (
                                *_wrap(f"{i}. That {self._phrase()} is not proved.", self.width, self._hyphen),
                                "",
                            )
                        ],
                        [
                            "In 1848 and after, the figures were these:",
                            "1848 12 men",
                            "12 women of 1848",
                            "2 children",
                            "",
                        ],
                    )
                )
            out.append(line)
        return contents + out

    def _phrase(self) -> str:
        return (self.rng.choice(self.filler) if self.filler else "what was said").rstrip('.!?…»”’"').lower()

    def _hyphen(self) -> bool:
        return self.layout.hyphens and self.rng.random() < 0.5

    def _note_lines(self, number: int) -> list[str]:
        if number in self.lost:
            return []
        marker = self.layout.marker.format(self._printed(self._label(number)))
        # Blanks of the marker are not for the wrapping to lose.
        body = _wrap(marker.strip() + "\ue002" + self.essay.notes[number], self.note_width, self._hyphen)
        lead = marker[: len(marker) - len(marker.lstrip())]
        gap = marker[len(marker.rstrip()) :]
        if self.layout.own_line_markers:
            head, _, rest = body[0].partition("\ue002")
            body[:1] = [head, rest]
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
                    self.labels[number] = _SYMBOLS[(on_page - 1) % 9] if self.layout.symbols else str(on_page)
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
        if self.layout.decoys:
            lines += ["", "Bibliography", ""]
            lines += [f"{i}. {self._phrase().title()[:60]} (London, 19{i + 10})." for i in range(1, 9)]
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
            cursor = match.end()
            if number in self.uncalled:
                continue
            if self.layout.spaced_calls and self.rng.random() < 0.3:
                text += " "
            places[number] = len(text)
            text += self.layout.call.format(self._printed(self._label(number)))
        text += raw[cursor:]
        around = _around(" ".join(self.written))
        for number, body in self.essay.notes.items():
            if number in self.lost:
                continue
            truth.notes.append((self._printed(self._label(number)), body))
            truth.calls.append(places.get(number))
            truth.around.append(around[number])
        return text, truth


def _wrap(text: str, width: int, hyphen: Callable[[], bool]) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        shown = _MARK.sub(r"\1", word)
        if line and len(_MARK.sub(r"\1", line)) + 1 + len(shown) > width:
            room = width - len(_MARK.sub(r"\1", line)) - 2
            breakable = word.isalpha() and len(word) - room > 3 < room and word[room].islower()
            if breakable and hyphen():
                line, word = f"{line} {word[:room]}-", word[room:]
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line or not word else word
            if not word and not line.strip():
                line += " "
    return [*lines, line] if line.strip() else lines


def _around(text: str) -> dict[int, tuple[str, str]]:
    found = {}
    for match in _MARK.finditer(text):
        before, after = _MARK.sub("", text[: match.start()][-200:]), _MARK.sub("", text[match.end() :][:200])
        found[int(match[1])] = (letters(before)[-15:], letters(after)[:15])
    return found


def letters(text: str) -> str:
    """The letters of a text, without what joining lines may change."""
    return "".join(letter for letter in text if letter.isalpha())


def _displace(lines: list[str], rng: random.Random, lone: bool) -> list[str]:
    """Break some paragraphs off at their call: the next paragraph comes before the rest.

    `lone`: where the next paragraph ends with a call, that call is printed after the rest, alone on its line.
    """
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
        called = [i for i, line in enumerate(following) if _MARK.search(line)]
        one = at is not None and len(_MARK.findall(" ".join(paragraph))) == 1
        at_end = lone and len(called) == 1 and following[-1].endswith(_CLOSE) and called[0] == len(following) - 1
        if at is not None and one and following and (not called or at_end) and rng.random() < 0.8:
            match = _MARK.search(paragraph[at])
            assert match
            rest = [" " + paragraph[at][match.end() :].strip(), *paragraph[at + 1 :]]
            head = [*paragraph[:at], paragraph[at][: match.end()]]
            if rest[0].strip():
                mark = _MARK.search(following[-1]) if at_end else None
                if mark:
                    following = [*following[:-1], following[-1][: mark.start()]]
                out += [head, following, rest, *([[mark[0]]] if mark else [])]
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
