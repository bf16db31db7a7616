"""The author named in the note's own prose before the cite.

"an invention of Joseph Hansen: ‘The power …’ ‘What the New York Discussion has Revealed’ …",
"Roman Rosdolsky deals with in his short but seminal article ‘…’", "Celina Budzyńska’s memoir is the best: …"
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
_NEAR = 140
"""Characters of a sentence before the cite within which the only person named is meant."""


def infer(scan: Scan, cites: tuple[Cite, ...], index: int, note: Note, context: Context) -> tuple[Name, ...]:
    """The person who introduces the quotation before the cite, whose article or book it is, or the only one named."""
    start = cites[index].span.start
    low = max(cites[index - 1].span.end if index else 0, start - _LONGEST)
    speaker = _quoted_speaker(scan, low, start) or _owner(scan, low, start)
    return (speaker,) if speaker else _only_one(scan, low, start, context)


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


def _only_one(scan: Scan, low: int, start: int, context: Context) -> tuple[Name, ...]:
    """ "Celina Budzyńska’s memoir is the best of them: [cite]": those named together where nobody else is."""
    sentence = scan.text[max(scan.structure.sentence_start(start, 0), low) : start]
    if len(sentence) > _NEAR:
        return ()
    found = persons.groups(sentence, persons.named(sentence, context, scan.lexicon))
    return tuple(person.name for person in found[0]) if len(found) == 1 else ()
