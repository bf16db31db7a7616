"""What the name and the flags of a PDF font say about its letters.

Flags: ISO 32000-1, table 123 (7 italic, 18 small capitals, 19 forced bold; bits counted from 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Face", "face_of"]

_ITALIC, _SMALL_CAPS, _FORCED_BOLD = 1 << 6, 1 << 17, 1 << 18
_SUBSET = re.compile(r"\A[A-Z]{6}\+")
# Besides words, TeX's short names: cmti10, SFTI1095, ptmri8t, LMRoman10-Italic; CMCSC10, SFCC1000.
_ITALIC_NAME = re.compile(
    r"ital|obliq|slant|kursiv|cursiv|(?:-|,|bold|medi|light|regular)It(?:$|[^a-z])|Ital"
    r"|\A(?:cm|sf|ec|tc|lm)(?:ti|bxti|sl|mi|it)\d|\Ap[a-z]{2}[rb]i\d|\A(?:LMMathItalic)",
    re.IGNORECASE,
)
_BOLD_NAME = re.compile(r"bold|black|heavy|demi|\A(?:cm|sf|ec)bx\d|\Ap[a-z]{2}b\d", re.IGNORECASE)
_SMALL_CAPS_NAME = re.compile(
    r"small\s?cap|(?:-|,|[a-z])SC\b|Caps\d*(?:-|\Z)|\A(?:cm|ec)csc\d|\Asf(?:cc|sc)\d|smcp|expert", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Face:
    """A font's style."""

    italic: bool = False
    bold: bool = False
    small_caps: bool = False


def face_of(name: str, *, flags: int = 0, slanted: bool = False) -> Face:
    """The style of the font `name` ("ABCDEF+Times-Italic")."""
    bare = _SUBSET.sub("", name)
    return Face(
        italic=slanted or bool(flags & _ITALIC) or bool(_ITALIC_NAME.search(bare)),
        bold=bool(flags & _FORCED_BOLD) or bool(_BOLD_NAME.search(bare)),
        small_caps=bool(flags & _SMALL_CAPS) or bool(_SMALL_CAPS_NAME.search(bare)),
    )
