"""What a page says it is."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Head"]


@dataclass(frozen=True, slots=True)
class Head:
    """Title, authors and date as a page gives them, and what else tells pages apart; what it does not give is empty."""

    kind: str = ""
    """Which reader understood it."""
    title: str = ""
    """The page's title, or the message's subject."""
    headings: tuple[str, ...] = ()
    """Other strings that may be the title of what the page holds: h1, citation_title, og:title."""
    authors: tuple[str, ...] = ()
    date: str = ""
    """As written."""
    message_id: str = ""
    """A message's own name (RFC 5322, 3.6.4), without brackets."""
    site: str = ""
    """The name the site gives itself."""
    language: str = ""
    """Language tag the page gives itself, in lower case."""
    anchors: frozenset[str] = frozenset()
    """Names that a fragment can point to."""
    text: str = ""
    """The words to be read."""
    words: int = 0
    """How many words there are, as far as the page was read."""
    unscripted: str = ""
    """What is shown only where scripts do not run."""
    scripts: int = 0
    sources: tuple[str, ...] = ()
    """Addresses of the scripts, frames and forms of the page, as written."""
    links: tuple[str, ...] = ()
    """Addresses the page links to, as written; the first few."""
    frames: int = 0
    has_root: bool = False
    """Whether there is an empty element into which a script puts the page."""
    asks_password: bool = False
    target: str = ""
    """Where the page sends whoever reads it, by a meta element, a header field or a script; as written."""
    target_after: float = 0.0
    """Seconds until it does."""
