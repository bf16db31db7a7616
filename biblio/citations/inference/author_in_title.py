"""The author whom the title of a collection names.

"The Collected Works of Padraic H. Pearse", "Thomas Carlyle: Selected Writings", "Œuvres complètes de Voltaire"
"""

from __future__ import annotations

import re
from functools import cache

from biblio.citations.inference.candidate import Unsigned
from biblio.citations.inference.wording import words
from biblio.citations.names import is_given, parse_names
from biblio.model import Name

__all__ = ["infer"]

_OF = r"(?:of|by|von|de|d[’']|del|di|do|da|van|av)"


def infer(unsigned: Unsigned) -> tuple[Name, ...]:
    """Whose works, writings or letters are collected, if the title names them in full."""
    work = unsigned.cite.reference.work
    found = _pattern().search(work.title) if work.type == "book" else None
    if found is None:
        return ()
    named = " ".join((found["of"] or found["before"]).split())
    parsed = parse_names(named, unsigned.scan.lexicon.language)
    if len(parsed) != 1 or not parsed[0].family or not parsed[0].given:
        return ()
    first = parsed[0].given.split()[0]
    return parsed if is_given(first) or "." in first else ()


@cache
def _pattern() -> re.Pattern[str]:
    collections = "|".join(sorted(map(re.escape, words("collected", "all")), key=len, reverse=True))
    name = r"(?-i:[^\W\d_a-z][\w.’'-]*(?:\s(?:[^\W\d_a-z][\w.’'-]*|de|von|van|di|da|der|la))*)"
    end = r"\s*(?=[:,.(]|\Z)"
    return re.compile(
        rf"(?<!\w)(?:{collections})\s{_OF}\s?(?P<of>{name}){end}|\A(?P<before>{name})[:,.]\s(?:the\s)?(?:{collections}){end}",
        re.IGNORECASE,
    )
