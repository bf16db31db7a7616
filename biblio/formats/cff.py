"""The Citation File Format (CITATION.cff): what software or a data set asks to be cited as, and its references.

A library becomes the references of such a file; where one work of it is software or data, the file is about that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format, _yaml
from biblio.formats._cff import reading, writing
from biblio.formats._keys import Keys
from biblio.model import Diagnostic, Entry, Library, Severity

__all__ = ["plugin"]

_MESSAGE = "Please cite these works."
_TOP = ("abstract", "authors", "doi", "identifiers", "keywords", "license", "title", "url", "version")
"""Fields that a file has in common with a reference."""


class Cff:
    """YAML with `cff-version` and `references`."""

    suffixes: ClassVar[tuple[str, ...]] = (".cff",)
    carries: ClassVar[frozenset[str]] = writing.CARRIES

    def loads(self, text: str, source: str = "") -> Library:
        """Read the work itself, what it wants to be cited as, and its references."""
        found = _yaml.parse(text, source, "expected a CITATION.cff")
        if found is None:
            return Library(source=text)
        if not isinstance(found, dict) or "cff-version" not in found:
            raise FormatError("not CFF: no `cff-version`", place=Place(source, 1, 1), hint="name its format with -f")
        remarks: list[Diagnostic] = []
        keys = Keys(remarks)
        entries = [replace(entry, key=keys.free(entry.key)) for entry in _entries(found, remarks)]
        return Library(tuple(entries), text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write all entries as references."""
        if not library.entries:
            return ""
        about = [entry for entry in library.entries if entry.work.type in ("software", "dataset")]
        found: dict[str, Any] = {"cff-version": "1.2.0", "message": _MESSAGE}
        rest = list(library.entries)
        if len(about) == 1:
            rest.remove(about[0])
            found |= _top(about[0])
        else:
            found |= {"title": "References", "authors": [{"name": writing.NOBODY}]}
        if rest:
            found["references"] = [writing.reference(entry) for entry in rest]
        return _yaml.dump(found)


def _top(entry: Entry) -> dict[str, Any]:
    """The work that the file is about."""
    made = writing.reference(entry)
    found = {name: made[name] for name in _TOP if name in made}
    if "date-published" in made:
        found["date-released"] = made["date-published"]
    # The file itself has fewer fields than a reference, so the whole of it is said once more.
    found["preferred-citation"] = made
    return {"type": "dataset" if entry.work.type == "dataset" else "software"} | found


def _entries(found: Mapping[str, Any], remarks: list[Diagnostic]) -> Iterator[Entry]:
    preferred = found.get("preferred-citation")
    named = [preferred] if preferred else []
    again = isinstance(preferred, dict) and preferred.get("title") == found.get("title")
    references = found.get("references") or []
    if found.get("title") != "References" and not again:
        yield reading.entry({"type": "software", **found})
    for index, raw in enumerate([*named, *(references if isinstance(references, list) else [])], start=1):
        if isinstance(raw, dict):
            yield reading.entry(raw)
        else:
            remarks.append(Diagnostic("broken-item", f"reference {index} is no mapping and left out", Severity.ERROR))


plugin: Format = Cff()
