"""How a text speaks of somebody: saying something, owning a work, standing first or last, alone or among others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from biblio.citations import lexicon as lexicons
from biblio.citations.inference.persons import Person
from biblio.citations.inference.wording import words
from biblio.citations.letters import LOWER, UPPER
from biblio.citations.lexicon import Lexicon

__all__ = ["clues"]

_OPENING = 14
"""Characters that an adverb or conjunction before the subject of a sentence takes: "Already Hume …"."""


def clues(
    source: str, text: str, group: Sequence[Person], groups: Sequence[Sequence[Person]], lexicon: Lexicon
) -> Iterator[str]:
    """The clues of one group of persons among all that a text names, each with the name of the source before it."""
    before, after = text[: group[0].start], text[group[-1].end :]
    names = {found[0].name.family for found in groups if found[0].sure} | {group[0].name.family}
    told = (
        (group[0].kind, True),
        ("only one", len(names) == 1),
        ("first", group == groups[0]),
        ("last", group == groups[-1]),
        ("subject", len(before.strip()) <= _OPENING),
        ("after of or by", bool(_by(lexicon.language).search(before))),
        ("owns", _owns(text, group[-1], after, lexicon.language)),
        ("whose words", any(start <= group[-1].start < end for start, end in _sayers(text, lexicon.language))),
        (_act(after, lexicon.language), True),
    )
    yield from (f"{source}: {clue}" for clue, is_so in told if clue and is_so)


def _owns(text: str, person: Person, after: str, language: str) -> bool:
    """ "Parfit’s book", German "Perrows Begriff"."""
    named = text[person.start : person.end]
    if re.match(r"['’]s?\s", after) or named.endswith(("'s", "’s", "’", "'")):
        return True
    return language == "de" and named.endswith("s") and bool(re.match(rf"\s[{UPPER}]", after))


def _act(after: str, language: str) -> str:
    """Whether a verb of saying stands behind a name, or something that ends as verbs do."""
    if _verb(language).match(after):
        return "says"
    return "does" if re.match(rf"\s[{LOWER}]", after) and _ending(language).match(after) else ""


def _sayers(sentence: str, language: str) -> list[tuple[int, int]]:
    """Where those are named who say something in a sentence, or whose words or work it speaks of."""
    return [match.span("name") for pattern in _patterns(language) for match in pattern.finditer(sentence)]


@cache
def _verb(language: str) -> re.Pattern[str]:
    """A verb of saying behind a name, perhaps behind an auxiliary or adverb."""
    verbs = (*lexicons.load(language).lists["saying_verbs"], *words("verbs", language))
    return re.compile(rf"(?:\s[{LOWER}]+)?\s(?:{'|'.join(map(re.escape, verbs))})(?!\w)")


@cache
def _ending(language: str) -> re.Pattern[str]:
    """A word that ends as verbs of the third person do."""
    return re.compile(
        rf"\s(?:[{LOWER}]{{1,3}}[’']?\s?){{0,2}}(?:{'|'.join(words('verb_endings', language)) or '(?!)'})(?!\w)"
    )


@cache
def _by(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(words('of', 'all'))})\s?\Z", re.IGNORECASE)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    lists = lexicons.load(language).lists
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
