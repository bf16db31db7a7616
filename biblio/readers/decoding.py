"""Bytes -> text, without losing a letter.

In order: what a byte order mark says, strict UTF-8, Windows-1252, Latin-1. The last two are guesses and reported.
Detectors that count letters are not asked: on short Western texts they are wrong more often than this order.
"""

from __future__ import annotations

from dataclasses import dataclass

from biblio.errors import Place, ReadError
from biblio.model import Diagnostic, Severity

__all__ = ["Decoded", "decode"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text whose line ends are "\\n", and how it was decoded."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1a\x1b"))
_LARGEST = 32 * 1024 * 1024
"""Bytes of text that are read; the longest books have some five million letters."""
_MOST_CONTROLS = 0.02
"""Share of control characters above which data is no text; OCR and old word processors leave a few."""


def decode(data: bytes, source: str) -> Decoded:
    """Decode `data`.

    Raises:
        ReadError: it is no text (it holds NUL bytes or breaks the encoding that its mark declares), nothing but
        blanks, or larger than any book.
    """
    decoded = _decode(data, source)
    if not decoded.text.strip():
        raise ReadError("the file is empty", place=Place(source), hint="is it the right file?")
    return decoded


def _decode(data: bytes, source: str) -> Decoded:
    if len(data) > _LARGEST:
        size = len(data) // (1024 * 1024)
        limit = _LARGEST // (1024 * 1024)
        raise ReadError(
            f"too large: {size} MB of text", place=Place(source), hint=f"at most {limit} MB; split the file"
        )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_lines(_marked(data[len(mark) :], encoding, source)), encoding)
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        raise ReadError("not a text: binary data", place=Place(source, line), hint="a NUL byte stands in this line")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > len(data) * _MOST_CONTROLS:
        raise ReadError("not a text: binary data", place=Place(source), hint=f"{controls} control characters in it")
    try:
        return Decoded(_lines(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start)


def _marked(data: bytes, encoding: str, source: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "ignore").count("\n") + 1
        raise ReadError(
            f"broken {encoding.upper()}: {error.reason}", place=Place(source, line), hint="save it again as UTF-8"
        ) from error
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise ReadError(
            "not a text: binary data", place=Place(source, line), hint="a NUL character stands in this line"
        )
    return text


def _guess(data: bytes, broken: int) -> Decoded:
    try:
        text, encoding = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "latin-1"
    line = _lines(data[:broken].decode("latin-1")).count("\n") + 1
    remark = Diagnostic(
        "encoding-guessed",
        f"not UTF-8 from line {line} on; read as {encoding}",
        Severity.WARNING,
        line=line,
    )
    return Decoded(_lines(text), encoding, (remark,))


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
