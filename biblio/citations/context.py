"""What surrounds a note: the running text it is called from and the document's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

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
    titles: Mapping[str, tuple[Name, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Folded titles -> the authors whom the document's notes print with them, always the same ones."""
    editions: Mapping[str, tuple[Name, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Folded short forms of collected works -> the only author printed with what is cited from them."""
