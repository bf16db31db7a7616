"""Is this a .bib file at all? One without entries may be empty or all remarks; binary or other markup is refused."""

from __future__ import annotations

import re

from biblio.errors import FormatError, Place

__all__ = ["refuse_unless_text"]

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_BLOCK = re.compile(r"@\s*\w+\s*[{(]")
_MANY = 0.01
"""Share of control characters that makes a text binary."""


def refuse_unless_text(text: str, source: str) -> None:
    """Let any text pass that could be a .bib file.

    Raises:
        FormatError: it is binary, or markup of another kind without a single entry.
    """
    control = _CONTROL.search(text)
    if control and len(_CONTROL.findall(text)) > max(1, _MANY * len(text)):
        line, column = _position(text, control.start())
        raise FormatError("not a BibTeX file but binary data", place=Place(source, line, column),
                          hint="if it is a compressed or office file, export it as .bib first")  # fmt: skip
    head = text.lstrip("\ufeff \t\r\n")[:1]
    if head in ("<", "{", "[") and not _BLOCK.search(text):
        kind = "XML or HTML" if head == "<" else "JSON"
        raise FormatError(f"not a BibTeX file but {kind}", place=Place(source, 1, 1), hint="name its format with -f")


def _position(text: str, at: int) -> tuple[int, int]:
    line = text.count("\n", 0, at) + 1
    return line, at - (text.rfind("\n", 0, at) + 1) + 1
