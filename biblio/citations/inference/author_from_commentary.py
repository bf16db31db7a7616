"""The author named in the note's own prose before the cite.

"an invention of Joseph Hansen: ‘The power …’ ‘What the New York Discussion has Revealed’ …",
"Roman Rosdolsky deals with in his short but seminal article ‘…’", "Celina Budzyńska’s memoir is the best: …"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.citations.inference import persons, roles
from biblio.citations.inference.candidate import Candidate, Unsigned
from biblio.citations.scan import Scan
from biblio.model import Name

__all__ = ["candidates"]

_RULE = "author-from-commentary"
_QUOTE_ONLY = re.compile(r"\s*[:,]\s*\Z")
_LONGEST = 600
_NEAR = 25


def candidates(unsigned: Unsigned) -> Iterator[Candidate]:
    """Everybody named before the cite, with how they are spoken of."""
    scan, start = unsigned.scan, unsigned.cite.span.start
    low = max(unsigned.low, start - _LONGEST)
    if speaker := _quoted_speaker(scan, low, start):
        yield Candidate((speaker,), _RULE, frozenset(("commentary: speaker of the quotation",)))
    text = unsigned.commentary(_LONGEST)
    if not text.strip(" ,;.:()"):
        return
    sentence = max(scan.structure.sentence_start(start, 0) - (start - len(text)), 0)
    groups = persons.groups(text, persons.named(text, unsigned.context, scan.lexicon))
    here = [group for group in groups if group[0].start >= sentence]
    for group in groups:
        clues = {"commentary", *roles.clues("commentary", text, group, groups, scan.lexicon)}
        clues.add("commentary: in the sentence" if group in here else "commentary: in a sentence before")
        if len({found[0].name.family for found in here if found[0].sure}) <= 1 and group in here:
            clues.add("commentary: only one in the sentence")
        gap = text[group[-1].end :].strip(" ,:;(")
        if len(gap) < _NEAR:
            clues.add("commentary: near")
        if not gap or gap in ("’s", "'s", "’", "'"):
            clues.add("commentary: next to the title")
        if scan.lexicon["possessive_pronouns"].search(text[group[-1].end :]):
            clues.add("commentary: his")
        yield Candidate(tuple(found.name for found in group), _RULE, frozenset(clues))


def _quoted_speaker(scan: Scan, low: int, start: int) -> Name | None:
    """ "… of Joseph Hansen: ‘quotation’ [cite]": the name right before the colon."""
    quote = next(
        (
            item
            for item in reversed(scan.structure.quotes)
            if item.outer.start >= low
            and item.outer.end <= start
            and not scan.text[item.outer.end : start].strip(" .,\n(")
        ),
        None,
    )
    if quote is None:
        return None
    before = scan.text[low : quote.outer.start]
    named = persons.full_names(before, scan.lexicon)
    if named and _QUOTE_ONLY.match(before[named[-1][1] :]):
        return named[-1][2]
    return None
