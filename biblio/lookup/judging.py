"""Is a record of a catalogue the work? Fields weighed one by one, then what no agreement elsewhere outweighs.

The weights and the threshold are those that matched best on strings of biomedical articles with known DOIs, where they
accepted no record of another work; books and titles cited short are harder, so more is asked of them below.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from biblio.formats._nesting import flat
from biblio.identity import credited, fold, match_titles, same_number, same_people, same_person
from biblio.identity.works import CONTRADICTION, PARTS
from biblio.lookup.candidate import Candidate
from biblio.model import Role, Work

__all__ = ["THRESHOLD", "WEIGHTS", "Judgement", "judge", "on_line_first"]

WEIGHTS = {"title": 4.0, "author": 2.0, "first page": 2.0, "container": 1.0, "volume": 1.0}
THRESHOLD = 0.695
_SAME_TITLE = 0.9
_LIKE_TITLE = 0.8
"""Agreement of titles that is asked for where nothing but names and dates is known beside them."""
_OTHER_TITLE = 0.6
"""Agreement of titles below which an identifier belongs to another work."""
_SUBTITLE = re.compile(r"\s*(?:[:?!.]|–|—| - )\s+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A record and how it agrees with the work."""

    candidate: Candidate
    score: float
    """Weighted mean of the fields that both have, 0 to 1."""
    grounds: tuple[tuple[str, float], ...]
    """(field, agreement from 0 to 1)."""
    against: tuple[str, ...]
    """Fields that say it is another edition, volume or reprint."""
    accepted: bool
    near: bool
    """Not accepted, but nearly the same: another edition, or the work with a fault in its description."""

    @property
    def title(self) -> float:
        """How well the titles agree."""
        return dict(self.grounds).get("title", 0.0)

    @property
    def other_work(self) -> bool:
        """Whether the work's own identifier leads to something else."""
        return self.candidate.by_identifier and "title" in dict(self.grounds) and self.title < _OTHER_TITLE

    def __str__(self) -> str:
        """ "0.97: title 1.00, author 1.00, first page 0.00"."""
        return f"{self.score:.2f}: " + ", ".join(f"{name} {value:.2f}" for name, value in self.grounds)


def judge(work: Work, candidate: Candidate) -> Judgement:
    """Weigh a record against the work as it is described."""
    ours, theirs = flat(work), flat(candidate.work)
    compared = ((name, agreement(ours, theirs)) for name, agreement in FIELDS)
    grounds = tuple((name, value) for name, value in compared if value is not None)
    total = sum(WEIGHTS[name] for name, _ in grounds)
    # Where only an identifier is known, there is nothing that could speak against its record.
    unsaid = float(candidate.by_identifier)
    score = sum(WEIGHTS[name] * value for name, value in grounds) / total if total else unsaid
    against = _against(work, candidate.work, dict(grounds))
    titled = dict(grounds).get("title", 0.0 if work.title else unsaid)
    enough = candidate.by_identifier or _enough(work, candidate.work, dict(grounds))
    located = candidate.by_identifier or 1.0 in (dict(grounds).get("first page"), dict(grounds).get("volume"))
    least = _OTHER_TITLE if located else _LIKE_TITLE
    accepted = score >= THRESHOLD and titled >= least and enough and not against
    near = (
        not accepted
        and titled >= _SAME_TITLE
        and (candidate.by_identifier or dict(grounds).get("author", 0.0) >= _SAME_TITLE)
    )
    return Judgement(candidate, score, grounds, against, accepted, near)


def _enough(ours: Work, theirs: Work, grounds: dict[str, float]) -> bool:
    """A title alone makes no match: somebody must agree as well, or else two of where and when it appeared."""
    if "author" in grounds:
        return grounds["author"] >= 0.5
    dated = bool(ours.date and theirs.date and ours.date.year and ours.date.year == theirs.date.year)
    return dated + sum(value >= 0.5 for name, value in grounds.items() if name != "title") >= 2


def _title(ours: Work, theirs: Work) -> float | None:
    if not ours.title or not theirs.title:
        return None
    found = ratio(fold(ours.title), fold(theirs.title)) / 100
    match = match_titles(ours.title, theirs.title)
    if match.way in ("equal", "main-title"):
        return max(found, match.score)
    # "Capital" of "Capital: A Critique of Political Economy": the title without its subtitle.
    short, long = sorted((ours.title, theirs.title), key=len)
    main = _SUBTITLE.split(long, maxsplit=1)[0]
    return max(found, 0.95 * ratio(fold(short), fold(main)) / 100 if main != long else 0.0)


def _author(ours: Work, theirs: Work) -> float | None:
    one, other = credited(ours), credited(theirs)
    if not one or not other:
        return None
    if same_people(one, other):
        return 1.0
    # Some catalogues name the editor where we have the author, or list the authors in another order.
    everyone = [person.name for person in theirs.contributors]
    return 0.75 if any(same_person(one[0], name) for name in everyone) else 0.0


def _first_page(ours: Work, theirs: Work) -> float | None:
    if ours.pages is None or theirs.pages is None:
        return None
    one, other = (re.split(r"[-–,]", str(work.pages), maxsplit=1)[0] for work in (ours, theirs))
    return float(fold(one) == fold(other))


def _container(ours: Work, theirs: Work) -> float | None:
    one = ours.container.title if ours.container else ""
    other = theirs.container.title if theirs.container else ""
    if not one or not other:
        return None
    return max(match_titles(one, other).score, ratio(fold(one), fold(other)) / 100)


def _volume(ours: Work, theirs: Work) -> float | None:
    return float(same_number(ours.volume, theirs.volume)) if ours.volume and theirs.volume else None


FIELDS: tuple[tuple[str, Callable[[Work, Work], float | None]], ...] = (
    ("title", _title),
    ("author", _author),
    ("first page", _first_page),
    ("container", _container),
    ("volume", _volume),
)

_TELLING = ("date", "volume", "issue", "edition", "translator")
"""Parts of the comparison of identity that tell editions, volumes, reprints and translations apart."""
_PRINTED = frozenset(("article-journal", "article-magazine", "article-newspaper", "paper-conference", "review"))


_WHOLE = frozenset(("book", "collection", "classic", "thesis", "report", "pamphlet"))
_PART = frozenset(
    ("article-journal", "article-magazine", "article-newspaper", "review", "review-book", "chapter", "entry",
     "entry-dictionary", "entry-encyclopedia", "paper-conference", "article")
)  # fmt: skip


def _other_kind(ours: Work, theirs: Work) -> bool:
    """A book and an article of its title, most often a review of it; a chapter and the book."""
    return (ours.type in _WHOLE and theirs.type in _PART) or (ours.type in _PART and theirs.type in _WHOLE)


def on_line_first(ours: Work, theirs: Work) -> bool:
    """Whether dates of an article differ only as those of print and first appearance on line do, or two months do.

    Takes flat works: the volume must agree.
    """
    years = [date.year for date in (ours.date, theirs.date) if date and date.year is not None]
    near = len(years) == 2 and abs(years[0] - years[1]) <= 1
    return near and ours.type in _PRINTED and _volume(ours, theirs) == 1.0


def _against(ours: Work, theirs: Work, grounds: dict[str, float]) -> tuple[str, ...]:
    found = ["type"] if _other_kind(ours, theirs) else []
    found += [name for name, weigh in PARTS if name in _TELLING and weigh(ours, theirs) <= CONTRADICTION]
    if grounds.get("first page") == 0.0 and grounds.get("volume") != 1.0:
        found.append("pages")
    if on_line_first(flat(ours), flat(theirs)):
        found = [name for name in found if name != "date"]
    if ours.names(Role.TRANSLATOR) and not theirs.names(Role.TRANSLATOR):
        found = [name for name in found if name != "translator"]
    return tuple(found)
