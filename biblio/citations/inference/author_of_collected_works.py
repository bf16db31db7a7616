"""The author of the collected works that a short form stands for: "Opus postumum, AA XXII, 26", "AT, IV, p. 263"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from biblio.citations.inference.candidate import Candidate, Unsigned
from biblio.citations.inference.wording import words
from biblio.citations.letters import UPPER
from biblio.identity import fold
from biblio.model import Cite, Name

__all__ = ["candidates", "known"]

_RULE = "author-of-collected-works"
_LONGEST = 12
"""Letters of a short form."""


def candidates(unsigned: Unsigned) -> Iterator[Candidate]:
    """Who alone is printed with what stands in this edition, or whom the title of the edition declared names."""
    whole = unsigned.cite.reference.work.container
    form = fold(whole.title) if whole else ""
    if authors := unsigned.context.editions.get(form, ()):
        yield Candidate(authors, _RULE, frozenset(("collected works",)))
    elif form and (standard := {fold(short): short for short in words("editions", "all")}.get(form)):
        family = words("editions", "whose")[words("editions", "all").index(standard)]
        yield Candidate((Name(family=family),), _RULE, frozenset(("collected works by a standard short form",)))


def known(cites: Iterable[Cite]) -> Mapping[str, tuple[Name, ...]]:
    """Folded short form -> the only author of all that is cited from it."""
    found: dict[str, set[str]] = {}
    fullest: dict[str, Name] = {}
    for cite in cites:
        for form, name in _owners(cite):
            found.setdefault(form, set()).add(fold(name.family))
            if form not in fullest or len(fullest[form].given) < len(name.given):
                fullest[form] = name
    return MappingProxyType({form: (fullest[form],) for form, families in found.items() if len(families) == 1})


def _owners(cite: Cite) -> Iterator[tuple[str, Name]]:
    work, short = cite.reference.work, cite.reference.abbreviation
    whole = work.container
    if whole and len(whole.title) <= _LONGEST and work.type == "chapter":
        yield from ((fold(whole.title), name) for name in work.authors[:1])
    if not short:
        return
    yield from ((fold(short), name) for name in work.authors[:1])
    if not work.authors and (named := _named().search(work.title)):
        yield fold(short), Name(family=named["of"] or named["owner"])


@cache
def _named() -> re.Pattern[str]:
    """ "Kant’s gesammelte Schriften", "Œuvres de Descartes"."""
    collections = "|".join(sorted((re.escape(title) for title in words("collected", "all")), key=len, reverse=True))
    name = rf"[{UPPER}][\w-]+"
    return re.compile(
        rf"(?i:(?:{collections})\s(?:of|by|von|de|di|av)\s)(?:{name}\s)*(?P<of>{name})"
        rf"|(?P<owner>{name}?)(?:['’]s?|s)\s(?i:{collections}|werke|schriften|works)"
    )
