"""Plain text: typed, or what a PDF gives (form feeds are page breaks)."""

from __future__ import annotations

from typing import ClassVar

from biblio.errors import Place, UnknownFormatError
from biblio.model import Document, Line
from biblio.readers import Reader
from biblio.readers.decoding import decode
from biblio.readers.layout import lines_of
from biblio.readers.signatures import foreign

__all__ = ["plugin"]

_TITLE_WITHIN = 20
"""Lines at the head of a text among which its title stands."""
_TITLE_LONGEST = 120


class TextReader:
    """Anything that decodes as text; where its notes are is for `notes.find` to say."""

    suffixes: ClassVar[tuple[str, ...]] = (".txt", ".text", ".asc")

    def sniff(self, head: bytes) -> bool:
        """No other format's first bytes and, but for UTF-16 and UTF-32, no NUL."""
        marked = head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
        return not foreign(head) and (marked or b"\0" not in head)

    def read(self, data: bytes, source: str) -> Document:
        """The text as it stands, its lines and pages.

        Raises:
            UnknownFormatError: the data is of another format, whatever the file is called.
            ReadError: it is binary.
        """
        if name := foreign(data[:4096]):
            raise UnknownFormatError(f"this is no plain text but {name}", place=Place(source))
        decoded = decode(data, source)
        lines = lines_of(decoded.text)
        return Document(
            source,
            decoded.text,
            lines,
            title=_title(decoded.text, lines),
            encoding=decoded.encoding,
            diagnostics=decoded.diagnostics,
        )


def _title(text: str, lines: tuple[Line, ...]) -> str:
    """The first line, if it stands by itself and is no sentence."""
    printed = [line.span.of(text).strip() for line in lines[:_TITLE_WITHIN]]
    at = next((index for index, line in enumerate(printed) if line), len(printed))
    alone = at + 1 < len(printed) and not printed[at + 1]
    return printed[at] if alone and len(printed[at]) <= _TITLE_LONGEST and printed[at][-1] not in ".,;:" else ""


plugin: Reader = TextReader()
