r"""RTF's groups -> the running text and its notes.

    so it was said.{\super\chftn}{\*\footnote\chftn\~\plain\pard Pratt, {\i Fires}, 9.\par}

A note stands where it is called. `\chftn` is its number, in the text and at its head; a note without one has a mark of
the author's own, raised before the group and again at the note's head.
"""

from __future__ import annotations

import locale
from collections import Counter
from dataclasses import dataclass, field, replace

from biblio.model import Mark, NoteKind
from biblio.readers import _fields
from biblio.readers._flow import Flow, FlowNote
from biblio.readers._rtf import charsets, words
from biblio.readers._rtf.numbering import NoteNumbers
from biblio.readers._rtf.tokens import Kind, Token, tokens

__all__ = ["Story"]

_LONGEST_MARK = 6


@dataclass(slots=True)
class _Field:
    prints: str
    """The destination its result goes to."""
    instruction: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Note:
    key: int
    outer: Flow
    outer_numbered: bool
    flow: Flow
    kind: NoteKind = NoteKind.FOOTNOTE


@dataclass(slots=True)
class _State:
    """What holds to the end of a group."""

    marks: frozenset[Mark] = frozenset()
    hidden: frozenset[str] = frozenset()
    destination: str = "text"
    """text, skip, fonts, title, instruction."""
    font: int = -1
    fallback: int = 1
    r"""How many characters stand for a `\u` in programs that do not know it."""
    language: int = 0
    href: str = ""
    field: _Field | None = None
    note: _Note | None = None
    r"""Set in the group that is the note."""
    closes_citation: bool = False


class Story:
    """Reads one file."""

    def __init__(self) -> None:
        self.body = Flow()
        self.notes: list[FlowNote] = []
        self.languages: Counter[int] = Counter()
        self.cut_short = False
        self._title: list[str] = []
        self._flow = self.body
        self._state = _State()
        self._stack: list[_State] = []
        self._codec = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font = -1
        self._numbers = NoteNumbers()
        self._section = 0
        self._page = 1
        self._skip = 0
        self._starred = False
        self._numbered = False
        self._bytes = bytearray()
        self._units: list[int] = []

    @property
    def title(self) -> str:
        """The title of the file's information group."""
        return "".join(self._title)

    @property
    def language(self) -> str:
        """The language in which most of the text is marked to be."""
        common = self.languages.most_common(1)
        return locale.windows_locale.get(common[0][0], "") if common else ""

    def read(self, data: bytes) -> None:
        """Read the whole file."""
        for token in tokens(data):
            if token.kind in (Kind.TEXT, Kind.HEX):
                self._data(token)
            elif token.kind is Kind.OPEN:
                self._flush()
                self._skip = 0
                self._stack.append(self._state)
                self._state = replace(self._state, note=None, closes_citation=False)
            elif token.kind is Kind.CLOSE:
                self._flush()
                self._skip = 0
                self._close()
            else:
                self._control(token)
        self._flush()
        self.cut_short = bool(self._stack)
        while self._stack:
            self._close()

    def _data(self, token: Token) -> None:
        data = token.data
        if self._skip:
            passed = min(self._skip, len(data))
            self._skip -= passed
            data = data[passed:]
        if data:
            self._flush_units()
            self._bytes += data

    def _flush_units(self) -> None:
        """UTF-16 code units: `\\u-10179?\\u-8694?` is one letter."""
        if self._units:
            raw = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._units.clear()
            self._print(raw.decode("utf-16-le", "replace"))

    def _flush(self) -> None:
        self._flush_units()
        if self._bytes:
            font = self._state.font if self._state.font >= 0 else self._default_font
            codec = self._fonts.get(font, "") or self._codec
            text = charsets.decode(bytes(self._bytes), codec)
            self._bytes.clear()
            self._print(text)

    def _print(self, text: str) -> None:
        state = self._state
        match state.destination:
            case "text" if not state.hidden:
                if state.language:
                    self.languages[state.language] += len(text)
                self._flow.add(text, state.marks, state.href)
            case "title":
                self._title.append(text)
            case "instruction" if state.field:
                state.field.instruction.append(text)

    def _close(self) -> None:
        if not self._stack:
            return
        if self._state.closes_citation:
            self._flow.embedded((), "", opens=False)
        if self._state.note:
            self._end_note(self._state.note)
        self._state = self._stack.pop()

    def _control(self, token: Token) -> None:
        word, number = token.word, token.number
        if token.kind is Kind.WORD and word == "u" and number is not None:
            if self._bytes:
                self._flush()
            self._units.append(number % 65536)
            self._skip = self._state.fallback
            return
        if self._skip:
            self._skip -= 1
            return
        self._flush()
        starred, self._starred = self._starred, False
        if token.kind is Kind.SYMBOL:
            self._symbol(word)
        elif word in words.LETTERS:
            self._print(words.LETTERS[word])
        elif not (
            self._formatting(word, number)
            or self._layout(word)
            or self._font(word, number)
            or self._group(word)
            or self._numbers.hear(word, number)
        ):
            self._other(word, number, starred)

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._paragraph("par")
        elif symbol in words.SYMBOLS:
            self._print(words.SYMBOLS[symbol])

    def _formatting(self, word: str, number: int | None) -> bool:
        state = self._state
        on = number != 0
        if word in words.MARKS:
            mark = words.MARKS[word]
            state.marks = state.marks | {mark} if on else state.marks - {mark}
        elif word in words.HIDDEN:
            state.hidden = state.hidden | {word} if on else state.hidden - {word}
        elif word == "up":
            state.marks = state.marks | {Mark.SUPERSCRIPT} if number else state.marks - {Mark.SUPERSCRIPT}
        elif word in ("nosupersub", "sub", "dn"):
            state.marks = state.marks - {Mark.SUPERSCRIPT}
        elif word == "plain":
            state.marks, state.hidden = frozenset(), state.hidden - {"v"}
            state.font, state.language = -1, 0
        elif word == "lang":
            state.language = number or 0
        else:
            return False
        return True

    def _layout(self, word: str) -> bool:
        if word in words.PARAGRAPHS:
            self._paragraph(word)
        elif word == "line":
            if self._prints():
                self._flow.line_break()
        elif word == "softpage":
            self._page += 1
        elif word == "sectd":
            self._numbers.section.clear()
        else:
            return False
        return True

    def _paragraph(self, word: str) -> None:
        if not self._prints():
            return
        self._flow.paragraph()
        self._page += word == "page"
        self._section += word == "sect"

    def _prints(self) -> bool:
        return self._state.destination == "text" and not self._state.hidden

    def _font(self, word: str, number: int | None) -> bool:
        if word == "f":
            self._state.font = number or 0
        elif word == "deff":
            self._default_font = number or 0
        elif word in ("fcharset", "cpg") and self._state.destination == "fonts":
            codec = charsets.by_font(number or 0) if word == "fcharset" else charsets.by_code_page(number or 0)
            if codec:
                self._fonts[self._state.font] = codec
        elif word == "ansicpg":
            self._codec = charsets.by_code_page(number or 0) or self._codec
        elif word in ("mac", "pc", "pca"):
            self._codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
        elif word == "uc":
            self._state.fallback = min(max(number or 0, 0), 100)
        else:
            return False
        return True

    def _group(self, word: str) -> bool:
        """Words that say what a group is."""
        state = self._state
        match word:
            case "footnote":
                self._begin_note()
            case "ftnalt" if self._stack:
                self._end_of_text_note()
            case "chftn":
                self._numbered = True
            case "fonttbl":
                state.destination = "fonts"
            case "title" if state.destination == "info":
                state.destination = "title"
            case "info":
                state.destination = "info"
            case "ud" | "shptxt" if state.destination != "instruction":
                state.destination = "text"
            case _:
                return self._field_group(word)
        return True

    def _field_group(self, word: str) -> bool:
        state = self._state
        if word == "field":
            state.field = _Field(state.destination)
        elif word == "fldinst" and state.field:
            state.destination = "instruction"
        elif word == "fldrslt" and state.field:
            self._result(state.field)
        else:
            return False
        return True

    def _other(self, word: str, number: int | None, starred: bool) -> None:
        if word in words.SKIPPED or (starred and word not in ("shpinst", "shptxt", "nesttableprops")):
            self._state.destination = "skip"

    def _result(self, part: _Field) -> None:
        self._state.destination = part.prints
        instruction = "".join(part.instruction).strip()
        if instruction.upper().startswith("HYPERLINK"):
            quoted = instruction.split('"')
            place = "#" if quoted[0].rstrip().endswith("\\l") else ""
            self._state.href = place + quoted[1] if len(quoted) > 2 else instruction[9:].strip()
        items, manager = _fields.embedded(instruction)
        if items and self._prints():
            self._state.closes_citation = True
            self._flow.embedded(items, manager, opens=True)

    def _begin_note(self) -> None:
        state = self._state
        if not self._prints():
            state.destination = "skip"
            return
        note = _Note(len(self.notes) + sum(1 for one in self._stack if one.note), self._flow, self._numbered, Flow())
        self._flow.call(note.key)
        self._flow, self._numbered = note.flow, False
        state.note, state.marks, state.href, state.font = note, frozenset(), "", -1

    def _end_of_text_note(self) -> None:
        for state in (self._state, *reversed(self._stack)):
            if state.note:
                state.note.kind = NoteKind.ENDNOTE
                return

    def _end_note(self, note: _Note) -> None:
        own = ""
        if not (note.outer_numbered or self._numbered):
            own = note.outer.take_mark(note.key, note.flow.head(40).lstrip(), _LONGEST_MARK)
        if own:
            note.flow.without(own)
        label = own or self._numbers.next(note.kind, self._section, self._page)
        self.notes.append(FlowNote(note.key, label, note.flow, f"rtf-{note.kind}", note.kind))
        self._flow, self._numbered = note.outer, False
