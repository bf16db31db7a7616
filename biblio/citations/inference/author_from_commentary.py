"""The author named in the note's own prose before the cite.

"an invention of Joseph Hansen: ‘The power …’ ‘What the New York Discussion has Revealed’ …",
"Roman Rosdolsky deals with in his short but seminal article ‘…’"
"""

from __future__ import annotations

import re

from biblio.citations.context import Context
from biblio.citations.inference import persons
from biblio.citations.scan import Scan
from biblio.model import Cite, Name, Note

__all__ = ["infer"]

_QUOTE_ONLY = re.compile(r"\s*[:,]\s*\Z")
_LONGEST = 1_500


def infer(scan: Scan, cites: tuple[Cite, ...], index: int, note: Note, context: Context) -> Name | None:
    """The person who introduces the quotation before the cite, or whose article or book it is said to be."""
    start = cites[index].span.start
    low = max(cites[index - 1].span.end if index else 0, start - _LONGEST)
    return _quoted_speaker(scan, low, start) or _owner(scan, low, start)


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


def _owner(scan: Scan, low: int, start: int) -> Name | None:
    """ "Roman Rosdolsky … in his … article [cite]": the only person of a sentence that ends in "his article"."""
    sentence = scan.text[max(scan.structure.sentence_start(start, 0), low) : start]
    pronoun = scan.lexicon["possessive_pronouns"]
    owned = any(
        noun
        for words in ("piece_nouns", "book_nouns")
        for noun in scan.lexicon[words].finditer(sentence)
        if noun.end() >= len(sentence.rstrip(" ,:‘“„«\"'"))
        and pronoun.search(sentence, max(noun.start() - 60, 0), noun.start())
    )
    if not owned:
        return None
    named = persons.full_names(sentence, scan.lexicon)
    different = {found[2] for found in named}
    return named[0][2] if len(different) == 1 else None
