"""Which language a note is written in, by its function words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from biblio.citations import lexicon

__all__ = ["guess", "of_title"]

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


def of_title(title: str, note: str) -> str:
    """The language of a title where its small words tell it, else the note's; "" for English titles of English notes.

    A style that sets English titles in capitals is to leave "La lutte pour l’individualisme agraire" as it is.
    """
    scores: dict[str, float] = {}
    for word in _WORD.findall(title.lower()):
        owners = _owners().get(word, ()) if len(word) > 1 and word not in _EVERYWHERE else ()
        for owner in owners:
            scores[owner] = scores.get(owner, 0.0) + 1 / len(owners)
    told = max(scores, key=lambda code: scores[code], default="")
    second = max((score for code, score in scores.items() if code != told), default=0.0)
    clear = told and scores[told] >= max(_TOLD, _AHEAD * second)
    language = told if clear else note
    return "" if language == note == "en" else language


_EVERYWHERE = ("in", "on", "an", "no", "as", "do")
"""Small words that stand in titles of more languages than list them."""
_TOLD = 0.4
"""The least weight of small words that tell a title's language: one that two languages share."""


@cache
def _owners() -> dict[str, tuple[str, ...]]:
    owners: dict[str, tuple[str, ...]] = {}
    for code in lexicon.LANGUAGES:
        for word in lexicon.function_words(code):
            owners[word] = (*owners.get(word, ()), code)
    return owners
