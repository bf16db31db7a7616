"""Refer, EndNote's tagged export (.enw): `%0 Journal Article`, `%A Author`, an empty line between records.

What it has no letter for is in the research notes (`%<`), a line each as in Zotero's Extra field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format
from biblio.formats._endnote.fields import ris_lines, written_lines
from biblio.formats._endnote.tables import tables
from biblio.formats._keys import Keys
from biblio.formats._ris.reading import read_entry
from biblio.model import Diagnostic, Entry, Library

__all__ = ["plugin"]

_LINE = re.compile(r"%(?P<letter>\S)(?:\s+|\Z)(?P<value>.*)\Z")
_SERIALS = frozenset(("JOUR", "EJOUR", "MGZN", "NEWS"))
_GUESSES = (("J", "JOUR"), ("B", "CHAP"), ("R", "RPRT"), ("I", "BOOK"))
"""Old files have no `%0`: what a reference is, is told by what it has."""


class Refer:
    """Records of lines that begin with a per cent sign."""

    suffixes: ClassVar[tuple[str, ...]] = (".enw", ".refer")

    def loads(self, text: str, source: str = "") -> Library:
        """Read every record; lines without a letter continue the one before."""
        records = list(_records(text))
        if not records and text.strip():
            raise FormatError(
                "not Refer: no line begins with %", place=Place(source, 1, 1), hint="name its format with -f"
            )
        remarks: list[Diagnostic] = []
        keys = Keys(remarks)
        entries = [read_entry(line, list(_lines(found)), keys, remarks) for line, found in records]
        return Library(tuple(entries), text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write all records."""
        return "\n".join(_write(entry) for entry in library.entries)


def _records(text: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """(line, [(letter, value)]); `%0` or an empty line begins a record."""
    current: list[tuple[str, str]] = []
    start = 0
    for number, raw in enumerate(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        match = _LINE.match(raw.strip())
        ends = not raw.strip() or (match is not None and match["letter"] == "0")
        if ends and current:
            yield start, current
            current = []
        if match:
            start = start if current else number
            current.append((match["letter"], match["value"].strip()))
        elif raw.strip() and current:
            letter, value = current.pop()
            current += (
                [(letter, value), (letter, raw.strip())] if letter in "KZ<" else [(letter, f"{value} {raw.strip()}")]
            )
    if current:
        yield start, current


def _lines(found: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    known = tables()
    letters = dict(found)
    guess = next((kind for letter, kind in _GUESSES if letter in letters), "GEN")
    kind = known.kinds.get(letters["0"].lower(), letters["0"].upper()) if "0" in letters else guess
    return ris_lines(
        kind, ((known.letters[letter], value) for letter, value in found if letter in known.letters and value)
    )


def _write(entry: Entry) -> str:
    known = tables()
    found = list(written_lines(entry, known.refer))
    kind = found[0][1]
    text = f"%0 {known.types.get(kind, known.types['GEN'])[0]}\n"
    for tag, value in found[1:]:
        letter = known.refer["JF" if tag == "T2" and kind in _SERIALS else tag]
        text += f"%{letter} {' '.join(value.split())}\n"
    return text


plugin: Format = Refer()
