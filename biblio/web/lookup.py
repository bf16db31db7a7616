"""Which cite means which entry, and where each entry is cited: a `Result` made easy to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from biblio.model import Cite, Diagnostic, Entry, Form, Note, Resolution
from biblio.pipeline import Result
from biblio.web.anchors import work_id

__all__ = ["Lookup", "Where", "look_up"]

Where = tuple[int, int]
"""A cite: index of its citation (which is that of its note) and its index in it."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A result with the tables that every section of the page needs."""

    result: Result
    resolutions: Mapping[Where, Resolution]
    entries: Mapping[str, Entry]
    anchors: Mapping[str, str]
    """Citation key -> where the entry stands on the page."""
    cited: Mapping[str, tuple[Where, ...]]
    """Citation key -> the cites that mean it, in the document's order."""

    def cite(self, where: Where) -> Cite:
        """The cite itself."""
        return self.result.citations[where[0]].cites[where[1]]

    def note(self, index: int) -> Note:
        """The note at an index."""
        return self.result.citations[index].note

    def entry(self, where: Where) -> Entry | None:
        """The entry a cite means, if that is known."""
        found = self.resolutions.get(where)
        return None if found is None or found.work is None else self.entries.get(self.result.keys[found.work])

    def candidates(self, where: Where) -> tuple[Entry, ...]:
        """The other entries a cite might mean."""
        found = self.resolutions.get(where)
        keys = [self.result.keys[work] for work in found.candidates if work != found.work] if found else []
        return tuple(self.entries[key] for key in dict.fromkeys(keys) if key in self.entries)

    def rule(self, where: Where) -> str:
        """The rule that decided which work is meant; for want of one, the rule that recognised the cite."""
        found = self.resolutions.get(where)
        return (found.rule if found else "") or self.cite(where).rule

    def confidence(self, where: Where) -> float:
        """How sure both steps were: the lesser of recognising and resolving, 0 to 1."""
        found = self.resolutions.get(where)
        return min(self.cite(where).confidence, found.confidence if found else 1.0)

    def inferred(self, where: Where) -> tuple[str, ...]:
        """Fields that were concluded for this cite; the first cite of a work answers for what its entry concludes."""
        entry = self.entry(where)
        first = entry is not None and self.cited[entry.key][0] == where
        own = self.cite(where).reference.work.inferred
        return tuple(dict.fromkeys((*own, *(entry.work.inferred if entry and first else ()))))

    def antecedent(self, where: Where) -> Where | None:
        """The earlier cite that an ibid. or short title leans on: for ibid. the last, for others the last full one."""
        entry = self.entry(where)
        form = self.cite(where).form
        if entry is None or form in (Form.FULL, Form.LINK, Form.MENTION):
            return None
        earlier = [other for other in self.cited.get(entry.key, ()) if other < where]
        full = [other for other in earlier if self.cite(other).form is Form.FULL]
        found = earlier if form in (Form.IBID, Form.IDEM) else full or earlier
        return found[-1] if found else None

    def noted(self, remark: Diagnostic) -> int | None:
        """Index of the note a diagnostic speaks of; where labels restart, the one whose line is nearest."""
        fitting = [index for index, citation in enumerate(self.result.citations) if citation.note.label == remark.note]
        if not remark.note or not fitting:
            return None
        own = [index for index in fitting if remark in self.result.citations[index].diagnostics]
        return min(own or fitting, key=lambda index: abs(self.line(index) - remark.line) if remark.line else 0)

    def line(self, note: int, offset: int = 0) -> int:
        """Line of the source where a character of a note stood."""
        return self.result.document.position(self.note(note).body.origin(offset))[0]


def look_up(result: Result) -> Lookup:
    """Make the tables."""
    resolutions = {(found.citation, found.cite): found for found in result.resolved.resolutions}
    cited: dict[str, list[Where]] = {}
    for where in sorted(resolutions):
        work = resolutions[where].work
        if work is not None:
            cited.setdefault(result.keys[work], []).append(where)
    return Lookup(
        result,
        resolutions,
        entries={entry.key: entry for entry in result.library.entries},
        anchors={entry.key: work_id(entry.key, position) for position, entry in enumerate(result.library.entries)},
        cited={key: tuple(places) for key, places in cited.items()},
    )
