"""Is a work a source or literature about it? The first rule with an answer decides.

Historians list archives, printed sources and literature apart. What a work is depends on the question asked of it; so a
keyword of the user's own goes before everything, and the last year of the time studied can be said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from biblio.model import Role, Work

__all__ = ["ARCHIVES", "PRIMARY", "RULES", "SECONDARY", "role"]

ARCHIVES, PRIMARY, SECONDARY = "archives", "primary", "secondary"
_KEYWORDS = {"primary": PRIMARY, "source": PRIMARY, "sources": PRIMARY, "quelle": PRIMARY, "quellen": PRIMARY,
             "secondary": SECONDARY, "literature": SECONDARY, "literatur": SECONDARY, "sekundär": SECONDARY,
             "archives": ARCHIVES, "archive": ARCHIVES, "archival": ARCHIVES}  # fmt: skip
_UNPRINTED = frozenset(("manuscript", "personal_communication"))
_SOURCES = frozenset(
    ("legal_case", "legislation", "bill", "treaty", "regulation", "hearing", "speech", "broadcast",
     "article-newspaper", "dataset", "map", "patent", "post", "graphic", "song", "musical_score", "classic")
)  # fmt: skip
_LITERATURE = frozenset(("thesis", "review", "review-book", "entry", "entry-encyclopedia", "entry-dictionary"))
_LATE = 30
"""Years after which a new edition is of something old: a source, reprinted or edited."""

Answer = tuple[str, str] | None
"""Part and reason."""


def role(work: Work, keywords: Sequence[str], until: int) -> tuple[str, str, str]:
    """Part, rule and reason."""
    for name, rule in RULES:
        answer = rule(work, keywords, until)
        if answer:
            return answer[0], name, answer[1]
    return SECONDARY, "else", "nothing makes it a source"


def _keyword(work: Work, keywords: Sequence[str], until: int) -> Answer:
    """What the user says."""
    found = next((word for word in keywords if word.lower() in _KEYWORDS), "")
    return (_KEYWORDS[found.lower()], f"it has the keyword {found}") if found else None


def _archive(work: Work, keywords: Sequence[str], until: int) -> Answer:
    """What lies in an archive and was not printed."""
    if work.archive_location or (work.archive and not work.publisher):
        return ARCHIVES, f"it is kept at {work.archive or work.archive_location}"
    if work.type in _UNPRINTED and not work.container and not work.url:
        return ARCHIVES, f"it is a {work.type.replace('_', ' ')}"
    return None


def _testimony(work: Work, keywords: Sequence[str], until: int) -> Answer:
    """What somebody remembers, however late they were asked."""
    return (PRIMARY, "it is an interview") if work.type == "interview" or work.names(Role.INTERVIEWER) else None


def _time(work: Work, keywords: Sequence[str], until: int) -> Answer:
    """What was first written in the time studied, however late it was printed."""
    written = work.original_date or work.date or (work.container.date if work.container else None)
    if not until or written is None or written.year is None:
        return None
    year = str(written.year) if written.year > 0 else f"{1 - written.year} BC"
    if written.year <= until:
        return PRIMARY, f"it is of {year}, not after {until}"
    return SECONDARY, f"it is of {year}, after {until}"


def _literature(work: Work, keywords: Sequence[str], until: int) -> Answer:
    """Reviews, theses, articles in works of reference."""
    return (SECONDARY, f"it is a {work.type.replace('-', ' ')}") if work.type in _LITERATURE else None


def _source(work: Work, keywords: Sequence[str], until: int) -> Answer:
    """Laws, judgments, newspapers, interviews, maps."""
    return (PRIMARY, f"it is a {work.type.replace('_', ' ').replace('-', ' ')}") if work.type in _SOURCES else None


def _reprint(work: Work, keywords: Sequence[str], until: int) -> Answer:
    """An old text edited or reprinted much later."""
    first, last = work.original_date, work.date
    if first and last and first.year and last.year and last.year - first.year >= _LATE:
        return PRIMARY, f"it was first published in {first.year}, this is of {last.year}"
    return None


RULES: tuple[tuple[str, Callable[[Work, Sequence[str], int], Answer]], ...] = (
    ("keyword", _keyword),
    ("archive", _archive),
    ("testimony", _testimony),
    ("time", _time),
    ("literature", _literature),
    ("source", _source),
    ("reprint", _reprint),
)
"""The user's word first, then where it is kept, when it was written, what it is."""
