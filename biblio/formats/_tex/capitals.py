"""Braces that keep a title's capitals where a style writes titles in lower case: "The {USA} and {McCarthy}".

Only words that would be misspelled in lower case are guarded: those with a capital after their first letter, and, in a
title that is otherwise in lower case, the capitalised words, which must be names.
"""

from __future__ import annotations

import re

from biblio.formats._tex.latex import encode

__all__ = ["guarded"]

_WORD = re.compile(r"[^\W\d_]+(?:['’.&/-][^\W\d_]+)*\d*")
_LONG = 4
"""Shorter words (articles, prepositions) are in lower case in headline style too."""


def guarded(title: str, language: str = "") -> str:
    """The title in LaTeX with braces around the words whose capitals matter."""
    names_only = _in_sentence_case(title) and not language.startswith("de")
    out, at = [], 0
    for match in _WORD.finditer(title):
        out.append(encode(title[at : match.start()]))
        word = encode(match[0])
        out.append("{" + word + "}" if _needs(title, match, names_only) else word)
        at = match.end()
    out.append(encode(title[at:]))
    return "".join(out) if "\\" not in title and "$" not in title else encode(title)


def _needs(title: str, match: re.Match[str], names_only: bool) -> bool:
    word = match[0]
    inner = any(char.isupper() for part in re.split(r"[-/'’]", word) for char in part[1:])
    return inner or (names_only and word[0].isupper() and not _opens(title, match.start()))


def _opens(title: str, at: int) -> bool:
    """Whether a sentence or subtitle starts here: styles leave that capital alone."""
    before = title[:at].rstrip("\"'“‘«([ ")
    return not before or before[-1] in ":.?!–—"


def _in_sentence_case(title: str) -> bool:
    """Whether most long words are in lower case, so that a capital means a name."""
    long = [word for word in _WORD.findall(title)[1:] if len(word) > _LONG]
    low = sum(1 for word in long if word[0].islower())
    return len(long) > 1 and low * 2 > len(long)
