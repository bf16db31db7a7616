"""The entries of a .bib file one at a time, for who wants little of each of very many.

What an entry means may hang on others: a macro or a parent that stands behind it, a key that is taken. So the file is
gone through before for what all entries have to do with one another, and that alone is kept.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from biblio.formats._tex.blocks import Definition, RawEntry
from biblio.formats._tex.dialect import Dialect
from biblio.formats._tex.inheritance import NO_WORKS, Family, Filing, is_borrower, parents
from biblio.formats._tex.reading import read_entry
from biblio.formats._tex.splitting import Splitter
from biblio.formats._tex.values import resolved
from biblio.model import Diagnostic, Entry

__all__ = ["entries"]

_LENDING = re.compile("crossref|xdata", re.IGNORECASE)
Valued = tuple[RawEntry, dict[str, str]]


def entries(text: str, speech: Dialect, remarks: list[Diagnostic] | None = None) -> Iterator[Entry]:
    """The entries of a whole .bib file, as if it had been read at once.

    Args:
        text: as `readable` makes it.
        speech: how BibLaTeX's names are said in it.
        remarks: a diagnostic is added for each block that is broken, before the first entry is given.
    """
    survey = _Survey(text, remarks)
    family = _family(survey)
    for raw, values in survey.valued():
        # In a circle it matters who is asked first, so that those which only lend are asked in their turn too.
        fields = family.fields_of(raw, values) if family is not None and is_borrower(values) else values
        if raw.type.lower() not in NO_WORKS:
            yield read_entry(raw.type, raw.key, fields, speech, raw.line)


class _Survey:
    """What has to be known of the whole file."""

    def __init__(self, text: str, remarks: list[Diagnostic] | None) -> None:
        self._text = text
        splitter = Splitter(text)
        hashes = array("q", (hash(raw.key) for raw in splitter.entries_read(remarks)))
        self._definitions: list[Definition] = splitter.definitions
        self._macros = splitter.macros
        self._alike = len(set(hashes)) < len(hashes) or hash("") in hashes or "\0" in text
        self.lends = _LENDING.search(text) is not None

    def valued(self) -> Iterator[Valued]:
        """Each entry under its key in the library, with its own fields."""
        remarks: list[Diagnostic] = []
        for valued in resolved(self._filed(), self._definitions, self._macros, remarks):
            remarks.clear()
            yield valued

    def _filed(self) -> Iterator[RawEntry]:
        filing = Filing(raw.key for raw in Splitter(self._text).entries_read()) if self._alike else None
        for raw in Splitter(self._text).entries_read():
            yield filing.filed(raw) if filing else raw


def _family(survey: _Survey) -> Family | None:
    """The entries that lend fields to others; None where none does."""
    if not survey.lends:
        return None
    named = {key for _, values in survey.valued() if is_borrower(values) for key in parents(values)}
    if not named:
        return None
    lenders = [(raw, values) for raw, values in survey.valued() if raw.key.lower() in named]
    return Family([raw for raw, _ in lenders], [values for _, values in lenders])
