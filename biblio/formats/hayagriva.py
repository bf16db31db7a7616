"""Hayagriva's YAML, the bibliographies of Typst: keys and their works, each with what it stands in as `parent`.

The field names and types are those of hayagriva's file format reference. It has no place for original editions, roles
like recipient or interviewer, keywords, and CSL types finer than its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format, _yaml
from biblio.formats._hayagriva import reading, writing
from biblio.formats._keys import Keys
from biblio.model import Diagnostic, Entry, Library, Severity

__all__ = ["plugin"]


class Hayagriva:
    """`key:` and under it `type`, `title`, `author`, `date`, `parent` ..."""

    suffixes: ClassVar[tuple[str, ...]] = ()
    carries: ClassVar[frozenset[str]] = writing.CARRIES

    def loads(self, text: str, source: str = "") -> Library:
        """Read every work."""
        found = _yaml.parse(text, source, "expected a mapping from keys to works")
        if found is not None and not isinstance(found, dict):
            raise FormatError("not hayagriva: no mapping from keys to works", place=Place(source, 1, 1),
                              hint="name its format with -f")  # fmt: skip
        remarks: list[Diagnostic] = []
        return Library(tuple(_entries(found or {}, remarks)), text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write every entry under its key."""
        return _yaml.dump({entry.key: writing.node(entry.work) for entry in library.entries}) if library.entries else ""


def _entries(found: Mapping[str, Any], remarks: list[Diagnostic]) -> Iterator[Entry]:
    keys = Keys(remarks)
    for key, raw in found.items():
        if isinstance(raw, dict):
            yield Entry(keys.free(key), reading.work(raw))
        else:
            remarks.append(Diagnostic("broken-item", f"{key!r} is no work and left out", Severity.ERROR))


plugin: Format = Hayagriva()
