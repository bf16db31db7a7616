"""Words that send the reader back: "op. cit.", "a. a. O.", "(wie Anm. 1)", "(n 5)", "supra note 5"."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations.details.draft import Draft, Found
from biblio.citations.lexicon import Lexicon
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["cross_reference_at", "read"]

_NUMBER = r"(?P<label>\d{1,4}[a-z]?)(?:\s?[-–f]\s?\d{0,4}\.?)?(?![\d:])"


@cache
def _pattern(lexicon: tuple[str, ...], around: tuple[str, ...]) -> re.Pattern[str]:
    word = "|".join(sorted(map(re.escape, lexicon), key=len, reverse=True))
    above = "|".join(sorted((re.escape(entry) for entry in around), key=len, reverse=True))
    return re.compile(
        rf"(?:(?P<before>(?:{above})(?!\w)[,\s]*(?:in\s)?)?(?P<xref>(?<!\w)(?:{word})\s?{_NUMBER}(?P<after>,?\s(?:{above})(?!\w))?)"
        rf"|(?P<supra>(?:supra|infra|above|cit\.)[,\s]+(?:{word})\s?(?P<label2>\d{{1,4}})))",
        re.IGNORECASE,
    )


def cross_reference_at(scan: Scan, pos: int, limit: int, *, bracketed: bool) -> tuple[Span, str] | None:
    """(stretch, label of the note pointed to) of the cross-reference at `pos`.

    A bare "note 5" counts only in brackets or with a word like "above" or "wie".
    """
    match = _for(scan.lexicon).match(scan.text, pos, limit)
    if not match:
        return None
    if match["supra"]:
        return Span(*match.span()), match["label2"]
    if not bracketed and not match["before"] and not match["after"]:
        return None
    return Span(match.start("xref"), match.end()), match["label"]


def _for(lexicon: Lexicon) -> re.Pattern[str]:
    return _pattern(lexicon.lists["cross_reference"], lexicon.lists["above_words"])


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A back reference after a name or title."""
    if draft.last == "back" and not draft.has("author", "title"):
        return None
    if back := scan.phrase("op_cit", pos, limit):
        end = back.end()
        return Found(end, (Field("back", Span(pos, end)),))
    if scan.text[pos : pos + 1] in ("(", "["):
        end = scan.structure.closed.get(pos, pos)
        inner = cross_reference_at(scan, pos + 1, end, bracketed=True) if end > pos else None
        if inner and end - inner[0].end <= 12:
            return Found(end, (Field("xref", inner[0]),))
        return None
    if found := cross_reference_at(scan, pos, limit, bracketed=False):
        return Found(found[0].end, (Field("xref", found[0]),))
    return None
