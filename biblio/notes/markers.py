"""Marks at the beginning of a line that may open a note: "9 Ibid.", "[9] Ibid.", "9Ibid.", "* Ibid.".

Every line that could open a note gives a candidate; `solve` says which do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from biblio.notes.printed import Kind, PrintedLine

__all__ = ["Form", "Marker", "markers_of", "value_of_superscript"]

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


class Form(StrEnum):
    """How a marker is printed."""

    BRACKET = "bracket"
    PAREN = "paren"
    HALF_PAREN = "half-paren"
    SUPERSCRIPT = "superscript"
    CARET = "caret"
    DOT = "dot"
    SPACE = "space"
    GLUED = "glued"
    ALONE = "alone"
    """On a line of its own, the note on the next."""
    LONE = "lone"
    """On a line of its own, the note after a gap."""
    SYMBOL = "symbol"


_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    # "[^3]: Perry Anderson": Markdown in a text file
    (Form.CARET, re.compile(r"\[\^(?P<mark>\d{1,3})\]:?\s*(?=\S)")),
    # "[3] Perry Anderson", but not the bracketed date "[23 February, 1953]"
    (Form.BRACKET, re.compile(r"\[(?P<mark>\d{1,3})\]:?\s*(?=\S|\Z)")),
    # "(3) Perry Anderson"
    (Form.PAREN, re.compile(r"\((?P<mark>\d{1,3})\)\s*(?=\S|\Z)")),
    # "3) Perry Anderson"
    (Form.HALF_PAREN, re.compile(r"(?P<mark>\d{1,3})\)\s*(?=\S|\Z)")),
    # "³ Perry Anderson"
    (Form.SUPERSCRIPT, re.compile(r"(?P<mark>[⁰¹²³⁴-⁹]{1,3})\s*(?=\S|\Z)")),
    # "^3 Perry Anderson"
    (Form.CARET, re.compile(r"\^\[?(?P<mark>\d{1,3})\]?:?\s*(?=\S|\Z)")),
    # "3. Perry Anderson", but not "3.5 per cent"
    (Form.DOT, re.compile(r"(?P<mark>\d{1,3})\.(?:\s+|(?=[^\d\s])|\Z)")),
    # "3" with the note on the next line
    (Form.ALONE, re.compile(r"(?P<mark>\d{1,3})\Z")),
    # "3 Perry Anderson"
    (Form.SPACE, re.compile(r"(?P<mark>\d{1,3})\s+(?=\S)")),
    # "3Perry Anderson", "3‘Communist Party History’"
    (Form.GLUED, re.compile(r"(?P<mark>\d{1,3})(?=[^\d\s.,;:!?%°/)\]}’”»+=–—-])")),
    # "* Perry Anderson", but not the asterisks "* * *" between two sections
    (Form.SYMBOL, re.compile(r"(?P<mark>[*∗]{1,4}|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖)(?!\s*[*∗†‡§¶‖])\s*(?=\S|\Z)")),
)
"""First match wins."""
_RAISED = re.compile(r"(?P<mark>\d{1,4})\Z")


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark that may open a note."""

    line: int
    """Index among the printed lines."""
    form: Form
    label: str
    """As printed, without brackets and full stop."""
    number: int
    """0 for a symbol."""
    length: int
    """Characters of the line before the note's own text."""
    mark: tuple[int, int]
    """Where in the line the printed mark stands, with brackets."""


def markers_of(line: PrintedLine, following: PrintedLine | None) -> tuple[Marker, ...]:
    """What the line may be the first line of; `following` is the next line, which a mark alone on its line needs."""
    if line.kind is not Kind.TEXT:
        return ()
    raised = _raised(line)
    if raised:
        return (raised,)
    for form, pattern in _FORMS:
        match = pattern.match(line.text)
        if not match:
            continue
        if match.end() == len(line.text):
            if following is None or following.text.isdecimal():
                return ()
            if following.kind is not Kind.TEXT and form is not Form.SYMBOL:
                form = Form.LONE
        label = match["mark"]
        if form is Form.SYMBOL and _emphasis(line, label, match.end()):
            return ()
        number = value_of_superscript(label) if form is not Form.SYMBOL else 0
        if form is not Form.SYMBOL and not number:
            return ()
        length = match.end()
        return (Marker(line.index, form, label, number, length, (0, len(match[0].rstrip()))),)
    return ()


def _emphasis(line: PrintedLine, label: str, end: int) -> bool:
    """An asterisk that another one answers, as in "*this*" in typed text; a raised one is no such thing."""
    raised = bool(line.raised) and not line.raised[0].start
    return not raised and label.strip("*∗") == "" and label in line.text[end:]


def _raised(line: PrintedLine) -> Marker | None:
    """A superscript number that begins the line; figures may follow it closely: "6" + "2nd ed."."""
    first = line.raised[0] if line.raised else None
    if first is None or first.start or len(first) >= len(line.text):
        return None
    match = _RAISED.match(first.of(line.text).rstrip())
    if not match or not int(match["mark"]):
        return None
    rest = line.text[first.end :]
    length = first.end + len(rest) - len(rest.lstrip())
    return Marker(line.index, Form.SUPERSCRIPT, match["mark"], int(match["mark"]), length, (0, match.end()))


def value_of_superscript(label: str) -> int:
    """The number that digits, raised or not, stand for."""
    return int(label.translate(_SUPERSCRIPTS))
