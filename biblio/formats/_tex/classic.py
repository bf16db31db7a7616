"""An entry as the styles of 1988 can print it: what they have no field for is put where they look.

BibTeX's own styles know neither day, list, translator nor web address: a day goes before the month, the rest into
`note`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from biblio.formats._nesting import flat
from biblio.formats._tex.blocks import resolve
from biblio.formats._tex.dates import macros
from biblio.formats._tex.dialect import BIBTEX, dialect
from biblio.formats._tex.latex import encode
from biblio.formats._tex.writing import record
from biblio.model import Entry, Role, Work

__all__ = ["StyleEntry", "style_entry"]

_KNOWN = frozenset(
    ("author", "editor", "title", "booktitle", "journal", "series", "volume", "number", "edition", "publisher", "year",
     "organization", "institution", "school", "address", "month", "pages", "type", "howpublished", "note", "chapter",
     "doi", "isbn", "issn")
)  # fmt: skip
"""Fields of the standard styles, and those that many newer ones print."""
_ROLES = ((Role.TRANSLATOR, "Translated by"), (Role.RECIPIENT, "To"), (Role.INTERVIEWER, "Interviewed by"))


@dataclass(frozen=True, slots=True)
class StyleEntry:
    """Entry type and fields, values in LaTeX without delimiters; names as BibTeX has them."""

    type: str
    fields: dict[str, str]
    url: str


def style_entry(entry: Entry) -> StyleEntry:
    """The entry for a style of BibTeX's."""
    work = flat(entry.work)
    written = record(entry, dialect(BIBTEX))
    fields = {name: resolve(value, macros())[0] for name, value in written.fields}
    kept = {name: value for name, value in fields.items() if name in _KNOWN}
    if fields.get("day") and kept.get("month"):
        kept["month"] = f"{fields['day']} {kept['month']}"
    if written.type == "misc" and "howpublished" not in kept:
        kept |= _how(work)
    # Styles write titles in lower case, which would take the capitals of names too.
    whole = {"title": work.title, "booktitle": work.container.title if work.container else ""}
    kept |= {name: "{" + encode(title) + "}" for name, title in whole.items() if name in kept}
    if work.edition.isdecimal():
        kept["edition"] = _ordinal(int(work.edition))
    note = ". ".join(_remarks(work))
    if note:
        kept["note"] = note
    kind = {"conference": "inproceedings"}.get(written.type.lower(), written.type.lower())
    return StyleEntry(kind, kept, work.url)


def _how(work: Work) -> dict[str, str]:
    """What a letter or a document is, where its style prints only `howpublished`."""
    words = [word for word in (work.genre, work.publisher, work.place) if word]
    return {"howpublished": encode(", ".join(words))} if words else {}


def _remarks(work: Work) -> Iterator[str]:
    for role, words in _ROLES:
        names = work.names(role)
        if names:
            yield encode(f"{words} {_and([name.display for name in names])}")
    imprint = ": ".join(part for part in (work.original_place, work.original_publisher) if part)
    original = ", ".join(part for part in (imprint, str(work.original_date or "")) if part)
    if original:
        yield encode(f"Originally published {original}")
    if work.archive or work.archive_location:
        yield encode(", ".join(part for part in (work.archive, work.archive_location) if part))
    yield from (encode(words[:1].upper() + words[1:]) for words in (work.medium, work.status, work.event) if words)
    if work.note:
        yield encode(re.sub(r"\.\Z", "", work.note))


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
