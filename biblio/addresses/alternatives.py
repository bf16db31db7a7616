"""Other readings of an address that was damaged in a way that does not tell how it was: asked for only if it is dead.

`http://example.org/labour-` at the end of a line and `history.html` on the next: was the hyphen there before the line
was broken? Repair keeps it (RFC 3986, appendix C); the other reading stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from biblio.addresses.normal import canonical, normalise
from biblio.addresses.repair import repair

__all__ = ["RULES", "alternatives"]

_MOST = 3
_GLUED = re.compile(r"(\.(?:html?|php|aspx?|pdf|txt|jsp|cfm))[.,;)]*(?=[A-Z][a-z]|\[)[^/?#]*\Z")


def _line_hyphen(text: str) -> Iterator[str]:
    """A hyphen that breaking the line brought in."""
    if re.search(r"-\s+\S", text):
        yield re.sub(r"-\s+", "", text)
        yield re.sub(r"-\s+", "-", text)
    if text.rstrip().endswith("-"):
        yield text.rstrip().rstrip("-")


def _space(text: str) -> Iterator[str]:
    """White space in the place of a lost tilde or underscore, or none that belongs there."""
    if re.search(r"[^\s-][ \t]+\S", text):
        yield re.sub(r"/\s+(?=\S)", "/~", text) if re.search(r"/\s+\S", text) else re.sub(r"\s+", "_", text)
        yield re.sub(r"\s+", "", text)


def _next_word(text: str) -> Iterator[str]:
    """The next sentence, glued to the name of a file: `paper.htmlAccessed`."""
    if match := _GLUED.search(text):
        yield text[: match.end(1)]


def _own_stop(text: str) -> Iterator[str]:
    """A full stop or bracket at the end that belongs to the address after all: `/wiki/Example_Inc.`."""
    bare = text.strip()
    if re.search(r"[\w)][.)]\Z", bare):
        yield bare


RULES: tuple[tuple[str, Callable[[str], Iterator[str]]], ...] = (
    ("line-hyphen", _line_hyphen),
    ("space", _space),
    ("next-word", _next_word),
    ("own-stop", _own_stop),
)
"""The likeliest first."""


def alternatives(text: str) -> tuple[str, ...]:
    """Other addresses that a written one may stand for, at most three; without the one that `normalise` gives."""
    usual = normalise(text)
    found = dict.fromkeys(_readings(text))
    return tuple(url for url in found if url != usual and url.startswith(("http://", "https://")))[:_MOST]


def _readings(text: str) -> Iterator[str]:
    for name, rule in RULES:
        for reading in rule(text):
            if name != "own-stop":
                yield normalise(reading)
            elif repair(reading).rules == ("glued-punctuation",):
                yield canonical(reading)
