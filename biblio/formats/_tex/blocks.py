"""A .bib file's entries as they stand, and values resolved: `pub # " Books"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from biblio.formats._tex.latex import group_end
from biblio.model import Diagnostic

__all__ = ["Definition", "RawBlock", "RawEntry", "RawField", "Split", "resolve"]

_CLOSING_QUOTE = re.compile(r'"(?=\s*(?:#|\Z))')
_BARE = re.compile(r"[^#]*")


class RawField(NamedTuple):
    """A field with its value as it stands in the file, delimiters, `#` and all.

    A tuple, because a file has hundreds of thousands of them and a dataclass takes three times as long to make.
    """

    name: str
    value: str
    line: int = 0
    start: int = 0
    """Where the name stands in the file."""
    value_start: int = 0

    @property
    def end(self) -> int:
        """Where the value ends in the file."""
        return self.value_start + len(self.value)


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it stands in the file: `text[start:end]`."""

    type: str
    key: str
    fields: tuple[RawField, ...]
    line: int = 0
    start: int = 0
    end: int = 0
    closed: bool = True
    """Whether a brace closes it; if not, `end` is after its last value."""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """An @string, @preamble or @comment as it stands in the file: `text[start:end]`."""

    kind: str
    """In lower case."""
    fields: tuple[RawField, ...]
    """Of an @string."""
    line: int
    start: int
    end: int
    body: int
    """Where what its delimiters hold starts."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A macro as `@string` defines it."""

    name: str
    """In lower case."""
    text: str
    start: int = 0
    """Where it stands; entries before it may use it, entries after it do not see an earlier one of that name."""


@dataclass(frozen=True, slots=True)
class Split:
    """The entries of a file in their order, its macros resolved, and what could not be read."""

    entries: tuple[RawEntry, ...] = ()
    definitions: tuple[Definition, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)
    """Name in lower case -> text, as it is at the end of the file."""
    blocks: tuple[RawBlock, ...] = ()
    """All else in blocks, in its order."""


def resolve(value: str, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text of a value, and the names of macros in it that nobody defines (they stand for themselves).

    Numbers, `{...}`, `"..."` and macro names, joined by `#`; macros are looked up without regard to case.
    """
    if "#" not in value and value[:1] == "{" and ("{" not in value[1:] or group_end(value, 0) == len(value)):
        return value[1:-1], ()
    texts, unknown = [], []
    for token in _tokens(value):
        if token[0] in '{"':
            texts.append(token[1:-1])
        elif token.lower() in macros:
            texts.append(macros[token.lower()])
        else:
            texts.append(token)
            if not token.isdecimal():
                unknown.append(token)
    return "".join(texts), tuple(unknown)


def _tokens(value: str) -> list[str]:
    tokens, at = [], 0
    while at < len(value):
        if value[at] in "# \t\r\n":
            at += 1
            continue
        end = _token_end(value, at)
        if token := value[at:end].strip():
            tokens.append(token)
        at = end
    return tokens


def _token_end(value: str, at: int) -> int:
    """Where a token ends; of a quotation the last mark before a `#` or the end, since people quote in quotations."""
    if value[at] == "{":
        end = group_end(value, at)
        return end if end > at else len(value)
    if value[at] == '"':
        closing = _quote_end(value, at)
        return closing if closing > at else len(value)
    found = _BARE.match(value, at)
    return max(found.end(), at + 1) if found else len(value)


def _quote_end(value: str, at: int) -> int:
    depth, last = 0, at + 1
    for match in _CLOSING_QUOTE.finditer(value, at + 1):
        depth += value.count("{", last, match.start()) - value.count("}", last, match.start())
        last = match.start()
        if depth <= 0:
            return match.end()
    return at
