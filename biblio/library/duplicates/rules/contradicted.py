"""Alike in title and people, but not in what tells one edition, volume, year or place of publication from another."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict

__all__ = ["judge"]

_WORDS = {
    "date": "they are of different dates: another edition or printing",
    "container": "they stand in different works",
    "volume": "they are different volumes",
    "issue": "they are of different issues",
    "edition": "they are different editions",
    "number": "their numbers differ",
    "pages": "they stand on different pages",
    "archive": "their shelf-marks differ",
    "identifier": "they have different identifiers",
    "url": "they are at different addresses",
    "translator": "they have different translators",
    "recipient": "they are to different people",
    "published": "one is kept in an archive, the other in print",
}


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Apart, if all that came before the contradiction spoke for one work."""
    part = pair.contradicted
    if part in _WORDS and pair.agrees("title"):
        return Verdict.APART, _WORDS[part]
    return None
