"""Text -> tokens: words, numbers, marks and whole addresses, with their places."""

from __future__ import annotations

import re

__all__ = ["Token", "tokenise"]

Token = tuple[int, int]
"""Start and end in the text. Plain tuples: there are many."""

_TOKEN = re.compile(
    r"""
      https?://[^\s<>«»“”]*[^\s<>«»“”.,;:)\]’']   # an address, without the full stop behind it
    | 10\.\d{4,9}/[^\s<>]*[^\s<>.,;:)]            # a DOI
    | \d+
    | [^\W\d_]+(?:[’'](?=[^\W\d_]))?              # a word; "l’" and "dell'" are words of their own
    | [^\w\s] | _
    """,
    re.VERBOSE,
)


def tokenise(text: str) -> list[Token]:
    """The tokens of `text` in order; white space belongs to none."""
    return [match.span() for match in _TOKEN.finditer(text)]
