"""Name lists: `van Gogh, Vincent and {Public Record Office} and others` <-> `Name`s.

Reading follows "Names" in the manual of BibTeX (Tame the BeaST, section 11) and BibLaTeX's `family=..., given=...`
form (manual, section 3.4). Braces make one word of what they hold; a name wholly in braces is an institution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from biblio.formats._tex.latex import decode, encode
from biblio.model import Name

__all__ = ["OTHERS", "read_names", "write_names"]

OTHERS = Name(literal="et al.")
"""BibTeX's "and others"."""
_NOBODY = Name()
_COMMA, _SPACE = re.compile(","), re.compile(r"[\s~]+")
_AND = re.compile(r"(?:\A|\s+)and(?=\s|\Z)", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*;\s+")
_SUFFIX = re.compile(r"(?:Jr|Sr|Jnr|Snr|II|III|IV|V|VI|filho|fils|neto|Esq)\.?\Z", re.IGNORECASE)
_SURE_SUFFIX = re.compile(r"(?:(?i:Jr|Sr|Jnr|Snr|filho|fils|neto|Esq)\.?|II|III|IV)\Z")
"""What is no given name where a single comma leaves the choice: "van Gogh, V." has an initial, Ii a name of its own."""
_ET_AL = re.compile(r",?\s+et\.?\s+al\.?\Z")
_KEYED = re.compile(r"\s*(family|given|prefix|suffix|given-i|family-i|prefix-i|useprefix|id)\s*=\s*", re.IGNORECASE)
_COMMAND = re.compile(r"\\[A-Za-z]+")


def read_names(text: str) -> tuple[Name, ...]:
    """A name list as it stands in a file, macros resolved but LaTeX not yet decoded."""
    parts = _split(text, _AND)
    if len(parts) == 1 and ";" in text:
        parts = _listed(text)
    names: list[Name] = []
    for part in parts:
        if part := part.strip():
            bare = _ET_AL.sub("", part)
            names += [_read_name(bare), OTHERS] if bare != part else [_read_name(part)]
    return tuple(name for name in names if name != _NOBODY)


def write_names(names: tuple[Name, ...]) -> str:
    """The list in LaTeX, institutions in braces; `read_names` reads it back."""
    return " and ".join(written for name in names if (written := _written(name)))


def _listed(text: str) -> list[str]:
    """Names parted by semicolons, as databases write them, if each is turned round: "Smith, John; Jones, Karl"."""
    parts = _split(text, _SEMICOLON)
    return parts if all(_COMMA.search(part) for part in parts) else [text]


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """`text` cut at each match of `separator` that stands outside braces."""
    if "{" not in text:
        return separator.split(text)
    parts, last = [], 0
    depths = list(_depths(text))
    for match in separator.finditer(text):
        if match.start() >= last and not depths[match.start()]:
            parts.append(text[last : match.start()])
            last = match.end()
    return [*parts, text[last:]]


def _depths(text: str) -> Iterator[int]:
    """How many braces are open at each character."""
    depth = 0
    for char in text:
        yield depth
        if char == "{":
            depth += 1
        elif char == "}" and depth:
            depth -= 1


@lru_cache(maxsize=1 << 16)
def _read_name(text: str) -> Name:
    text = text.rstrip(", \t\r\n")
    if text.lower() == "others":
        return OTHERS
    if _whole(text):
        return Name(literal=_plain(text))
    quoted = text.startswith('"') and text.endswith('"') and len(text) > 1
    parts = [part.strip() for part in _split(text[1:-1] if quoted else text, _COMMA)]
    if all(_KEYED.match(part) for part in parts):
        return _keyed(parts)
    if len(parts) == 1:
        return _natural(text)
    if _SUFFIX.match(parts[-1]) and not _SUFFIX.match(parts[1]):
        # "King, Martin Luther, Jr." for "King, Jr., Martin Luther".
        parts = [parts[0], parts[-1], *parts[1:-1]]
    if len(parts) == 2 and _SURE_SUFFIX.match(parts[1]) and len(_words(parts[0])) > 1:
        return replace(_natural(parts[0]), suffix=_plain(parts[1]))
    particle, family = _particle(_words(parts[0]))
    suffix = parts[1] if len(parts) > 2 else ""
    given, dropping = _dropping(_words(", ".join(parts[2:]) if len(parts) > 2 else parts[1]))
    return Name(_plain(family), _plain(given), _plain(particle), _plain(dropping), _plain(suffix))


def _keyed(parts: list[str]) -> Name:
    found = {}
    for part in parts:
        match = _KEYED.match(part)
        found[match[1].lower() if match else ""] = part[match.end() if match else 0 :]
    prefix, family = _plain(found.get("prefix", "")), _plain(found.get("family", ""))
    demoted = found.get("useprefix", "").strip().lower() == "false"
    return Name(
        family=family,
        given=_plain(found.get("given", "")),
        particle="" if demoted else prefix,
        dropping_particle=prefix if demoted else "",
        suffix=_plain(found.get("suffix", "")),
    )


def _natural(text: str) -> Name:
    """ "First von Last": the last run of lower-case words before the last word is the particle."""
    words = _words(text)
    if len(words) < 2:
        return Name(family=_plain("".join(words)))
    low = [index for index, word in enumerate(words[:-1]) if _lower(word)]
    if not low:
        return Name(family=_plain(words[-1]), given=_plain(" ".join(words[:-1])))
    first, last = low[0], low[-1]
    return Name(
        family=_plain(" ".join(words[last + 1 :])),
        given=_plain(" ".join(words[:first])),
        particle=_plain(" ".join(words[first : last + 1])),
    )


def _particle(words: list[str]) -> tuple[str, str]:
    """Leading lower-case words; in "de la Vallée Poussin" up to the last such word."""
    low = [index for index, word in enumerate(words[:-1]) if _lower(word)]
    cut = low[-1] + 1 if low and _lower(words[0]) else 0
    return " ".join(words[:cut]), " ".join(words[cut:])


def _dropping(words: list[str]) -> tuple[str, str]:
    cut = len(words)
    while cut > 1 and _lower(words[cut - 1]):
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def _words(text: str) -> list[str]:
    return [word for word in _split(text, _SPACE) if word]


def _lower(word: str) -> bool:
    """Whether a word's first letter outside braces is lower case; a word in braces counts as capitalised."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    first = next((char for char in decode(word) if char.isalpha()), "")
    return first.islower()


def _whole(text: str) -> bool:
    """Whether one pair of braces holds all of `text` and no LaTeX command asks for them (`{\\O}rsted`)."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    return all(depth for depth in list(_depths(text))[1:]) and not _COMMAND.match(text[1:])


def _plain(text: str) -> str:
    return re.sub("[\u00a0\u202f]", " ", decode(text))


def _written(name: Name) -> str:
    if name == OTHERS:
        return "others"
    if name.literal or not name.family.strip():
        whole = (name.literal or name.given or name.particle or name.dropping_particle or name.suffix).strip()
        return "{" + encode(whole) + "}" if whole else ""
    given = " ".join(part for part in (_guarded(name.given), encode(name.dropping_particle)) if part)
    family = _guarded(name.family, last=True) if given or name.suffix else _lone(name.family)
    last = " ".join(part for part in (encode(name.particle), family) if part)
    return ", ".join(part for part in (last, _guarded(name.suffix), given) if part)


def _lone(family: str) -> str:
    """A family name of several words without a given name, its blanks guarded: `{Da Silva }Perez`."""
    *before, last = family.split()
    return "{" + encode(" ".join(before)) + " }" + encode(last) if before else encode(last)


def _guarded(part: str, *, last: bool = False) -> str:
    """Braces where a part would be read as something else: a comma, an "and", a lower-case word at its edge."""
    text = encode(part)
    words = part.split()
    edge = words[:1] if last else words[1:][-1:]
    misread = any(_lower(word) for word in edge) and len(words) > 1
    if "," in part or re.search(r"\band\b", part, re.IGNORECASE) or "=" in part or misread:
        return "{" + text + "}"
    return text
