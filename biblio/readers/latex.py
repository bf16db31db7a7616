r"""LaTeX sources: `\footnote`, `\footnotemark` and `\footnotetext`, `\endnote`, `\thanks`, `\footcite`."""

from __future__ import annotations

import re
from typing import ClassVar

from biblio.model import Diagnostic, Document
from biblio.readers import Reader
from biblio.readers._flow import assemble
from biblio.readers.decoding import decode

__all__ = ["plugin"]

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s*%[^\n]*\n)*\s*\\(?:document(?:class|style)|begin\{document\}|PassOptions)"
)
_INPUTENC = re.compile(
    rb"\\(?:usepackage|RequirePackage)\s*\[(?P<name>[\w-]+)\]\s*\{inputenc\}|\\inputencoding\{(?P<two>\w+)\}"
)
_ENCODINGS = {
    "latin1": "cp1252",
    "latin9": "iso8859-15",
    "ansinew": "cp1252",
    "applemac": "mac_roman",
    "latin2": "iso8859-2",
}
_ENCODINGS |= {"cp1250": "cp1250", "cp1251": "cp1251", "koi8-r": "koi8-r", "cp437": "cp437", "cp850": "cp850"}


class LatexReader:
    """A source in one file; what it inputs is named in a remark."""

    suffixes: ClassVar[tuple[str, ...]] = (".tex", ".latex", ".ltx")

    def sniff(self, head: bytes) -> bool:
        r"""`\documentclass`, after comments only."""
        return bool(_BEGINS.match(head))

    def read(self, data: bytes, source: str) -> Document:
        r"""The text as TeX would print it, its notes and calls; `\cite` commands stay as they are written.

        Raises:
            ReadError: it is no text, or its commands run in circles.
        """
        from biblio.readers._latex import preamble
        from biblio.readers._latex.story import read

        text, encoding, remarks = _decoded(data, source)
        head = preamble.read(text)
        story = read(text, source, head)
        return assemble(
            source,
            story.body,
            story.notes,
            title=story.title,
            language=head.language,
            encoding=encoding,
            diagnostics=(*remarks, *story.remarks),
        )


def _decoded(data: bytes, source: str) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """As `inputenc` says, if the bytes are not UTF-8 anyway."""
    match = _INPUTENC.search(data[:20_000])
    name = (match["name"] or match["two"] or b"").decode("ascii") if match else ""
    decoded = decode(data, source)
    if name in _ENCODINGS and decoded.diagnostics:
        try:
            text = data.decode(_ENCODINGS[name])
        except UnicodeDecodeError:
            return decoded.text, decoded.encoding, decoded.diagnostics
        return text.replace("\r\n", "\n").replace("\r", "\n"), _ENCODINGS[name], ()
    return decoded.text, decoded.encoding, decoded.diagnostics


plugin: Reader = LatexReader()
