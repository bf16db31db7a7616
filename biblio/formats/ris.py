"""RIS, what EndNote, Mendeley, Citavi and library catalogues exchange.

`TY  - JOUR` begins a record, `ER  - ` ends it. What RIS has no tag for goes to `M2  - Name: value`, which Zotero adds
to Extra and understands there; the citing places to a note (`N1`), where reference managers show them.
"""

from __future__ import annotations

from typing import ClassVar

from biblio.formats import Format
from biblio.formats._keys import Keys
from biblio.formats._ris.reading import read_entry
from biblio.formats._ris.records import read_records
from biblio.formats._ris.writing import write_record
from biblio.model import Library

__all__ = ["plugin"]


class Ris:
    """Tagged records, one line a value."""

    suffixes: ClassVar[tuple[str, ...]] = (".ris",)

    def loads(self, text: str, source: str = "") -> Library:
        """Read records; HTML entities that databases leave in them are resolved."""
        records, remarks = read_records(text, source)
        keys = Keys(remarks)
        entries = tuple(read_entry(line, found, keys, remarks) for line, found in records)
        return Library(entries, text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write records, an empty line between them."""
        return "\n".join(write_record(entry) for entry in library.entries)


plugin: Format = Ris()
