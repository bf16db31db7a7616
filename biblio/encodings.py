"""Bytes -> the encoding they are in.

The first rule that knows wins: a byte order mark; the zeros of UTF-16 without one; strict UTF-8; what the file says of
itself, as JabRef (`% Encoding: Cp1252`), BibDesk, Emacs and TeX editors write it; UTF-8 with a few foreign bytes in it;
Windows-1252. Detectors that count letters are not asked: on short Western texts they err more often than this order.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Encoding", "encoding_of"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 4096
"""Bytes at either end of a file where it may say its encoding."""
_SAYS = re.compile(rb"""(?:encoding|coding)[ ]?[:=]\s*"?([A-Za-z][\w.:-]+)""", re.IGNORECASE)
_BIBDESK = re.compile(rb"Saved with string encoding\s+\w+ \(([^)]+)\)")
_BIBDESK_NAMES = {"iso latin 1": "cp1252", "windows latin 1": "cp1252", "mac os roman": "mac-roman",
                  "iso latin 2": "iso8859-2", "windows latin 2": "cp1250", "iso latin 9": "iso8859-15"}  # fmt: skip
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, and what told it."""

    name: str
    """As Python knows it."""
    mark: bytes = b""
    """The byte order mark at the start of the file."""
    rule: str = ""


def encoding_of(data: bytes) -> Encoding:
    """The encoding of a text file."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name, mark, "mark")
    return next(Encoding(name, rule=rule) for rule, ask in RULES if (name := ask(data)))


def _zeros(data: bytes) -> str:
    """Every other byte of UTF-16 is zero in any text with Western letters or blanks."""
    even, odd = data[:_HEAD:2].count(0), data[1:_HEAD:2].count(0)
    least = max(1, len(data[:_HEAD]) // 5)
    little = odd >= least and even * 8 < odd
    big = even >= least and odd * 8 < even
    name = "utf-16-le" if little else "utf-16-be"
    return name if (little or big) and _keeps_to(data, name) else ""


def _strict(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8"


def _said(data: bytes) -> str:
    """What head or foot of the file say, if Python knows it and the file keeps to it."""
    for part in (data[:_HEAD], data[-_HEAD:]):
        named = _BIBDESK.search(part)
        found = _BIBDESK_NAMES.get(named[1].decode("latin-1").lower(), "") if named else ""
        for match in _SAYS.finditer(part):
            found = found or _codec(match[1].decode("ascii"))
        if found and _keeps_to(data, found):
            return found
    return ""


def _codec(name: str) -> str:
    """Java's and Emacs' names, too; "Latin-1" is read as its superset Windows-1252, as browsers do."""
    plain = re.sub(r"-(?:unix|dos|mac)\Z", "", name.lower()).removeprefix("x-")
    try:
        found = codecs.lookup(plain)
        "".encode(found.name)
    except (LookupError, UnicodeError):
        return ""
    return {"ascii": "", "utf-8": "", "iso8859-1": "cp1252"}.get(found.name, found.name)


def _keeps_to(data: bytes, name: str) -> bool:
    try:
        return data.decode(name, "surrogateescape").encode(name, "surrogateescape") == data
    except (UnicodeError, LookupError):
        return False


def _mostly(data: bytes) -> str:
    sequences = _SEQUENCE.findall(data)
    foreign = len(_HIGH.findall(data)) - sum(map(len, sequences))
    return "utf-8" if len(sequences) > foreign else ""


RULES: tuple[tuple[str, Callable[[bytes], str]], ...] = (
    ("zeros", _zeros),
    ("utf-8", _strict),
    ("said", _said),
    ("mostly-utf-8", _mostly),
    ("windows-1252", lambda data: "cp1252"),
)
"""What tells the encoding where no mark does."""
