"""A short form the author declared: "MEW", "(hereafter *Letters*)"."""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import credited, fold, initials_of, same_number, siglum_letters
from biblio.model import Form, Locator, Pages, Reference, Work, WorkId
from biblio.references.book_of_chapter import book_of
from biblio.references.choosing import choose
from biblio.references.finding import Finding
from biblio.references.lookup import best, in_volumes, within
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["for_whole", "resolve"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where the title, the container or the name printed is a declared short form."""
    work = occurrence.work
    dated = _dated(occurrence)
    # "*Principes* (1806), XVI, 1" says no more than the short form, whatever it looks like.
    full = occurrence.cite.form in (Form.FULL, Form.IDEM) and (work.container or work.date)
    if full and fold(dated) not in memory.declared:
        return None
    wordings = [dated, work.title, work.container.title if work.container else ""]
    if work.container:
        wordings.append(f"{work.container.title} {work.volume or work.container.volume}")
    wordings += [name.literal or name.display for name in credited(work) if not work.title]
    for wording in filter(None, wordings):
        piece = _piece(wording, occurrence, memory)
        if piece:
            return piece
        declared = [
            at
            for at in memory.declared.get(fold(wording), ())
            if at in memory.sets or _same_volume(work, memory.works[at])
        ]
        if len(declared) == 1:
            book = _book(wording, declared[0], memory)
            return (
                Finding(book, 0.9, (book, *declared))
                if book is not None
                else Finding(declared[0], 0.97, tuple(declared))
            )
        if declared:
            return choose(best(occurrence, memory, declared), occurrence, memory)
    return None


def _dated(occurrence: Occurrence) -> str:
    """ "LB 1798", "*Principes* (1806)": the short form of one of two editions, as it would be declared."""
    work = occurrence.work
    if work.date is None or work.date.start is None:
        return ""
    held = work.container.title if work.container else ""
    return f"{work.title or held or occurrence.cite.reference.abbreviation} {work.date.start.year}"


def for_whole(reference: Reference) -> bool:
    """ "Remarks (Oxford, 1980) [RPP], I": the short form is that of all volumes, the one behind it a place in them."""
    printed = dict(reversed(reference.evidence))
    if "abbr" in printed and "volume" in printed:
        return printed["abbr"].start < printed["volume"].start
    return not _volume(reference.work)


def _piece(wording: str, occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "AT VII, 81": the one piece that was cited in that volume, where the page is not known to be outside of it."""
    volume = _volume(occurrence.work)
    sets = memory.declared.get(fold(wording), ())
    if not volume or not sets:
        return None
    titles = {fold(wording), *(fold(memory.works[at].title) for at in sets)}
    pieces = [
        at
        for at in memory.numbers()
        if (held := memory.works[at].container)
        and fold(held.title) in titles
        and same_number(volume, _volume(memory.works[at]))
        and within(occurrence.cite.locator, memory.works[at]) >= 0
    ]
    sure = [at for at in pieces if _has_page(at, occurrence.cite.locator, memory)]
    found = sure if len(sure) == 1 else pieces
    return Finding(found[0], 0.75, (found[0], *sets)) if len(found) == 1 else None


def _book(wording: str, piece: WorkId, memory: Memory) -> WorkId | None:
    """The book that holds the piece cited where it was declared, if the letters are those of the book's title only."""
    siglum, known = siglum_letters(wording), memory.works[piece]
    book = book_of(known)
    if not siglum or book is None or initials_of(siglum, known.title) or not initials_of(siglum, book.title):
        return None
    number = memory.add(book)
    memory.declared[fold(wording)] = [number]
    return number


def _has_page(number: WorkId, locator: Locator | None, memory: Memory) -> bool:
    """Whether the page cited is one of a piece's own, or of those cited from it before."""
    known = memory.works[number]
    if within(locator, known) > 0:
        return True
    cited = (seen.occurrence.cite.locator for seen in memory.seen if seen.work == number)
    return any(within(locator, replace(known, pages=Pages.parse(other.value))) > 0 for other in cited if other)


def _volume(work: Work) -> str:
    return work.volume or (work.container.volume if work.container else "")


def _same_volume(clue: Work, known: Work) -> bool:
    """ "MECW 35" is not what "MECW" was declared for, if that was volume 24."""
    one, other = _volume(clue), _volume(known)
    return not one or not other or in_volumes(known) or same_number(one, other)
