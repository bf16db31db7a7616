"""JSON Lines: a CSL item a line, for programs that take one record at a time."""

from __future__ import annotations

import json
from typing import ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format
from biblio.formats._csl.reading import read_library
from biblio.formats.csl_json import items
from biblio.model import Library

__all__ = ["plugin"]


class JsonLines:
    """One object a line, empty lines apart."""

    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")

    def loads(self, text: str, source: str = "") -> Library:
        """Read every line."""
        found, lines = [], []
        for number, line in enumerate(text.lstrip("\ufeff").split("\n"), start=1):
            if line.strip():
                try:
                    found.append(json.loads(line))
                except (ValueError, RecursionError) as error:
                    raise FormatError(f"broken JSON: {getattr(error, 'msg', error)}",
                                      place=Place(source, number, getattr(error, "colno", 0)),
                                      hint="expected one JSON object a line") from error  # fmt: skip
                lines.append(number)
        return read_library(found, text, lines)

    def dumps(self, library: Library) -> str:
        """Write every entry on a line of its own."""
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items(library))


plugin: Format = JsonLines()
