"""The authors whom the document prints elsewhere with the same title.

"Pedro Páramo, trad. Mariana Frenk, Múnich, Hanser, 1958", after "Rulfo, Juan, Pedro Páramo, México, 1955"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from biblio.citations.inference.candidate import Unsigned
from biblio.citations.inference.wording import words
from biblio.identity import fold
from biblio.model import Name, Work

__all__ = ["infer", "known"]

_FEWEST_WORDS = 2
_SERIAL = frozenset(("article-newspaper", "article-magazine", "review", "post", "personal_communication"))
"""Types whose titles are often said again of something else."""


def infer(unsigned: Unsigned) -> tuple[Name, ...]:
    """Those who wrote the only works of this title."""
    work = unsigned.cite.reference.work
    return () if work.type in _SERIAL else unsigned.context.titles.get(_key(work.title), ())


def known(works: Iterable[Work]) -> Mapping[str, tuple[Name, ...]]:
    """Title -> authors, for the titles that tell them: of two words at least, and always by the same persons."""
    collected = {fold(title) for title in words("collected", "all")}
    found: dict[str, tuple[Name, ...]] = {}
    shared: set[str] = set()
    for work in works:
        key = _key(work.title)
        authors = tuple(name for name in work.authors if name.family)
        if not authors or len(key.split()) < _FEWEST_WORDS or key in collected:
            continue
        before = found.setdefault(key, authors)
        if [name.family for name in before] != [name.family for name in authors]:
            shared.add(key)
        elif sum(len(name.given) for name in authors) > sum(len(name.given) for name in before):
            found[key] = authors
    return MappingProxyType({key: authors for key, authors in found.items() if key not in shared})


def _key(title: str) -> str:
    return fold(title)
