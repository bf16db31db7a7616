"""Formats that are written and never read back: a page, a document's list of sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol, runtime_checkable

from biblio.errors import FormatError, Place
from biblio.model import Library

__all__ = ["Folder", "WrittenOnly"]


class WrittenOnly:
    """A format without a way in. What it carries cannot be seen by reading it back, so it says so itself."""

    carries: ClassVar[frozenset[str]]
    """Fields of Work and names in `Work.extra`; "container", "mentions" and "annotations" where it has them."""

    def loads(self, text: str, source: str = "") -> Library:
        """Refuse.

        Raises:
            FormatError: always.
        """
        raise FormatError(
            "this format is written, not read", place=Place(source), hint="name the file's format with -f"
        )


@runtime_checkable
class Folder(Protocol):
    """A format of which one library is many files."""

    def pages(self, library: Library) -> Mapping[str, str]:
        """File name -> text, for each file of the folder."""
        ...

    def updated(self, old: str, new: str) -> str | None:
        """`new` with what the user added to `old`, the file that is there; None if that file is not one of ours."""
        ...
