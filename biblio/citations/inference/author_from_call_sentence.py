"""The author named in the sentence that calls the note, or in the one before where a pronoun goes on with it.

"I noted Lenin’s comment: … the interrelations between all classes.[17]", "Gabrys has asked it of sensors.[3]",
"Hexter had been watching from Missouri. He named the thing a storm.[15]"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from biblio.citations.inference import persons, roles
from biblio.citations.inference.candidate import Candidate, Unsigned
from biblio.citations.inference.wording import words
from biblio.citations.letters import LOWER, UPPER

__all__ = ["candidates"]

_RULE = "author-from-call-sentence"
_WINDOW = 1_600
_QUOTED_PARAGRAPHS = 3
_FEW_WORDS = 8
"""Words of commentary that a note may begin with and still speak of what its call's sentence spoke of."""
_SENTENCE = re.compile(rf"(?<=[{LOWER}\d’”»)\]][.!?])[’”\"»)]?\s+(?=[{UPPER}‘“„«])")
_QUOTATIONS = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"|(?<!\w)‘[^‘]*?’(?!\w)")


def candidates(unsigned: Unsigned) -> Iterator[Candidate]:
    """Everybody named in the sentence of the call, or in what introduces the quotation it ends."""
    if unsigned.note.call is None:
        return
    body, lexicon = unsigned.context.body, unsigned.scan.lexicon
    sentence, introduction, before = _calling(body, unsigned.note.call.at)
    place = _place(unsigned)
    own = list(_named(unsigned, "call", sentence, place))
    yield from own
    if introduction:
        yield from _named(unsigned, "call", introduction, place)
    if not any("call: word" not in found.clues for found in own):
        goes_on = _goes_on(lexicon.language).match(sentence)
        yield from _named(unsigned, "sentence before", before, f"{place}, he" if goes_on else place)


def _named(unsigned: Unsigned, source: str, text: str, place: str) -> Iterator[Candidate]:
    plain = _QUOTATIONS.sub(lambda quoted: "·" * len(quoted[0]), text)
    found = persons.named(plain, unsigned.context, unsigned.scan.lexicon)
    groups = persons.groups(plain, found)
    title = unsigned.cite.reference.work.title
    for group in groups:
        clues = {source, f"{source}: {place}", *roles.clues(source, plain, group, groups, unsigned.scan.lexicon)}
        if len(title) > 6 and title.split(":")[0].lower() in text.lower():
            clues.add(f"{source}: with the title")
        yield Candidate(tuple(person.name for person in group), _RULE, frozenset(clues))


def _place(unsigned: Unsigned) -> str:
    """Where in its note the cite stands, as seen from the call."""
    if unsigned.index:
        return "later cite"
    lead = unsigned.commentary(_WINDOW)
    if not lead.strip(" ·.,:;("):
        return "opens the note"
    return "after few words" if len(lead.replace("·", "").split()) <= _FEW_WORDS else "after commentary"


def _calling(body: str, at: int) -> tuple[str, str, str]:
    """The sentence around the call; if that belongs to a quotation set off, the sentence before it; the one before."""
    before = body[max(at - _WINDOW, 0) : at]
    paragraphs = before.split("\n\n")
    starts = [found.end() for found in _SENTENCE.finditer(paragraphs[-1].rstrip())]
    sentence = paragraphs[-1][starts[-1] if starts else 0 :]
    last = paragraphs[-1][starts[-2] if len(starts) > 1 else 0 : starts[-1]] if starts else ""
    return sentence, _introduction(paragraphs[:-1]), last


def _introduction(paragraphs: list[str]) -> str:
    """The sentence with a colon that introduces what is quoted between it and the call, of a few paragraphs at most."""
    for paragraph in reversed(paragraphs[-_QUOTED_PARAGRAPHS:]):
        if paragraph.rstrip().endswith(":"):
            last = [found.end() for found in _SENTENCE.finditer(paragraph)]
            return paragraph[last[-1] if last else 0 :]
    return ""


@cache
def _goes_on(language: str) -> re.Pattern[str]:
    """A sentence that begins with "He" or "His"."""
    pronouns = (*words("pronouns", language), *words("own", language))
    return re.compile(rf"\s*(?:{'|'.join(pronouns) or '(?!)'})(?!\w)", re.IGNORECASE)
