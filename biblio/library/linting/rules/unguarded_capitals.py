"""An acronym that styles in sentence case would write small: USSR becomes Ussr."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_ACRONYM = re.compile(r"(?<![\w\\{])[A-ZÀ-ÞА-Я]{2,}(?![\w}])|(?<![\w\\{])[A-Z]?[a-z]+[A-Z]\w*(?![\w}])")
_ROMAN = re.compile(r"[IVXLCDM]+\Z")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Words with capitals after their first letter, outside braces and commands, in a title with small letters."""
    field = entry.get("title")
    if field is not None and field.plain and _guarded(field.text) != field.text:
        words = [match[0] for match in _ACRONYM.finditer(_flat(field.text)) if _needs(match[0])]
        yield flaw(field, f"put braces around {', '.join(words)}", fixable=True)


def _flat(text: str) -> str:
    """The text with what is in braces blanked out."""
    depth, out = 0, []
    for char in text:
        depth += char == "{"
        out.append(" " if depth else char)
        depth -= char == "}"
    return "".join(out)


def _needs(word: str) -> bool:
    return not _ROMAN.match(word) or (len(word) == 2 and word not in ("II", "IV", "VI", "IX", "XI"))


def _guarded(text: str) -> str:
    flat = _flat(text)
    if "$" in text or not any(char.islower() for char in text):
        return text
    out, at = [], 0
    for match in _ACRONYM.finditer(flat):
        if _needs(match[0]):
            out += [text[at : match.start()], "{", match[0], "}"]
            at = match.end()
    return "".join(out) + text[at:]


plugin = Rule(check, Severity.INFO, mending_fields(("title",), _guarded), optional=True)
