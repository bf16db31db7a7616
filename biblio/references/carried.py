"""What a cite leaves out because the cite before it in the note just said it.

Ghirshman 1962, 20-21; 1976, 237                          the author, with another year
... (Paris: Gallimard, 1975); coll. "Tel", 1993           author and title, with another edition
"Group Psychology", ibid., vol. XVIII                     the book that holds it
"Part One", in Studia Hibernica, 7 (1967); "Part Two", ibid., 8 (1968)   the journal
Delgamuukw v British Columbia, [1997] 3 SCR 1010, 153 DLR (4th) 193      title and names, of what is printed again
"""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import credited, fold, match_titles
from biblio.model import Contributor, Form, Role, Work
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.reprints import as_reprint
from biblio.references.wording import announces_again, means_same_work

__all__ = ["abbreviated", "author", "book", "edition", "piece"]

_SERIAL = ("article-journal", "article-magazine", "article-newspaper")
_NEAR = 60
"""Characters of commentary over which something may be left out."""


def author(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """A year by itself takes the names of the cite before."""
    work = occurrence.work
    known = _just_before(occurrence, memory)
    if known is None or occurrence.cite.form is not Form.SHORT or _named(work) or work.date is None:
        return occurrence
    if work.edition or work.place or work.publisher:
        return occurrence
    names = tuple(Contributor(name, Role.AUTHOR) for name in credited(known))
    return occurrence.reworded(replace(work, contributors=names)) if names else occurrence


def edition(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """A publisher, series or edition by itself takes title and names of the cite before."""
    work = occurrence.work
    known = _just_before(occurrence, memory)
    said = work.edition or work.publisher or work.place or work.series
    unsigned = replace(
        work, contributors=tuple(found for found in work.contributors if found.role is Role.AUTHOR)
    )  # an editor or translator is the edition's own
    if known is None or _named(unsigned) or not said or occurrence.cite.form not in (Form.FULL, Form.SHORT):
        return occurrence
    inferred = tuple(dict.fromkeys((*work.inferred, "title", *(("author",) if known.authors else ()))))
    people = known.contributors
    if work.contributors:
        people = (*(found for found in people if found.role is Role.AUTHOR), *work.contributors)
    taken = replace(work, type=known.type, title=known.title, contributors=people, inferred=inferred)
    return occurrence.reworded(taken)


def piece(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """A journal, report or book by itself, with pages of its own, prints the piece just cited again."""
    work = occurrence.work
    known = _just_before(occurrence, memory)
    if known is None or not known.title or occurrence.cite.form is not Form.FULL:
        return occurrence
    if _only_whole(occurrence) and _printed_again(occurrence):
        return occurrence.reworded(as_reprint(work, known))
    if work.title or work.container is None or any(found.role is Role.AUTHOR for found in work.contributors):
        return occurrence
    held = known.container
    again = _printed_again(occurrence)
    parallel = known.type == "legal_case" and not occurrence.before.strip(" ,;=(")
    if not (again or parallel) or (held is not None and match_titles(held.title, work.container.title)):
        return occurrence
    inferred = tuple(dict.fromkeys((*work.inferred, "title", *(("author",) if known.authors else ()))))
    people = (*(found for found in known.contributors if found.role is Role.AUTHOR), *work.contributors)
    kind = known.type if parallel else work.type
    return occurrence.reworded(replace(work, type=kind, title=known.title, contributors=people, inferred=inferred))


def book(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """ "ibid." in the place of a book or journal takes that of the cite before."""
    work = occurrence.work
    if work.container is None or not means_same_work(work.container.title):
        return occurrence
    before = memory.previous(occurrence)
    if before is None or before.work is None:
        return occurrence.reworded(replace(work, container=None))
    known = memory.works[before.work]
    held = known.container or replace(known, related=(), inferred=(), pages=None)
    if not held.title:
        return occurrence.reworded(replace(work, container=None))
    serial = known.type in _SERIAL
    # What is printed beside the "ibid." is this piece's own: another volume, another year.
    held = replace(
        held,
        date=None if work.date else held.date,
        volume="" if work.volume else held.volume,
        issue="" if work.volume or work.issue else held.issue,
    )
    kind = known.type if serial and work.type == "chapter" else work.type
    return occurrence.reworded(replace(work, type=kind, container=held))


def abbreviated(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """ "in: GARS I, S. 207": a book by the short form declared for it is that book; the volume printed is its own."""
    work = _as_held(occurrence, memory)
    if work.container is None or not work.container.title:
        return occurrence
    declared = memory.declared.get(fold(work.container.title), ())
    if len(declared) != 1:
        return occurrence
    known = memory.works[declared[0]]
    whole = known.container if known.container and not match_titles(known.title, work.container.title) else known
    if whole is known and known.type not in ("book", "document", "collection"):
        return occurrence
    held = replace(
        whole,
        type=work.container.type,
        related=(),
        inferred=(),
        pages=None,
        volume=work.container.volume or work.volume,
        contributors=work.container.contributors or whole.contributors,
    )
    return occurrence.reworded(replace(work, container=held))


def _only_whole(occurrence: Occurrence) -> bool:
    """Whether only what holds a piece was printed, so that it was read as a work of its own."""
    printed = {label for label, _ in occurrence.cite.reference.evidence}
    return bool(occurrence.work.title) and "container" in printed and not printed & {"title", "author"}


def _printed_again(occurrence: Occurrence) -> bool:
    """Whether the words before say that the piece just cited stands here, too: "repr. in", "="."""
    return announces_again(occurrence.before) or occurrence.before.strip(" ,;([") == "="


def _as_held(occurrence: Occurrence, memory: Memory) -> Work:
    """ "(= HS, S. 62-76)": with pages of its own behind another cite the short form is what the piece stands in."""
    work = occurrence.work
    known = _just_before(occurrence, memory)
    whole = work.title and work.pages and work.container is None and not work.contributors
    if not whole or known is None or not known.title or fold(work.title) not in memory.declared:
        return work
    if not _printed_again(occurrence):
        return work
    return replace(work, type="chapter", title="", container=Work(type="book", title=work.title))


def _named(work: Work) -> bool:
    return bool(work.title or work.contributors or work.container or work.url or work.archive_location or work.genre)


def _just_before(occurrence: Occurrence, memory: Memory) -> Work | None:
    here = memory.in_note(occurrence.citation, occurrence.index)
    if not here or here[-1].work is None or len(occurrence.before) > _NEAR:
        return None
    return memory.works[here[-1].work]
