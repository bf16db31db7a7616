"""Classic BibTeX in ASCII, letters as LaTeX commands, for programs and journals that take nothing else."""

from __future__ import annotations

from typing import ClassVar

from biblio.formats import Format, bibtex
from biblio.formats._tex.dialect import BIBTEX, dialect
from biblio.model import Library

__all__ = ["plugin"]


class BibTeXInASCII:
    r"""`{\'E}mile`; addresses and other verbatim fields stay as they are."""

    suffixes: ClassVar[tuple[str, ...]] = ()

    def loads(self, text: str, source: str = "") -> Library:
        """Read BibTeX (or BibLaTeX)."""
        return bibtex.read(text, dialect(BIBTEX), source)

    def dumps(self, library: Library) -> str:
        """Write BibTeX in ASCII."""
        return bibtex.write(library, dialect(BIBTEX), ascii_only=True)


plugin: Format = BibTeXInASCII()
