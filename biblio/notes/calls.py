"""Marks in a line of running text that may call a note: "one1", "Betrayed,2", "core’ 9", "[3]", "end.³", "title*".

Each candidate has the name of its form; `weights` says how much a form is worth. Most figures in prose are no calls:
they count only where the numbering has come to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from biblio.model import Span
from biblio.notes.markers import value_of_superscript
from biblio.notes.printed import Kind, PrintedLine
from biblio.notes.words import words

__all__ = ["CallForm", "CallMark", "Family", "abbreviates", "calls_of"]

_MARK = re.compile(
    r"""
      (?P<superscript> (?<=\S)\ ?[⁰¹²³⁴-⁹]{1,3} | ^[⁰¹²³⁴-⁹]{1,3}(?=\s*\Z) )
    | (?P<caret>       \^\[?\d{1,3}\]?\^? )
    | (?P<markdown>    \[\^\d{1,3}\] )
    | (?P<bracket>     \[\d{1,3}\] )
    | (?P<paren>       \(\d{1,3}\) )
    | (?P<symbol>      (?<=[^\s*∗†‡§¶‖(]) (?:[*∗]{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖) (?=[\s.,;:)\]”’"]|\Z) )
    | (?P<digits>      \d+ )
    """,
    re.VERBOSE,
)
_SYMBOLS = re.compile(r"[*∗]{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖")
_DIGITS = re.compile(r"\d{1,3}|[⁰¹²³⁴-⁹]{1,3}")
_LONGEST = 4
_AROUND = 100
"""Letters on each side of a figure that are looked at: a line may be a whole paragraph, or a whole book."""
_EMPHASIS = 500
"""Letters that a pair of asterisks may stand around."""
_CLOSING = ")]}»”’\"'›‹“>…*"
_STOPS = ".,;:!?…"
_YEAR = re.compile(r"(?P<year>1[0-9]{3}|20\d\d)(?P<call>\d{1,3})")
_LAST_WORD = re.compile(r"(?<![\w’'])([^\W\d_]+[°º]?)\.?\Z")


class Family(StrEnum):
    """Forms that one document uses together."""

    DIGITS = "digits"
    BRACKETS = "brackets"
    PARENS = "parens"
    RAISED = "raised"
    SYMBOLS = "symbols"


class CallForm(StrEnum):
    """How a call stands in its line."""

    SUPERSCRIPT = "superscript"
    CARET = "caret"
    BRACKET = "bracket"
    PAREN = "paren"
    SYMBOL = "symbol"
    AFTER_STOP = "after-stop"
    """ "Betrayed,2" """
    AFTER_WORD = "after-word"
    """ "one1" """
    AFTER_YEAR = "after-year"
    """ "in 1917.3 The", "in 19173" """
    AFTER_ABBREVIATION = "after-abbreviation"
    """ "vol.2", but also "a work of art.2" """
    AFTER_FIGURE = "after-figure"
    """ "to $200.3 The" """
    ALONE = "alone"
    """ "6" between blank lines """
    OWN_LINE = "own-line"
    """ "6" between the lines of a paragraph """
    AFTER_CALL = "after-call"
    """ "the end.3, 4" """
    SET_OFF = "set-off"
    """ "core’ 9" at the end of a line, or after a full stop """
    FIGURE = "figure"
    """ any other figure between blanks """


_FAMILIES = {
    CallForm.SUPERSCRIPT: Family.RAISED,
    CallForm.CARET: Family.RAISED,
    CallForm.BRACKET: Family.BRACKETS,
    CallForm.PAREN: Family.PARENS,
    CallForm.SYMBOL: Family.SYMBOLS,
}


@dataclass(frozen=True, slots=True)
class CallMark:
    """A mark that may call a note."""

    line: int
    form: CallForm
    label: str
    number: int
    """0 for a symbol."""
    start: int
    """In the line's text; the printed mark with its brackets."""
    end: int

    @property
    def family(self) -> Family:
        """Which forms it goes with."""
        return _FAMILIES.get(self.form, Family.DIGITS)


def calls_of(line: PrintedLine, alone: bool, *, raised_only: bool = False) -> tuple[CallMark, ...]:
    """All candidates of a line, in order; `alone`: it stands between blank lines; `raised_only`: the document raises
    its calls, so that no other figure is one."""
    if line.kind is not Kind.TEXT:
        return ()
    found: list[CallMark] = []
    for match in _MARK.finditer(line.text):
        kind = str(match.lastgroup)
        raised = line.raised_in(*match.span()) if kind == "digits" else None
        if raised:
            mark = _raised(line, raised)
        elif kind == "digits":
            mark = None if raised_only else _figure(line, match, alone)
            if mark and found and _follows(line.text, found[-1], mark):
                mark = replace(mark, form=CallForm.AFTER_CALL)
        elif kind == "symbol":
            mark = _symbol(line, match)
        else:
            mark = _marked(line, match, CallForm.CARET if kind == "markdown" else CallForm(kind))
        if mark and (mark.number or mark.form is CallForm.SYMBOL):
            found.append(mark)
    if line.raised:
        found = _with_raised_symbols(line, found)
    return tuple(found)


def _with_raised_symbols(line: PrintedLine, found: list[CallMark]) -> list[CallMark]:
    """A raised symbol is a call whatever stands round it."""
    taken = {mark.end for mark in found}
    for span in line.raised:
        label = span.of(line.text).strip()
        if span.start and span.end not in taken and _SYMBOLS.fullmatch(label):
            start = line.text.index(label, span.start)
            found.append(CallMark(line.index, CallForm.SYMBOL, label, 0, start, start + len(label)))
    return sorted(found, key=lambda mark: mark.start)


def _raised(line: PrintedLine, span: Span) -> CallMark | None:
    label = span.of(line.text)
    if len(label) > _LONGEST or label[0] == "0":
        return None
    return CallMark(line.index, CallForm.SUPERSCRIPT, label, int(label), span.start, span.end)


def _symbol(line: PrintedLine, match: re.Match[str]) -> CallMark | None:
    """A symbol after a word, unless it closes what the same symbol opened: "*this*"."""
    if re.search(
        rf"(?:\A|[\s(“‘\"']){re.escape(match[0])}(?=\S)", line.text[max(match.start() - _EMPHASIS, 0) : match.start()]
    ):
        return None
    return CallMark(line.index, CallForm.SYMBOL, match[0], 0, match.start(), match.end())


def _marked(line: PrintedLine, match: re.Match[str], form: CallForm) -> CallMark | None:
    label = _DIGITS.search(match[0])
    if label is None:
        return None
    start = match.start() + (len(match[0]) - len(match[0].lstrip()))
    return CallMark(line.index, form, label[0], value_of_superscript(label[0]), start, match.end())


def _figure(line: PrintedLine, match: re.Match[str], alone: bool) -> CallMark | None:
    text, start, end, digits = line.text, match.start(), match.end(), match[0]
    before, after = text[max(start - _AROUND, 0) : start], text[end : end + _AROUND]
    if start == 0 and end == len(text):
        own = CallForm.ALONE if alone else CallForm.OWN_LINE
        return CallMark(line.index, own, digits, int(digits), 0, end) if end <= 3 else None
    year = _YEAR.fullmatch(digits)
    if year and _may_follow(after):
        call = year["call"]
        return CallMark(line.index, CallForm.AFTER_YEAR, call, int(call), end - len(call), end)
    if len(digits) > 3 or digits[0] == "0" or not _may_follow(after):
        return None
    form = _form(before, after)
    return CallMark(line.index, form, digits, int(digits), start, end) if form else None


def _follows(text: str, before: CallMark, mark: CallMark) -> bool:
    """Whether two calls stand together: "the end.3, 4"."""
    sure = before.form not in (CallForm.FIGURE, CallForm.SET_OFF, CallForm.AFTER_ABBREVIATION)
    return sure and mark.number == before.number + 1 and text[before.end : mark.start].strip() in ("", ",", ";")


def _may_follow(after: str) -> bool:
    """What may stand after a call: no digit, letter, per cent sign, nor the rest of "1,500", "3.5", "12-14"."""
    if not after or after[0].isspace():
        return True
    if after[0].isalnum() or after[0] in "%°/’'€$£":
        return False
    return not (len(after) > 1 and after[0] in ".,:-–" and after[1].isdigit())


_SENTENCE = re.compile(r"\s*\Z|\s+[‘“„«»\"'(\[¿¡]?[^\W\d_a-zà-ÿ]")
_Rule = tuple[CallForm, re.Pattern[str]]
_LETTER = r"[^\W\d_]"
_BEFORE: tuple[_Rule, ...] = (
    # "the end.3 The next", "la fin ?3": a full stop between a letter or closing mark and the figure
    (CallForm.AFTER_STOP, re.compile(rf"(?:{_LETTER}|[)\]}}»”’\"'›‹“>…*])\s?[.,;:!?…]+[)\]»”’\"'›“]*\Z")),
    # "’3", ")3", "]3", but not "(’68" nor an opening mark
    (CallForm.AFTER_STOP, re.compile(r"\S[)\]}»”’\"'›“>…]+\Z")),
    # "in 1917.3 The next"
    (CallForm.AFTER_YEAR, re.compile(r"\b(?:1[0-9]{3}|20\d\d|\d\d?[-–]\d\d?)[.,;:!?]+\Z")),
    (CallForm.AFTER_YEAR, re.compile(r"\d[%°]?[)\]»”’\"'›“]+[.,;:!?]?\Z")),
    # "to $200.3 The next": only where a sentence may end, see `_form`
    (CallForm.AFTER_FIGURE, re.compile(r"\d[.!?]+\Z")),
    # "one3"
    (CallForm.AFTER_WORD, re.compile(rf"{_LETTER}{{2,}}\Z")),
    # "H2"
    (CallForm.FIGURE, re.compile(rf"{_LETTER}\Z")),
    # "word—3", "word –3"
    (CallForm.FIGURE, re.compile(r"[^\W\d]\s?[–—]\Z")),
)


def _form(before: str, after: str) -> CallForm | None:
    if not before or before[-1].isspace():
        return _between_blanks(before.rstrip(), after)
    form = next((form for form, pattern in _BEFORE if pattern.search(before)), None)
    if form is CallForm.AFTER_STOP and before[-1] == "." and abbreviates(before):
        return CallForm.AFTER_ABBREVIATION
    if form is CallForm.AFTER_FIGURE and not _SENTENCE.match(after):
        return None
    return form


def _between_blanks(before: str, after: str) -> CallForm | None:
    """ "core’ 9", "was not. 6 Its argument": set off; "page 9", "9 men": a figure like any other."""
    if not before:
        return CallForm.FIGURE
    closed = before[-1] in _CLOSING or (before[-1] in _STOPS and not abbreviates(before))
    ended = not after.strip() or (after[0] in _STOPS and not after.lstrip(_STOPS)[:1].strip())
    if before[-1] in ",;" and not ended:
        return CallForm.FIGURE
    if closed or (ended and not _counts(before)):
        return CallForm.SET_OFF
    return CallForm.FIGURE


def _counts(before: str) -> bool:
    """Whether a figure may go on from here: "page", "vol."."""
    word = _last_word(before)
    return word in words().abbreviations or word in words().counting_words


def abbreviates(before: str) -> bool:
    return _last_word(before) in words().abbreviations


def _last_word(before: str) -> str:
    match = _LAST_WORD.search(before)
    return match[1].casefold() if match else ""
