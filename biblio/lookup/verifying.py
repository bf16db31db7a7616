"""Does what an entry says hold? Each of its fields against the record that catalogues have of it. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from biblio.formats._nesting import flat
from biblio.identity import contradict, credited, match_titles, same_number, same_people
from biblio.lookup.finding import Finding
from biblio.lookup.judging import Judgement, on_line_first
from biblio.model import IdentifierKind, Work

__all__ = ["Check", "FieldCheck", "Status", "verify"]


class Status(StrEnum):
    """What is known of an entry."""

    CONFIRMED = "confirmed"
    """A catalogue has it, and nothing it says is otherwise there."""
    CONTRADICTED = "contradicted"
    """A catalogue has it, but says something else in a field, or its identifier leads to another work."""
    OTHER_EDITION = "other-edition"
    """A catalogue that does not claim to know all editions has the work, but not this edition."""
    NOT_FOUND = "not-found"
    """No catalogue that was asked has it. Much that exists is in no catalogue."""
    NOT_ASKED = "not-asked"
    """No catalogue is asked for such works, or none could be."""


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """A field of the entry and of the record."""

    field: str
    agrees: bool
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Check:
    """An entry and what catalogues say of it."""

    key: str
    status: Status
    reason: str
    """One sentence."""
    fields: tuple[FieldCheck, ...] = ()
    service: str = ""
    address: str = ""
    score: float = 0.0


def verify(finding: Finding) -> Check:
    """The state of an entry, with its grounds."""
    key = finding.entry.key
    if finding.wrong_identifier is not None and finding.match is None:
        return _wrong(key, finding.entry.work, finding.wrong_identifier)
    judgement = finding.match or finding.near
    if judgement is not None:
        return _compared(key, finding.entry.work, judgement)
    if not finding.asked:
        words = "; ".join(finding.failed) or "No catalogue is asked for works of this kind."
        return Check(key, Status.NOT_ASKED, words)
    more = f" Not asked: {'; '.join(finding.failed)}." if finding.failed else ""
    number = finding.entry.work.identifier(IdentifierKind.DOI)
    more = (f" Nor is the DOI {number} known there." if number else "") + more
    return Check(key, Status.NOT_FOUND, f"Not found in {', '.join(finding.asked)}, which proves nothing.{more}")


def _wrong(key: str, work: Work, judgement: Judgement) -> Check:
    candidate = judgement.candidate
    row = FieldCheck("title", False, work.title, candidate.work.title)
    number = work.identifier(IdentifierKind.DOI) or work.identifier(IdentifierKind.ISBN)
    reason = f"The identifier {number} belongs to another work: {candidate.work.title!r}."
    return Check(key, Status.CONTRADICTED, reason, (row,), candidate.service, candidate.address, judgement.score)


def _compared(key: str, work: Work, judgement: Judgement) -> Check:
    candidate = judgement.candidate
    ours, theirs = flat(work), flat(candidate.work)
    rows = tuple(row for name, look in FIELDS if (row := _row(name, *look(ours, theirs))) is not None)
    wrong = [row for row in rows if not row.agrees]
    status = Status.CONFIRMED if not wrong else Status.CONTRADICTED
    if wrong and not judgement.accepted and candidate.one_of_editions:
        status = Status.OTHER_EDITION
    told = "; ".join(f"{row.field} is {row.theirs!r} there, not {row.ours!r}" for row in wrong)
    reason = {
        Status.CONFIRMED: f"Found; {', '.join(row.field for row in rows)} agree.",
        Status.CONTRADICTED: f"Found, but {told}.",
        Status.OTHER_EDITION: f"The work is known, but not this edition: {told}.",
    }[status]
    return Check(key, status, reason, rows, candidate.service, candidate.address, judgement.score)


_Texts = tuple[bool, str, str]
"""Whether the two agree, and both in words; "" where one has nothing."""


def _row(name: str, agrees: bool, ours: str, theirs: str) -> FieldCheck | None:
    return FieldCheck(name, agrees, ours, theirs) if ours and theirs else None


def _title(ours: Work, theirs: Work) -> _Texts:
    return bool(match_titles(ours.title, theirs.title)), ours.title, theirs.title


def _people(ours: Work, theirs: Work) -> _Texts:
    one, other = credited(ours), credited(theirs)
    everyone = tuple(person.name for person in theirs.contributors)
    agrees = same_people(one, other) or (bool(one) and same_people(one, everyone))
    return agrees, "; ".join(map(str, one)), "; ".join(map(str, other))


def _date(ours: Work, theirs: Work) -> _Texts:
    if not (ours.date and theirs.date and ours.date.start and theirs.date.start):
        return True, "", ""
    years = {date.year for date in (ours.date, ours.original_date) if date}
    agrees = theirs.date.year in years or on_line_first(ours, theirs)
    return agrees, str(ours.date.year), str(theirs.date.year)


def _container(ours: Work, theirs: Work) -> _Texts:
    one = ours.container.title if ours.container else ""
    other = theirs.container.title if theirs.container else ""
    return bool(match_titles(one, other)) or not contradict(one, other), one, other


def _pages(ours: Work, theirs: Work) -> _Texts:
    one, other = str(ours.pages or ""), str(theirs.pages or "")
    return one.partition("-")[0] == other.partition("-")[0], one, other


def _number(name: str) -> Callable[[Work, Work], _Texts]:
    def look(ours: Work, theirs: Work) -> _Texts:
        one, other = getattr(ours, name), getattr(theirs, name)
        return same_number(one, other), one, other

    return look


def _publisher(ours: Work, theirs: Work) -> _Texts:
    """Imprints change their names and are shortened in many ways: a difference says nothing, an agreement does."""
    agrees = not contradict(ours.publisher, theirs.publisher)
    return agrees, ours.publisher if agrees else "", theirs.publisher


def _doi(ours: Work, theirs: Work) -> _Texts:
    one, other = ours.identifier(IdentifierKind.DOI), theirs.identifier(IdentifierKind.DOI)
    return one.lower() == other.lower(), one, other


FIELDS: tuple[tuple[str, Callable[[Work, Work], _Texts]], ...] = (
    ("title", _title),
    ("people", _people),
    ("date", _date),
    ("container", _container),
    ("volume", _number("volume")),
    ("issue", _number("issue")),
    ("edition", _number("edition")),
    ("pages", _pages),
    ("publisher", _publisher),
    ("doi", _doi),
)
