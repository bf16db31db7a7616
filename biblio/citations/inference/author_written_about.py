"""The author whom the document is about: the one its running text names most, of those its notes print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from biblio.citations.inference.candidate import Candidate, Unsigned
from biblio.citations.letters import UPPER
from biblio.model import Name

__all__ = ["candidates"]

_RULE = "author-written-about"
_LEAST = 4
_LEAD = 1.5
"""How much oftener than the next."""


def candidates(unsigned: Unsigned) -> Iterator[Candidate]:
    """The person, if one stands out."""
    if subject := _subject(unsigned.context.body, unsigned.context.authors):
        yield Candidate((subject,), _RULE, frozenset(("written about",)))


@lru_cache(maxsize=8)
def _subject(body: str, authors: tuple[Name, ...]) -> Name | None:
    spoken = Counter(re.findall(rf"[{UPPER}][\w-]+", re.sub(r"['’]s?\b", " ", body)))
    counted = sorted(((_times(name, spoken), at) for at, name in enumerate(authors)), reverse=True)
    if not counted or counted[0][0] < _LEAST:
        return None
    stands_out = len(counted) == 1 or counted[0][0] >= _LEAD * counted[1][0]
    return authors[counted[0][1]] if stands_out else None


def _times(name: Name, spoken: Counter[str]) -> int:
    """How often a family name is said, German and Swedish genitives with it."""
    last = name.family.split()[-1] if name.family else ""
    return spoken[last] + spoken[f"{last}s"]
