"""EndNote, through EndNote XML: the one format it takes with all names, types and letters as they are."""

from __future__ import annotations

from biblio.managers import Manager
from biblio.managers._files import FileManager

__all__ = ["plugin"]

plugin: Manager = FileManager(
    "EndNote",
    "endnote-xml",
    (
        "In EndNote: File > Import > File ...",
        'Import Option: "EndNote generated XML". Duplicates: "Discard Duplicates".',
        'Text Translation: "Unicode (UTF-8)".',
    ),
)
