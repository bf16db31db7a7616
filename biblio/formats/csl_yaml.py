"""CSL-YAML, the same items as CSL-JSON in the form pandoc's users write: a list, or a list under `references`."""

from __future__ import annotations

from typing import ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format, _yaml
from biblio.formats._csl.reading import read_library
from biblio.formats.csl_json import items
from biblio.model import Library

__all__ = ["plugin"]


class CslYaml:
    """`references:` and a list of items, between `---` and `---`, as a file of pandoc's metadata has them."""

    suffixes: ClassVar[tuple[str, ...]] = (".yaml", ".yml")

    def loads(self, text: str, source: str = "") -> Library:
        """Read a list of items, or an object that has them under `references` or `items`."""
        found = _yaml.parse(text, source, "expected a list of CSL items under `references`")
        if isinstance(found, dict):
            named = next((found[name] for name in ("references", "items") if isinstance(found.get(name), list)), None)
            found = named if named is not None else [found] if {"id", "type"} & set(found) else None
        if found is not None and not isinstance(found, list):
            found = None
        if found is None and text.strip(" \n\t-."):
            raise FormatError("not CSL-YAML: no list of items", place=Place(source, 1, 1),
                              hint="expected a list of CSL items under `references`")  # fmt: skip
        return read_library(found or [], text)

    def dumps(self, library: Library) -> str:
        """Write all items under `references`."""
        return "---\n" + _yaml.dump({"references": items(library)}) + "---\n"


plugin: Format = CslYaml()
