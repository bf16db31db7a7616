"""What a piece is in: ", in Raphael Samuel (ed.), People’s History", "dans », « in: ders., Schriften"."""

from __future__ import annotations

import re

from biblio.citations.details import people, titles
from biblio.citations.details.draft import Draft, Found
from biblio.citations.names import find
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read"]

_ASSUMED = (Field("container", Span(0, 0)),)
_GAP = re.compile(r"\s*[,:]?\s*")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """The container with its editors or author, where the draft has a title and no container yet."""
    word = scan.phrase("container_in", pos, limit)
    if not word or not draft.has("title", "author", "genre") or draft.has("container", "place", "locator"):
        return None
    start = scan.blank(word.end(), limit)
    colon = scan.text[word.end() - 1] == ":" or scan.text[start : start + 1] == ":"
    start = scan.blank(start + 1, limit) if scan.text[start : start + 1] == ":" else start
    if pronoun := scan.phrase("possessive_pronouns", start, limit):
        start = scan.blank(pronoun.end(), limit)
    fields: list[Field] = []
    if back := scan.phrase("idem", start, limit):
        fields.append(Field("back", Span(start, back.end())))
        start = _after_gap(scan, back.end(), limit)
    elif names := _names(scan, start, limit):
        fields.append(names[0])
        start = names[1]
    title = titles.at(scan, start, limit, plain=True, draft=_inside(draft), small=colon)
    if not title:
        return None
    return Found(title.end, (*fields, Field("container", title.span)))


def _inside(draft: Draft) -> Draft:
    """The draft as it will be once the container is read: a container is not in another one."""
    return Draft(draft.start, draft.pos, [*draft.fields, *_ASSUMED], detail_at=draft.detail_at)


def _after_gap(scan: Scan, pos: int, limit: int) -> int:
    gap = _GAP.match(scan.text, pos, limit)
    return gap.end() if gap else pos


def _names(scan: Scan, start: int, limit: int) -> tuple[Field, int] | None:
    """(names before the container's title, where the title begins)."""
    names = find.at(scan, start, limit)
    if not names:
        return None
    end = scan.blank(names.end, limit)
    comma = scan.text[end : end + 1] == ","
    mark_at = scan.blank(end + 1, limit) if comma else end
    if mark := people.role_mark_end(scan, mark_at, limit):
        return Field("editor", names), _after_gap(scan, mark, limit)
    nearer = _with_mark(scan, names, limit)
    if nearer:
        return nearer
    following = _after_gap(scan, names.end, limit)
    if (
        following > names.end
        and (titles.marked(scan, following) or "et al" in names.of(scan.text))
        and (comma or scan.text[end : end + 1] == ":")
    ):
        return Field("container-author", names), following
    return None


def _with_mark(scan: Scan, names: Span, limit: int) -> tuple[Field, int] | None:
    """The same, where the list of names was read too far: "in A. Smith and B. Brown (eds), X, Title"."""
    for match in re.finditer(r"[(\[]", scan.text[names.start : min(names.end + 2, limit)]):
        mark = people.role_mark_end(scan, names.start + match.start(), limit)
        if mark:
            span = Span(names.start, names.start + match.start()).strip(scan.text)
            return Field("editor", span), _after_gap(scan, mark, limit)
    return None
