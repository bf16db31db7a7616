"""Which known work does a short form fit? "Nicolini, Peste e untori", "Popper 1967", "MEW 23", "Horn, art. cit.".

Every work that does not contradict the clue is scored by named parts; those that share the first place are returned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from biblio.identity import credited, fold, match_titles, same_number, same_people, words
from biblio.identity.people import first_name, latinised, same_person
from biblio.model import Date, Form, Locator, Name, Role, Work, WorkId
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.places import page

__all__ = ["Fit", "best", "first_page", "fit", "in_volumes", "within"]

_MARGIN = 0.04
"""How far a work must be ahead to be preferred."""
_ROLES = (
    (1.0, (Role.AUTHOR, Role.EDITOR, Role.COMPILER, Role.DIRECTOR)),
    (0.8, (Role.CONTAINER_AUTHOR, Role.TRANSLATOR, Role.COLLECTION_EDITOR, Role.CONTRIBUTOR, Role.RECIPIENT)),
)
"""How readily a work goes by the name of somebody in one of these roles."""
_HELD = 0.75
"""What agreement with the book or journal is worth, against agreement with the work itself."""
_TELLING = 0.6
"""The least agreement of a title with a book's that can mean a piece in that book."""
_PLAIN = 0.7
"""Agreement of titles that need not be guessed: words in a row, not an inflected or abbreviated one."""
_STRONG = 0.85
"""Agreement of titles that needs no name to support it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a work fits a clue, part by part; 0 where a part says nothing."""

    work: WorkId
    people: float = 0.0
    title: float = 0.0
    mark: float = 0.0
    """Of a shelf-mark or number."""
    year: float = 0.0
    volume: float = 0.0
    genre: float = 0.0
    pages: float = 0.0
    """Whether the page cited lies within the work's own."""

    @property
    def score(self) -> float:
        """Title and mark count most, then people; year and volume decide between likes."""
        said = 0.5 * (self.title + self.mark) + 0.35 * self.people
        # A page that a piece happens to have makes up for no worse title.
        paged = 0.05 if 0 < self.title < _PLAIN and self.pages > 0 else 0.15
        return said + 0.2 * self.year + 0.1 * (self.volume + self.genre) + paged * self.pages


def best(occurrence: Occurrence, memory: Memory, among: Iterable[WorkId] | None = None) -> tuple[Fit, ...]:
    """The works that fit what a cite says best, several if they fit equally well; none if it says nothing."""
    clue = occurrence.work
    numbers = memory.index.fitting(clue) if among is None else among
    locator = occurrence.cite.locator
    # A short form may give the book for the piece in it, and its volume says where to look in a set; a full cite of a
    # book, or of another volume, is of another work.
    full = occurrence.cite.form in (Form.FULL, Form.IDEM)
    others = (number for number in numbers if number != occurrence.original)
    fits = (fit(clue, number, memory, locator=locator, pieces=not full) for number in others)
    possible = (found for found in fits if found and not (full and found.volume < 0))
    ranked = sorted(possible, key=lambda found: -found.score)
    return tuple(found for found in ranked if found.score >= ranked[0].score - _MARGIN)


def fit(
    clue: Work,
    number: WorkId,
    memory: Memory,
    *,
    locator: Locator | None = None,
    strict: bool = True,
    pieces: bool = True,
) -> Fit | None:
    """How one work fits; None if it contradicts the clue anywhere, or (`strict`) nothing speaks for it.

    `pieces` tells whether the title of a book may stand for a piece in it.
    """
    known = memory.works[number]
    people = _people(credited(clue), known)
    title = _title(clue, number, memory, pieces=pieces)
    mark = _mark(clue, known)
    # In a short form a date beside a shelf-mark is of one of the papers kept there: "ASVe, b. 729, cit., 2 marzo".
    dated = not (mark and pieces and clue.archive_location and not clue.title)
    year = _year(clue.date, known) if dated else 0.0
    if people is None or title is None or mark is None or year is None:
        return None
    if strict and not (people or title or mark):
        return None
    if credited(clue) and not people and title < _STRONG and not mark:
        return None
    if _edited_by_others(clue, known) or (not clue.title and title and _volume(clue, known) < 0):
        return None
    if clue.edition and known.edition and not same_number(clue.edition, known.edition):
        return None
    volume, genre, pages = _volume(clue, known), _genre(clue.genre, known.genre), within(locator, known)
    return Fit(number, people, title, mark, year, volume, genre, pages)


def within(locator: Locator | None, known: Work) -> float:
    """1 if the page cited is one of the work's own pages, -1 if it is none of them, 0 if that cannot be said."""
    at = page(locator)
    if at is None or known.pages is None:
        return 0.0
    if known.pages.ranges and not any(char.isdigit() for pair in known.pages.ranges for char in "".join(pair)):
        # "pp. XXV–LX": what is counted in Roman figures has no page 279.
        return -1.0
    ranges = [pair for pair in known.pages.ranges if all(number.isdigit() for number in pair)]
    if not any(low != high for low, high in ranges):
        return 0.0
    return 1.0 if any(int(low) <= at <= int(high) for low, high in ranges) else -1.0


def first_page(known: Work) -> int | None:
    """The page on which a piece begins of which no more is known: "(1966) 82 LQR 392"."""
    ranges = known.pages.ranges if known.pages else ()
    lone = len(ranges) == 1 and ranges[0][0] == ranges[0][1] and ranges[0][0].isdigit()
    return int(ranges[0][0]) if lone and known.container else None


def _genre(clue: str, known: str) -> float:
    if not clue:
        return 0.0
    return 1.0 if fold(clue) in fold(known) else -1.0


def _people(names: tuple[Name, ...], known: Work) -> float | None:
    if not names:
        return 0.0
    if not known.contributors and not (known.container and known.container.contributors):
        return 0.0
    for weight, roles in _ROLES:
        for others in map(known.names, roles):
            if _named(names, others):
                # Where another work is by exactly these people, that one is meant.
                return weight if len(names) == len(others) else weight - 0.15
    if known.container and any(_named(names, known.container.names(role)) for _, roles in _ROLES for role in roles):
        return _HELD
    everyone = tuple(contributor.name for contributor in known.contributors)
    return 0.5 if any(_akin(names[0], name) for name in everyone) else None


def _akin(name: Name, other: Name) -> bool:
    """Whether a name may be somebody's who is not known by it."""
    return same_person(name, other) or first_name(name, other) or latinised(name, other)


def _named(names: tuple[Name, ...], others: tuple[Name, ...]) -> bool:
    if len(names) == 1 and not names[0].given and len(others) > 1:
        # "Farinelli-Paccagnini" may be one person or two.
        pair = tuple(Name(family=part) for part in re.split(r"[-–/]", names[0].family) if part)
        names = pair if len(pair) > 1 and same_people(pair, others) else names
    return bool(others) and len(names) <= len(others) and same_people(names, others)


def _edited_by_others(clue: Work, known: Work) -> bool:
    """ "Cavalcanti, Rime (De Robertis)" is no other editor's."""
    one = clue.names(Role.EDITOR)
    other = known.names(Role.EDITOR) or (known.container.names(Role.EDITOR) if known.container else ())
    return bool(one and other and clue.authors) and not same_people(one, other)


def _title(clue: Work, number: WorkId, memory: Memory, *, pieces: bool) -> float | None:
    """Of the title or, for a clue without one, of the container; None where it is another title."""
    wording = clue.title or (clue.container.title if clue.container else "")
    if not wording:
        return 0.0
    known = memory.works[number]
    if number in memory.declared.get(fold(wording), ()):
        return 1.1 if _volume(clue, known) >= 0 else None
    own = _shortened(wording, known.title)
    held = _shortened(wording, known.container.title) if known.container else 0.0
    # A name beside the title of a book means the book; an acronym is too little to mean a piece of it.
    if held < _TELLING or (clue.title and (credited(clue) or not pieces)):
        held = 0.0
    return max(own, _HELD * held) or None


def _shortened(short: str, title: str) -> float:
    """Agreement of a short title with a full one; one that says more than the full one has to begin with it."""
    match = match_titles(short, title)
    if len(words(short)) > len(words(title)) and match.way not in ("equal", "main-title", "prefix", "typo"):
        return 0.0
    return match.score


def _mark(clue: Work, known: Work) -> float | None:
    """Of shelf-marks and numbers, of which a short form may give a part: "lligall 2.643"."""
    for one, other in ((clue.archive_location, known.archive_location), (clue.number, known.number)):
        if not one:
            continue
        if not other:
            return 0.0 if clue.title else None
        if words(one) == words(other):
            return 1.0
        return 0.8 if _part_of_mark(words(one), words(other)) else None
    return 0.0


def _part_of_mark(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Numbers whole, other words whole or abbreviated, all in order: "Provv. Sanità, b. 729"."""
    rest = iter(long)
    return any(map(str.isdigit, "".join(short))) and all(
        any(word == part or (word.startswith(part) and not part.isdigit()) for word in rest) for part in short
    )


def _year(date: Date | None, known: Work) -> float | None:
    if date is None:
        return 0.0
    if date.start is None:
        return None if known.date and known.date.start and date.literal else 0.0
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


def in_volumes(known: Work) -> bool:
    """Whether a work is a set of several volumes, so that the volume printed is the place cited: "1956–75, IV/1"."""
    date = known.date
    over_years = date and date.start and date.end and date.end.year > date.start.year
    return bool(known.volumes) or bool(over_years and known.container is None)


def _volume(clue: Work, known: Work) -> float:
    one = clue.volume or (clue.container.volume if clue.container else "")
    other = known.volume or (known.container.volume if known.container else "")
    if not one or not other or in_volumes(known):
        return 0.0
    return 1.0 if same_number(one, other) else -2.0
