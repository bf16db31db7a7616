"""A library's entries with groups of them made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from biblio.library.combining import Conflict, combine, fullness
from biblio.library.combining.fields import Plain
from biblio.library.rekeying import renamed, with_alias
from biblio.model import SourceEntry

__all__ = ["United", "unite"]


@dataclass(frozen=True, slots=True)
class United:
    """What is left of the entries, and what became of the others."""

    entries: tuple[SourceEntry, ...]
    gone: Mapping[str, str]
    """Key in the library of each entry that went -> key of the one that stays."""
    conflicts: tuple[Conflict, ...]


def unite(
    entries: Sequence[SourceEntry], groups: Sequence[Sequence[str]], plain: Plain, *, first: bool, follow: bool = True
) -> United:
    """One entry for each group, where the one that stays stands; references to the others follow.

    Args:
        entries: of one file.
        groups: keys in the library, at least two each.
        plain: LaTeX -> plain text, for comparing.
        first: the first of each group stays, instead of the one that says most.
        follow: change `crossref` and the like of all entries to the ones that stay.
    """
    by_key = {entry.filed: entry for entry in entries}
    changed: dict[str, SourceEntry] = {}
    gone: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for group in groups:
        members = [by_key[key] for key in group]
        if not all(member.closed for member in members):
            continue
        keep = members[0] if first else max(members, key=fullness)
        others = [member for member in members if member is not keep]
        combined = combine(keep, others, plain)
        conflicts += combined.conflicts
        entry = combined.entry
        for other in others:
            gone[other.filed] = keep.filed
            # A key that another entry also had belongs to that one.
            entry = with_alias(entry, other.key) if other.key == other.filed else entry
        changed[keep.filed] = entry
    pairs = [(by_key[old], by_key[new]) for old, new in gone.items()] if follow else []
    references = {old.key.lower(): new.key for old, new in pairs if old.key == old.filed}
    kept = tuple(
        renamed(changed.get(entry.filed, entry), references, {}, alias=False)
        for entry in entries
        if entry.filed not in gone
    )
    return United(kept, gone, tuple(conflicts))
