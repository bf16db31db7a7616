"""Citations -> notes as the page shows them: the text lit, and beside it what was understood of each cite."""

from __future__ import annotations

import re
from dataclasses import dataclass

from biblio.model import Entry, Note, Resolution
from biblio.web import describe
from biblio.web.anchors import card_id, cite_id, note_id, siglum
from biblio.web.attention import SURE
from biblio.web.describe import Part
from biblio.web.lookup import Lookup, Where
from biblio.web.note_text import Strand, strands
from biblio.web.words import direction, family, in_brief, word

__all__ = ["Pointer", "Understood", "ViewedNote", "viewed_notes"]

_AROUND = 110
"""Characters of running text shown before a call; half as many after it."""
_BLANKS = re.compile(r"\s+")
_LONG = 5000
"""Characters from which a note gets a window of its own."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place on the page and what to call it."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of one cite."""

    siglum: str
    pair: str
    """Joins the cite and its card for the script."""
    cite: str
    card: str
    form: str
    family: str
    signal: str
    suffix: str
    parts: tuple[Part, ...]
    """The work, as the library has it; as the cite words it where no work was found."""
    known: bool
    entry: Pointer | None
    """The key and where its entry stands."""
    locator: str
    rule: str
    """What decided, in words, and the name of that rule."""
    rule_name: str
    confidence: int
    """0 to 100."""
    level: str
    """`sure`, `unsure` or `open`."""
    antecedent: Pointer | None
    candidates: tuple[Pointer, ...]
    inferred: tuple[tuple[str, str], ...]
    """(field, what was concluded)."""
    reprint_of: str
    """Siglum of the original in the same note."""


@dataclass(frozen=True, slots=True)
class ViewedNote:
    """A note as the page shows it."""

    label: str
    anchor: str
    before: str
    """The words of the text before its call, and after it."""
    after: str
    called: bool
    line: int
    direction: str
    """"ltr" or "rtl", of the note's text."""
    strands: tuple[Strand, ...]
    cites: tuple[Understood, ...]
    concerned: bool
    """Whether something in it needs a human eye."""
    long: bool


def viewed_notes(lookup: Lookup, concerned: frozenset[int]) -> tuple[ViewedNote, ...]:
    """All notes, in order; `concerned` are the indices of those that need a human eye."""
    return tuple(_note(lookup, index, index in concerned) for index in range(len(lookup.result.citations)))


def _note(lookup: Lookup, index: int, concerned: bool) -> ViewedNote:
    citation = lookup.result.citations[index]
    before, after = _around(lookup.result.reading.body.text, citation.note)
    return ViewedNote(
        citation.note.label,
        note_id(index),
        before,
        after,
        citation.note.call is not None,
        lookup.line(index),
        direction(citation.note.body.text),
        strands(citation),
        tuple(_understood(lookup, (index, position)) for position in range(len(citation.cites))),
        concerned,
        len(citation.note.body.text) > _LONG,
    )


def _understood(lookup: Lookup, where: Where) -> Understood:
    cite, entry = lookup.cite(where), lookup.entry(where)
    work = entry.work if entry else cite.reference.work
    return Understood(
        siglum=siglum(where[1]),
        pair=f"{where[0] + 1}-{where[1] + 1}",
        cite=cite_id(*where),
        card=card_id(*where),
        form=word("forms", cite.form),
        family=family(cite.form),
        signal=cite.prefix,
        suffix=cite.suffix,
        parts=describe.line(work),
        known=entry is not None,
        entry=Pointer(entry.key, lookup.anchors[entry.key]) if entry else None,
        locator=in_brief(cite.locator.label, cite.locator.value) if cite.locator else "",
        rule=word("rules", lookup.rule(where)),
        rule_name=lookup.rule(where),
        confidence=round(100 * lookup.confidence(where)),
        level=_level(lookup, where, entry),
        antecedent=_antecedent(lookup, where),
        candidates=tuple(
            Pointer(describe.label(found.work, found.key), lookup.anchors[found.key])
            for found in lookup.candidates(where)
        ),
        inferred=tuple((name, describe.field(work, name)) for name in lookup.inferred(where)),
        reprint_of=siglum(cite.reprint_of) if cite.reprint_of is not None else "",
    )


def _level(lookup: Lookup, where: Where, entry: Entry | None) -> str:
    resolution: Resolution | None = lookup.resolutions.get(where)
    if entry is None and resolution is not None:
        return "open"
    return "sure" if lookup.confidence(where) >= SURE else "unsure"


def _antecedent(lookup: Lookup, where: Where) -> Pointer | None:
    found = lookup.antecedent(where)
    if found is None:
        return None
    if found[0] == where[0]:
        return Pointer(f"{siglum(found[1])} above", card_id(*found))
    return Pointer(f"note {lookup.note(found[0]).label}", card_id(*found))


def _around(body: str, note: Note) -> tuple[str, str]:
    """The words before and after a note's call, whole words only."""
    if note.call is None:
        return "", ""
    at = min(note.call.at, len(body))
    low, high = max(0, at - _AROUND), min(len(body), at + _AROUND // 2)
    before, after = (_BLANKS.sub(" ", words) for words in (body[low:at], body[at:high]))
    if low and " " in before:
        before = "… " + before.partition(" ")[2]
    if high < len(body) and " " in after:
        after = after.rpartition(" ")[0] + "\u00a0…"
    return before.lstrip(), after.rstrip()
