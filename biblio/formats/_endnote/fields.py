"""RIS's tags <-> EndNote's fields, where the two are not one to one.

EndNote has one field for the number of a journal and of a law (`IS`, `M1`), and first and last page together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from biblio.formats._endnote.tables import tables
from biblio.formats._ris.tables import tables as ris
from biblio.formats._ris.values import read_name
from biblio.formats._ris.writing import EXTRA, lines
from biblio.formats._zotero.writing import person_line
from biblio.model import Contributor, Entry, Role

__all__ = ["ris_lines", "written_lines"]


def written_lines(entry: Entry, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """An entry's RIS lines under the tags that EndNote has fields for, TY first."""
    found = list(lines(entry, tables().instead))
    last = next((value for tag, value in found if tag == "EP"), "")
    for tag, value in found:
        if tag == "SP" and last:
            yield tag, f"{value}-{last}"
        elif tag == "M1":
            yield "IS", value
        elif tag == "ED":
            yield EXTRA, person_line(Contributor(read_name(value), Role.EDITOR))
        elif tag == "TY" or tag in known:
            yield tag, value


def ris_lines(kind: str, found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A record's fields as RIS has them, TY first."""
    numbered = "M1" in ris().tags(kind).values()
    yield "TY", kind
    for tag, value in found:
        yield ("M1" if tag == "IS" and numbered else tag), value
