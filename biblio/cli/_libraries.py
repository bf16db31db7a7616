"""The library files that commands change: .bib byte by byte, every other format by way of BibLaTeX."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from biblio import files
from biblio.cli._changes import Change
from biblio.files import TextFile

if TYPE_CHECKING:
    from biblio.model import Library, SourceText

__all__ = ["Opened", "from_option", "open_library"]

_Command = TypeVar("_Command", bound=Callable[..., Any])
_BIB = ("biblatex", "bibtex")


def from_option(command: _Command) -> _Command:
    """`--from`, the format of what is read, handed over as `from_`."""
    return click.option("--from", "from_", metavar="FORMAT", help="Format of the file; its suffix tells by default.")(
        command
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """A library as it was found."""

    file: TextFile
    format: str
    library: Library
    source: SourceText
    """The .bib text; of a file in another format, what it is in BibLaTeX."""

    @property
    def is_bib(self) -> bool:
        """Whether the file itself is .bib, so that lines mean something and untouched bytes stay."""
        return self.format in _BIB

    def change(self, bib: str) -> Change:
        """The change of the file that its .bib text becoming `bib` means."""
        if self.is_bib or bib == self.source.text:
            return Change(self.file, bib if self.is_bib else self.file.text)
        from biblio import formats

        return Change(self.file, formats.by_name(self.format).dumps(formats.by_name("biblatex").loads(bib)))


def open_library(path: str, from_: str | None) -> Opened:
    """Read a library; `-` is standard input, BibLaTeX unless `from_` says otherwise.

    Raises:
        BiblioError: it is not there or not readable.
    """
    from biblio import formats
    from biblio.formats import bibtex

    name = from_ or ("biblatex" if path == files.STANDARD else formats.name_for(path))
    format = formats.by_name(name)
    file = files.read(path)
    library = format.loads(file.text, path)
    bib = file.text if name in _BIB else formats.by_name("biblatex").dumps(library)
    return Opened(file, name, library, bibtex.source(bib, path))
