"""What a format could not carry: a library compared with what is read back from its written form."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import fields, replace

from biblio.formats._nesting import flat
from biblio.formats._tex.dates import says_more
from biblio.model import Diagnostic, Entry, Library, Work

__all__ = ["losses", "plain", "undeclared"]

_COMPARED = tuple(field.name for field in fields(Work) if field.name != "container")

_ALWAYS = frozenset(("type", "extra", "inferred"))
"""Said by every format as well as it can, or told one by one, or of no use outside the library."""
_WORDS = {"mentions": "the citing places", "annotations": "the annotations"}

_NAMED = 8
"""Keys named in a remark."""
_OF_ONE_FORMAT = ("entry-type", "crossref")
"""What only says how a file was written."""


def losses(before: Library, after: Library, format_: str) -> tuple[Diagnostic, ...]:
    """One diagnostic for each field that is gone or changed in `after`, the same library read back, of some entry."""
    back = {entry.key: entry for entry in after.entries}
    return _told(((entry, _lost(entry, back.get(entry.key))) for entry in before.entries), format_)


def _told(lost: Iterable[tuple[Entry, list[str]]], format_: str) -> tuple[Diagnostic, ...]:
    """Field by field, for what a format lacks it lacks for most entries: a line for each would hide the rest."""
    of: dict[str, list[Entry]] = {}
    for entry, names in lost:
        for name in names:
            of.setdefault(name, []).append(entry)
    return tuple(
        Diagnostic("format-loses-field", f"{format_} does not carry {name} of {_keys(entries)}", line=entries[0].line)
        for name, entries in of.items()
    )


def _keys(entries: list[Entry]) -> str:
    if len(entries) <= _NAMED:
        return ", ".join(entry.key for entry in entries)
    return f"{len(entries)} entries ({', '.join(entry.key for entry in entries[:_NAMED])} ...)"


def _lost(entry: Entry, back: Entry | None) -> list[str]:
    if back is None:
        return ["the entry"]
    one, other = plain(entry.work), plain(back.work)
    values = [(name, getattr(one, name), getattr(other, name)) for name in _COMPARED]
    lost = [name for name, had, has in values if had and had != has]
    if one.container and (other.container is None or one.container.title != other.container.title):
        lost.append("container")
    if entry.mentions and entry.mentions != back.mentions:
        lost.append("the citing places")
    if entry.annotations and entry.annotations != back.annotations:
        lost.append("the annotations")
    return lost


def plain(work: Work) -> Work:
    """Flat, and without regard to the order in which people of different roles are listed."""
    lifted = flat(work)
    people = sorted(lifted.contributors, key=lambda contributor: contributor.role)
    date = lifted.date
    return replace(
        lifted,
        date=replace(date, literal="") if date and date.start and not says_more(date) else date,
        contributors=tuple(people),
        identifiers=tuple(sorted(lifted.identifiers, key=str)),
        related=tuple(sorted(lifted.related, key=str)),
        extra=tuple(sorted(pair for pair in lifted.extra if pair[0] not in _OF_ONE_FORMAT)),
    )


def undeclared(library: Library, carries: Collection[str], format_: str) -> tuple[Diagnostic, ...]:
    """As `losses`, for a format that cannot be read back: what an entry has and the format does not say it carries."""

    def lacking(entry: Entry) -> list[str]:
        work = plain(entry.work)
        present = [name for name in _COMPARED if name not in _ALWAYS and getattr(work, name)]
        present += [name for name, _ in work.extra]
        present += [name for name in ("mentions", "annotations") if getattr(entry, name)]
        present += ["container"] if work.container else []
        return [_WORDS.get(name, name) for name in dict.fromkeys(present) if name not in carries]

    return _told(((entry, lacking(entry)) for entry in library.entries), format_)
