"""Page ranges in the form a style asks for (CSL 1.0.2, appendix V).

42-45 expanded,  321-8 minimal,  321-28 minimal-two,  321-28, 100-104, 107-8 chicago
"""

from __future__ import annotations

__all__ = ["shorten"]


def shorten(first: str, last: str, form: str, *, year: bool = False) -> str:
    """The end of a range as it is to be set after `first`; both are strings of digits, perhaps with letters after.

    A shortened end ("321-28") is completed first, whatever the form.
    """
    if len(last) < len(first):
        full = first[: len(first) - len(last)] + last
        if _number(first) >= _number(full):
            return last
        last = full
    if len(first) != len(last) or not form or form == "expanded":
        return last
    if form in ("chicago", "chicago-15", "chicago-16"):
        return _chicago(first, last, form)
    return _minimal(first, last, 2 if form == "minimal-two" else 1, year)


def _number(text: str) -> int:
    digits = "".join(letter for letter in text if letter.isdecimal())
    return int(digits) if digits else 0


def _minimal(first: str, last: str, least: int, year: bool) -> str:
    """Digits shared at the front are left out, `least` of the end are kept; a year keeps two or all four."""
    at = 0
    while at < len(first) and first[at] == last[at] and len(last) - at > least:
        at += 1
    kept = last[at:]
    if year and least == 2 and len(kept) == 3:
        return last
    return kept


def _chicago(first: str, last: str, form: str) -> str:
    """Chicago Manual of Style: 15th edition 9.64, 16th and later 9.60."""
    if not (first.isdecimal() and last.isdecimal()):
        return last
    begin, end = int(first), int(last)
    if begin <= 100 or begin % 100 == 0:
        return last
    if form == "chicago-16":
        for digits in range(2, len(last)):
            divisor = 10**digits
            if begin // divisor == end // divisor:
                return str(end % divisor)
        return last
    if begin // 100 == end // 100:
        return str(end % 100)
    return str(end % 1000) if begin >= 10000 else last
