"""The author named in the sentence that calls the note.

"I noted Lenin’s comment: … the interrelations between all classes.[17]", "But Trotsky comments that …[12]"
"""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.context import Context
from biblio.citations.inference import persons
from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.model import Cite, Name, Note

__all__ = ["infer", "sayers"]

_WINDOW = 1_600
_QUOTED_PARAGRAPHS = 3
_COMMON_NOUN = re.compile(r"(?:\b(?:the|a|an|this|that|der|die|das|le|la|el|il)\s(?:[a-zà-ÿ]+\s)?)\Z", re.IGNORECASE)
"""What stands before "the first Critique speaks": no person's name."""
_SENTENCE = re.compile(rf"(?<=[a-zà-ÿ\d’”»)\]][.!?])[’”\"»)]?\s+(?=[{UPPER}‘“„«])")
_NAME = (
    rf"(?P<name>(?:[{UPPER}][\w’\-]*\.?\s){{0,3}}(?:(?:de|von|van|du|della|di)\s)?"
    rf"[{UPPER}][\w\-]*[a-zà-ÿ](?:[’'][{UPPER}]\w+)?)"
)


def infer(scan: Scan, cites: tuple[Cite, ...], index: int, note: Note, context: Context) -> Name | None:
    """The one person whose words or work the calling sentence reports; nothing where several might be meant.

    Only for the first cite of a note that begins with it: others stand in a discussion of their own.
    """
    if note.call is None or index or len(scan.text[: cites[0].span.start].split()) > 3:
        return None
    for sentence in _calling(context.body, note.call.at):
        named, name = _reported(sentence, context, scan)
        if named:
            return name
    return None


def _reported(sentence: str, context: Context, scan: Scan) -> tuple[bool, Name | None]:
    """(whether a sentence speaks of persons, the one it reports if there is only one)."""
    known = {name.family: name for name in context.authors if name.given and _named(name.family, sentence)}
    said = {name.split()[-1]: name for name in sorted(sayers(sentence, scan.lexicon.language), key=len)}
    both = known.keys() & said.keys()
    for names in (both, said.keys(), known.keys(), _subjects(sentence, context, scan)):
        if len(names) == 1:
            surname = next(iter(names))
            return True, known.get(surname) or _person(surname, said.get(surname, surname), context, scan)
        if names:
            return True, None
    return False, None


_SUBJECT = re.compile(
    rf"(?P<name>(?:[{UPPER}][\w’\-]+\s){{0,2}}[{UPPER}][a-zà-ÿ]{{2,}})(?:,\s[^,]{{3,60}},)?\s(?!of\b|and\b|de\b|und\b|et\b|y\b)[a-zà-ÿ]+"
)


def _subjects(sentence: str, context: Context, scan: Scan) -> set[str]:
    """The person that a sentence begins with and goes on about, if the running text names them in full somewhere."""
    found = _SUBJECT.match(sentence.lstrip(" ‘“„«"))
    name = _without_lead(found["name"], scan.lexicon) if found else ""
    if not found or name != found["name"]:
        return set()
    surname = name.split()[-1]
    person = _person(surname, name, context, scan)
    return {surname} if person and person.given else set()


def _named(family: str, sentence: str) -> bool:
    return len(family) > 3 and re.search(rf"(?<!\w){re.escape(family)}(?!\w)", sentence) is not None


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


def sayers(sentence: str, language: str) -> list[str]:
    """Names of those who say something in a sentence, or whose words or work it speaks of."""
    found: list[str] = []
    words = lexicon.load(language)
    for pattern in _patterns(language):
        for match in pattern.finditer(sentence):
            name = _without_lead(match["name"], words)
            if name and not _COMMON_NOUN.search(sentence, 0, match.start()):
                found.append(name)
    return found


def _without_lead(name: str, words: lexicon.Lexicon) -> str:
    parts = name.split()
    while parts and parts[0].lower().strip(".,") in words.not_names:
        parts.pop(0)
    return " ".join(parts) if parts and parts[-1].lower() not in words.months else ""


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    words = lexicon.load(language)
    verbs = "|".join(map(re.escape, words.lists["saying_verbs"]))
    nouns = "|".join(map(re.escape, words.lists["saying_nouns"]))
    before = "|".join(re.escape(entry) for entry in words.lists["according_to"])
    adverbs = r"(?:(?:himself|herself|once|himself once|later|rightly|also|already|then|still|thus|[a-z]+ly),?\s){0,2}"
    return (
        re.compile(rf"{_NAME}\s{adverbs}(?:{verbs})(?!\w)"),
        re.compile(rf"{_NAME}(?:['’]s|(?<=s)['’])\s(?:[a-zà-ÿ\-]+\s){{0,3}}(?:{nouns})(?!\w)", re.UNICODE),
        re.compile(rf"(?<!\w)(?i:{before})\s{_NAME}(?=,|\s(?:{verbs})(?!\w))"),
    )


def _person(surname: str, name: str, context: Context, scan: Scan) -> Name | None:
    """The name as fully as the running text gives it, if it is a person's at all."""
    if surname.lower() in scan.lexicon.not_names:
        return None
    if " " in name:
        return next((found[2] for found in persons.full_names(name, scan.lexicon)), None)
    for match in re.finditer(rf"(?<!\w)(?:[{UPPER}][\w’\-]*\.?\s){{1,3}}{re.escape(surname)}(?!\w)", context.body):
        full = persons.full_names(match[0], scan.lexicon)
        if full and full[0][2].family == surname:
            return full[0][2]
    return Name(family=surname)
