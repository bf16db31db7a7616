"""Keys made unique, and fields taken over from other entries by `crossref` and `xdata`.

BibTeX: a missing field is the crossref'd entry's field of the same name. BibLaTeX (manual, appendix B): the parent's
title is the child's `booktitle`, or `maintitle` where the parent is a multi-volume work.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from biblio.formats._tex.blocks import RawEntry
from biblio.formats._tex.dialect import BIBLATEX, dialect
from biblio.model import Diagnostic

__all__ = ["NO_WORKS", "Filing", "free_name", "inherited", "is_borrower", "parents", "unique_keys"]

NO_WORKS = frozenset(("xdata",))
"""Entry types that only lend their fields."""
_LENDING = frozenset(("crossref", "xdata"))
_DEPTH = 100
"""Longest chain of parents."""
_XDATA = re.compile(r"(?<![\w-])xdata\s*=\s*(?P<place>[^\s,{}]+)")
_GRANULAR = re.compile(r"(?P<key>.+)-(?P<field>[A-Za-z]+)(?:-(?P<number>\d+))?\Z")
_DATE = frozenset(("date", "year", "month", "day"))
_OF_WHOLE = frozenset(("shorttitle", "sorttitle", "indextitle", "indexsorttitle"))
"""Forms of a title that is no longer the title."""


def unique_keys(entries: Sequence[RawEntry]) -> tuple[tuple[RawEntry, ...], tuple[Diagnostic, ...]]:
    """The entries, a second use of a key filed under it with a number; the same file always gives the same keys."""
    filing = Filing(entry.key for entry in entries)
    kept = tuple(filing.filed(entry) for entry in entries)
    return kept, tuple(filing.remarks)


class Filing:
    """Gives entries their keys, in their order.

    Args:
        keys: of all entries of the file, as they are written.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._taken = set(keys)
        self._used: dict[str, int] = {}
        self.remarks: list[Diagnostic] = []

    def filed(self, entry: RawEntry) -> RawEntry:
        """The entry under a key that no entry before it has."""
        key = entry.key.replace("\0", "")
        if key in self._used or not key:
            said = f"key {entry.key!r} is used a second time" if entry.key else "this entry has no key"
            code = "duplicate-key" if entry.key else "missing-key"
            base = key or "entry"
            self._used[base], key = _free(base, self._taken, self._used.get(base, 1) + 1)
            self.remarks.append(Diagnostic(code, f"{said}; filed as {key!r}", line=entry.line))
            self._taken.add(key)
        self._used.setdefault(key, 1)
        return replace(entry, key=key)


def _free(key: str, taken: AbstractSet[str], number: int = 2) -> tuple[int, str]:
    """The first number from `number` on under which the key is free, and the key with it."""
    while f"{key}-{number}" in taken:
        number += 1
    return number, f"{key}-{number}"


def free_name(name: str, text: str, fields: Mapping[str, str]) -> str:
    """The name under which a field given twice is kept: with a number; "" if it says the same again."""
    if name not in fields:
        return name
    if fields[name] == text:
        return ""
    return _free(name, fields.keys())[1]


def inherited(
    raws: Sequence[RawEntry], values: Sequence[Mapping[str, str]]
) -> tuple[list[dict[str, str]], list[Diagnostic]]:
    """The fields of each entry with those of its parents; a diagnostic for each parent that is not there."""
    if not any(map(is_borrower, values)):
        return [dict(fields) for fields in values], []
    family = Family(raws, values)
    return [family.fields(position) for position in range(len(raws))], [*family.orphans(), *family.circles]


class Family:
    """Entries that lend one another fields; each is worked out once."""

    def __init__(self, raws: Sequence[RawEntry], values: Sequence[Mapping[str, str]]) -> None:
        self._raws, self._values = list(raws), list(values)
        # Keys are looked up without regard to case, as BibTeX does.
        self._index = {raw.key.lower(): position for position, raw in reversed(list(enumerate(raws)))}
        self._known: dict[int, dict[str, str]] = {}
        self._open: list[int] = []
        self.circles: list[Diagnostic] = []

    def fields_of(self, raw: RawEntry, values: Mapping[str, str]) -> dict[str, str]:
        """The fields of an entry that may be one of these, or only borrow from them."""
        position = self._index.get(raw.key.lower(), -1)
        if position >= 0 and self._raws[position].key == raw.key:
            return self.fields(position)
        self._raws.append(raw)
        self._values.append(values)
        try:
            return self.fields(len(self._raws) - 1)
        finally:
            self._known.pop(len(self._raws) - 1, None)
            self._raws.pop()
            self._values.pop()

    def fields(self, position: int) -> dict[str, str]:
        """The fields of an entry, its own before those it takes over."""
        if position in self._known:
            return self._known[position]
        own = dict(self._values[position])
        if position in self._open or len(self._open) > _DEPTH:
            raw = self._raws[position]
            message = f"{raw.key}: takes its fields over from itself, by way of others"
            self.circles.append(Diagnostic("circular-parent", message, line=raw.line))
            return own
        self._open.append(position)
        for name, key in _parents(own):
            parent = self._index.get(key.lower())
            if parent is not None and parent != position:
                _take(own, self._lent(name, parent, position))
        if _refers(own):
            own = {name: _XDATA.sub(self._element, text) if "xdata" in text else text for name, text in own.items()}
        if "xdata" in own and all(key.lower() in self._index for _, key in _parents({"xdata": own["xdata"]})):
            del own["xdata"]
        self._open.pop()
        self._known[position] = own
        return own

    def _lent(self, name: str, parent: int, child: int) -> Mapping[str, str]:
        lent = self.fields(parent)
        return (
            lent if name == "xdata" else _as_part(lent, self._raws[parent].type.lower(), self._raws[child].type.lower())
        )

    def _element(self, match: re.Match[str]) -> str:
        """What `xdata=key-field-2` names: a field of an entry, or one of a list in it."""
        found = _GRANULAR.match(match["place"])
        parent = self._index.get(found["key"].lower()) if found else None
        if not found or parent is None or parent in self._open:
            return match[0]
        text = self.fields(parent).get(found["field"].lower(), "")
        parts = re.split(r"\s+and\s+", text)
        number = int(found["number"] or 0)
        return (parts[number - 1] if 0 < number <= len(parts) else text) or match[0]

    def orphans(self) -> list[Diagnostic]:
        """A remark for each parent that is not in the file."""
        return [
            Diagnostic("missing-parent", f"{raw.key}: {name} = {{{key}}} names no entry of this file", line=raw.line)
            for raw, fields in zip(self._raws, self._values, strict=True)
            for name, key in _parents(fields)
            if key.lower() not in self._index
        ]


def is_borrower(fields: Mapping[str, str]) -> bool:
    """Whether an entry takes fields over from others."""
    return bool(_LENDING.intersection(fields)) or _refers(fields)


def parents(fields: Mapping[str, str]) -> Iterator[str]:
    """The keys of the entries from which one takes fields over, in lower case."""
    yield from (key.lower() for _, key in _parents(fields))
    for text in fields.values():
        for match in _XDATA.finditer(text) if "xdata" in text else ():
            yield match["place"].lower()
            if found := _GRANULAR.match(match["place"]):
                yield found["key"].lower()


def _refers(fields: Mapping[str, str]) -> bool:
    """Whether a value is taken from an @xdata entry: `publisher = {xdata=penguin-publisher}`."""
    return any("xdata" in text and _XDATA.search(text) for text in fields.values())


def _parents(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [("xdata", key.strip()) for key in fields.get("xdata", "").split(",")]
    found.append(("crossref", fields.get("crossref", "").strip()))
    return [(name, key) for name, key in found if key]


def _take(own: dict[str, str], lent: Mapping[str, str]) -> None:
    """Put in what an entry does not say itself, under this or another name; a date is one thing in many fields."""
    aliases = dialect(BIBLATEX).aliases
    said = {aliases.get(name, name) for name in own}
    dated = not said.isdisjoint(_DATE)
    for name, text in lent.items():
        target = aliases.get(name, name)
        if target not in said and not (dated and target in _DATE):
            own[name] = text


def _as_part(fields: Mapping[str, str], parent: str, child: str) -> dict[str, str]:
    """What a part takes over from its whole: the titles under the names they have there."""
    speech = dialect(BIBLATEX)
    lent = {name: text for name, text in fields.items() if name not in speech.not_inherited}
    whole = _title_of(parent, child)
    for name in ("title", "subtitle", "titleaddon"):
        if name in lent and whole != "title":
            lent.setdefault(whole.replace("title", name) if whole else name, lent.pop(name))
    if whole != "title":
        lent = {name: text for name, text in lent.items() if name not in _OF_WHOLE}
    if child in ("inbook", "bookinbook", "suppbook") and "author" in fields:
        lent.setdefault("bookauthor", fields["author"])
    elif child in speech.parts:
        lent.pop("author", None)
    return lent


def _title_of(parent: str, child: str) -> str:
    """The name that the parent's title has in the child."""
    if parent.startswith("mv"):
        return "maintitle"
    if child in dialect(BIBLATEX).parts:
        return "booktitle"
    return "journaltitle" if parent == "periodical" else "title"
