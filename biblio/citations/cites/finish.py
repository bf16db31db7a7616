"""A draft -> a tagged cite: its stretch and its form."""

from __future__ import annotations

from biblio.citations.details import Draft
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["finish", "form_of"]

_FULL = frozenset(
    (
        "date",
        "place",
        "publisher",
        "container",
        "url",
        "doi",
        "archive",
        "shelfmark",
        "issue",
        "edition",
        "genre",
        "number",
        "series",
        "translator",
        "editor",
    )
)


def finish(scan: Scan, draft: Draft, rule: str, *, form: Form | None = None, confidence: float = 1.0) -> Tagged:
    """The cite read so far, from its first field (or opening mark) to where the reading stopped."""
    end = draft.pos
    while end > draft.start and scan.text[end - 1] in " \t\n,;:":
        end -= 1
    fields = tuple(field for field in sorted(draft.fields, key=lambda field: field.span) if len(field.span))
    return Tagged(Span(draft.start, end), form or form_of(fields), fields, rule=rule, confidence=confidence)


def form_of(fields: tuple[Field, ...]) -> Form:
    """What kind of cite has such fields."""
    labels = {field.label for field in fields}
    if "xref" in labels and not labels & {"title", "container"}:
        return Form.CROSS_REFERENCE
    if "back" in labels and not labels & {"date", "place", "publisher"}:
        return Form.OP_CIT
    if "xref" in labels and not labels & {"date", "place", "publisher", "container"}:
        return Form.CROSS_REFERENCE
    if labels <= {"url", "accessed", "doi"}:
        return Form.LINK
    if labels & _FULL:
        return Form.FULL
    return Form.SHORT
