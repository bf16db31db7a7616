"""A printed list of names -> `Name`s: "Quentin Hoare and Geoffrey Nowell Smith", "Castel, Robert", "E. Muir, Jr."."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from biblio.citations import lexicon
from biblio.citations.letters import INITIAL, LOWER, UPPER
from biblio.citations.names.particles import leading_particle, split_particle, trailing_particle
from biblio.citations.names.surnames import family_start, is_given
from biblio.model import Name

__all__ = ["is_institution", "parse_names"]

_ET_AL = re.compile(
    r",?\s*(?:\bet al\.?|\bet alii\b|\bu\. ?a\.|\band others\b|\by otros\b|\by ots\.|\be altri\b|\be outros\b|"
    r"\bet alt\.|\bi in\.).*\Z"
)
_HONORIFIC = re.compile(
    r"\A(?:(?:Sir|Lord|Lady|Mr|Mrs|Ms|Dr|Prof|Rev|Fr|Mme|Mlle|MM|Msgr|[Ll]['’]abbé|Abbé|dom|Dom|Don)\.?\s+)(?=[A-ZÀ-Þ])"
)
_JOIN = re.compile(
    r"\s*(?:;|(?:,\s*)?(?:\band\b|\bund\b|\bet\b|\be\b|\bed\b|\bwith\b|\bu\.|&|\ben\b|\boch\b)|(?<!\d)/|\s[–—]\s)\s*"
)
_LEAD = re.compile(
    rf"\A(?:(?:(?i:cf\.?|vgl\.?|see also|see|siehe|voir|vid\.|véase|contra:|pace|zob\.|zie)[:,]?\s+)+(?=[{UPPER}]\S)"
    rf"|(?:von|by|par|por|di|av|przez|door)\s+(?={INITIAL}\s))"
)
"""What stands before names and is none: a signal, or the "by" of "by J. G. Frazer"."""
_IBERIAN = re.compile(r"\s+(?:y|i|e)\s+")
_SUFFIX = re.compile(r",?\s+(Jr\.?|Sr\.?|II|III|IV)\Z")
_INITIALS = re.compile(rf"(?:{INITIAL}[\s-]?|[{UPPER}]{{1,3}}(?=\s|\Z)\s?)+\Z")
_ACRONYM = re.compile(rf"[{UPPER}]{{3,}}\Z")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_CAPITALS_FIRST = re.compile(
    rf"((?:[{UPPER}][{UPPER}’'\-]+\s)*[{UPPER}][{UPPER}’'\-]+) ((?:[{UPPER}][{LOWER}]|{INITIAL}).*)\Z"
)
_ALL_CAPITALS = re.compile(rf"[{UPPER}\s’'.\-]{{3,}}\Z")
_MAX = 2_000


def parse_names(text: str, language: str = "") -> tuple[Name, ...]:
    """The persons and institutions named in `text`, in order; "et al." adds nobody.

    `language` decides how many family names a person has: two in Spanish ("Gabriel García Márquez"), one elsewhere.
    """
    text = " ".join(text[:_MAX].split()).strip(" ,;:(")
    text = _LEAD.sub("", _BRACKETS.sub(r"\1", text))
    text = _ET_AL.sub("", text)
    if not text:
        return ()
    if is_institution(text) or _whole_body(text):
        return (Name(literal=text),)
    return _sharing(tuple(_person(piece, language) for piece in _pieces(text, language) if piece))


def _sharing(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """ "Edmond et Jules de Goncourt" share their family name."""
    found = list(names)
    for index in range(len(names) - 2, -1, -1):
        name, following = found[index], found[index + 1]
        if name.family and not name.given and is_given(name.family) and is_given(following.given.split(" ")[0]):
            found[index] = replace(following, given=name.family)
    return tuple(found)


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon.words('bodies'))})\b")


def is_institution(text: str) -> bool:
    """Whether `text` names a body and no person."""
    if text.startswith("@") or "," in text:
        return text.startswith("@")
    named = _bodies().search(text) and not is_given(text.split()[0])
    return bool(named or _ACRONYM.match(text))


def _whole_body(text: str) -> bool:
    """ "US Congress, Senate, Committee on Labor and Public Welfare" is one body: every part names one."""
    parts = [part for part in text.split(",") if part.strip()]
    if len(parts) < 2:
        return False
    told = [bool(_bodies().search(part)) for part in parts]
    return told[-1] and sum(told) * 2 >= len(parts) and not any(is_given(part.split()[0]) for part in parts)


def _pieces(text: str, language: str) -> list[str]:
    """One string a person; a comma parts either persons or family and given name."""
    if surnames := _surnames(text):
        return surnames
    found: list[str] = []
    for joined in _JOIN.split(text):
        for part in _iberian(joined):
            commas = [item.strip() for item in part.split(",") if item.strip()]
            found += _by_commas(commas, language)
    return found


def _surnames(text: str) -> list[str]:
    """ "Camps, Vidal-Gorène, et Vernet": three words or more, none of them a given name."""
    parts = [part for joined in _JOIN.split(text) for part in re.split(r"\s*,\s*", joined) if part]
    lone = len(parts) > 2 and not any(" " in part or "." in part or is_given(part) for part in parts)
    return parts if lone else []


def _iberian(text: str) -> list[str]:
    """ "José Ortega y Gasset" is one person, "Deleuze y Guattari" and "Elorza y María López" are two."""
    joins = list(_IBERIAN.finditer(text))
    parts: list[str] = []
    low = 0
    for join in joins:
        before, after = text[low : join.start()].strip(), text[join.end() :].split(",")[0].strip()
        one = len(after.split()) == 1 and (len(before.split(",")[-1].split()) > 1 or "," in text[join.end() :])
        if not (one and not is_given(after)):
            parts.append(before)
            low = join.end()
    return [*parts, text[low:].strip()]


def _by_commas(parts: list[str], language: str) -> list[str]:
    pieces: list[str] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        following = parts[index + 1] if index + 1 < len(parts) else ""
        if following and (_SUFFIX.match(" " + following) or _inverted(part, following, len(parts), language)):
            pieces.append(f"{part}, {following}")
            index += 2
        else:
            pieces.append(part)
            index += 1
    return pieces


def _inverted(part: str, following: str, count: int, language: str) -> bool:
    """Whether "Castel, Robert" is one person: a family name, then given names."""
    if _INITIALS.match(following):
        return not _INITIALS.match(part) and not _INITIALS.match(part.split()[0])
    words = split_particle(part)
    if len(words) <= 1:
        return len(following.split()) <= 4
    if is_given(words[0]) or _INITIALS.match(words[0]) or len(following.split()) > 4:
        return False
    capitals = _ALL_CAPITALS.match(part) and not _ALL_CAPITALS.match(following)
    iberian = language in ("es", "ca", "pt") or " y " in part or " i " in part
    return bool(capitals or is_given(following.split()[0]) or (iberian and count == 2))


def _person(text: str, language: str) -> Name:
    last = text.split()[-1]
    if not _INITIALS.match(last):
        text = text.strip(" .")
    text = _HONORIFIC.sub("", text)
    suffix = ""
    if match := _SUFFIX.search(text):
        suffix, text = match[1], text[: match.start()]
    if _CAPITALS_FIRST.match(text) and "," not in text and not _INITIALS.match(text.split()[0]):
        text = _CAPITALS_FIRST.sub(r"\1, \2", text)
    if "," in text:
        family, _, given = text.partition(",")
        particle, family = leading_particle(family.split())
        given, dropping = trailing_particle(given.split())
        return Name(family=family, given=given, particle=particle, dropping_particle=dropping, suffix=suffix)
    words = text.split()
    if not words or is_institution(text):
        return Name(literal=text)
    start = family_start(words, language)
    if (
        language in ("es", "ca", "pt", "fr")
        and _ALL_CAPITALS.match(text)
        and "." not in text
        and not is_given(words[0])
    ):
        # "VIQUEIRA ALBÁN": where family names are set in capitals, all of it is one.
        start = 0
    particle, family = leading_particle(words[start:])
    given = " ".join(words[:start])
    if given and _dropped(particle, language):
        return Name(family=family, given=given, dropping_particle=particle, suffix=suffix)
    return Name(family=family, given=given, particle=particle, suffix=suffix)


def _dropped(particle: str, language: str) -> bool:
    """The Romance "de" goes with the given name ("Miguel de Unamuno"); it stays with the family name in Dutch."""
    return particle.lower() in _ROMANCE_DE and language != "nl"


_ROMANCE_DE = frozenset(("de", "del", "dos", "da", "do", "das", "d’", "d'", "e"))
