"""Letters: "Gerard D. Reilly to Robert A. Taft, March 3, 1947, box 617, Robert A. Taft Papers, Library of Congress"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from biblio.citations import details
from biblio.citations.cites.entry import entry
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.names.pattern import PERSON
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.values import dates
from biblio.model import Form, Span

__all__ = ["propose"]

_HOLDING = re.compile(
    r"(?:box|Box|folder|carton|Papers|Nachlass|Fonds|papers|Collection|MSS?|Bl\.|Archiv|Arch\.|Library|BNF|RGASPI|TNA|"
    r"f\.|fol\.|[A-Z]{2,6}[ /]\d)"
)


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for every "A to B, date," outside quotations; the holding archive belongs to it."""
    for match in _letter().finditer(scan.text):
        start = match.start("author")
        if scan.structure.quoted(start) or not entry(scan, match.start()):
            continue
        first = match["author"].split()[0].lower().strip(".,")
        limit = limit_at(scan, start)
        date = dates.match(scan.text, match.end(), limit)
        if not date or first in scan.lexicon.not_names:
            continue
        draft = details.begin(start)
        fields = (Field("author", Span(*match.span("author"))), Field("date", Span(*date.span())))
        draft.add(details.Found(date.end(), fields))
        details.read_on(scan, draft, limit)
        if not draft.has("archive"):
            _holding(scan, draft, limit)
        yield finish(scan, draft, "letter", form=Form.FULL, confidence=0.9)


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<genre>(?:letter|Letter|Brief|Lettre|Carta|Lettera)\s(?:from|von|de|di)\s)?(?P<author>{PERSON})"
        rf"\s(?:to|an|à|an den|a)\s(?P<to>{PERSON}(?:\sand\s{PERSON})?),\s"
    )


def _holding(scan: Scan, draft: details.Draft, limit: int) -> None:
    """Boxes and papers whose archive no list knows: all up to the end of the sentence."""
    start = scan.blank(draft.pos + 1, limit)
    end = min(scan.structure.sentence_end(start, limit), limit)
    bracket = scan.text.find(" (", start, end)
    end = bracket if bracket > 0 else end
    while end > start and scan.text[end - 1] in " .;,":
        end -= 1
    if scan.text[draft.pos : draft.pos + 1] == "," and end - start < 160 and _HOLDING.search(scan.text, start, end):
        draft.add(details.Found(end, (Field("shelfmark", Span(start, end)),)))
