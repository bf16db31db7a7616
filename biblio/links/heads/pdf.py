"""PDF files: the title and author in their properties, the words of their first pages."""

from __future__ import annotations

import re
import threading

from biblio.links.heads.head import Head

__all__ = ["read"]

_PAGES = 2
_SHOWN = 6000
_LOCK = threading.Lock()  # PDFium works for one thread at a time
# What programs put where a title should be.
_NO_TITLE = re.compile(
    r"\A(?:untitled|microsoft \w+ - .*|.*\.(?:docx?|tex|dvi|indd|qxd|pdf|rtf)|document\d*)\Z", re.IGNORECASE
)


def read(body: bytes) -> Head:
    """An empty head of kind "pdf" where the file is cut short, encrypted or damaged."""
    import pypdfium2

    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(body)
        except (pypdfium2.PdfiumError, ValueError):
            return Head(kind="pdf")
        try:
            properties = document.get_metadata_dict()
            text = " ".join(_words(document, number) for number in range(min(_PAGES, len(document))))
        except (pypdfium2.PdfiumError, ValueError):
            return Head(kind="pdf")
        finally:
            document.close()
    title = " ".join(properties.get("Title", "").split())
    author = properties.get("Author", "").strip()
    return Head(
        kind="pdf",
        title="" if _NO_TITLE.match(title) else title,
        authors=(author,) if author else (),
        date=properties.get("CreationDate", ""),
        text=text[:_SHOWN],
        words=len(text.split()),
    )


def _words(document: object, number: int) -> str:
    page = document[number]  # type: ignore[index]
    try:
        lines = page.get_textpage().get_text_range()
    finally:
        page.close()
    # A hyphen that PDFium took for one at the end of a line.
    return " ".join(re.sub(r"(?<=\w)[\ufffe\u00ad]\s*", "", lines).split())
