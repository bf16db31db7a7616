"""An author alone with a place in the work: "Kriegel, p. 365", "Hutchinson, vol. 1, p. 452"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.citations import details
from biblio.citations.cites.entry import entry
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.letters import UPPER
from biblio.citations.names.pattern import NAME_LIST
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["propose"]

_BOUND = re.compile(rf"(?:(?<=[\s(\[])|\A)(?=[{UPPER}])")
_GAP = re.compile(r",?\s+(?=[\w§¶(])")
_WORD = re.compile(r"[^\W\d_][a-zß-ÿ]{2}|[^\W\d_]{2,}[a-zß-ÿ]")
_MOST_WORDS = 6


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for surnames with a labelled locator, or a bare one at the end of the clause."""
    pos = 0
    while found := _BOUND.search(scan.text, pos):
        pos = found.end() + 1
        names = NAME_LIST.match(scan.text, found.start(), found.start() + 90)
        if not names or scan.structure.quoted(found.start()):
            continue
        first = names[0].split()[0].strip(".,’'").lower()
        if first in scan.lexicon.not_names or len(names[0].split()) > _MOST_WORDS:
            continue
        if not _WORD.search(names[0]):
            continue
        sure = 0.0 if scan.in_italics(found.start()) else entry(scan, found.start())
        if sure and (proposal := _read(scan, Span(*names.span()), sure)):
            yield proposal
            pos = names.end()


def _read(scan: Scan, names: Span, sure: float) -> Tagged | None:
    limit = limit_at(scan, names.start)
    gap = _GAP.match(scan.text, names.end, limit)
    if not gap:
        return None
    draft = details.begin(names.start)
    draft.add(details.Found(names.end, (Field("author", names),)))
    labelled = any(scan.phrase(words, gap.end(), limit) for words in ("page_labels", "volume_labels", "locator_labels"))
    details.read_on(scan, draft, limit)
    if not draft.has("locator", "xref", "back") or draft.has("date", "archive", "genre"):
        return None
    ended = scan.text[draft.pos : draft.pos + 1] in (".", ";", ")", "", ",", ":")
    if not labelled and not draft.has("xref", "back") and not (ended and "," in gap[0]):
        return None
    return finish(
        scan, draft, "author-and-place", form=None if draft.has("xref", "back") else Form.SHORT, confidence=0.8 * sure
    )
