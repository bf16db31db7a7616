"""PDF: its text line by line, with type sizes, superscripts, italics, columns and rules, for `notes.find` to judge."""

from __future__ import annotations

import re
from typing import ClassVar

from biblio.errors import Place, ReadError
from biblio.model import Diagnostic, Document, Severity
from biblio.readers import Reader

__all__ = ["plugin"]

_FEWEST_LETTERS = 8
"""A page with fewer has no text to speak of."""
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")
_MOST_UNKNOWN = 0.3
"""Share of letters without a meaning above which a text is no text."""


class PdfReader:
    """Whatever pdfium opens; a picture of text is none."""

    suffixes: ClassVar[tuple[str, ...]] = (".pdf",)

    def sniff(self, head: bytes) -> bool:
        """The header stands within the first 1024 bytes (ISO 32000-1, annex H)."""
        return b"%PDF-" in head[:1024]

    def read(self, data: bytes, source: str) -> Document:
        """Lines in reading order, two columns taken apart, form feeds between pages.

        Raises:
            ReadError: the file is broken or protected, or has pictures of pages but no text.
        """
        from biblio.readers._pdf.pdfium import pages
        from biblio.readers._pdf.setting import Sheets

        if not self.sniff(data):
            raise ReadError("this is no PDF", place=Place(source), hint="its first bytes are not %PDF-")
        sheets = Sheets()
        bare: list[int] = []
        count = 0
        for page in pages(data, source):
            count += 1
            if sum(len(glyphs.text.strip()) for glyphs in page.glyphs) < _FEWEST_LETTERS:
                bare.append(page.number)
            sheets.add(page)
        text = sheets.text
        _refuse_pictures(text, source, all_bare=len(bare) == count)
        return Document(source, text, tuple(sheets.lines), tuple(sheets.runs), diagnostics=_remarks(bare, count))


def _refuse_pictures(text: str, source: str, *, all_bare: bool) -> None:
    letters = sum(map(len, text.split()))
    if all_bare or not letters:
        raise ReadError(
            "this PDF has no text, only pictures of pages",
            place=Place(source),
            hint="run `ocrmypdf FILE.pdf NEW.pdf` and read the new file",
        )
    if len(_UNKNOWN.findall(text)) > _MOST_UNKNOWN * letters:
        raise ReadError(
            "this PDF does not say which letters its shapes stand for",
            place=Place(source),
            hint="run `ocrmypdf --force-ocr FILE.pdf NEW.pdf` and read the new file",
        )


def _remarks(bare: list[int], count: int) -> tuple[Diagnostic, ...]:
    """A few empty pages are usual; many are scanned."""
    if len(bare) * 4 < count or len(bare) < 2:
        return ()
    return (
        Diagnostic(
            "pages-without-text",
            f"{len(bare)} of {count} pages have no text; if they are scanned, run `ocrmypdf --skip-text` on the file",
            Severity.WARNING,
        ),
    )


plugin: Reader = PdfReader()
