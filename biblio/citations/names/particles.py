"""Particles of names: "van der", "de la", "von"."""

from __future__ import annotations

import re

from biblio.citations.names.pattern import PARTICLES

__all__ = ["is_particle", "leading_particle", "split_particle", "trailing_particle"]

_PARTICLE = re.compile(rf"(?:{PARTICLES}|d['’]|l['’])\Z", re.IGNORECASE)


def is_particle(word: str) -> bool:
    """Whether a word is a particle, in small letters."""
    return word[:1].islower() and bool(_PARTICLE.match(word))


def split_particle(text: str) -> list[str]:
    """The words of a name that are no particles."""
    return [word for word in text.split() if not _PARTICLE.match(word)]


def leading_particle(words: list[str]) -> tuple[str, str]:
    """(particle, the rest) of a family name."""
    count = 0
    while count < len(words) - 1 and is_particle(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def trailing_particle(words: list[str]) -> tuple[str, str]:
    """(given names, particle) of what stands behind the comma: "Carlos de"."""
    count = len(words)
    while count > 1 and is_particle(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
