"""An imprint or a date in brackets: "(London, 1981)", "(May-June 1983, 49-58)", "[23 February, 1953]"."""

from __future__ import annotations

from biblio.citations.details import pieces
from biblio.citations.details.draft import Draft, Found
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["imprint_fields", "read"]

_LONGEST = 300


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """The fields of the bracket at `pos`, if it is an imprint."""
    if scan.text[pos : pos + 1] not in ("(", "["):
        return None
    end = scan.structure.closed.get(pos, 0)
    if not pos < end <= limit:
        return None
    fields = imprint_fields(scan, Span(pos + 1, end - 1), frozenset(field.label for field in draft.fields))
    if not fields:
        return None
    if (
        scan.text[pos] == "["
        and draft.last == "date"
        and len(fields) == 1
        and fields[0].label in ("date", "extra-date")
    ):
        fields = (Field("original-date", fields[0].span),)
    return Found(end, fields)


def imprint_fields(scan: Scan, inner: Span, before: frozenset[str]) -> tuple[Field, ...]:
    """The fields of an imprint; none where it says neither when nor where."""
    if len(inner) > _LONGEST or len(inner) < 3:
        return ()
    whole = dates.match(scan.text, inner.start, inner.end)
    if whole and whole.end() == inner.end:
        return (Field("date", inner),) if "date" not in before else (Field("original-date", inner),)
    found: list[Field] = []
    parts = pieces.split(scan.text, inner)
    seen: set[str] = set()
    missed = 0
    for part in parts:
        fields = pieces.classify(scan, part, seen)
        if not fields and found and found[-1].label == "publisher" and _more_of_name(scan, part):
            found[-1] = Field("publisher", Span(found[-1].span.start, part.end))
            continue
        missed += not fields
        found += (field for field in fields if field.label not in seen or field.label in ("editor", "addendum"))
        seen |= {field.label for field in fields}
    if "date" in seen or "genre" in seen:
        accepted = missed * 2 <= len(parts) and _sound(scan, found)
    else:
        accepted = (
            not missed
            and "place" in seen
            and all(pieces.is_place(field.span.of(scan.text)) for field in found if field.label == "place")
        )
    return tuple(field for field in found if field.label != "extra-date") if accepted else ()


def _more_of_name(scan: Scan, part: Span) -> bool:
    """ "Longmans, Green", "Farrar, Straus and Giroux": a firm of several names."""
    words = part.of(scan.text).split()
    return len(words) <= 4 and words[0][:1].isupper() and not any(char.isdigit() for char in part.of(scan.text))


def _sound(scan: Scan, found: list[Field]) -> bool:
    """Whether the pieces begin like an imprint: capital letter, figure or abbreviation, not a clause of prose."""
    return all(len(field.span.of(scan.text).split()) <= 14 for field in found)
