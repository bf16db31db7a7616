"""What may be done to a part of a key: {author:upper}, {title:abbr}, {year:(nd)}."""

from __future__ import annotations

import re
from collections.abc import Callable

from biblio.errors import BiblioError
from biblio.library.patterns.markers import Words

__all__ = ["NAMES", "modifier"]

_Modifier = Callable[[Words], Words]
_FALLBACK = re.compile(r"\((?P<text>[^()]*)\)\Z")
_CALL = re.compile(r"(?P<name>[a-z]+?)\s*\(?(?P<number>\d+)\)?\Z")


def modifier(text: str) -> _Modifier:
    """The modifier that `text` names.

    Raises:
        BiblioError: there is none; says which there are.
    """
    fallback = _FALLBACK.match(text)
    if fallback:
        return lambda words: words if any(words) else [fallback["text"]]
    if text.isdecimal():
        return lambda words: _letters(words, int(text))
    match = _CALL.match(text.lower())
    if match and match["name"] in _COUNTED:
        count, number = _COUNTED[match["name"]], int(match["number"])
        return lambda words: count(words, number)
    if text.lower() in _PLAIN:
        return _PLAIN[text.lower()]
    raise BiblioError(f"key pattern: no modifier {text!r}", hint=f"modifiers: {', '.join(NAMES)}")


def _letters(words: Words, number: int) -> Words:
    return ["".join(words)[:number]]


_PLAIN: dict[str, _Modifier] = {
    "lower": lambda words: [word.lower() for word in words],
    "upper": lambda words: [word.upper() for word in words],
    "capitalize": lambda words: [word[:1].upper() + word[1:].lower() for word in words],
    "abbr": lambda words: [word[0] for word in words if word],
    "dashed": lambda words: ["-".join(words)],
    "underscored": lambda words: ["_".join(words)],
}
_COUNTED: dict[str, Callable[[Words, int], Words]] = {
    "truncate": _letters,
    "letters": _letters,
    "words": lambda words, number: words[:number],
}
NAMES = (*_PLAIN, *(f"{name}(N)" for name in _COUNTED), "N", "(instead)")
"""All modifiers; N stands for a number, `instead` for a text where there is nothing."""
