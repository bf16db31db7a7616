"""How two lines go together: with a blank, without one, or with the hyphen between them taken away.

An ordered list of rules; the first that knows wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from biblio.notes.vocabulary import Vocabulary

__all__ = ["RULES", "Joint", "joint"]


class Joint(NamedTuple):
    """What happens between two lines."""

    drop: int
    """Characters to leave out at the end of the first."""
    glue: str
    """What to put between."""


_OPEN_BRACKET = re.compile(r"<\s*(?:URL:\s*)?\Z", re.IGNORECASE)
_ADDRESS_START = re.compile(r"(?:https?|ftp):|www\.|URL:|doi:|10\.\d{4}", re.IGNORECASE)
_ADDRESS_END = re.compile(
    r"(?P<angle><\s*(?:URL:\s*)?)?(?P<url>(?:(?:https?|ftp):(?://?)?|www\.|(?:doi:\s?|doi\.org/)10\.)[^\s<>\"“”„«»]*)\Z",
    re.IGNORECASE,
)
_UNFINISHED_ADDRESS = re.compile(r"(?:[/\-_=&?%#~+:@]|(?:www|//[\w-]+)\.)\Z")
_REST = re.compile(
    r"""
      [/?&\#=%_~+] \S                          # "/2002/msg05443.html", "?id=3"
    | [\w.~%-]+ / \S*                          # "archives/marxism/"
    | [\w-]+ (?:\.[\w-]+)* \.(?:html?|php|pdf|aspx?|jsp|txt|xml|cgi|shtml|org|com|net|edu|gov|info)\b
    | (?=\S*\d)(?=\S*[A-Za-z_=-])[\w.=&%-]{4,}  # "msg00283", "article-39"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HYPHEN = re.compile(r"(?P<word>(?:[^\W\d_]+-)*[^\W\d_]+)[-‐]\Z")
_WORD = re.compile(r"[^\W\d_]+")
_DASH = re.compile(r"(?P<before>\S)[-‐‑–—]\Z")


_SPECIAL_ENDS = frozenset("-‐‑–—\u00ad")
_ADDRESS_SIGNS = ("<", "://", "www", "WWW", "doi", "DOI", "tp:", "tps:", "Doi", "Www", "HTTP", "Http")
"""Without one of these no address stands at the end: most lines need no rule."""


def joint(before: str, after: str, vocabulary: Vocabulary) -> Joint:
    """How to go on from `before` (the text so far, or its end) to the line `after`; neither has blanks at the joint."""
    if before[-1:] not in _SPECIAL_ENDS and not any(sign in before for sign in _ADDRESS_SIGNS):
        return Joint(0, " ")
    for _, rule in RULES:
        found = rule(before, after, vocabulary)
        if found:
            return found
    return Joint(0, " ")


def _bracketed_address(before: str, after: str, _: Vocabulary) -> Joint | None:
    """ "< / http://archives.econ.utah.edu": nothing belongs between."""
    return Joint(0, "") if _OPEN_BRACKET.search(before) and _ADDRESS_START.match(after) else None


def _address(before: str, after: str, _: Vocabulary) -> Joint | None:
    """An address that was broken at the line's end; its own hyphens stay."""
    match = _ADDRESS_END.search(before)
    if not match:
        return None
    first = after.split(maxsplit=1)[0]
    if match["angle"] and ">" in first:
        return Joint(0, "")
    url = match["url"]
    if _UNFINISHED_ADDRESS.search(url):
        return Joint(0, "") if first[0].isalnum() or first[0] in "/%~_?#" else None
    closed = url[-1] in ".,;:)]’”"
    if closed and not (match["angle"] and url[-1] == "."):
        return Joint(0, "") if url[-1] == "." and _REST.match(first) and "/" in first else None
    return Joint(0, "") if _REST.match(first) else None


def _soft_hyphen(before: str, after: str, _: Vocabulary) -> Joint | None:
    """U+00AD at a line's end is a typesetter's by definition."""
    return Joint(1, "") if before.endswith("\u00ad") else None


def _hyphen(before: str, after: str, vocabulary: Vocabulary) -> Joint | None:
    """ "coun-/try", "non-/Stalinists", "Marx-/Engels"."""
    first, second = _HYPHEN.search(before), _WORD.match(after)
    if not first or not second:
        return None
    if not second[0][0].islower():
        return Joint(0, "")
    return Joint(0, "") if vocabulary.keeps_hyphen(first["word"], second[0]) else Joint(1, "")


def _dash(before: str, after: str, _: Vocabulary) -> Joint | None:
    """ "1930–/33", "word—/word": a dash without a blank before it has none after it."""
    match = _DASH.search(before)
    if not match:
        return None
    both_digits = match["before"].isdigit() and after[:1].isdigit()
    return Joint(0, "") if both_digits or before.endswith("—") else None


RULES: tuple[tuple[str, Callable[[str, str, Vocabulary], Joint | None]], ...] = (
    ("bracketed-address", _bracketed_address),
    ("address", _address),
    ("soft-hyphen", _soft_hyphen),
    ("hyphen", _hyphen),
    ("dash", _dash),
)
