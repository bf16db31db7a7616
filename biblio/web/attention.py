"""Result -> what needs a human eye, the most pressing first.

Every kind of matter is one small rule below; their order, titles and advice stand in attention.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from biblio.model import Diagnostic, Severity, Verdict
from biblio.web import describe
from biblio.web.anchors import card_id, link_id, note_id
from biblio.web.lookup import Lookup, Where
from biblio.web.remarks import remark
from biblio.web.words import listed, word

__all__ = ["SURE", "Kind", "Matter", "attention", "notes_concerned"]

SURE = 0.75
"""Confidence below which a reader should compare."""
_FINDINGS = (Verdict.DEAD, Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH)
_WORDS = 80
"""Characters of a cite that are quoted."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to look at."""

    place: str
    """"note 4", or the address of a link."""
    anchor: str
    words: str
    """What stands there."""
    why: str
    hint: str = ""
    """What might be meant."""
    note: int | None = None
    """Index of the note concerned."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Matters of one kind with what to do about them."""

    name: str
    title: str
    advice: str
    matters: tuple[Matter, ...]

    @property
    def count(self) -> int:
        """How many matters there are."""
        return len(self.matters)


def attention(lookup: Lookup) -> tuple[Kind, ...]:
    """The kinds that have anything to look at, in the order of attention.toml."""
    said = _said(lookup)
    kinds = []
    for kind in _kinds():
        found = tuple(RULES[kind["name"]](lookup)) if kind["name"] in RULES else ()
        matters = _joined(found, said.get(kind["name"], ()))
        if matters:
            kinds.append(Kind(kind["name"], kind["title"], kind["advice"], matters))
    return tuple(kinds)


def notes_concerned(kinds: tuple[Kind, ...]) -> frozenset[int]:
    """Indices of the notes that have something to look at."""
    return frozenset(matter.note for kind in kinds for matter in kind.matters if matter.note is not None)


def unresolved(lookup: Lookup) -> Iterator[Matter]:
    """Cites whose work is not known, with the works they might mean."""
    for where in sorted(lookup.resolutions):
        if lookup.resolutions[where].work is None:
            names = [describe.label(entry.work, entry.key) for entry in lookup.candidates(where)]
            hint = f"perhaps {listed(names, ' or ')}" if names else ""
            yield _matter(lookup, where, "nothing was cited before that fits" if not names else "not certain", hint)


def ambiguous(lookup: Lookup) -> Iterator[Matter]:
    """Cites with a work for which others were in question."""
    for where in sorted(lookup.resolutions):
        entry, others = lookup.entry(where), lookup.candidates(where)
        if entry and others:
            names = [describe.label(other.work, other.key) for other in others]
            yield _matter(
                lookup, where, f"{describe.label(entry.work, entry.key)} was chosen over {listed(names, ' and ')}"
            )


def unsure(lookup: Lookup) -> Iterator[Matter]:
    """Cites that were resolved with little confidence."""
    for where in sorted(lookup.resolutions):
        if lookup.resolutions[where].work is not None and lookup.confidence(where) < SURE:
            yield _matter(lookup, where, _doubt(lookup, where))


def uncalled(lookup: Lookup) -> Iterator[Matter]:
    """Notes that nothing in the running text calls."""
    for index, citation in enumerate(lookup.result.citations):
        if citation.note.call is None:
            words = _short(citation.note.body.text)
            yield Matter(
                f"note {citation.note.label}", note_id(index), words, "no call was found in the text", note=index
            )


def inferred(lookup: Lookup) -> Iterator[Matter]:
    """Cites for which something was concluded that is not printed in the note."""
    for index, citation in enumerate(lookup.result.citations):
        for position, cite in enumerate(citation.cites):
            where = (index, position)
            entry = lookup.entry(where)
            work = entry.work if entry else cite.reference.work
            fields = [f"{name} {describe.field(work, name)}".rstrip() for name in lookup.inferred(where)]
            if fields:
                yield _matter(lookup, where, listed(fields))


def dead(lookup: Lookup) -> Iterator[Matter]:
    """Links that are findings."""
    for position, check in enumerate(lookup.result.checks):
        if check.verdict in _FINDINGS:
            why = f"{word('verdicts', check.verdict)}: {check.reason}"
            yield Matter(f"link {position + 1}", link_id(position), check.link.url, why)


def moved(lookup: Lookup) -> Iterator[Matter]:
    """Links that still lead there, but for which a better address is known."""
    for position, check in enumerate(lookup.result.checks):
        if check.proposed_url and check.verdict not in _FINDINGS:
            yield Matter(f"link {position + 1}", link_id(position), check.link.url, f"better: {check.proposed_url}")


RULES: Mapping[str, Callable[[Lookup], Iterator[Matter]]] = {
    "unresolved": unresolved,
    "ambiguous": ambiguous,
    "unsure": unsure,
    "numbering": uncalled,
    "dead": dead,
    "moved": moved,
    "inferred": inferred,
}


def _said(lookup: Lookup) -> dict[str, list[Matter]]:
    """What the diagnostics say, under the kind their code belongs to; what only informs is left to the remarks."""
    said: dict[str, list[Matter]] = {}
    for found in lookup.result.diagnostics:
        kind = _kind_of(found, lookup)
        if kind:
            told = remark(found, lookup)
            file = "refs.bib" if told.of_library else "the document"
            place = f"note {told.note}" if told.note else f"{file}, line {told.line}" if told.line else file
            anchor = told.anchor or "remarks"
            said.setdefault(kind, []).append(
                Matter(place, anchor, told.excerpt, told.message, note=lookup.noted(found))
            )
    return said


def _kind_of(found: Diagnostic, lookup: Lookup) -> str:
    if found.severity is Severity.INFO:
        return ""
    if found.code in _table()["of_cites"]:
        note = lookup.noted(found)
        works = [known.work for where, known in lookup.resolutions.items() if where[0] == note]
        return "unresolved" if None in works else "ambiguous"
    return next((kind["name"] for kind in _kinds() if found.code in kind["codes"]), "other")


def _joined(found: tuple[Matter, ...], said: list[Matter] | tuple[Matter, ...]) -> tuple[Matter, ...]:
    """Both, in the notes' order; where a rule and a diagnostic speak of one note, the diagnostic's reason is kept."""
    spoken: dict[int | None, list[Matter]] = {}
    for matter in said:
        spoken.setdefault(matter.note, []).append(matter)
    matters = []
    for matter in found:
        same = spoken.get(matter.note) if matter.note is not None else None
        matters.append(replace(matter, why=same.pop(0).why) if same else matter)
    matters += [matter for left in spoken.values() for matter in left]
    return tuple(sorted(matters, key=lambda matter: -1 if matter.note is None else matter.note))


def _matter(lookup: Lookup, where: Where, why: str, hint: str = "") -> Matter:
    note = lookup.note(where[0])
    words = _short(lookup.cite(where).span.of(note.body.text))
    return Matter(f"note {note.label}", card_id(*where), words, why, hint, where[0])


def _doubt(lookup: Lookup, where: Where) -> str:
    """Which of the two steps is not sure: reading the words, or telling the work."""
    read, told = lookup.cite(where), lookup.resolutions[where]
    if read.confidence <= told.confidence:
        return f"{read.confidence:.0%} sure that these words were read rightly"
    return f"{told.confidence:.0%} sure which work is meant ({word('rules', told.rule)})"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WORDS else words[: _WORDS - 1].rstrip() + "…"


def _kinds() -> tuple[dict[str, Any], ...]:
    return tuple(_table()["kinds"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("attention.toml").read_text(encoding="utf-8"))
