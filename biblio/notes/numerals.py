"""Notes numbered in Roman numerals or letters: "end.iv", "[a]", "iv. Ibid.".

A document is read once with Arabic figures, and once more with another numbering if some line could open its first
note. Words look like such numerals ("a", "I", "mix"), so only forms with a full stop or brackets count.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from biblio.notes.calls import CallForm, CallMark
from biblio.notes.markers import Form, Marker
from biblio.notes.printed import Kind, PrintedLine

__all__ = ["SYSTEMS", "System", "calls_in", "markers_in"]

_ROMAN = (
    *((100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class System(StrEnum):
    """What numbers are written in."""

    ROMAN = "roman"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class _Writing:
    value: Callable[[str], int]
    markers: tuple[tuple[Form, re.Pattern[str]], ...]
    call: re.Pattern[str]


def _roman_value(label: str) -> int:
    """The number, 0 if the label is no numeral as it is usually written."""
    rest, total = label, 0
    for value, letters in _ROMAN:
        while rest.startswith(letters):
            rest, total = rest[len(letters) :], total + value
    return total if not rest and _roman(total) == label else 0


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _letter_value(label: str) -> int:
    return ord(label) - ord("a") + 1


def _writing(letters: str, value: Callable[[str], int], *, bare: bool) -> _Writing:
    markers = [
        (Form.BRACKET, re.compile(rf"\[(?P<mark>{letters})\]:?\s*(?=\S)")),
        (Form.PAREN, re.compile(rf"\((?P<mark>{letters})\)\s*(?=\S)")),
        (Form.HALF_PAREN, re.compile(rf"(?P<mark>{letters})\)\s*(?=\S)")),
        (Form.DOT, re.compile(rf"(?P<mark>{letters})\.\s+(?=\S)")),
    ]
    if bare:
        markers.append((Form.SPACE, re.compile(rf"(?P<mark>{letters})\s+(?=[‘“„«\"'(<\[]?[^\W\d_a-zà-ÿ])")))
    call = re.compile(
        rf"""
          \[(?P<bracket>{letters})\]
        | (?<=\S)\((?P<paren>{letters})\)
        | (?<=[^\W\d_][.,;:!?)\]”’"»…]) (?P<stop>{letters}) (?=[\s.,;:)\]]|\Z)
        | (?<=[.,;:!?][)\]”’"»]) (?P<close>{letters}) (?=[\s.,;:)\]]|\Z)
        """,
        re.VERBOSE,
    )
    return _Writing(value, tuple(markers), call)


SYSTEMS: dict[System, _Writing] = {
    System.ROMAN: _writing("[ivxlc]{1,7}", _roman_value, bare=True),
    System.LETTERS: _writing("[a-z]", _letter_value, bare=False),
}


def markers_in(system: System, line: PrintedLine) -> tuple[Marker, ...]:
    """What the line may be the first line of."""
    writing = SYSTEMS[system]
    for form, pattern in writing.markers if line.kind is Kind.TEXT else ():
        match = pattern.match(line.text)
        number = writing.value(match["mark"]) if match else 0
        if match and number:
            return (Marker(line.index, form, match["mark"], number, match.end(), (0, len(match[0].rstrip()))),)
    return ()


def calls_in(system: System, line: PrintedLine) -> tuple[CallMark, ...]:
    """All marks of a line that may call a note."""
    writing = SYSTEMS[system]
    found = []
    for match in writing.call.finditer(line.text if line.kind is Kind.TEXT else ""):
        kind = str(match.lastgroup)
        number = writing.value(match[kind])
        form = {"bracket": CallForm.BRACKET, "paren": CallForm.PAREN}.get(kind, CallForm.AFTER_STOP)
        if number:
            found.append(CallMark(line.index, form, match[kind], number, match.start(), match.end()))
    return tuple(found)
