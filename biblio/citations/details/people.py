"""Editors and translators: "ed. by Jane Degras", "Pierre Birnbaum (dir.)", "trans. John Archer"."""

from __future__ import annotations

from biblio.citations.details.draft import Draft, Found
from biblio.citations.names import find
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read", "read_before_mark", "read_role_mark", "role_mark_end"]


def role_mark_end(scan: Scan, pos: int, limit: int) -> int:
    """Where the "(ed.)", "[Hrsg.]" or "ed.," at `pos` ends; 0 if there is none."""
    bracket = scan.text[pos : pos + 1] in ("(", "[")
    start = pos + bracket
    end = scan.structure.closed.get(pos, 0) if bracket else limit
    if not start < end <= limit or (bracket and end - pos > 30):
        return 0
    found = scan.phrase("editor_after", start, end)
    if not found:
        return 0
    if bracket:
        return end
    after = scan.text[found.end() : found.end() + 1]
    return found.end() if after in (",", ":", "") else 0


def read_role_mark(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A mark right after names: "(ed.)"; the names become editors."""
    if draft.last != "author" or draft.has("title"):
        return None
    end = role_mark_end(scan, pos, limit)
    if not end:
        return None
    draft.fields[-1] = Field("editor", draft.fields[-1].span)
    return Found(end)


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A role with the names that follow it."""
    for words, label in (("editor_before", "editor"), ("translator_before", "translator")):
        role = scan.phrase(words, pos, limit)
        if not role or not draft.has("title", "container"):
            continue
        start = scan.blank(role.end(), limit)
        names = find.list_at(scan, start, limit) if start > role.end() else None
        if names:
            return Found(names.end, (Field(label, names),))
    by = scan.phrase("author_after", pos, limit) if not draft.has("author", "editor") else None
    if by and draft.last in ("title", "date") and (names := find.list_at(scan, scan.blank(by.end(), limit), limit)):
        return Found(names.end, (Field("author", names),))
    if introduced := scan.phrase("introducers", pos, limit):
        names = find.list_at(scan, scan.blank(introduced.end(), limit), limit)
        if names and draft.has("title"):
            return Found(names.end, (Field("addendum", Span(pos, names.end)),))
    return None


def read_before_mark(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """Names with their mark behind them, after a container: "Pierre Birnbaum (dir.)"."""
    if not draft.has("title", "container") or draft.has("editor"):
        return None
    names = find.at(scan, pos, limit)
    if not names:
        return None
    end = role_mark_end(scan, scan.blank(names.end, limit), limit)
    return Found(end, (Field("editor", names),)) if end else None
