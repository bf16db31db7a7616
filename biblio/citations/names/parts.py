"""A printed list of names -> `Name`s: "Quentin Hoare and Geoffrey Nowell Smith", "Castel, Robert", "E. Muir, Jr."."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.letters import INITIAL, LOWER, UPPER
from biblio.citations.names.pattern import PARTICLES
from biblio.model import Name

__all__ = ["is_institution", "parse_names"]

_ET_AL = re.compile(
    r",?\s*(?:\bet al\.?|\bet alii\b|\bu\. ?a\.|\band others\b|\by otros\b|\be altri\b|\be outros\b|\bet alt\.)"
    r".*\Z"
)
_HONORIFIC = re.compile(r"\A(?:(?:Sir|Lord|Lady|Mr|Mrs|Dr|Prof|Rev|Mme|Mlle)\.?\s+)(?=[A-ZÀ-Þ])")
_JOIN = re.compile(
    r"\s*(?:;|(?:,\s*)?(?:\band\b|\bund\b|\bet\b|\by\b|\be\b|\bed\b|\bwith\b|\bu\.|&|\ben\b|\boch\b|\bi\b(?=\s[A-Z]))|/|\s[–—]\s)\s*"
)
_SUFFIX = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV)\Z")
_PARTICLE = re.compile(rf"(?:{PARTICLES}|d['’]|l['’])\Z", re.IGNORECASE)
_INITIALS = re.compile(rf"(?:{INITIAL}[\s-]?|[{UPPER}]{{1,3}}(?=\s|\Z)\s?)+\Z")
_ACRONYM = re.compile(rf"[{UPPER}]{{3,}}\Z")
_BRACKETS = re.compile(r"^\[(.*)\]$")
_ROMANCE = re.compile(rf"[{UPPER}][{LOWER}]+(?: (?:y )?[{UPPER}][{LOWER}]+)\Z")
_CAPITALS_FIRST = re.compile(rf"([{UPPER}][{UPPER}’'\-]{{2,}}) ([{UPPER}][{LOWER}].*)\Z")
_MAX = 2_000


def parse_names(text: str, language: str = "") -> tuple[Name, ...]:
    """The persons and institutions named in `text`, in order; "et al." adds nobody.

    `language` decides how many family names a person has: two in Spanish ("Gabriel García Márquez"), one elsewhere.
    """
    text = " ".join(text[:_MAX].split()).strip(" ,;:")
    text = _BRACKETS.sub(r"\1", text)
    text = _ET_AL.sub("", text)
    if not text:
        return ()
    if is_institution(text):
        return (Name(literal=text),)
    return tuple(_person(piece, language) for piece in _pieces(text) if piece)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.words('bodies'))})\b")


def is_institution(text: str) -> bool:
    """Whether `text` names a body and no person."""
    return bool(_bodies().search(text) or _ACRONYM.match(text)) and "," not in text


def _pieces(text: str) -> list[str]:
    """One string a person; a comma parts either persons or family and given name."""
    found: list[str] = []
    for joined in _JOIN.split(text):
        commas = [part.strip() for part in joined.split(",") if part.strip()]
        found += _by_commas(commas)
    return found


def _by_commas(parts: list[str]) -> list[str]:
    pieces: list[str] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else ""
        if following and (_SUFFIX.match(" " + following) or _inverted(part, following)):
            pieces.append(f"{part}, {following}")
            index += 2
        else:
            pieces.append(part)
            index += 1
    return pieces


def _inverted(part: str, following: str) -> bool:
    """Whether "Castel, Robert" is one person: a family name, then given names."""
    if _INITIALS.match(following):
        return not _INITIALS.match(part)
    words = [word for word in part.split() if not _PARTICLE.match(word)]
    single = len(words) == 1 or bool(_ROMANCE.match(part) and len(following.split()) <= 2 and len(part.split()) == 2)
    return single and len(following.split()) <= 3


def _person(text: str, language: str) -> Name:
    text = _HONORIFIC.sub("", text).strip(" .") if not _INITIALS.match(text.split()[-1]) else _HONORIFIC.sub("", text)
    suffix = ""
    if match := _SUFFIX.search(text):
        suffix, text = match[1], text[: match.start()]
    if _CAPITALS_FIRST.match(text) and "," not in text:
        text = _CAPITALS_FIRST.sub(r"\1, \2", text)
    if "," in text:
        family, _, given = text.partition(",")
        particle, family = _leading_particle(family.split())
        given, dropping = _trailing_particle(given.split())
        return Name(family=family, given=given, particle=particle, dropping_particle=dropping, suffix=suffix)
    words = text.split()
    if is_institution(text):
        return Name(literal=text)
    start = _family_start(words, language)
    particle, family = _leading_particle(words[start:])
    return Name(family=family, given=" ".join(words[:start]), particle=particle, suffix=suffix)


def _family_start(words: list[str], language: str) -> int:
    """Index of the word the family name begins with, its particles included."""
    for index in range(len(words) - 1):
        if words[index][:1].islower() and _PARTICLE.match(words[index]) and words[index] not in ("y", "i", "of"):
            return index
    count = len(words)
    if count > 2 and words[-2] in ("y", "i"):
        return max(count - 3, 0)
    spanish = language in ("es", "ca") and count >= 3
    if spanish and not any(_INITIALS.match(word) for word in words[-2:]):
        return count - 2
    return count - 1


def _leading_particle(words: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(words) - 1 and words[count][:1].islower() and _PARTICLE.match(words[count]):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _trailing_particle(words: list[str]) -> tuple[str, str]:
    count = len(words)
    while count > 1 and words[count - 1][:1].islower() and _PARTICLE.match(words[count - 1]):
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
