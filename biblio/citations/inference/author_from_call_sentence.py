"""The author named in the sentence that calls the note.

"I noted Lenin’s comment: … the interrelations between all classes.[17]", "Gabrys has asked it of sensors.[3]"
"""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.context import Context
from biblio.citations.inference import persons
from biblio.citations.inference.persons import Person
from biblio.citations.inference.wording import words
from biblio.citations.letters import LOWER, UPPER
from biblio.citations.scan import Scan
from biblio.model import Cite, Name, Note

__all__ = ["infer"]

_WINDOW = 1_600
_QUOTED_PARAGRAPHS = 3
_FEW_WORDS = 8
"""Words of commentary that a note may begin with and still speak of what its call's sentence spoke of."""
_SENTENCE = re.compile(rf"(?<=[{LOWER}\d’”»)\]][.!?])[’”\"»)]?\s+(?=[{UPPER}‘“„«])")


def infer(scan: Scan, cites: tuple[Cite, ...], index: int, note: Note, context: Context) -> tuple[Name, ...]:
    """Whose words or work the calling sentence reports; nobody where several might be meant.

    Only for the first cite of a note that begins with it: others stand in a discussion of their own.
    """
    if note.call is None or index:
        return ()
    lead = _unquoted(scan, cites[0].span.start)
    if len(lead.split()) > _FEW_WORDS or persons.named(lead, context, scan.lexicon):
        return ()
    for sentence in _calling(context.body, note.call.at):
        found = persons.groups(sentence, persons.named(sentence, context, scan.lexicon))
        if found:
            return _meant(sentence, found, scan)
    return ()


def _unquoted(scan: Scan, end: int) -> str:
    """What stands before the first cite, but for a quotation."""
    quotes = [item.outer for item in scan.structure.quotes if item.outer.end <= end]
    kept, low = "", 0
    for outer in quotes:
        kept, low = kept + scan.text[low : max(low, outer.start)], max(low, outer.end)
    return kept + scan.text[low:end]


def _meant(sentence: str, found: list[tuple[Person, ...]], scan: Scan) -> tuple[Name, ...]:
    """The only ones named, else the only ones who say or own something, else the only ones the notes know."""
    if len({group[0].name.family for group in found}) > 1:
        said = _sayers(sentence, scan.lexicon.language)
        saying = [group for group in found if any(start <= group[-1].start < end for start, end in said)]
        known = [group for group in found if all(person.known for person in group)]
        found = next((few for few in (saying, known) if len({group[0].name.family for group in few}) == 1), [])
    return tuple(person.name for person in found[0]) if found else ()


def _calling(body: str, at: int) -> tuple[str, ...]:
    """The sentence around the call; then, if that belongs to a quotation set off, the sentence that introduces it."""
    before = body[max(at - _WINDOW, 0) : at]
    paragraphs = before.split("\n\n")
    starts = [found.end() for found in _SENTENCE.finditer(paragraphs[-1].rstrip())]
    sentence = paragraphs[-1][starts[-1] if starts else 0 :]
    introduction = _introduction(paragraphs[:-1])
    return (sentence, introduction) if introduction else (sentence,)


def _introduction(paragraphs: list[str]) -> str:
    """The sentence with a colon that introduces what is quoted between it and the call, of a few paragraphs at most."""
    for paragraph in reversed(paragraphs[-_QUOTED_PARAGRAPHS:]):
        if paragraph.rstrip().endswith(":"):
            last = [found.end() for found in _SENTENCE.finditer(paragraph)]
            return paragraph[last[-1] if last else 0 :]
    return ""


def _sayers(sentence: str, language: str) -> list[tuple[int, int]]:
    """Where those are named who say something in a sentence, or whose words or work it speaks of."""
    return [match.span("name") for pattern in _patterns(language) for match in pattern.finditer(sentence)]


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    lists = lexicon.load(language).lists
    verbs = "|".join(map(re.escape, (*lists["saying_verbs"], *words("verbs", language))))
    nouns = "|".join(map(re.escape, lists["saying_nouns"]))
    before = "|".join(re.escape(entry) for entry in lists["according_to"])
    adverbs = r"(?:(?:himself|herself|once|himself once|later|rightly|also|already|then|still|thus|[a-z]+ly),?\s){0,2}"
    return (
        re.compile(rf"{_NAME}\s{adverbs}(?:{verbs})(?!\w)"),
        re.compile(rf"{_NAME}(?:['’]s|(?<=s)['’])\s(?:[a-zà-ÿ\-]+\s){{0,3}}(?:{nouns})(?!\w)", re.UNICODE),
        re.compile(rf"(?<!\w)(?i:{before})\s{_NAME}(?=,|\s(?:{verbs})(?!\w))"),
    )


_NAME = (
    rf"(?P<name>(?:[{UPPER}][\w’\-]*\.?\s){{0,3}}(?:(?:de|von|van|du|della|di)\s)?"
    rf"[{UPPER}][\w\-]*[{LOWER}](?:[’'][{UPPER}]\w+)?)"
)
