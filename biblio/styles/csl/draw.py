"""A settled tree -> text (or typed runs) in one output format.

What a mark means may depend on what it stands in: italics inside an italic title turn upright, quotation marks inside
quotation marks become inner ones.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from biblio.styles.csl.markup import Quotes
from biblio.styles.csl.node import Marks
from biblio.styles.csl.settle import Piece
from biblio.styles.outputs import Output, Rich

__all__ = ["Drawer", "Setting"]

T = TypeVar("T", bound=Rich)


class Setting(NamedTuple):
    """What a field's own marks turn round: the outermost marks of the style, or the field's own; empty for none."""

    style: str = ""
    variant: str = ""
    weight: str = ""
    quotes: str = ""


_FIELDS = {"font-style": "style", "font-variant": "variant", "font-weight": "weight", "quotes": "quotes"}
_FLIPPED = {"true": "inner", "inner": "true", "false": "true"}


class Drawer(Generic[T]):
    """Turns pieces into one output format, with one locale's quotation marks."""

    def __init__(self, output: Output[T], quotes: Quotes) -> None:
        self.output = output
        self.text = output.text
        self.empty: T = output.text("")
        self.quotes = quotes

    def draw(self, piece: Piece, setting: Setting) -> T:
        """The piece with its affixes and marks."""
        marks = piece.marks
        if marks:
            marks, inside = resolve(marks, setting)
        else:
            inside = setting
        body = self.text(piece.text) if piece.leaf else self.join(piece, inside)
        if not body:
            return self.empty
        if marks:
            body = self.marked(body, marks)
        if piece.prefix:
            body = self.text(piece.prefix) + body
        if piece.suffix:
            body = body + self.text(piece.suffix)
        if marks:
            body = self.displayed(body, marks)
        return body

    def join(self, piece: Piece, inside: Setting) -> T:
        """The pieces inside, with the delimiter between those that print."""
        parts = [part for kid in piece.kids if (part := self.draw(kid, inside))]
        if not piece.delimiter:
            return self.output.join(parts)
        delimiter = self.text(piece.delimiter)
        joined: list[T] = []
        for part in parts:
            if joined:
                joined.append(delimiter)
            joined.append(part)
        return self.output.join(joined)

    def marked(self, body: T, marks: Marks) -> T:
        """The text with all marks that stand inside its affixes."""
        for name, value in marks:
            if name == "quotes":
                body = self.quoted(body, value)
            elif name == "link":
                body = self.output.link(body, value)
            elif name not in ("display", "entry"):
                body = self.output.mark(body, name, value)
        return body

    def displayed(self, body: T, marks: Marks) -> T:
        """The text with the marks that stand outside its affixes."""
        for name, value in marks:
            if name == "display":
                body = self.output.display(body, value)
        return body

    def quoted(self, body: T, value: str) -> T:
        """Between quotation marks, outer or inner."""
        if value == "true":
            return self.output.join([self.text(self.quotes.open), body, self.text(self.quotes.close)])
        if value == "inner":
            return self.output.join([self.text(self.quotes.open_inner), body, self.text(self.quotes.close_inner)])
        return body


def resolve(marks: Marks, setting: Setting) -> tuple[Marks, Setting]:
    """The marks as they are to be set here, and what is then in force inside."""
    found: list[tuple[str, str]] = []
    changed: dict[str, str] = {}
    for name, value in marks:
        for shown in _interpret(name, value, setting):
            field = _FIELDS.get(shown[0])
            if field is None:
                found.append(shown)
                continue
            if shown[1] == "normal" and getattr(setting, field) in ("", "normal"):
                continue
            if name.startswith("field-") or not getattr(setting, field):
                changed[field] = shown[1]
            found.append(shown)
    return tuple(found), setting._replace(**changed) if changed else setting


def _interpret(name: str, value: str, setting: Setting) -> tuple[tuple[str, str], ...]:
    """A mark made in a field, as it is to be set in this place; the style's own marks stay."""
    if name == "field-style":
        attribute, wanted = value.split(" ")
        current = getattr(setting, _FIELDS[attribute])
        return ((attribute, "normal" if current == wanted else wanted),)
    if name == "field-quotes":
        return (("quotes", _FLIPPED.get(setting.quotes, value)),)
    if name == "field-plain":
        names = ("font-style", "font-variant", "font-weight")
        return tuple(
            (attribute, "normal") for attribute in names if getattr(setting, _FIELDS[attribute]) not in ("", "normal")
        )
    return ((name, value),)
