"""What a name looks like on the page."""

from __future__ import annotations

import re

from biblio.citations.letters import INITIAL, LOWER, UPPER, WORD

__all__ = ["LEADING", "NAME_LIST", "PARTICLES", "PERSON", "TOKEN"]

PARTICLES = (
    "de la|de las|de los|de le|de|di|del|della|dello|dei|degli|da|dal|dalla|du|des|do|dos|das|la|le|lo|"
    "van der|van den|van de|van|von der|von dem|von den|von|vom|zu|zum|zur|der|den|ten|ter|te|y|i|af|av|al|el|bin|ibn|"
    "of"
)
_PARTICLE = rf"(?:{PARTICLES})"
_ELIDED = rf"(?:d|l|dell|dall|D|L)['’]{WORD}"
_PART = rf"(?:{INITIAL}|{_ELIDED}|{WORD}|[{UPPER}]{{1,3}}(?![{LOWER}\w]))"
_SUFFIX = r"(?:,? (?:Jr|Sr)\.?|,? I{2,3}\b)?"

PERSON = rf"(?:(?:{_PARTICLE} )?{_PART}(?:[ \u00a0](?:{_PARTICLE} )?{_PART}){{0,5}}{_SUFFIX})"
"""One person in natural order: "C. L. R. James", "Hans van der Berg", "Philippe d’Ardenne"."""

_AND = r"(?:,? (?:and|und|et|y|e|en|i|with|u\.) |,? & |\s?/\s?| [–—-] )"
_ET_AL = r"(?:,? (?:et al\.?|et alii|u\. ?a\.|and others|y otros|e altri|et alt\.))?"
NAME_LIST = re.compile(rf"{PERSON}(?:(?:{_AND}|, |; ){PERSON}){{0,8}}{_ET_AL}")
"""Several persons with what joins them."""

TOKEN = re.compile(
    rf"(?P<initial>{INITIAL}(?!\w))|(?P<elided>{_ELIDED})|(?P<word>{WORD})|(?P<caps>[{UPPER}]{{2,}})"
    rf"|(?P<particle>(?<!\w)(?:{PARTICLES})(?!\w))|(?P<comma>[,/])"
    r"|(?P<and>(?<!\w)(?:and|und|et al\.?|et|e|u\. ?a\.|u\.|with|en|i)(?!\w)|&)"
)
LEADING = re.compile(rf"(?:{_PARTICLE} )?{_PART}")
