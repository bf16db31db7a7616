"""Keys made unique, and fields taken over from other entries by `crossref` and `xdata`.

BibTeX: a missing field is the crossref'd entry's field of the same name. BibLaTeX (manual, appendix B): the parent's
title is the child's `booktitle`, or `maintitle` where the parent is a multi-volume work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from biblio.formats._tex.blocks import RawEntry
from biblio.formats._tex.dialect import BIBLATEX, dialect
from biblio.model import Diagnostic

__all__ = ["NO_WORKS", "free_name", "inherited", "unique_keys"]

NO_WORKS = frozenset(("xdata",))
"""Entry types that only lend their fields."""
_DEPTH = 8
"""Longest chain of parents; stops circles."""


def unique_keys(entries: Sequence[RawEntry]) -> tuple[tuple[RawEntry, ...], tuple[Diagnostic, ...]]:
    """The entries, a second use of a key filed under it with a number; the same file always gives the same keys."""
    taken = {entry.key for entry in entries}
    seen: set[str] = set()
    kept, remarks = [], []
    for entry in entries:
        key = entry.key.replace("\0", "")
        if key in seen or not key:
            key = _free(key or "entry", taken)
            said = f"key {entry.key!r} is used a second time" if entry.key else "this entry has no key"
            code = "duplicate-key" if entry.key else "missing-key"
            remarks.append(Diagnostic(code, f"{said}; filed as {key!r}", line=entry.line))
            taken.add(key)
        seen.add(key)
        kept.append(replace(entry, key=key))
    return tuple(kept), tuple(remarks)


def _free(key: str, taken: set[str]) -> str:
    number = 2
    while f"{key}-{number}" in taken:
        number += 1
    return f"{key}-{number}"


def free_name(name: str, text: str, fields: Mapping[str, str]) -> str:
    """The name under which a field given twice is kept: with a number; "" if it says the same again."""
    if name not in fields:
        return name
    if fields[name] == text:
        return ""
    return _free(name, set(fields))


def inherited(
    raws: Sequence[RawEntry], values: Sequence[Mapping[str, str]]
) -> tuple[list[dict[str, str]], list[Diagnostic]]:
    """The fields of each entry with those of its parents, and a diagnostic for each parent that is not there."""
    # Keys are looked up without regard to case, as BibTeX does.
    index = {raw.key.lower(): position for position, raw in reversed(list(enumerate(raws)))}
    family = _Family(raws, values, index)
    found = [family.fields(position, 0) for position in range(len(raws))]
    orphans = [
        Diagnostic("missing-parent", f"{raw.key}: {name} = {{{key}}} names no entry of this file", line=raw.line)
        for raw, fields in zip(raws, values, strict=True)
        for name, key in _parents(fields)
        if key.lower() not in index
    ]
    return found, orphans


class _Family:
    def __init__(self, raws: Sequence[RawEntry], values: Sequence[Mapping[str, str]], index: Mapping[str, int]) -> None:
        self._raws, self._values, self._index = raws, values, index

    def fields(self, position: int, depth: int) -> dict[str, str]:
        own = dict(self._values[position])
        for name, key in _parents(own):
            parent = self._index.get(key.lower())
            if parent is None or parent == position or depth >= _DEPTH:
                continue
            lent = self.fields(parent, depth + 1)
            if name == "crossref":
                lent = _as_part(lent, self._raws[parent].type.lower(), self._raws[position].type.lower())
            own = {**own, **{field: text for field, text in lent.items() if field not in own}}
        if "xdata" in own and all(key.lower() in self._index for _, key in _parents({"xdata": own["xdata"]})):
            del own["xdata"]
        return own


def _parents(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [("xdata", key.strip()) for key in fields.get("xdata", "").split(",")]
    found.append(("crossref", fields.get("crossref", "").strip()))
    return [(name, key) for name, key in found if key]


def _as_part(fields: Mapping[str, str], parent: str, child: str) -> dict[str, str]:
    """What a part takes over from its whole: the titles under the names they have there."""
    speech = dialect(BIBLATEX)
    lent = {name: text for name, text in fields.items() if name not in speech.not_inherited}
    if child in speech.parts:
        target = "maintitle" if parent.startswith("mv") else "booktitle"
    elif parent == "periodical":
        target = "journaltitle"
    else:
        target = "maintitle" if parent.startswith("mv") else ""
    if target and "title" in fields:
        lent.setdefault(target, fields["title"])
        if "subtitle" in fields:
            lent.setdefault(target.replace("title", "subtitle"), fields["subtitle"])
    if child == "inbook" and "author" in fields:
        lent.setdefault("bookauthor", fields["author"])
    if child in speech.parts and child != "inbook":
        lent.pop("author", None)
    return lent
