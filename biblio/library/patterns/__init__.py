"""How a user wants keys to be made: `{author:lower}{year}{title}`, after the key patterns of JabRef and Better BibTeX.

A pattern is text with markers in braces or, as JabRef has them, brackets. A marker names a part of the work, and may be
followed by modifiers: `[auth:lower]_[shorttitle:abbr]`, `{title:words(2)}`, `{year:(nd)}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from biblio.errors import BiblioError
from biblio.library.keys import Proposals
from biblio.library.patterns.markers import Words, marker
from biblio.library.patterns.modifiers import modifier
from biblio.model import Entry

__all__ = ["Pattern", "parse"]

_TOKEN = re.compile(
    r"""
    \{(?P<braced>[^{}]*)\} | \[(?P<bracketed>[^\[\]]*)\]     # {author:lower}  [auth:lower]
  | (?P<literal>[\w:.+/;!?*-]+)
  | (?P<wrong>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_STEP = re.compile(r":\s*((?:\([^()]*\)|[^:()]+(?:\([^()]*\))?))")
_NOTHING = "nokey"
_UNFIT = re.compile(r"[\s{}(),\"#%~\\=']+")
"""What BibTeX, biber or LaTeX do not take in a key."""
_Part = Callable[[Entry], str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern taken apart; each part gives a stretch of the key."""

    parts: tuple[_Part, ...]

    def proposals(self, entry: Entry) -> Proposals:
        """The key that the pattern gives; where it is taken, with a letter after it: smith1990, smith1990a."""
        base = _UNFIT.sub("", "".join(part(entry) for part in self.parts)) or _NOTHING
        return Proposals((base,), base, "")


def parse(pattern: str) -> Pattern:
    """Take a pattern apart.

    Raises:
        BiblioError: a marker or modifier is not known, or a character cannot stand in a key; says which.
    """
    parts = []
    for match in _TOKEN.finditer(pattern):
        if match["wrong"]:
            raise BiblioError(
                f"key pattern {pattern!r}: {match['wrong']!r} cannot stand there",
                hint="markers stand in braces: {author}{year}{title}",
            )
        parts.append(_literal(match["literal"]) if match["literal"] else _marked(match["braced"] or match["bracketed"]))
    return Pattern(tuple(parts))


def _literal(text: str) -> _Part:
    return lambda entry: text


def _marked(inside: str | None) -> _Part:
    name, _, rest = (inside or "").partition(":")
    words = marker(name.strip())
    steps = [modifier(step.strip()) for step in _STEP.findall(":" + rest)] if rest else []

    def part(entry: Entry) -> str:
        found: Words = words(entry)
        for step in steps:
            found = step(found)
        return "".join(found)

    return part
