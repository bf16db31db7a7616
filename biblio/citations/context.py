"""What surrounds a note: the running text it is called from and the document's language."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.model import Name

__all__ = ["Context"]


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a note."""

    body: str = ""
    """`Reading.body.text`; a note's call points into it."""
    language: str = ""
    """ISO 639-1 code of the document, the default for notes too short to tell."""
    authors: tuple[Name, ...] = ()
    """Authors whom the document's notes print, the fullest wording of each family name."""
