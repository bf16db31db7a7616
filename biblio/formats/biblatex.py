"""BibLaTeX: EDTF dates, entry types for everything, relations between entries; what refs.bib is written in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from biblio.formats import Format, bibtex
from biblio.formats._tex.dialect import BIBLATEX, dialect
from biblio.model import Diagnostic, Entry, Library

__all__ = ["plugin", "update"]


class BibLaTeX:
    """`date`, `journaltitle`, `location`; `@online`, `@collection`, `@thesis` ..."""

    suffixes: ClassVar[tuple[str, ...]] = (".bib", ".biblatex")

    def loads(self, text: str, source: str = "") -> Library:
        """Read BibLaTeX (or BibTeX)."""
        return bibtex.read(text, dialect(BIBLATEX), source)

    def entries(self, text: str, source: str = "", remarks: list[Diagnostic] | None = None) -> Iterator[Entry]:
        """The same entries one by one."""
        return bibtex.entries(text, dialect(BIBLATEX), source, remarks)

    def dumps(self, library: Library) -> str:
        """Write BibLaTeX."""
        return bibtex.write(library, dialect(BIBLATEX))


def update(text: str, library: Library) -> str:
    """`text`, a .bib file, with the entries of `library`: untouched ones byte for byte, new ones at the end."""
    return bibtex.update(text, library, dialect(BIBLATEX))


plugin: Format = BibLaTeX()
