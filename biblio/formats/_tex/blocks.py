"""A .bib file cut into its entries, values still as they stand, and values resolved: `pub # " Books"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from biblio.formats._tex.latex import group_end
from biblio.model import Diagnostic

__all__ = ["RawEntry", "RawField", "Split", "parted", "resolve"]


_FIELD = re.compile(r"(?P<name>[A-Za-z][\w:.+/-]*)\s*=\s*(?P<value>\S.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class RawField:
    """A field with its value as it stands in the file, delimiters, `#` and all."""

    name: str
    value: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry as it stands in the file: `text[start:end]`."""

    type: str
    key: str
    fields: tuple[RawField, ...]
    line: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """The entries of a file in their order, its macros resolved, and what could not be read."""

    entries: tuple[RawEntry, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)
    """Name in lower case -> text."""
    problems: tuple[Diagnostic, ...] = ()


def parted(field: RawField) -> tuple[RawField, ...]:
    """The fields in what was read as one because a comma is missing: `title = {A} publisher = {B}`."""
    end = 0
    while end < len(field.value):
        # A value goes on after its first token only with a "#".
        end = _token_end(field.value, end + len(field.value[end:]) - len(field.value[end:].lstrip("# \t\r\n")))
        rest = field.value[end:].lstrip()
        if rest.startswith("#"):
            end = len(field.value) - len(rest)
            continue
        match = _FIELD.match(rest)
        if not match:
            break
        line = field.line + field.value.count("\n", 0, len(field.value) - len(rest))
        following = RawField(match["name"], match["value"], line)
        return (RawField(field.name, field.value[:end].rstrip(), field.line), *parted(following))
    return (field,)


def resolve(value: str, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text of a value, and the names of macros in it that nobody defines (they stand for themselves).

    Numbers, `{...}`, `"..."` and macro names, joined by `#`; macros are looked up without regard to case.
    """
    texts, unknown = [], []
    for token in _tokens(value):
        if token[:1] in '{"':
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
        tokens.append(value[at:end].strip())
        at = end
    return tokens


def _token_end(value: str, at: int) -> int:
    if value[at] == "{":
        end = group_end(value, at)
        return end if end > at else len(value)
    if value[at] == '"':
        depth = 0
        for index in range(at + 1, len(value)):
            depth += (value[index] == "{") - (value[index] == "}")
            if value[index] == '"' and not depth:
                return index + 1
        return len(value)
    found = re.compile(r"[^#]*").match(value, at)
    return found.end() if found else len(value)
