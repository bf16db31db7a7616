"""Names with commas, semicolons or "&" between them: BibTeX knows only "and", and makes one person of all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.names import NAME_FIELDS, parted
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_MOST = 2
"""Commas in one name: von Last, Jr, First."""
_SUFFIX = re.compile(r"(?:jr|sr|[ivx]+|fils|père|filho|esq|ph\.?d|m\.?d)\.?\Z", re.IGNORECASE)
_GROUP = re.compile(r"\{[^{}]*\}")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Outside braces."""
    for field in entry.fields:
        if field.name.lower() not in NAME_FIELDS:
            continue
        for name in parted(field.text):
            bare = _GROUP.sub("", name)
            wrong = _wrong(bare)
            if wrong:
                yield flaw(field, f"{name[:60]!r}: {wrong}")


def _wrong(name: str) -> str:
    parts = [part.strip() for part in name.split(",")]
    if ";" in name:
        return 'a semicolon; between names stands "and"'
    if re.search(r"\s(?:\\?&|und|et|y)\s", name) and len(parts) < _MOST + 2 and re.search(r"\s\\?&\s", name):
        return 'an "&"; between names stands "and"'
    if len(parts) > _MOST + 1:
        return 'more commas than a name has; between names stands "and"'
    if len(parts) == _MOST + 1 and not _SUFFIX.match(parts[1]) and " " in parts[1]:
        return "two commas, but no Jr. between them"
    if len(parts) == _MOST and len(parts[0].split()) > 1 and len(parts[1].split()) > 1 and _two_people(parts):
        return "perhaps two people with a comma between them"
    return ""


def _two_people(parts: list[str]) -> bool:
    """ "Karl Marx, Friedrich Engels": both sides begin with a capital and have no particle."""
    words = [part.split() for part in parts]
    first_names = all(re.match(r"[A-ZÀ-Þ][a-zà-ÿ]+\Z", group[0]) and len(group) == 2 for group in words)
    return first_names and all(re.match(r"[A-ZÀ-Þ][a-zà-ÿ]{3,}\Z", group[1]) for group in words)


plugin = Rule(check)
