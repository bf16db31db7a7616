"""What a format could not carry: a library compared with what is read back from its written form."""

from __future__ import annotations

from dataclasses import fields, replace

from biblio.formats._nesting import flat
from biblio.model import Diagnostic, Entry, Library, Severity, Work

__all__ = ["losses"]

_CONTAINED = ("container",)


def losses(before: Library, after: Library, format_: str) -> tuple[Diagnostic, ...]:
    """One diagnostic for each entry of which a field is gone or changed in `after`, the same library read back."""
    found = []
    for entry in before.entries:
        lost = _lost(entry, after.get(entry.key))
        if lost:
            message = f"{entry.key}: {format_} does not carry {', '.join(lost)}"
            found.append(Diagnostic("format-loses-field", message, Severity.WARNING, line=entry.line))
    return tuple(found)


def _lost(entry: Entry, back: Entry | None) -> list[str]:
    if back is None:
        return ["the entry"]
    one, other = _plain(entry.work), _plain(back.work)
    lost = [
        field.name
        for field in fields(Work)
        if field.name not in _CONTAINED and getattr(one, field.name) and getattr(one, field.name) != getattr(other, field.name)
    ]  # fmt: skip
    if one.container and (other.container is None or one.container.title != other.container.title):
        lost.append("container")
    if entry.mentions and entry.mentions != back.mentions:
        lost.append("the citing places")
    return lost


def _plain(work: Work) -> Work:
    """Flat, and without regard to the order in which people of different roles are listed."""
    lifted = flat(work)
    people = sorted(lifted.contributors, key=lambda contributor: contributor.role)
    return replace(lifted, contributors=tuple(people), identifiers=tuple(sorted(lifted.identifiers, key=str)))
