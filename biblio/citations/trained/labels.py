"""Cites and fields <-> one label a token.

"O" is prose, "_" a word of a cite that is in no field, "B-title" and "I-title" begin and continue a field; "^" before
a label begins a cite, so that two cites may touch. A signal is labelled like a field but lies outside the cites.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from biblio.citations.tagged import Field
from biblio.citations.trained.tokens import Token
from biblio.model import Span

__all__ = ["SIGNAL", "Stretch", "decode", "decode_fields", "encode"]

SIGNAL = "signal"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A cite by its tokens: first, behind the last, and its fields."""

    first: int
    last: int
    span: Span
    fields: tuple[Field, ...]
    signal: Span | None = None


def encode(tokens: Sequence[Token], cites: Iterable[Span], fields: Iterable[Field]) -> list[str]:
    """The labels of a note's tokens; `fields` holds the signals too."""
    labels = ["O"] * len(tokens)
    for cite in cites:
        for place, index in enumerate(_within(tokens, cite)):
            labels[index] = "_" if place else "^_"
    for field in fields:
        for place, index in enumerate(_within(tokens, field.span)):
            begins = "^" if labels[index].startswith("^") and field.label != SIGNAL else ""
            labels[index] = f"{begins}{'I' if place else 'B'}-{field.label}"
    return labels


def _within(tokens: Sequence[Token], span: Span) -> list[int]:
    return [index for index, (start, end) in enumerate(tokens) if span.start <= start and end <= span.end]


def decode(tokens: Sequence[Token], labels: Sequence[str]) -> tuple[Stretch, ...]:
    """The cites that the labels describe; stretches without any field are none, addresses in a row one each."""
    found: list[Stretch] = []
    signal: Span | None = None
    first = -1
    for index in range(len(tokens) + 1):
        label = labels[index] if index < len(tokens) else "O"
        outside = label == "O" or label.endswith(SIGNAL)
        if first >= 0 and (outside or label.startswith("^") or (label == "B-url" and _addresses(labels[first:index]))):
            fields = _fields(tokens, labels, first, index)
            if fields:
                span = Span(tokens[first][0], tokens[index - 1][1])
                found.append(Stretch(first, index, span, fields, signal))
            first, signal = -1, None
        if label == f"B-{SIGNAL}" or (label == f"I-{SIGNAL}" and signal is None):
            signal = Span(*tokens[index])
        elif label == f"I-{SIGNAL}" and signal is not None:
            signal = Span(signal.start, tokens[index][1])
        if not outside and first < 0:
            first = index
    return tuple(found)


def _addresses(labels: Sequence[str]) -> bool:
    """Whether there was nothing but an address so far."""
    return labels[0].endswith("-url") and all(label.endswith("-url") or label == "_" for label in labels)


def decode_fields(tokens: Sequence[Token], labels: Sequence[str]) -> tuple[Field, ...]:
    """The fields of a text that is one reference throughout."""
    return _fields(tokens, labels, 0, len(tokens))


def _fields(tokens: Sequence[Token], labels: Sequence[str], first: int, last: int) -> tuple[Field, ...]:
    fields: list[Field] = []
    open_name, begun = "", first
    for index in range(first, last):
        kind, name = _parts(labels[index])
        if open_name and (kind != "I" or name != open_name):
            fields.append(Field(open_name, Span(tokens[begun][0], tokens[index - 1][1])))
            open_name = ""
        if name and not open_name:
            open_name, begun = name, index
    if open_name:
        fields.append(Field(open_name, Span(tokens[begun][0], tokens[last - 1][1])))
    return tuple(fields)


@cache
def _parts(label: str) -> tuple[str, str]:
    """ "^B-title" -> "B" and "title"; "" and "" where the word is in no field."""
    kind, _, name = label.lstrip("^").partition("-")
    return kind, name
