"""Persons named in prose: full names anywhere, surnames where the document or the sentence tells that they are some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from biblio.citations import lexicon as lexicons
from biblio.citations.context import Context
from biblio.citations.letters import INITIAL, LOWER, UPPER, WORD
from biblio.citations.lexicon import Lexicon
from biblio.citations.names import is_given, parse_names
from biblio.model import Name

__all__ = ["Person", "full_names", "groups", "named"]

_FULL = re.compile(
    rf"(?<![\w’'])(?:(?:{INITIAL}|{WORD})[ \u00a0]){{1,3}}"
    rf"(?:(?:de|von|van|der|du|di|da|del|della|la|le|d[’'])[ \u00a0]?){{0,2}}{WORD}(?!\w)"
)
_SINGLE = re.compile(rf"(?<![\w’'.-])(?P<name>[{UPPER}][\w’]*[{LOWER}](?:[-’'][{UPPER}][{LOWER}]+)?)(?!\w)")
_GENITIVE = re.compile(r"['’]s?\Z")
_JOINED = re.compile(r"\s*(?:,|,?\s(?:and|und|et|y|e|i|en|och|&))\s\Z")
_NOT_PERSON = re.compile(
    r"\b(?:Party|Union|Republic|War|Revolution|Congress|Council|Committee|International|Press|University|Museum|Street|"
    r"New|North|South|East|West|Great|United|Soviet|Old|Saint|First|Second|Third|Central|National|Communist|Socialist|"
    r"Europe|America|Germany|Russia|France|England|Britain|Spain|Italy|Act|Bill|House|Commons|Board|Office|Church|"
    r"Review|Journal|Times|Library|Archive|Archives|Court|State|States|Government|Bank|Company|College|School|Society)\b"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a text."""

    start: int
    end: int
    name: Name
    known: bool
    """Whether the notes print this author elsewhere."""


def full_names(text: str, lexicon: Lexicon) -> list[tuple[int, int, Name]]:
    """(start, end, name) of the persons named in full: at least two words, none of them an institution's."""
    found = []
    for match in _FULL.finditer(text):
        start, name = _without_lead(match.start(), match[0], lexicon)
        if " " not in name or _NOT_PERSON.search(name):
            continue
        parsed = parse_names(re.sub(r"['’]s?\Z", "", name), lexicon.language)
        if len(parsed) == 1 and parsed[0].family and parsed[0].given:
            found.append((start, match.end(), parsed[0]))
    return found


def _without_lead(start: int, name: str, lexicon: Lexicon) -> tuple[int, str]:
    words = name.split()
    while words and (
        words[0].lower().strip(".,") in lexicon.not_names or words[0].lower().strip(".,") in lexicon.months
    ):
        start += len(words.pop(0)) + 1
    return start, " ".join(words)


def named(text: str, context: Context, lexicon: Lexicon) -> list[Person]:
    """Everybody named in a text, in order: in full, by a surname the notes know, or by one the sentence tells."""
    known = {name.family: name for name in context.authors}
    found = [
        Person(start, end, _fullest(name, known), name.family in known)
        for start, end, name in full_names(text, lexicon)
        if is_given(name.given.split()[0]) or "." in name.given or name.family in known
    ]
    taken = [(person.start, person.end) for person in found]
    for match in _SINGLE.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        surname = _surname(match["name"], known)
        if surname in known:
            found.append(Person(match.start(), match.end(), known[surname], True))
        elif _telling(text, match, surname, context, lexicon):
            found.append(Person(match.start(), match.end(), _in_full(surname, context, lexicon), False))
    return sorted(found, key=lambda person: person.start)


def _fullest(name: Name, known: dict[str, Name]) -> Name:
    other = known.get(name.family)
    return other if other and len(other.given) > len(name.given) and other.given[:1] == name.given[:1] else name


def _surname(word: str, known: dict[str, Name]) -> str:
    """Without the genitive: "Kolinko's", German "Loachs"."""
    bare = _GENITIVE.sub("", word)
    return bare[:-1] if bare not in known and bare[-1:] == "s" and bare[:-1] in known else bare


def _telling(text: str, match: re.Match[str], surname: str, context: Context, lexicon: Lexicon) -> bool:
    """Whether a single word that the notes do not know can be nothing but a surname here."""
    if lexicon.language == "de" or len(surname) < 3 or is_given(surname) or surname.lower() in _common(context.body):
        return False
    if surname.lower() in lexicon.not_names or surname.lower() in lexicon.months or surname in _places():
        return False
    if _NOT_PERSON.match(surname) or _ADJECTIVE.search(surname):
        return False
    before, after = text[: match.start()], text[match.end() :]
    if re.search(rf"[{UPPER}][\w’.]*\s\Z", before) or re.match(rf"\s[{UPPER}]|-|\d", after) or "’" in before[-1:]:
        return False
    owned = match["name"] != surname or re.match(r"['’]s?\s", after)
    return bool(owned or (re.match(rf"\s[{LOWER}]+(?<!of)(?<!the)\b", after) and not _ARTICLE.search(before)))


_ARTICLE = re.compile(
    r"\b(?:the|an?|of|in|at|from|to|this|that|le|la|les|l[’']|au|aux|du|des|dans|en|à|el|los|las|un|una|un[ae]|del|al|"
    r"il|lo|gli|nel|nella|della|dello|o|os|as|no|na|do|da|de|het|een|i|den|det|w|na)\s?\Z",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"(?:ish|ese|ians?|icans?|eans?|ists?|ism|ists?|eaux|aises?|ais|oises?|ains?|eses)\Z")


@lru_cache(maxsize=4)
def _common(body: str) -> frozenset[str]:
    """The words that the running text writes with a small letter."""
    return frozenset(re.findall(rf"(?<![\w’'])[{LOWER}]{{3,}}", body))


@cache
def _places() -> frozenset[str]:
    return frozenset((*lexicons.words("places"), *lexicons.words("regions")))


def _in_full(surname: str, context: Context, lexicon: Lexicon) -> Name:
    """The name as fully as the running text gives it."""
    for match in re.finditer(rf"(?<!\w)(?:[{UPPER}][\w’\-]*\.?\s){{1,3}}{re.escape(surname)}(?!\w)", context.body):
        full = full_names(match[0], lexicon)
        if full and full[0][2].family == surname:
            return full[0][2]
    return Name(family=surname)


def groups(text: str, persons: Sequence[Person]) -> list[tuple[Person, ...]]:
    """The persons, those joined by an "and" together: "Star and Ruhleder taught us"."""
    found: list[tuple[Person, ...]] = []
    for person in persons:
        if found and _JOINED.match(text[found[-1][-1].end : person.start]):
            found[-1] = (*found[-1], person)
        else:
            found.append((person,))
    return found
