r"""A character that LaTeX does not print as it stands: `&` and `%` and `#` stop it or swallow the rest of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_PRINTED = frozenset(
    ("title", "subtitle", "booktitle", "journaltitle", "journal", "publisher", "location", "address", "series", "note",
     "organization", "institution", "school", "author", "editor", "addendum", "titleaddon", "maintitle", "edition")
)  # fmt: skip
_BARE = re.compile(r"(?<!\\)[&%#]")
_ENTITY = re.compile(r"&(?:[a-z]+|#\d+);")
_URL = re.compile(r"\\(?:url|href|path)\b|https?://|\$")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """In printed fields, outside addresses and formulas; entities are `html-entity`'s business."""
    for field in entry.fields:
        if field.name.lower() in _PRINTED and _mended(field.text) != field.text:
            found = "".join(dict.fromkeys(_BARE.findall(field.text)))
            yield flaw(field, f"{found} must be written \\{found[0]}", fixable=True)


def _mended(text: str) -> str:
    return text if _URL.search(text) or _ENTITY.search(text) else _BARE.sub(r"\\\g<0>", text)


plugin = Rule(check, Severity.ERROR, mending_fields(_PRINTED, _mended))
