r"""Rich Text Format: `\footnote` groups as Word, LibreOffice and pandoc write them, endnotes, code pages."""

from __future__ import annotations

import re
from typing import ClassVar

from biblio.errors import Place, ReadError
from biblio.model import Diagnostic, Document
from biblio.readers import Reader, _xml
from biblio.readers._flow import assemble

__all__ = ["plugin"]

_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf")


class RtfReader:
    """RTF 1.0 to 1.9; `.doc` files that are really RTF are known by their first bytes."""

    suffixes: ClassVar[tuple[str, ...]] = (".rtf",)

    def sniff(self, head: bytes) -> bool:
        r"""`{\rtf`."""
        return bool(_BEGINS.match(head))

    def read(self, data: bytes, source: str) -> Document:
        """Body and notes, with the numbers the file asks for; changes accepted.

        Raises:
            ReadError: it is no RTF.
        """
        from biblio.readers._rtf.story import Story

        if not self.sniff(data):
            raise ReadError("no RTF: it does not begin with {\\rtf", place=Place(source), hint="save it again as RTF")
        _xml.check_size(data, source)
        story = Story()
        story.read(data)
        remarks: tuple[Diagnostic, ...] = ()
        if story.cut_short:
            remarks = (Diagnostic("file-cut-short", "the file ends in the middle; notes may be missing at its end"),)
        return assemble(
            source, story.body, story.notes, title=story.title, language=story.language, diagnostics=remarks
        )


plugin: Reader = RtfReader()
