"""The number of an edition, by itself or printed small beside a year: "2nd ed.", "³1980", "1972⁵", "19742".

Plain text out of a PDF loses the raising, so that "1974²" becomes "19742".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["RAISED", "beside_year", "read"]

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Raised figures, by value."""
_FIGURES = str.maketrans(RAISED, "0123456789")
_NUMBER = re.compile(r"(?P<number>\d{1,2})(?:st|nd|rd|th|e|ᵉ|ère|ème|ª|\.ª|a|º|\.)?[,\s]+[\w.ªéèäöü]*\Z")
_YEAR = r"(?:1[5-9]|20)\d\d"
_BESIDE = re.compile(
    rf"(?P<before>[{RAISED}]{{1,2}})\s?(?P<year>{_YEAR}.*)"
    rf"|(?P<year_raised>.*{_YEAR})\s?(?P<behind>[{RAISED}]{{1,2}})"
    rf"|(?P<year_plain>(?:1[5-9]\d|20[0-2])\d)(?P<fallen>[2-9]|1\d)"
)


def read(text: str, ordinals: Mapping[str, int]) -> str:
    """ "2nd ed." and "³" are 2 and 3; other words stay as they are."""
    if text and not text.strip(RAISED):
        return text.translate(_FIGURES)
    if found := _NUMBER.match(text):
        return found["number"]
    return str(ordinals.get(text.lower().split(" ")[0], text)) if text else ""


def beside_year(text: str) -> tuple[str, str]:
    """A printed date without the number of an edition beside its year, and that number; "" where there is none."""
    found = _BESIDE.fullmatch(text)
    if found is None:
        return text, ""
    date = found["year"] or found["year_raised"] or found["year_plain"]
    number = found["before"] or found["behind"] or found["fallen"]
    return date, number.translate(_FIGURES)
