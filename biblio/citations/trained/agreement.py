"""Where the model and the rules disagree: the few things on which the rules know better.

Possessives ("Anderson's article ‘X’") are read rightly by the rules where the model cuts them in two; a use of a form
that the document declares is one, and so is a title named right behind its author's genitive.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from biblio.citations.declarations import declarations
from biblio.citations.declaring import told
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["agreed", "over"]

_PREFERRED = frozenset(("possessive",))
"""Rules whose cites stand against the model's."""
_NEAR = 60
"""Characters between a cite and the short form declared for it in a bracket."""
_FAR = 160
"""The same for one that is announced: "hereafter"."""


def over(cites: Sequence[Tagged], span: Span) -> tuple[Tagged, ...]:
    """Those of the ordered cites that share a character with `span`."""
    first = bisect_right(cites, span.start, key=lambda cite: cite.span.end)
    last = bisect_left(cites, span.end, key=lambda cite: cite.span.start)
    return tuple(cites[first:last])


def agreed(scan: Scan, cites: Sequence[Tagged], proposals: Sequence[Tagged]) -> tuple[Tagged, ...]:
    """The model's cites, those of the rules in the place of some, and the short forms that the note declares."""
    kept = tuple(item for item in proposals if item.rule in _PREFERRED)
    found = sorted((*kept, *(cite for cite in cites if not over(kept, cite.span))), key=lambda cite: cite.span)
    missed = tuple(item for item in proposals if _overlooked(item) and not over(found, item.span))
    found = sorted((*found, *missed), key=lambda cite: cite.span)
    for span in declarations(scan):
        # The model may have taken the words that declare for a cite of their own.
        others = [cite for cite in found if not _alone(cite, span)]
        at = bisect_left(others, span.start, key=lambda cite: cite.span.start) - 1
        near = _NEAR if scan.text[span.start - 1 : span.start] in ("(", "[") else _FAR
        if at >= 0 and span.start - others[at].span.end <= near:
            limit = others[at + 1].span.start if at + 1 < len(others) else len(scan.text)
            found = others
            if told(scan, others, span) in (None, at):
                found[at] = _declaring(found[at], span, limit)
    return tuple(found)


def _alone(cite: Tagged, span: Span) -> bool:
    """Whether a cite is nothing but the short form that is declared at `span`."""
    return all(span.contains(field.span) for field in cite.fields)


def _overlooked(proposal: Tagged) -> bool:
    return proposal.rule == "declared-form" or proposal.form is Form.MENTION


def _declaring(cite: Tagged, span: Span, limit: int) -> Tagged:
    """The cite with the short form at `span`; what was read there as anything else is no such thing."""
    if span.end > limit or any(
        field.label == "abbr" or (field.span.contains(span) and field.span != span) for field in cite.fields
    ):
        return cite
    kept = (field for field in cite.fields if not field.span.overlaps(span))
    fields = tuple(sorted((*kept, Field("abbr", span)), key=lambda field: field.span))
    end = max(cite.span.end, span.end)
    return replace(cite, span=Span(cite.span.start, end), fields=fields) if len(fields) > 1 else cite
