"""Titles: in quotation marks, in italics, or in plain letters up to the first detail that must follow one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from biblio.citations.details.draft import Draft
from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["TitleAt", "at", "marked", "plain_end", "trim"]

_LONGEST = 320
_OPENING = "‘“„«»‹\"'‚"
_BREAK = re.compile(r"(?P<mark>[,.:]?)[\s\u00a0]+")
_START = re.compile(rf"[{UPPER}\d¿¡\[…‘“„«\"]")
_ASSUMED = (Field("title", Span(0, 0)),)
"""What a rule may take as read while it looks for the end of a title."""
_EDGE = " \t\n\u00a0\u202f,.;:"


@dataclass(frozen=True, slots=True)
class TitleAt:
    """A title's letters and where it ends with its marks."""

    span: Span
    end: int
    quoted: bool = False


def trim(text: str, span: Span) -> Span:
    """`span` without the punctuation that belongs to the sentence around it: ‘Title,’."""
    start, end = span.start, span.end
    while end > start and text[end - 1] in _EDGE and text[max(end - 3, start) : end] != "...":
        end -= 1
    while start < end and text[start] in _EDGE:
        start += 1
    return Span(start, end)


def marked(scan: Scan, pos: int) -> bool:
    """Whether a title in quotation marks or italics begins at `pos`."""
    return scan.italic_at(pos) is not None or (
        scan.text[pos : pos + 1] in tuple(_OPENING) and pos in scan.structure.closed
    )


def at(scan: Scan, pos: int, limit: int, *, plain: bool, draft: Draft, small: bool = False) -> TitleAt | None:
    """The title that begins at `pos`; one in plain letters only if `plain`, with a small letter only if `small`."""
    if italic := scan.italic_at(pos):
        return TitleAt(trim(scan.text, italic), italic.end)
    if scan.text[pos : pos + 1] in tuple(_OPENING) and pos in scan.structure.closed:
        end = scan.structure.closed[pos]
        if italic := scan.italic_at(pos + 1):
            return TitleAt(trim(scan.text, italic), max(end, italic.end), quoted=True)
        return TitleAt(trim(scan.text, Span(pos + 1, end - 1)), end, quoted=True)
    if not plain:
        return None
    end = plain_end(scan, pos, limit, draft, small=small)
    return TitleAt(trim(scan.text, Span(pos, end)), end) if end > pos else None


def plain_end(scan: Scan, pos: int, limit: int, draft: Draft, *, small: bool = False) -> int:
    """Where the plain title at `pos` ends: before the first detail; `pos` if no detail follows."""
    if not _START.match(scan.text, pos, limit) and not (small and scan.text[pos : pos + 1].isalpha()):
        return pos
    probe = Draft(pos, pos, [*draft.fields, *_ASSUMED], detail_at=draft.detail_at)
    for match in _BREAK.finditer(scan.text, pos, min(limit, pos + _LONGEST)):
        if match.start() == pos:
            continue
        if _strong(scan, match, limit) and draft.detail_at(scan, match.end(), limit, probe):
            return match.start()
    return pos


def _strong(scan: Scan, gap: re.Match[str], limit: int) -> bool:
    """Whether the gap can part title and detail: punctuation, or an opening bracket."""
    return (
        bool(gap["mark"])
        or scan.text[gap.end() : gap.end() + 1] in ("(", "[", "<")
        or bool(scan.phrase("page_labels", gap.end(), limit))
    )
