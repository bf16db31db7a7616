"""A .bib file as it stands: every entry, field and macro with its place, so that one can be changed and all else kept.

Steps change entries as they change all data, by `dataclasses.replace`; what carries its old place in the file is the
same thing changed, what has none is new, and what is left out is to be taken out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from biblio.model.diagnostics import Diagnostic

__all__ = ["SourceBlock", "SourceEntry", "SourceField", "SourceText"]

NEW = -1
"""The place of what the file does not have yet."""


@dataclass(frozen=True, slots=True)
class SourceField:
    """A field of an entry."""

    name: str
    """As it is written."""
    value: str
    """As it is written: delimiters, macros, `#` and all."""
    text: str = ""
    """The value without delimiters and with macros replaced by what they stand for; still LaTeX."""
    line: int = 0
    at: int = NEW
    """Where its name begins in the file."""
    value_at: int = NEW
    undefined: tuple[str, ...] = ()
    """Macros in it that nobody defines."""

    @property
    def plain(self) -> bool:
        """Whether the value is one text in delimiters: no macro, no `#`."""
        return self.value in ("{" + self.text + "}", f'"{self.text}"')

    def saying(self, text: str) -> SourceField:
        """The same field with another text, in the delimiters it has if they can hold it."""
        quoted = self.value.startswith('"') and '"' not in text
        return replace(self, text=text, value=f'"{text}"' if quoted else "{" + text + "}", undefined=())


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """An entry."""

    type: str
    key: str
    """As it is written, "" where there is none."""
    fields: tuple[SourceField, ...] = ()
    line: int = 0
    start: int = NEW
    """Where it begins in the file, with its @."""
    end: int = NEW
    filed: str = ""
    """The key it has in a `Library`: its own, or one with a number where that was taken."""
    closed: bool = True
    """Whether a brace closes it; one that has no end is never changed, for what follows would be changed with it."""

    def get(self, name: str) -> SourceField | None:
        """The first field of that name (lower case)."""
        return next((found for found in self.fields if found.name.lower() == name), None)

    def text(self, name: str) -> str:
        """The text of the first field of that name, "" if there is none."""
        found = self.get(name)
        return found.text.strip() if found else ""

    def with_field(self, changed: SourceField) -> SourceEntry:
        """The entry with the field that stands at the same place changed."""
        return replace(self, fields=tuple(changed if found.at == changed.at else found for found in self.fields))

    def without(self, gone: SourceField) -> SourceEntry:
        """The entry without that field."""
        return replace(self, fields=tuple(found for found in self.fields if found is not gone))


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A macro of an @string, a @preamble or @comment between the entries; several macros may share one @string."""

    kind: str
    """"string", "preamble" or "comment"."""
    name: str
    """The macro's, for an @string."""
    value: str
    """As it is written."""
    line: int
    start: int
    end: int
    name_at: int = NEW
    """Of an @string, where its name and value begin."""
    value_at: int = NEW


@dataclass(frozen=True, slots=True)
class SourceText:
    """A whole file."""

    text: str = ""
    entries: tuple[SourceEntry, ...] = ()
    blocks: tuple[SourceBlock, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)
    """Name in lower case -> text."""
    problems: tuple[Diagnostic, ...] = ()
    """What could not be read and is left as it is."""
