"""RIS text -> records, as forgiving as the programs and databases that write it need."""

from __future__ import annotations

import html
import re

from biblio.errors import FormatError, Place
from biblio.model import Diagnostic

__all__ = ["read_records"]

Record = list[tuple[str, str]]
"""(tag, value), TY first."""
_LINE = re.compile(r"\s{0,3}(?P<tag>[A-Z][A-Z0-9])\s{1,2}-(?:\s|\Z)(?P<value>.*)\Z")
_EDGE = re.compile(r"\s{0,3}(?P<tag>TY|ER)\s{0,2}-\s*(?P<value>.*)\Z|\s{0,3}(?P<bare>ER)\s*\Z")
"""Begin and end of a record are recognised however they are spaced."""
_LISTS = frozenset(("KW", "AU", "A1", "UR", "L1"))
"""Tags whose continuation lines are values of their own."""


def read_records(text: str, source: str) -> tuple[list[tuple[int, Record]], list[Diagnostic]]:
    """The records with the line each begins in; lines without a tag continue the one before.

    Raises:
        FormatError: there is no TY line.
    """
    found = _Records()
    for number, raw in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        found.line(number, raw)
    if not found.typed and text.strip():
        raise FormatError("not a RIS file: no TY line", place=Place(source, 1, 1), hint="name its format with -f")
    if found.stray:
        found.remarks.append(Diagnostic("stray-text", "text outside the records is left out", line=found.stray))
    return found.records, found.remarks


class _Records:
    def __init__(self) -> None:
        self.records: list[tuple[int, Record]] = []
        self.remarks: list[Diagnostic] = []
        self.stray = 0
        self.typed = False
        self._current: Record | None = None

    def line(self, number: int, raw: str) -> None:
        edge = _EDGE.match(raw)
        match = _LINE.match(raw)
        if edge and edge["tag"] == "TY":
            self._begin(number, edge["value"].strip())
        elif edge:
            self._current = None
        elif match:
            self._value(number, match["tag"], html.unescape(match["value"].strip()))
        elif raw.strip():
            self._continuation(number, html.unescape(raw.strip()))

    def _begin(self, number: int, kind: str) -> None:
        if self._current is not None:
            self.remarks.append(Diagnostic("missing-end", "the record before has no ER line", line=number))
        self.typed = True
        self._current = [("TY", kind)]
        self.records.append((number, self._current))

    def _value(self, number: int, tag: str, value: str) -> None:
        if self._current is None and not self.typed:
            self.stray = self.stray or number
            return
        if self._current is None:
            self.remarks.append(
                Diagnostic("missing-type", "the record has no TY line; read as a document", line=number)
            )
            self._current = [("TY", "GEN")]
            self.records.append((number, self._current))
        self._current.append((tag, value))

    def _continuation(self, number: int, text: str) -> None:
        if self._current is None:
            self.stray = self.stray or number
            return
        tag, value = self._current[-1]
        if tag in _LISTS and value:
            self._current.append((tag, text))
        else:
            self._current[-1] = (tag, f"{value} {text}".strip())
