r"""Walks a LaTeX source: letters, signs, groups and formulas; commands are for the rules, asked in their order."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from biblio.errors import Place, ReadError
from biblio.model import Diagnostic, Mark
from biblio.readers._flow import Flow, FlowNote
from biblio.readers._latex.numbering import Counters
from biblio.readers._latex.preamble import Preamble
from biblio.readers._latex.scan import Groups, arguments, option_end, skip_blanks
from biblio.readers._latex.tables import tables

__all__ = ["CITE", "Macro", "Reading", "Rule", "Walker", "Word", "option", "past_blanks"]

Marks = frozenset[Mark]
_SPECIAL = re.compile(
    r"""
    \\(?P<word>[A-Za-z@]+\*?) | \\(?P<symbol>.)
  | (?P<open>\{) | (?P<close>\}) | (?P<comment>%[^\n]*(?:\n(?![ \t]*\n)[ \t]*)?)
  | (?P<paragraph>\n[ \t]*\n\s*) | (?P<maths>\$\$?) | (?P<tie>~) | (?P<cell>&)
  | (?P<ligature>---?|``|''|`|'|,,(?=\w)|<<|>>) | (?P<short>"[a-zA-Z=~\-`'<>|/])
    """,
    re.VERBOSE | re.DOTALL,
)
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "'": "’", ",,": "„", "<<": "«", ">>": "»"}
_GERMAN = {'"a': "ä", '"o': "ö", '"u': "ü", '"A': "Ä", '"O': "Ö", '"U': "Ü", '"s': "ß", '"`': "„", "\"'": "“"}
_SHORTHANDS = {'"=': "-", '"-': "", '"~': "-", '"<': "«", '">': "»", '"|': "", '"/': "/"}
CITE = re.compile(r"[A-Za-z]*cite[A-Za-z]*\*?|(?:page|auto|name|c|C|v|eq|title)?ref\*?")
_DEEPEST = 60
_LONGEST_FORMULA = 20_000
_MARKS = {mark.value: mark for mark in Mark}


@dataclass(frozen=True, slots=True)
class Macro:
    parameters: int
    default: str | None
    body: str


@dataclass(slots=True)
class Reading:
    """What is read just now: the source, or what a command of the author's stands for."""

    text: str
    groups: Groups
    line: int = 0
    """The line of the command that was replaced; 0 in the source itself."""


@dataclass(frozen=True, slots=True)
class Word:
    """A command as it was met."""

    name: str
    start: int
    at: int
    """Where its arguments would begin."""
    end: int
    """Where the group ends in which it stands."""


class Walker:
    """Reads one source; what commands mean is for the rules."""

    def __init__(
        self, text: str, source: str, preamble: Preamble, rules: tuple[Rule, ...], labels: dict[str, str] | None = None
    ) -> None:
        """`labels`: what `\\ref` prints for the labels of notes, from an earlier reading."""
        self.rules = rules
        self.source = source
        self.preamble = preamble
        self.body = Flow(collapse=True)
        self.notes: list[FlowNote] = []
        self.title = ""
        self.labels: dict[str, str] = {}
        self.remarks: list[Diagnostic] = []
        self.known_labels = labels or {}
        self.whole = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.whole_groups = Groups(text)
        self.reading = Reading(text, self.whole_groups)
        self.flow = self.body
        self.marks: Marks = frozenset()
        self.href = ""
        self.label = ""
        self._depth = 0
        self.expansions = 0
        self.expanded_letters = 0
        self._keys = 0
        self.macros: dict[str, Macro] = {}
        self.titles: dict[str, tuple[int, int]] = {}
        self.counters = Counters()
        self.pending: dict[tuple[str, str], int] = {}
        self.lists: list[tuple[str, int]] = []
        self.done = False
        for command, counter in preamble.resets:
            self.counters.resets.setdefault(command, set()).add(counter)

    def read(self, before: tuple[Rule, ...]) -> None:
        """Read the preamble for its definitions, then the document; all of a source without a preamble.

        Raises:
            ReadError: it is nested deeper than any text.
        """
        begin = self.whole.find("\\begin{document}")
        if begin < 0:
            self.run(0, len(self.whole))
            return
        scratch, self.flow = self.flow, Flow()
        self.definitions(0, begin, before)
        self.flow = scratch
        self.run(begin + len("\\begin{document}"), len(self.whole))

    # -- the walk ------------------------------------------------------------------------------------------------

    def run(self, start: int, end: int) -> None:
        """Read a stretch as a group: what it switches ends with it."""
        self._depth += 1
        if self._depth > _DEEPEST:
            what = "commands that call themselves without end" if self.reading.line else "groups are nested too deep"
            raise ReadError(what, place=Place(self.source, self.line_of(start)), hint="is it LaTeX that runs?")
        outer, reading, at = self.marks, self.reading, start
        text = reading.text
        while not self.done and at < end and (match := _SPECIAL.search(text, at, end)):
            self.print(text[at : match.start()])
            at = self._special(match, end)
        if not self.done:
            self.print(text[at:end])
        self.marks, self.reading = outer, reading
        self._depth -= 1

    def _special(self, match: re.Match[str], end: int) -> int:
        match match.lastgroup:
            case "word":
                word = match["word"]
                if word.endswith("*") and not self._is_starred(word):
                    word = word[:-1]
                return self._command(Word(word, match.start(), match.start() + 1 + len(word), end))
            case "symbol":
                return self._symbol(match["symbol"], match.end(), end)
            case "open":
                close = self.reading.groups.end(match.start(), end)
                if close < 0:
                    return match.end()
                self.run(match.end(), close)
                return close + 1
            case "maths":
                return self._maths(match[0], match.end(), end)
            case "paragraph":
                self.flow.paragraph(self.line_of(match.end()))
            case kind:
                self.print(self._character(kind or "", match[0]))
        return match.end()

    def _character(self, kind: str, written: str) -> str:
        """What signs print that are no commands; braces and comments print nothing."""
        match kind:
            case "tie":
                return "\u00a0"
            case "cell":
                return " "
            case "ligature":
                return _LIGATURES[written]
            case "short":
                return self._shorthand(written)
        return ""

    def _is_starred(self, word: str) -> bool:
        known = tables()
        return word in known.quotes or word in known.discarded or bool(CITE.fullmatch(word))

    def _shorthand(self, written: str) -> str:
        if not self.preamble.german:
            return written
        return _GERMAN.get(written, _SHORTHANDS.get(written, written))

    def print(self, text: str) -> None:
        """Print text as things are set."""
        if text:
            self.flow.add(text, self.marks, self.href)

    def _symbol(self, symbol: str, at: int, end: int) -> int:
        if symbol == "\\":
            self.flow.line_break()
            text = self.reading.text
            at += text.startswith("*", at)
            close = option_end(text, at, end) if text.startswith("[", at) else -1
            return close + 1 if close >= 0 else at
        if symbol in tables().accents:
            return self.accent(symbol, at, end)
        if symbol in "([":
            close = self.reading.text.find("\\)" if symbol == "(" else "\\]", at, min(end, at + _LONGEST_FORMULA))
            if close >= 0:
                self.print(self.reading.text[at:close])
                return close + 2
        self.print(tables().symbols.get(symbol, symbol))
        return at

    def accent(self, accent: str, at: int, end: int) -> int:
        """Print the letter at `at` with an accent; where reading goes on."""
        text = self.reading.text
        at = skip_blanks(text, at, end) if accent.isalpha() else at
        close = self.reading.groups.end(at, end) if text.startswith("{", at) else -1
        if close >= 0:
            base, after = text[at + 1 : close], close + 1
        else:
            match = re.compile(r"\\[A-Za-z]+[ ]?|[^\s\\{}]").match(text, at, end)
            base, after = (match[0], match.end()) if match else ("", at)
        plain = self._letters(base)
        first = {"ı": "i", "ȷ": "j"}.get(plain[:1], plain[:1])
        self.print(unicodedata.normalize("NFC", (first or " ") + tables().accents[accent]) + plain[1:])
        return after

    def _letters(self, text: str) -> str:
        r"""An accent's base: a letter, or `\i`."""
        if text.startswith("\\"):
            return tables().letters.get(text[1:].strip(), "")
        return text.strip()

    def _maths(self, dollars: str, at: int, end: int) -> int:
        """Formulas stay as they are written; a raised number or word alone is just that."""
        text = self.reading.text
        close = text.find(dollars, at, min(end, at + _LONGEST_FORMULA))
        if close < 0:
            self.print(dollars)
            return at
        formula = text[at:close]
        raised = re.fullmatch(
            r"\s*(?:\{\})?\^\s*(?:\{)?(?:\\(?:rm|text|mathrm|textrm)\s*\{?)?\s*([\w*.]+)\}*\s*", formula
        )
        if raised:
            self.flow.add(raised[1], self.marks | {Mark.SUPERSCRIPT}, self.href)
        else:
            self.print(formula)
        return close + len(dollars)

    def line_of(self, at: int) -> int:
        """The line of the source on which a character stands."""
        return self.reading.line or bisect_right(self._starts, at)

    # -- commands ------------------------------------------------------------------------------------------------

    def _command(self, word: Word) -> int:
        for rule in self.rules:
            after = rule(self, word)
            if after is not None:
                return after
        return self._kept(word)

    def _kept(self, word: Word) -> int:
        """A command that nobody knows: its arguments are read, or it stays as it is written."""
        _, groups, after = self.arguments(word)
        if not groups:
            self.print(self.reading.text[word.start : word.at])
            return word.at
        for number, group in enumerate(groups):
            if number:
                self.print(" ")
            self.run(*group)
        return after

    def arguments(self, word: Word, most: int = 9) -> tuple[list[tuple[int, int]], list[tuple[int, int]], int]:
        """The options and groups behind a command, and where they end."""
        return arguments(self.reading.text, self.reading.groups, word.at, word.end, most)

    def written(self, span: tuple[int, int]) -> str:
        """The source of a stretch."""
        return self.reading.text[span[0] : span[1]]

    def within(self, span: tuple[int, int], marks: Marks) -> None:
        """Read a stretch that is set in some way."""
        outer, self.marks = self.marks, marks
        self.run(*span)
        self.marks = outer

    def marked_as(self, how: str) -> Marks:
        """Emphasis in italics is upright."""
        if how == "upright":
            return self.marks - {Mark.ITALIC, Mark.SMALL_CAPS}
        if how == "emphasis":
            return self.marks ^ {Mark.ITALIC}
        return self.marks | {_MARKS[how]}

    def new_key(self) -> int:
        """A name for one more note."""
        self._keys += 1
        return self._keys

    def definitions(self, start: int, end: int, rules: tuple[Rule, ...]) -> None:
        """The commands of the preamble that matter to the text."""
        at = start
        while match := _SPECIAL.search(self.whole, at, end):
            at = match.end()
            if match.lastgroup == "word":
                word = Word(match["word"].rstrip("*"), match.start(), match.end(), end)
                for rule in rules:
                    after = rule(self, word)
                    if after is not None:
                        at = after
                        break


Rule = Callable[[Walker, Word], int | None]
r"""Where reading goes on behind the command, or None if the rule does not know it."""


def option(walker: Walker, word: Word) -> tuple[list[tuple[int, int]], int]:
    text = walker.reading.text
    at = skip_blanks(text, word.at, word.end)
    close = option_end(text, at, word.end) if text.startswith("[", at) else -1
    return ([(at + 1, close)], close + 1) if close >= 0 else ([], word.at)


def past_blanks(text: str, at: int, end: int) -> int:
    """TeX swallows the blanks behind a command that is a word, but for a paragraph's end."""
    match = re.compile(r"[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?").match(text, at, end)
    return match.end() if match else at
