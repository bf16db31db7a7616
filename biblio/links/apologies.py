"""Titles with which pages say that what was asked for is not there."""

from __future__ import annotations

import re

from biblio.links import words

__all__ = ["apologises"]

_BETWEEN = re.compile(r"\s+[|•·»«–—-]+\s+|\s*::+\s*|:\s+|[.!?]\s+")


def apologises(title: str) -> bool:
    """Whether a title, or a part of it between dashes or full stops, is one of the known phrases and no more."""
    return any(words.bare(part) in words.phrases("not_found", "titles") for part in (title, *_BETWEEN.split(title)))
