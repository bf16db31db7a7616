"""What a page says it is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Head"]


@dataclass(frozen=True, slots=True)
class Head:
    """Title, authors and date as a page gives them; what it does not give is empty."""

    kind: str = ""
    """Which reader understood it."""
    title: str = ""
    """The page's title, or the message's subject."""
    headings: tuple[str, ...] = ()
    """Other strings that may be the title of what the page holds: h1, citation_title, og:title."""
    authors: tuple[str, ...] = ()
    date: str = ""
    """As written."""
    anchors: frozenset[str] = frozenset()
    """Names that a fragment can point to."""
    text: str = ""
    """Beginning of the words to be read."""
    words: int = 0
    """How many words there are, as far as the page was read."""
