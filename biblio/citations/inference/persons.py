"""Persons named in prose: full names anywhere, surnames where the document or the sentence tells that they are some."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from biblio.citations import lexicon as lexicons
from biblio.citations.context import Context
from biblio.citations.inference.wording import words
from biblio.citations.letters import INITIAL, LOWER, UPPER, WORD
from biblio.citations.lexicon import Lexicon
from biblio.citations.names import is_given, parse_names
from biblio.model import Name

__all__ = ["Person", "full_names", "groups", "named"]

_FULL = re.compile(
    rf"(?<![\w’'])(?:(?:{INITIAL}|{WORD})[ \u00a0]){{1,3}}"
    rf"(?:(?:de|von|van|der|du|di|da|del|della|la|le|d[’'])[ \u00a0]?){{0,2}}{WORD}(?!\w)"
)
_SINGLE = re.compile(
    rf"(?<![\w’'.-])(?:(?:[dDlLmns]|[qQ]u|[jJ]usqu|[lL]orsqu|[pP]uisqu)[’'](?=[{UPPER}]))?"
    rf"(?![LDJNSMC][’'][{LOWER}])(?P<name>(?:O')?[{UPPER}][\w’]*[{LOWER}](?:[-’'][{UPPER}][{LOWER}]+)?)(?!\w)"
)
"""A single name; French articles and conjunctions may cling to it: "qu’Arendt donna"."""
_GENITIVE = re.compile(r"['’]s?\Z")
_OWNING = re.compile(rf"s\s(?:[{LOWER}]+e[mnrs]?\s)?[{UPPER}][{LOWER}]")
""" "Perrows Begriff": a German genitive before its noun."""
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
    kind: str
    """How it is known: `printed` as an author in the notes, named in `full`, a `surname` as the sentence tells; else
    `two words` or one `word` with capitals."""

    @property
    def sure(self) -> bool:
        """Whether it is a person beyond doubt."""
        return self.kind in ("printed", "full", "surname")


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
    parts = name.split()
    while parts and (
        parts[0].lower().strip(".,") in lexicon.not_names
        or parts[0].lower().strip(".,") in lexicon.months
        or (parts[0].isalpha() and lexicon["signals"].fullmatch(parts[0]))
    ):
        start += len(parts.pop(0)) + 1
    return start, " ".join(parts)


def named(text: str, context: Context, lexicon: Lexicon) -> list[Person]:
    """Everybody named in a text, in order: in full, by a surname the notes know, or by one the sentence tells."""
    known = {_plain(name.family): name for name in context.authors}
    found = [
        Person(start, end, _fullest(name, known), kind)
        for start, end, name in _nominatives(text, context, lexicon)
        if (kind := _kind(name, known)) and not (kind == "two words" and lexicon.language == "de")
    ]
    found = [person if person.kind != "two words" else _unusual(text, person, known, lexicon) for person in found]
    taken = [(person.start, person.end) for person in found]
    for match in _SINGLE.finditer(text):
        if any(start <= match.start() < end for start, end in taken):
            continue
        surname = _surname(match["name"], known)
        if lexicon.language == "de" and surname not in known and _OWNING.match(text, match.end() - 1):
            surname = surname[:-1]
        if surname in known:
            found.append(Person(match.start(), match.end(), known[surname], "printed"))
        elif kind := _telling(text, match, surname, context, lexicon):
            found.append(Person(match.start(), match.end(), _in_full(surname, context, lexicon), kind))
    return sorted(found, key=lambda person: person.start)


def _kind(name: Name, known: dict[str, Name]) -> str:
    if _plain(name.family) in known:
        return "printed"
    return "full" if is_given(name.given.split()[0]) or "." in name.given else "two words"


def _unusual(text: str, person: Person, known: dict[str, Name], lexicon: Lexicon) -> Person:
    """ "García Márquez", "Le Gros Clark": nobody's given name stands first, so that all may be the family's."""
    whole = _GENITIVE.sub("", text[person.start : person.end])
    if _plain(whole) in known:
        return replace(person, name=known[_plain(whole)], kind="printed")
    first = whole.split()[0]
    if lexicon.language in _TWO_SURNAMES or first.lower() in _PARTICLES:
        return replace(person, name=Name(family=whole))
    return person


_TWO_SURNAMES = ("es", "pt", "ca")
_PARTICLES = ("le", "la", "de", "du", "van", "von", "ibn", "al", "della", "di", "ten", "ter")


def _fullest(name: Name, known: dict[str, Name]) -> Name:
    other = known.get(_plain(name.family))
    return other if other and len(other.given) > len(name.given) and other.given[:1] == name.given[:1] else name


def _plain(name: str) -> str:
    return name.replace("’", "'")


def _nominatives(text: str, context: Context, lexicon: Lexicon) -> list[tuple[int, int, Name]]:
    """The full names of a text without the genitive that the running text shows to be one: German "Ken Loachs"."""
    found = []
    for start, end, name in full_names(text, lexicon):
        bare = name.family[:-1]
        if name.family[-1:] == "s" and re.search(rf"{re.escape(bare)}(?!\w)", context.body):
            name = replace(name, family=bare)
        found.append((start, end, name))
    return found


def _surname(word: str, known: dict[str, Name]) -> str:
    """Without the genitive: "Kolinko's", German "Loachs"."""
    bare = _plain(_GENITIVE.sub("", word))
    return bare[:-1] if bare not in known and bare[-1:] == "s" and bare[:-1] in known else bare


def _telling(text: str, match: re.Match[str], surname: str, context: Context, lexicon: Lexicon) -> str:
    """Whether a single word that the notes do not know must be a `surname`, or may be one (`word`); else nothing."""
    if len(surname) < 3 or surname.lower() in _common(context.body) or _no_surname(surname, lexicon):
        return ""
    before, after = text[: match.start()], text[match.end() :]
    if lexicon.language == "de":
        return _telling_german(before, after, surname, match["name"], context.body)
    if is_given(surname):
        # "Herman replies that …": somebody called so, if nobody's given name.
        forename = re.search(rf"\b{re.escape(surname)}\s[{UPPER}]", context.body)
        return "surname" if not before.strip() and not forename and _saying(lexicon.language).match(after) else ""
    if re.search(rf"[{UPPER}][\w’.]*\s\Z", before) or re.match(rf"\s[{UPPER}]|-|\d", after) or "’" in before[-1:]:
        return ""
    if _ARTICLE.search(before) or _with_article(surname, context.body):
        return ""
    owned = match["name"] != surname or re.match(r"['’]s?\s", after)
    if owned or (_relative().match(after) and not before.strip()) or _saying(lexicon.language).match(after):
        return "surname"
    return "word"


@lru_cache(maxsize=512)
def _with_article(word: str, body: str) -> bool:
    """Whether the running text gives a word an article somewhere: "the Annales" are nobody."""
    return bool(re.search(rf"(?<!\w)(?:{_TRUE_ARTICLES})\s?{re.escape(word)}(?!\w)", body, re.IGNORECASE))


_TRUE_ARTICLES = "the|an?|les?|la|l[’']|une?|el|los|las|unas?|il|gli|os?|uma?|het|een|els"


def _no_surname(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    if lower in lexicon.not_names or lower in lexicon.months or word in _places() or _ROMAN.fullmatch(word):
        return True
    if _NOT_PERSON.match(word) or _ADJECTIVE.search(word) or word in words("others", "all"):
        return True
    nouns = ("piece_nouns", "book_nouns", "saying_nouns")
    return bool(lexicon["signals"].fullmatch(word)) or any(lexicon[name].fullmatch(word) for name in nouns)


_ROMAN = re.compile(r"[IVXLC]+")


def _telling_german(before: str, after: str, surname: str, printed: str, body: str) -> str:
    """ "Michl hat das …", "Perrows Begriff": a noun that never has an article, as subject of a verb or as owner."""
    if _common_ending().search(surname):
        return ""
    bare = re.sub(r"(?:['’]|s)\Z", "", printed)
    owned = len(bare) > 2 and bare != printed and re.match(rf"\s(?:[{LOWER}]+e[mnrs]?\s)?[{UPPER}][{LOWER}]", after)
    if owned and not re.search(rf"(?:\b(?:{_before_nouns()})|[{LOWER}]+(?:e[mnrs]?))\s\Z", before):
        return "" if _articled(bare, body) else "surname"
    if _articled(surname, body):
        return ""
    if _bare_subject(before, after):
        return "surname"
    return "word" if not before.strip() and re.match(rf"\s[{LOWER}]", after) else ""


def _articled(noun: str, body: str) -> bool:
    with_article = rf"\b(?:{_before_nouns()})\s{re.escape(noun)}(?:e?n|e?s|e)?\b"
    return bool(re.search(with_article, body, re.IGNORECASE))


def _bare_subject(before: str, after: str) -> bool:
    verb = _saying("de")
    opening = not before.strip() or bool(re.fullmatch(rf"\s*[{UPPER}]\w+\sund\s", before))
    joined = re.match(rf"\sund\s[{UPPER}]\w+", after)
    if opening and verb.match(after[joined.end() :] if joined else after):
        return True
    inverted = re.search(r"\s(?:hat|hatte)\s\Z", before)
    return bool(inverted and re.match(r"\s(?:das|den|die|der|dem|es|ihn|sie|sich|ein\w*|nicht|schon|auch)\s", after))


@cache
def _common_ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words('noun_endings', 'de'))})\Z")


@cache
def _before_nouns() -> str:
    return "|".join(words("before_nouns", "de"))


@cache
def _relative() -> re.Pattern[str]:
    """ ", who …": only names have a relative clause and no article."""
    return re.compile(rf",\s(?:{'|'.join(words('relatives', 'all'))})\s[{LOWER}]")


@cache
def _saying(language: str) -> re.Pattern[str]:
    """A verb of saying right behind a name."""
    verbs = (*lexicons.load(language).lists["saying_verbs"], *words("verbs", language))
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, verbs))})(?!\w)")


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
    spelt = re.escape(surname).replace("'", "['’]")
    for match in re.finditer(rf"(?<!\w)(?:[{UPPER}][\w’\-]*\.?\s){{1,3}}{spelt}(?!\w)", context.body):
        full = full_names(match[0], lexicon)
        if full and _plain(full[0][2].family) == surname:
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
