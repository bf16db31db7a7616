"""The place cited, and a piece's own pages: "pp. 59, 111–13", "S. 12 ff.", ": 143–70, here 9", "chs. 2-3", "para 16".

Whether a range is the work's own or the place cited is settled here by where it stands: right after a periodical's
date it is the work's; after a book's imprint it is the place cited, unless it is long and the work a piece of a book.
"""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.letters import ROMAN
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read_bare", "read_labelled"]

_ONE = rf"(?:\d{{1,5}}(?:[.:]\d{{1,5}})*(?:[a-z]{{1,2}}\d{{0,3}}(?!\w)|r°|v°)?(?:n\.?\s?\d+)?|{ROMAN}(?!\.\s?\d))(?!\w)"
_SPAN = rf"{_ONE}(?:\s?[-‒–—]{{1,2}}\s?{_ONE})?"
_FOLLOWING = r"(?:\s?(?:ff|f|sqq?|sq|s\.?q|et suiv|et s|y ss?|y sigs?|e segg?|e ss|ss|sgg?)\.?(?!\w))?"
_JOIN = r"(?:,\s?(?:and\s)?|\s(?:and|und|u\.|et|y|e|&)\s|;\s)"
_VALUE = re.compile(
    rf"{_SPAN}{_FOLLOWING}(?:{_JOIN}{_SPAN}{_FOLLOWING}(?!\s[A-ZÀ-Þa-zà-ÿ]{{3}}))*(?:,?\s(?:n|nn|note)\.?\s?\d+)?(?:(?:,\s|\s)(?:and\s)?passim)?"
)
_EXCERPT = re.compile(
    rf"\((?:(?:this|the|here|our)\s)?(?:excerpt|extract|passage|quotation|quote|quoted|Zitat|citation|cita|citazione)\s(?:at\s|on\s)?(?:pp?\.\s|S\.\s)?(?P<value>{_SPAN})\)"
)
"""The page of a quotation in brackets after an imprint: "(this excerpt 61-4)"."""
_PASSIM = re.compile(r"passim(?!\w)")
_YEAR_ONLY = re.compile(r"(?:1[5-9]|20)\d\d(?![\d–-])")
_NOUN = re.compile(r"\s(?:years?|Jahre|ans|años|anni|men|women|people|copies|members|percent|per cent|%|[a-zß-ÿ]{4,})")
_PARTED = re.compile(r"\d+[.:]\d")
_LETTERS = frozenset("cdlmCDLM")
_LONG_PIECE = 6
_INSIDE = frozenset(("page", "column", "folio-outside"))


def read_labelled(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A value behind "pp.", "S.", "ch.", "para", perhaps after "here" or "at"."""
    if excerpt := _EXCERPT.match(scan.text, pos, limit):
        return (
            Found(excerpt.end(), (Field("locator", Span(*excerpt.span("value"))),))
            if draft.has("date", "title")
            else None
        )
    here, start = _here(scan, pos, limit)
    page = scan.phrase("page_labels", start, limit)
    if page and scan.text[page.end() : page.end() + 1].isalpha():
        page = None  # "s.v." is no page v
    if page and (value := _value(scan, scan.blank(page.end(), limit), limit)):
        return Found(value.end, (Field(_kind(scan, value, draft, here=here), value),))
    label = scan.phrase("locator_labels", start, limit)
    if label and label[0][0].isupper() and label[0].lower() in ("s", "ss", "f.", "c."):
        label = None
    if label and (value := _value(scan, scan.blank(label.end(), limit), limit)):
        kind = scan.lexicon.locator_labels.get(" ".join(label[0].lower().split()), "page")
        inner = value if kind in _INSIDE else Span(start, value.end)
        return Found(value.end, (Field("locator", inner),))
    if passim := _PASSIM.match(scan.text, start, limit):
        return Found(passim.end(), (Field("locator", Span(start, passim.end())),))
    return None


def read_bare(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A value without a label, where numbers can be nothing else: after an imprint, ibid., or a short title."""
    here, start = _here(scan, pos, limit)
    value = _value(scan, start, limit)
    if (
        not value
        or value.of(scan.text) in _LETTERS
        or _NOUN.match(scan.text, value.end)
        or (_YEAR_ONLY.match(scan.text, value.start) and not draft.has("date", "back"))
    ):
        return None
    before = scan.text[max(draft.pos - 2, 0) : pos]
    if not here and not any(mark in before for mark in ",:") and not _attached(scan, value, draft):
        return None
    if not here and not draft.has(
        "date", "place", "back", "xref", "abbr", "volume", "issue", "publisher", "title", "edition", "author"
    ):
        return None
    return Found(value.end, (Field(_kind(scan, value, draft, here=here), value),))


def _attached(scan: Scan, value: Span, draft: Draft) -> bool:
    """Whether a value may follow without a comma: after "ibid.", and book and line after a title ("Sat. 3.232")."""
    return draft.last in ("back", "abbr") or (
        draft.last in ("title", "author") and not draft.quoted and bool(_PARTED.match(value.of(scan.text)))
    )


def _here(scan: Scan, pos: int, limit: int) -> tuple[bool, int]:
    word = scan.phrase("here_words", pos, limit)
    if not word:
        return False, pos
    return True, scan.blank(word.end(), limit)


def _value(scan: Scan, pos: int, limit: int) -> Span | None:
    found = _VALUE.match(scan.text, pos, limit)
    if not found or not found[0]:
        return None
    return Span(found.start(), found.end())


def _kind(scan: Scan, value: Span, draft: Draft, *, here: bool) -> str:
    """`pages` for the work's own range, `locator` for the place cited."""
    text = value.of(scan.text)
    ends = [int(number) for number in re.findall(r"\d+", text)]
    ranged = len(ends) == 2 and re.search(r"[-‒–—]", text) and "," not in text
    if here or draft.has("pages", "locator", "back", "xref") or not draft.has("container") or not ranged:
        return "locator"
    length = _length(ends[0], ends[1])
    if draft.has("volume", "issue") and not draft.has("place", "publisher"):
        return "pages" if length >= 2 else "locator"
    return "pages" if length >= _LONG_PIECE and draft.has("title") else "locator"


def _length(first: int, last: int) -> int:
    low, high = str(first), str(last)
    full = int(low[: len(low) - len(high)] + high) if len(high) < len(low) else last
    return full - first
