"""Are two descriptions of one work? Named parts speak for it, against it or not at all; their sum decides.

Editions, volumes, reprints, chapters of one book and different years of one title are different works.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields

from biblio.identity.folding import fold, words
from biblio.identity.numbers import number_key, same_number
from biblio.identity.people import credited, same_people
from biblio.identity.titles import match_titles
from biblio.model import Date, IdentifierKind, Role, Work

__all__ = ["Comparison", "Part", "address_key", "compare", "same_work"]

CONTRADICTION = -10.0
"""What a part weighs that no agreement elsewhere can outweigh."""
SAME = 0.7
"""The least sum of two works that are one."""
_SURE_TITLE = 0.8
"""Agreement of titles below which only a back reference may be recognised, not a second full cite."""
_BESIDE = frozenset(
    ("type", "contributors", "container", "related", "inferred", "extra", "accessed", "language", "note", "status")
)
_NUMBERED = ("volume", "issue", "edition", "series_number")
_YEAR_LETTER = re.compile(r"\b\d{4}\s?([a-z])\b")


@dataclass(frozen=True, slots=True)
class Part:
    """One ground: its name, what it weighs, and whether it says anything at all (both works have the field)."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Whether two descriptions are of one work, with the grounds that had something to say."""

    parts: tuple[Part, ...]

    @property
    def score(self) -> float:
        """The sum of all parts."""
        return sum(part.weight for part in self.parts)

    @property
    def same(self) -> bool:
        """Whether the grounds suffice."""
        return self.score >= SAME

    def __str__(self) -> str:
        """ "same: title +0.70, author +0.40"."""
        grounds = ", ".join(f"{part.name} {part.weight:+.2f}" for part in self.parts)
        return f"{'same' if self.same else 'different'}: {grounds or 'nothing in common'}"


def same_work(left: Work, right: Work) -> bool:
    """Whether two descriptions, each of a full cite or a library's entry, are of one work."""
    return compare(left, right).same


def compare(left: Work, right: Work) -> Comparison:
    """Weigh two descriptions part by part; stops at the first contradiction."""
    found: list[Part] = []
    for name, weigh in PARTS:
        weight = weigh(left, right)
        if weight:
            found.append(Part(name, weight))
        if weight <= CONTRADICTION:
            break
    return Comparison(tuple(found))


def _title(left: Work, right: Work) -> float:
    if not left.title or not right.title:
        return 0.0
    match = match_titles(left.title, right.title)
    if match.score < _SURE_TITLE:
        return CONTRADICTION
    # A lone word, or one misprinted, needs something else to agree.
    several = min(len(words(left.title)), len(words(right.title))) > 1
    if match.score >= 0.95 and several and (_title_only(left) or _title_only(right)):
        return 0.7
    if match.way != "equal":
        return 0.6 if match.way == "main-title" else 0.5
    return 0.7 if len("".join(words(left.title))) > 3 else 0.5


def _people(left: Work, right: Work) -> float:
    one, other = credited(left), credited(right)
    if not one or not other:
        return 0.0
    if same_people(one, other):
        # In the author-date form "Martínez 2019" is not "Martínez and Fernández 2019".
        return 0.4 if len(one) == len(other) or not (_bare(left) and _bare(right)) else 0.2
    # The one cite may name the author, the other the editor of the same book.
    everyone = [contributor.name for contributor in left.contributors], [c.name for c in right.contributors]
    roles = {bool(left.authors), bool(right.authors)}
    if len(roles) == 2 and (same_people(everyone[0], other) or same_people(one, everyone[1])):
        return 0.2
    # Who is inferred from the words around one cite says little against the name another prints.
    return -0.2 if "author" in (*left.inferred, *right.inferred) else CONTRADICTION


def _date(left: Work, right: Work) -> float:
    one, other = _dated(left), _dated(right)
    if not one or not other or one.start is None or other.start is None:
        return 0.0
    if _letter(one) != _letter(other) and _letter(one) and _letter(other):
        return CONTRADICTION
    if not _years(one) & _years(other):
        original = {date.year for date in (left.original_date, right.original_date) if date}
        return 0.1 if {one.year, other.year} & original else CONTRADICTION
    if one.start.month and other.start.month and not one.end and not other.end:
        exact = one.start.day and other.start.day
        if (one.start.month, one.start.day if exact else 0) != (other.start.month, other.start.day if exact else 0):
            return CONTRADICTION
        return 0.3
    # Author and year alone make a work only where nothing more is said: "Ridgway 1970".
    return 0.3 if _bare(left) or _bare(right) or (left.title and right.title) else 0.1


def _container(left: Work, right: Work) -> float:
    if left.container is None and right.container is None:
        return 0.0
    if left.container is None or right.container is None:
        whole = left if left.container is None else right
        # A book and a piece in a book are two works, even of one title.
        return -0.5 if left.title and right.title and (whole.publisher or whole.place) else 0.0
    one, other = left.container.title, right.container.title
    if not one or not other:
        return 0.0
    if not match_titles(one, other):
        return CONTRADICTION
    if left.title and right.title:
        return 0.3
    # An untitled piece may be another of the same volume; two untitled ones are all that is known of either.
    return 0.4 if not left.title and not right.title else 0.15


def _volume(left: Work, right: Work) -> float:
    return _differ(_field(left, "volume"), _field(right, "volume"), agree=0.1)


def _issue(left: Work, right: Work) -> float:
    return _differ(_field(left, "issue"), _field(right, "issue"), agree=0.1)


def _edition(left: Work, right: Work) -> float:
    return _differ(_field(left, "edition"), _field(right, "edition"), agree=0.05)


def _number(left: Work, right: Work) -> float:
    return _differ(left.number, right.number, agree=0.3)


def _archive(left: Work, right: Work) -> float:
    return _differ(left.archive_location, right.archive_location, agree=0.7)


def _pages(left: Work, right: Work) -> float:
    if left.pages is None or right.pages is None:
        return 0.0
    one, other = (str(work.pages).partition("-")[0] for work in (left, right))
    return 0.2 if fold(one) == fold(other) else (-0.3 if left.title and right.title else CONTRADICTION)


def _identifier(left: Work, right: Work) -> float:
    for kind, agree in ((IdentifierKind.DOI, 0.8), (IdentifierKind.ARXIV, 0.8), (IdentifierKind.MESSAGE_ID, 0.8)):
        one, other = left.identifier(kind).lower(), right.identifier(kind).lower()
        if one and other:
            return agree if one == other else CONTRADICTION
    return 0.0


def _url(left: Work, right: Work) -> float:
    if not left.url or not right.url:
        return 0.0
    if address_key(left.url) == address_key(right.url):
        return 0.7
    # Untitled works are told apart by their addresses; a titled one may stand at several.
    return 0.0 if left.title and right.title else CONTRADICTION


def _kind(left: Work, right: Work) -> float:
    """Film and book, review and book reviewed, letter and article: never one work."""
    for kind in ("motion_picture", "review", "personal_communication", "broadcast", "thesis", "legal_case"):
        if kind in (left.type, right.type) and left.type != right.type and "document" not in (left.type, right.type):
            return -0.3
    return 0.0


def _translator(left: Work, right: Work) -> float:
    one, other = left.names(Role.TRANSLATOR), right.names(Role.TRANSLATOR)
    if not one or not other:
        return 0.0
    return 0.1 if same_people(one, other) else CONTRADICTION


def _published(left: Work, right: Work) -> float:
    """A typescript in an archive is not the book or article of the same title."""
    kept = [bool(work.archive_location) for work in (left, right)]
    printed = [bool(work.publisher or work.container or work.pages) for work in (left, right)]
    return (
        CONTRADICTION if (kept[0] and printed[1] and not kept[1]) or (kept[1] and printed[0] and not kept[0]) else 0.0
    )


def _recipient(left: Work, right: Work) -> float:
    one, other = left.names(Role.RECIPIENT), right.names(Role.RECIPIENT)
    if not one or not other:
        return 0.0
    return 0.1 if same_people(one, other) else CONTRADICTION


def _identical(left: Work, right: Work) -> float:
    """Whatever little is known, where it is the same of both it is one work."""
    one, other = _described(left), _described(right)
    return 1.0 if one and one == other else 0.0


def _described(work: Work) -> tuple[tuple[str, str], ...]:
    """The filled fields, as they count when compared; what may change without the work being another is left out."""
    named = ((field.name, getattr(work, field.name)) for field in fields(Work) if field.name not in _BESIDE)
    told = [(name, (number_key if name in _NUMBERED else fold)(str(value))) for name, value in named if value]
    told += [(str(found.role), fold(found.name.display)) for found in work.contributors]
    told += [(f"container {name}", value) for name, value in (_described(work.container) if work.container else ())]
    return tuple(told)


PARTS: tuple[tuple[str, Callable[[Work, Work], float]], ...] = (
    ("title", _title),
    ("people", _people),
    ("date", _date),
    ("container", _container),
    ("volume", _volume),
    ("issue", _issue),
    ("edition", _edition),
    ("number", _number),
    ("archive", _archive),
    ("pages", _pages),
    ("identifier", _identifier),
    ("url", _url),
    ("kind", _kind),
    ("published", _published),
    ("translator", _translator),
    ("recipient", _recipient),
    ("identical", _identical),
)


def _differ(one: str, other: str, *, agree: float) -> float:
    if not one or not other:
        return 0.0
    return agree if same_number(one, other) else CONTRADICTION


def _field(work: Work, name: str) -> str:
    """A field of the work or, failing that, of its container: a chapter has its book's volume."""
    value: str = getattr(work, name)
    return value or (getattr(work.container, name) if work.container else "")


def _dated(work: Work) -> Date | None:
    return work.date or (work.container.date if work.container else None)


def _years(date: Date) -> set[int]:
    first = date.start.year if date.start else 0
    return set(range(first, (date.end.year if date.end else first) + 1))


def _letter(date: Date) -> str:
    found = _YEAR_LETTER.search(date.literal)
    return found[1] if found else ""


def _bare(work: Work) -> bool:
    """Whether nothing but names and a date is known: the author-date form."""
    said = (work.title, work.container, work.url, work.archive_location, work.genre, work.number)
    return not any((*said, work.publisher, work.place, work.series))


def _title_only(work: Work) -> bool:
    """Whether nothing but a title is known: named in passing, or in a short form without its author."""
    return not (work.contributors or work.date or work.container or work.publisher or work.place or work.genre)


def address_key(url: str) -> str:
    """An address as it counts when two are compared: without scheme, "www." and final slash."""
    return re.sub(r"^https?://(?:www\.)?", "", url.strip()).rstrip("/").lower()
