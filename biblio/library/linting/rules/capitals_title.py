"""A title all in capitals, copied from a title page or a catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_TITLES = ("title", "booktitle", "maintitle", "subtitle")
_WORDS = 2
_LETTERS = 10


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """At least two words of more than an acronym's length, none in lower case."""
    for name in _TITLES:
        field = entry.get(name)
        text = context.plain(field.text) if field else ""
        letters = [char for char in text if char.isalpha()]
        long = [word for word in text.split() if len(word) > 4]
        if field and len(letters) >= _LETTERS and len(long) >= _WORDS and text == text.upper() != text.lower():
            yield flaw(field, "all in capitals")


plugin = Rule(check)
