"""Is this a .bib file at all? One without entries may be empty or all remarks; binary or other markup is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.errors import FormatError, Place
from biblio.model import Diagnostic

__all__ = ["control_characters", "readable", "refuse_unless_text"]

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
_UNDECODED = re.compile("[\udc80-\udcff]")
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


def readable(text: str) -> str:
    """`text`, every character in its place, with what would hide an entry or break a line changed to what is meant.

    A byte order mark becomes a blank, a carriage return alone (as old Macs wrote it) a line feed, a foreign byte
    the letter that Windows has for it.
    """
    if text.startswith("\ufeff"):
        text = " " + text[1:]
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    return _UNDECODED.sub(_foreign, text) if _UNDECODED.search(text) else text


def _foreign(match: re.Match[str]) -> str:
    byte = bytes((ord(match[0]) - 0xDC00,))
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def control_characters(text: str) -> Iterator[Diagnostic]:
    """A remark for each line with a NUL or another control character, as a crash or a bad disk leaves them."""
    line = at = 0
    for match in _CONTROL.finditer(text):
        if text.find("\n", at, match.start()) >= 0 or not line:
            line += text.count("\n", at, match.start()) + (not line)
            at = match.start()
            message = f"a control character ({ord(match[0]):#04x}) stands here; it is kept in the file and not read"
            yield Diagnostic("control-character", message, line=line)


def _position(text: str, at: int) -> tuple[int, int]:
    line = text.count("\n", 0, at) + 1
    return line, at - (text.rfind("\n", 0, at) + 1) + 1
