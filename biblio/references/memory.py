"""What a reader remembers at some point of the document: the works cited so far, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from biblio.identity import credited, fold, words
from biblio.model import Form, Work, WorkId
from biblio.references.index import Index
from biblio.references.occurrence import Occurrence

__all__ = ["Memory", "Seen"]

_IN_FULL = (Form.FULL, Form.IDEM)


@dataclass(frozen=True, slots=True)
class Seen:
    """A cite already read, and what it was taken to mean."""

    occurrence: Occurrence
    work: WorkId | None
    candidates: tuple[WorkId, ...] = ()


@dataclass(slots=True)
class Memory:
    """The works of the document so far; grows cite by cite while `resolve` reads on."""

    works: list[Work] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    declared: dict[str, list[WorkId]] = field(default_factory=dict)
    """Declared short form, folded -> the works it was declared for."""
    sets: set[WorkId] = field(default_factory=set)
    """Works that got their short form before any volume was named: the volume printed with it is the place cited."""
    conflicts: list[tuple[Occurrence, WorkId, str]] = field(default_factory=list)
    """Cites whose wording contradicts what was known of the work, and the field."""
    _usage: dict[str, tuple[WorkId, int]] = field(default_factory=dict)
    """Short form -> the work it meant last, and how many cites had been read then."""
    _places: dict[tuple[int, int], int] = field(default_factory=dict)
    _notes: dict[int, list[int]] = field(default_factory=dict)
    _labels: dict[str, list[int]] = field(default_factory=dict)
    _printed: dict[str, dict[WorkId, None]] = field(default_factory=dict)
    """Word -> the works in whose full cites it was printed."""
    index: Index = field(default_factory=Index)

    def add(self, work: Work) -> WorkId:
        """File a new work."""
        number = WorkId(len(self.works))
        self.works.append(work)
        self.index.file(number, work)
        return number

    def improve(self, number: WorkId, work: Work) -> None:
        """Replace what is known of a work by a fuller description."""
        if work != self.works[number]:
            self.works[number] = work
            self.index.file(number, work)

    def record(self, seen: Seen) -> None:
        """Remember a cite; a second look at the same cite replaces the first."""
        if seen.work is not None and seen.occurrence.cite.form in _IN_FULL:
            for word in words(seen.occurrence.words):
                self._printed.setdefault(word, {})[seen.work] = None
        place = (seen.occurrence.citation, seen.occurrence.index)
        if place in self._places:
            self.seen[self._places[place]] = seen
            return
        self._places[place] = len(self.seen)
        self._notes.setdefault(seen.occurrence.citation, []).append(len(self.seen))
        labelled = self._labels.setdefault(seen.occurrence.label, [])
        if seen.occurrence.citation not in labelled:
            labelled.append(seen.occurrence.citation)
        self.seen.append(seen)

    def declare(self, abbreviation: str, number: WorkId, *, whole: bool = False) -> None:
        """Remember a short form the author announces for a work; for all its volumes if it is named as a `whole`."""
        known = self.declared.setdefault(fold(abbreviation), [])
        if number not in known:
            known.append(number)
            if whole:
                self.sets.add(number)

    def use(self, wording: Work, number: WorkId) -> None:
        """Remember what a short form was taken to mean: an author keeps to a short form once chosen."""
        self._usage[_usage_key(wording)] = (number, len(self.seen))

    def meant_by(self, wording: Work, among: Iterable[WorkId]) -> WorkId | None:
        """The work that the same short form meant before; a name by itself only while nothing new came between."""
        used, at = self._usage.get(_usage_key(wording), (None, 0))
        if not wording.title and not all(self._known_at(number) < at for number in among):
            return None
        return used

    def _known_at(self, number: WorkId) -> int:
        """How many cites were read when the work was cited first."""
        return next((at for at, seen in enumerate(self.seen) if seen.work == number), len(self.seen))

    def located(self, among: Iterable[WorkId]) -> tuple[WorkId, ...]:
        """Those of some works of which a page or other place was cited."""
        cited = {seen.work for seen in self.seen if seen.occurrence.cite.locator}
        return tuple(number for number in among if number in cited)

    def cited_in_full(self) -> tuple[WorkId, ...]:
        """The works that a full cite describes, in order of first mention."""
        seen = (seen.work for seen in self.seen if seen.work is not None and seen.occurrence.cite.form in _IN_FULL)
        return tuple(dict.fromkeys(seen))

    def printed_with(self, sought: Iterable[str]) -> tuple[WorkId, ...]:
        """The works that were cited in full with all these words, in order of first mention."""
        works = [self._printed.get(word, {}) for word in sought]
        return tuple(sorted(set(works[0]).intersection(*works[1:]))) if works else ()

    def numbers(self) -> tuple[WorkId, ...]:
        """All works, in order of first mention."""
        return tuple(WorkId(number) for number in range(len(self.works)))

    def unanswered(self, citation: int) -> Iterator[Work]:
        """What cites of other notes that could not be tied to a work say of it."""
        return (
            seen.occurrence.work
            for seen in self.seen
            if seen.work is None and not seen.candidates and seen.occurrence.citation != citation
        )

    def in_note(self, citation: int, before: int | None = None) -> list[Seen]:
        """The cites of one note (up to the cite `before`) that an "ibid." may refer to."""
        return [
            seen
            for seen in (self.seen[at] for at in self._notes.get(citation, ()))
            if not seen.occurrence.passing and (before is None or seen.occurrence.index < before)
        ]

    def labelled(self, label: str, citation: int) -> int | None:
        """The note of that label nearest before `citation`, else the nearest after it: labels may restart."""
        found = self._labels.get(label, [])
        earlier = [at for at in found if at < citation]
        later = [at for at in found if at > citation]
        return max(earlier) if earlier else min(later, default=None)

    def previous(self, occurrence: Occurrence) -> Seen | None:
        """The cite before this one in its note, or the last of the nearest earlier note that cites something."""
        here = self.in_note(occurrence.citation, occurrence.index)
        if here:
            return here[-1]
        note = self.previous_note(occurrence.citation)
        return self.in_note(note)[-1] if note is not None else None

    def previous_note(self, citation: int) -> int | None:
        """Index of the nearest earlier note that cites something."""
        return next((at for at in range(citation - 1, -1, -1) if self.in_note(at)), None)


def _usage_key(wording: Work) -> str:
    names = " ".join(fold(name.literal or name.family) for name in credited(wording))
    return f"{names}: {fold(wording.title or (wording.container.title if wording.container else ''))}"
