"""Which style somebody means who types "mla", "Chicago notes" or a journal's name with a slip in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from biblio.errors import StyleError
from biblio.styles.catalogue.index import Listing

__all__ = ["choose", "search"]

_SHOWN = 8


def _same(wanted: str, style: Listing) -> bool:
    """The title, short title or id is the one wanted."""
    return wanted in (_key(style.title), _key(style.short), _key(style.id))


def _begins(wanted: str, style: Listing) -> bool:
    """The title, short title or id begins with the words wanted."""
    return any(f"{_key(name)} ".startswith(f"{wanted} ") for name in (style.title, style.short, style.id))


def _words(wanted: str, style: Listing) -> bool:
    """All the words wanted stand in the id, title, kind or fields."""
    return set(wanted.split()) <= set(_described(style).split())


def _parts(wanted: str, style: Listing) -> bool:
    """All the words wanted stand there as parts of words."""
    described = _described(style)
    return all(word in described for word in wanted.split())


RULES: tuple[tuple[str, Callable[[str, Listing], bool]], ...] = (
    ("same-name", _same),
    ("begins-so", _begins),
    ("has-the-words", _words),
    ("has-the-parts", _parts),
)
"""The first rule that any style meets decides; it must leave one style, or one that the others are variants of."""


def choose(wanted: str, listings: Sequence[Listing]) -> Path:
    """The one style that `wanted` means.

    Raises:
        StyleError: none or several are meant; the nearest are named.
    """
    key = _key(wanted)
    for _, rule in RULES:
        found = [style for style in listings if rule(key, style)]
        base = _base(found) or _base([style for style in found if not style.dependent])
        if base:
            return Path(base.path)
        if found:
            found.sort(key=_rank)
            raise StyleError(f"{wanted!r} may be one of {len(found)} styles", hint=f"say which: {_names(found)}")
    raise StyleError(f"no style is called {wanted!r}", hint=f"nearest: {_names(_nearest(key, listings))}")


def search(words: str, listings: Sequence[Listing]) -> list[Listing]:
    """All styles that any rule finds for `words`, the best rule's first and independent ones before dependent ones."""
    key = _key(words)
    ranked = [
        (next((rank for rank, (_, rule) in enumerate(RULES) if rule(key, style)), None), style) for style in listings
    ]
    found = [(rank, style) for rank, style in ranked if rank is not None]
    return [style for _, style in sorted(found, key=lambda pair: (pair[0], *_rank(pair[1])))]


def _base(found: Sequence[Listing]) -> Listing | None:
    """The style whose id begins the ids of all the others: they are its variants."""
    if not found:
        return None
    shortest = min(found, key=lambda style: len(style.id))
    return shortest if all(style.id.startswith(shortest.id) for style in found) else None


def _rank(style: Listing) -> tuple[bool, int, str]:
    return style.dependent, len(style.id), style.id


def _described(style: Listing) -> str:
    return _key(" ".join((style.id, style.title, style.short, style.format, *style.fields)))


def _key(text: str) -> str:
    """Words in lower case without punctuation or a leading article."""
    return " ".join(re.findall(r"\w+", text.casefold())).removeprefix("the ")


def _names(found: Sequence[Listing]) -> str:
    more = len(found) - _SHOWN
    return ", ".join(style.id for style in found[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _nearest(key: str, listings: Sequence[Listing]) -> list[Listing]:
    from rapidfuzz import fuzz, process

    scored = process.extract(key, [_key(style.id) for style in listings], scorer=fuzz.ratio, limit=_SHOWN)
    return [listings[index] for _, _, index in scored]
