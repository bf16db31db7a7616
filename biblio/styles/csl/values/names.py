"""CSL-JSON name variables -> `Name`, with particles found where the author of the data left them inside a name.

{"family": "van der Vlist", "given": "Eric"}  ->  family "Vlist", non-dropping "van der"
{"family": "Humboldt", "given": "Alexander von"}  ->  given "Alexander", dropping "von"
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Name", "read_names"]


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a body whose whole name is `literal`."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    """A particle that stays with the given name: Alexander *von* Humboldt."""
    non_dropping: str = ""
    """A particle that stays with the family name: Eric *van der* Vlist."""
    suffix: str = ""
    comma_suffix: bool = False
    comma_dropping: str = ""
    """A comma before a dropping particle ("et al." in a given name)."""
    static: bool = False
    """Family name first, always."""
    literal: str = ""

    @property
    def is_person(self) -> bool:
        """False for a body."""
        return not self.literal


_LEADING = re.compile(r"([^ ]+(?:[-\u02bb\u2019 '] *))(.+)", re.DOTALL)
_SUFFIX_COMMA = re.compile(r"\s*,(!?)\s*")


def read_names(value: Any) -> tuple[Name, ...]:
    """All names that say something; a string or a single object stands for a list of one."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        value = [{"literal": str(value)}]
    elif isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return ()
    read = (_read_name({"literal": one} if isinstance(one, str) else one) for one in value)
    return tuple(name for name in read if name)


def _read_name(value: Any) -> Name | None:
    if not isinstance(value, Mapping):
        return None
    literal = _text(value, "literal")
    family, given = _text(value, "family"), _text(value, "given")
    if not literal and family and not given and value.get("isInstitution"):
        literal = family
    if literal:
        return Name(literal=literal)
    if not family and not given:
        return None
    static = _flag(value.get("static-ordering"))
    dropping, non_dropping = _text(value, "dropping-particle"), _text(value, "non-dropping-particle")
    suffix, comma_suffix = _text(value, "suffix"), _flag(value.get("comma-suffix"))
    comma_dropping = ""
    parse = value.get("parse-names", True) not in (False, 0, "false", "0")
    if len(family) > 1 and family[0] == family[-1] == '"':
        family, parse = family[1:-1], False
    if parse and not non_dropping and family and given and not _flag(value.get("static-particles")):
        non_dropping, family = _leading_particles(family)
        if not suffix:
            given, suffix, comma_suffix, comma_dropping, dropping = _split_suffix(given, comma_suffix, dropping)
        given, found = _trailing_particles(given)
        dropping = found or dropping
    return Name(family, given, dropping, non_dropping, suffix, comma_suffix, comma_dropping, static)


def _text(value: Mapping[str, Any], key: str) -> str:
    part = value.get(key)
    if isinstance(part, bool) or part is None:
        return ""
    return str(part) if isinstance(part, str | int | float) else ""


def _flag(value: Any) -> bool:
    return bool(value) and value not in ("false", "0")


def _is_particle(word: str) -> bool:
    """Whether the first letter is a small one."""
    first = word.lstrip("-'\u02bb\u2019 \t")[:1]
    return bool(first) and first.upper() != first


def _leading_particles(family: str) -> tuple[str, str]:
    """Small words before a family name, joined: "van der Vlist" -> ("van der", "Vlist")."""
    particles = ""
    while match := _LEADING.fullmatch(family):
        if not _is_particle(match[1]):
            break
        particles += match[1]
        family = match[2]
    trimmed = particles.strip()
    if particles.endswith(" ") and trimmed.endswith(("'", "\u2019")):
        trimmed += " "
    return trimmed, family


def _trailing_particles(given: str) -> tuple[str, str]:
    """Small words after a given name: "Alexander von" -> ("Alexander", "von")."""
    words = given.split(" ")
    at = len(words)
    while at > 1 and _is_particle(words[at - 1]):
        at -= 1
    return " ".join(words[:at]).rstrip() if at < len(words) else given, " ".join(words[at:]).strip()


def _split_suffix(given: str, comma_suffix: bool, dropping: str) -> tuple[str, str, bool, str, str]:
    """What follows a comma in a given name: a suffix ("John, III"; "John,! Jr." keeps its comma) or "et al."."""
    match = _SUFFIX_COMMA.search(given)
    if not match:
        return given, "", comma_suffix, "", dropping
    rest = given[match.end() :]
    head = given[: match.start()]
    if rest.replace(".", "") == "et al" and not dropping:
        return head, "", comma_suffix, ",", rest
    return head, rest, comma_suffix or bool(match[1]), "", dropping
