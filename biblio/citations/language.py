"""Which language a note is written in, by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from biblio.citations import lexicon

__all__ = ["guess"]

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 4
"""Fewer function words than this say nothing against the document's language."""
_AHEAD = 1.5


def guess(text: str, default: str = "") -> str:
    """ISO 639-1 code of the language with most function words in `text`, `default` where that is not clear.

    Words that several languages share count for a part in each.
    """
    scores: Counter[str] = Counter()
    for word in _WORD.findall(text[:20_000].lower()):
        owners = _owners().get(word, ())
        for owner in owners:
            scores[owner] += 1 / len(owners)  # type: ignore[assignment]
    ranked = scores.most_common(2)
    if not ranked or (default and ranked[0][1] < _ENOUGH):
        return default
    best, score = ranked[0]
    if default and best != default and score < _AHEAD * scores[default]:
        return default
    return best


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for code in lexicon.LANGUAGES:
        for word in lexicon.function_words(code):
            owners[word] = (*owners.get(word, ()), code)
    return owners
