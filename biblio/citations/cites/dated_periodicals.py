"""Newspapers in plain letters: "Northern Star, 29 Sept. 1838, 6", "in: Berliner Tageblatt, Nr. 137, 16. 3. 1908"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from biblio.citations import details, lexicon
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Span

__all__ = ["propose"]

_SMALL = r"(?:of|the|and|de|del|della|di|la|le|du|des|der|die|das|für|und|et|y|e|&|for|in)"


@cache
def _name() -> re.Pattern[str]:
    known = "|".join(re.escape(word) for word in lexicon.words("periodicals"))
    return re.compile(
        rf"(?<![\w’'])(?:(?:[{UPPER}][\w’'.\-]*|{_SMALL})\s){{0,5}}(?:{known})(?!\w)(?:\s(?:{_SMALL}\s)*[{UPPER}][\w’'\-]*){{0,5}}"
    )


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for every periodical's name that a full date follows."""
    for match in _name().finditer(scan.text):
        start = match.start()
        while scan.text[start].islower():
            start = scan.text.index(" ", start) + 1
        if scan.structure.quoted(start) or start >= match.end():
            continue
        limit = limit_at(scan, start)
        draft = details.begin(start)
        draft.add(details.Found(match.end(), (Field("container", Span(start, match.end())),)))
        details.read_on(scan, draft, limit)
        date = next((field.span.of(scan.text) for field in draft.fields if field.label == "date"), "")
        if re.search(r"[^\W\d]|\.\s?\d", date):
            yield finish(scan, draft, "dated-periodical", confidence=0.9)
