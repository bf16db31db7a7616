"""Which known work does a short form fit? "Nicolini, Peste e untori", "Popper 1967", "MEW 23", "Horn, art. cit.".

Every work that does not contradict the clue is scored by named parts; those that share the first place are returned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from biblio.identity import credited, fold, match_titles, same_people
from biblio.identity.people import same_person
from biblio.model import Date, Name, Role, Work, WorkId
from biblio.references.memory import Memory

__all__ = ["Fit", "best", "fit"]

_MARGIN = 0.04
"""How far a work must be ahead to be preferred."""
_ROLES = (
    (1.0, (Role.AUTHOR,)),
    (0.85, (Role.EDITOR, Role.COMPILER, Role.DIRECTOR, Role.CONTAINER_AUTHOR)),
    (0.7, (Role.TRANSLATOR, Role.COLLECTION_EDITOR, Role.CONTRIBUTOR, Role.RECIPIENT)),
)
"""How readily a work goes by the name of somebody in one of these roles."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a work fits a clue: 0 when they contradict each other."""

    work: WorkId
    people: float = 0.0
    title: float = 0.0
    year: float = 0.0
    volume: float = 0.0

    @property
    def score(self) -> float:
        """Title counts most, then people; year and volume decide between likes."""
        return 0.5 * self.title + 0.35 * self.people + 0.2 * self.year + 0.1 * self.volume


def best(clue: Work, memory: Memory, among: Iterable[WorkId] | None = None) -> tuple[Fit, ...]:
    """The works that fit a clue best, several if they fit equally well; none if the clue says nothing."""
    if not _says_something(clue):
        return ()
    fits = (fit(clue, number, memory) for number in (_within_reach(clue, memory) if among is None else among))
    ranked = sorted((found for found in fits if found), key=lambda found: -found.score)
    return tuple(found for found in ranked if found.score >= ranked[0].score - _MARGIN)


def fit(clue: Work, number: WorkId, memory: Memory) -> Fit | None:
    """How one work fits; None if it contradicts the clue anywhere."""
    known = memory.works[number]
    people = _people(credited(clue), known)
    title = _title(clue, number, memory)
    year = _year(clue.date, known)
    if people is None or title is None or year is None:
        return None
    if not people and not title:
        return None
    return Fit(number, people, title, year, _volume(clue, known))


def _says_something(clue: Work) -> bool:
    return bool(clue.title or credited(clue) or (clue.container and clue.container.title))


def _within_reach(clue: Work, memory: Memory) -> Iterable[WorkId]:
    """A declared or made-up abbreviation shares no word with its title, so a title alone is tried on every work."""
    return (WorkId(number) for number in range(len(memory.works))) if not credited(clue) else memory.near(clue)


def _people(names: tuple[Name, ...], known: Work) -> float | None:
    if not names:
        return 0.0
    if not known.contributors and not (known.container and known.container.contributors):
        return 0.0
    for weight, roles in _ROLES:
        for role in roles:
            if _named(names, known.names(role)):
                return weight
        if known.container and any(_named(names, known.container.names(role)) for role in roles):
            return weight * 0.8
    everyone = tuple(contributor.name for contributor in known.contributors)
    if any(same_person(names[0], name) for name in everyone):
        return 0.5
    return None


def _named(names: tuple[Name, ...], others: tuple[Name, ...]) -> bool:
    return bool(others) and len(names) <= len(others) and same_people(names, others)


def _title(clue: Work, number: WorkId, memory: Memory) -> float | None:
    """Of the title or, for a clue without one, of the container; None where it is another title."""
    wording = clue.title or (clue.container.title if clue.container else "")
    if not wording:
        return 0.0
    if number in memory.declared.get(fold(wording), ()):
        return 1.1
    known = memory.works[number]
    own = match_titles(wording, known.title).score
    held = 0.8 * match_titles(wording, known.container.title).score if known.container else 0.0
    return max(own, held) or None


def _year(date: Date | None, known: Work) -> float | None:
    if date is None or date.start is None:
        return 0.0
    dates = [known.date, known.original_date, known.container.date if known.container else None]
    starts = [other for other in dates if other and other.start]
    if not starts:
        return 0.0
    return 1.0 if any(_covers(other, date) for other in starts) else None


def _covers(known: Date, clue: Date) -> bool:
    if known.start is None or clue.start is None:
        return False
    last = known.end.year if known.end else known.start.year
    if not known.start.year <= clue.start.year <= last:
        return False
    for unit in ("month", "day"):
        one, other = getattr(known.start, unit), getattr(clue.start, unit)
        if one and other and one != other and not known.end:
            return False
    return known.literal == clue.literal or not (known.literal[-1:].isalpha() and clue.literal[-1:].isalpha())


def _volume(clue: Work, known: Work) -> float:
    one = clue.volume or (clue.container.volume if clue.container else "")
    other = known.volume or (known.container.volume if known.container else "")
    if not one or not other:
        return 0.0
    return 1.0 if fold(one) == fold(other) else -2.0
