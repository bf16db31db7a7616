"""The places a cite points to, as numbers that can be compared: "84–87" holds 85, "58v" is a leaf and no page."""

from __future__ import annotations

import re

from biblio.model import Locator

__all__ = ["kind", "page", "stretch"]

_FIRST = re.compile(r"\D{0,4}(\d+)")
_RANGE = re.compile(r"(\d+)\s*[–—-]\s*(\d+)")
_SHAPES = (
    ("folio", re.compile(r"\b\d+\s?(?:r|v|ro|vo|r°|v°)\b")),
    ("paragraph", re.compile(r"\[\d+(?:\.\d+)*\]")),
    ("section", re.compile(r"§")),
    ("verse", re.compile(r"\d+\.\d+\.\d+")),
)
"""What a place printed without its label can only be: a leaf's side, a numbered paragraph, act, scene and line."""


def kind(locator: Locator) -> str:
    """What is counted: "page", "folio", "paragraph" ...; the label, or where there is none the look of the value."""
    if locator.label != "page":
        return locator.label
    return next((name for name, shape in _SHAPES if shape.search(locator.value)), "page")


def page(locator: Locator | None) -> int | None:
    """The first page cited; None where no page is."""
    if locator is None or kind(locator) != "page":
        return None
    found = _FIRST.match(locator.value)
    return int(found[1]) if found else None


def stretch(locator: Locator | None) -> tuple[int, int] | None:
    """First and last page of the first range cited; "204-08" ends on 208. None for a page by itself."""
    first = page(locator)
    found = _RANGE.search(locator.value) if locator and first is not None else None
    if first is None or found is None or int(found[1]) != first:
        return None
    last = found[2] if len(found[2]) >= len(found[1]) else found[1][: len(found[1]) - len(found[2])] + found[2]
    return (first, int(last)) if int(last) > first else None
