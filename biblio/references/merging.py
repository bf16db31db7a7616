"""One record out of several descriptions of a work: gaps filled, the fullest spelling kept, contradictions reported."""

from __future__ import annotations

from dataclasses import fields, replace

from biblio.identity import contradictions, fold, match_titles, same_person, words
from biblio.model import Contributor, Date, Name, Work

__all__ = ["fuller_name", "merge"]

_SHORT_FILLS = frozenset(("type", "title", "contributors", "date", "original_date", "genre", "url", "language"))
"""What a short form may add: its volume or number says where to look, not what the work is."""
_WEAK_TYPES = ("document", "")
_OWN = frozenset(("type", "title", "contributors", "container", "inferred", "related", "extra", "identifiers"))
"""Fields with a rule of their own."""


def merge(known: Work, found: Work, *, short: bool = False) -> tuple[Work, tuple[str, ...]]:
    """What is known of a work after another description of it, and the names of the fields that contradict.

    Where two values contradict each other, the one known first stays.
    """
    changes: dict[str, object] = {}
    conflicts = [name for name in contradictions(known, found) if not short or name == "date"]
    for field in fields(Work):
        name = field.name
        old, new = getattr(known, name), getattr(found, name)
        if name in _OWN or not new or (short and name not in _SHORT_FILLS):
            continue
        if not old:
            changes[name] = new
            continue
        changes[name] = _fuller(old, new)
    changes["type"] = found.type if known.type in _WEAK_TYPES and not short else known.type
    changes["title"] = _short_title(known.title, found.title) if short else _fuller_title(known.title, found.title)
    changes["contributors"] = _people(known.contributors, found.contributors)
    changes["identifiers"] = tuple(dict.fromkeys((*known.identifiers, *found.identifiers)))
    changes["related"] = tuple(dict.fromkeys((*known.related, *found.related)))
    changes["inferred"] = _inferred(known, found)
    if not short:
        changes["container"], inside = _containers(known.container, found.container)
        conflicts += inside
    return replace(known, **changes), tuple(conflicts)  # type: ignore[arg-type]


def fuller_name(known: Name, found: Name) -> Name:
    """The spelling that says more of two that are one person's."""
    if known.literal or found.literal:
        return known
    given = max((known.given, found.given), key=_fullness)
    longer = found if len(words(found.family)) > len(words(known.family)) and found.given else known
    return replace(
        longer,
        given=given,
        particle=longer.particle or known.particle or found.particle,
        dropping_particle=known.dropping_particle or found.dropping_particle,
        suffix=known.suffix or found.suffix,
    )


def _fullness(given: str) -> tuple[int, int]:
    parts = words(given)
    return sum(len(part) > 1 for part in parts), len("".join(parts))


def _fuller(old: object, new: object) -> object:
    """Of two values that say the same the one that says it more fully; of two that differ the old one."""
    if isinstance(old, str) and isinstance(new, str):
        return new if len(new) > len(old) and fold(old) and fold(old) in fold(new) else old
    if isinstance(old, Date) and isinstance(new, Date):
        return new if _precision(new) > _precision(old) and old.year in (new.year, None) else old
    return old


def _precision(date: Date) -> int:
    start = date.start
    return 0 if start is None else 1 + bool(start.month) + bool(start.day) + bool(date.end)


def _fuller_title(old: str, new: str) -> str:
    return new if not old or (len(words(new)) > len(words(old)) and fold(new).startswith(fold(old))) else old


def _short_title(old: str, new: str) -> str:
    """What was known, unless that was abbreviated: "Annales Benedictini" for "Ann. Ben."."""
    abbreviated = old.endswith(".") and len(new) > len(old) and match_titles(old, new).way == "abbreviated"
    return new if abbreviated or not old else old


def _people(old: tuple[Contributor, ...], new: tuple[Contributor, ...]) -> tuple[Contributor, ...]:
    """Everybody of the fuller list of each role, each under the fuller of both spellings."""
    merged: list[Contributor] = []
    for role in dict.fromkeys(contributor.role for contributor in (*old, *new)):
        one = [contributor.name for contributor in old if contributor.role is role]
        other = [contributor.name for contributor in new if contributor.role is role]
        # An author read once as editor is not both.
        if not one and any(same_person(name, known.name) for name in other for known in old):
            continue
        base, second = (other, one) if len(other) > len(one) else (one, other)
        merged += [Contributor(_best(name, second), role) for name in base]
    return tuple(merged)


def _best(name: Name, others: list[Name]) -> Name:
    for other in others:
        if same_person(name, other):
            name = fuller_name(name, other)
    return name


def _inferred(known: Work, found: Work) -> tuple[str, ...]:
    """A field stays inferred only as long as no cite prints it."""
    names = dict.fromkeys((*known.inferred, *found.inferred))
    return tuple(
        name for name in names if all(name in work.inferred or not _printed(work, name) for work in (known, found))
    )


def _printed(work: Work, name: str) -> bool:
    if name == "author":
        return bool(work.authors)
    return bool(getattr(work, name.replace("-", "_"), None))


def _containers(old: Work | None, new: Work | None) -> tuple[Work | None, tuple[str, ...]]:
    if old is None or new is None:
        return old or new, ()
    merged, conflicts = merge(old, new)
    return merged, tuple(f"container {name}" for name in conflicts)
