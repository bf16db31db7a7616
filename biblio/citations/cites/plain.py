"""Author and title in plain letters: "Leon Trotsky, The Revolution Betrayed (New York, 1972), 59"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from biblio.citations import details
from biblio.citations.cites.entry import entry
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.details import people, pieces, titles
from biblio.citations.letters import INITIAL, UPPER, WORD, YEAR
from biblio.citations.lexicon import load
from biblio.citations.names import find
from biblio.citations.names.pattern import LEADING, NAME_LIST
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["propose"]

_AFTER_NAMES = re.compile(
    rf"\s*(?:\((?P<year>{YEAR}[a-z]?)\)\s*(?:\[(?P<original>{YEAR})\])?|,\s(?P<year2>{YEAR}[a-z]?)(?:\s\[(?P<original2>{YEAR})\])?)?"
    r"\s*[,:.]\s+|\s+(?=\()"
)
_YEAR_GROUPS = (("year", "date"), ("year2", "date"), ("original", "original-date"), ("original2", "original-date"))
_MOST_COMMAS = 3
_BOUND = re.compile(rf"(?:(?<=[\s(\[—–‘“«„])|\A)(?=[{UPPER}]|(?:van|von|de|du|della|di|d[’'])\s?[{UPPER}])")
_NEED = frozenset(
    (
        "date",
        "place",
        "publisher",
        "container",
        "url",
        "doi",
        "archive",
        "genre",
        "edition",
        "pages",
        "locator",
        "xref",
        "back",
        "volume",
        "issue",
        "translator",
    )
)


def propose(scan: Scan) -> Iterator[Tagged]:
    """One proposal a list of names that a title and a detail follow."""
    pos = 0
    while found := _BOUND.search(scan.text, pos):
        start = found.start()
        pos = start + 1
        if scan.structure.quoted(start):
            pos = scan.structure.quoted(start).outer.end  # type: ignore[union-attr]
            continue
        sure = 0.0 if scan.in_italics(start) else entry(scan, start)
        match = LEADING.match(scan.text, start) if sure else None
        if not match or find.begins_no_name(scan, match[0].split()[0]):
            continue
        proposals = [item for names in _name_lists(scan, start) if (item := _read(scan, names, sure))]
        yield from proposals
        if proposals:
            pos = max(pos, min(item.fields[0].span.end for item in proposals))


def _name_lists(scan: Scan, start: int) -> Iterator[Span]:
    """The lists of names at `start`: the whole, and shorter ones that stop at a comma (the rest may be the title)."""
    found = NAME_LIST.match(scan.text, start, min(len(scan.text), start + 200))
    if not found:
        return
    ends = [found.end()]
    for comma in re.finditer(r",\s", found[0]):
        ends.append(start + comma.start())
    for end in sorted(set(ends), reverse=True)[: _MOST_COMMAS + 1]:
        yield Span(start, end)


def _read(scan: Scan, names: Span, sure: float) -> Tagged | None:
    limit = limit_at(scan, names.start)
    if any(names.start < italic.start < names.end for italic in scan.italics_in(names)):
        return None
    draft = details.begin(names.start)
    draft.add(details.Found(names.end, (Field("author", names),)))
    mark_at = scan.blank(names.end, limit)
    mark_at = scan.blank(mark_at + 1, limit) if scan.text[mark_at : mark_at + 1] == "," else mark_at
    if mark := people.role_mark_end(scan, mark_at, limit):
        draft.fields[-1] = Field("editor", names)
        draft.pos = mark
    gap = _AFTER_NAMES.match(scan.text, draft.pos, limit)
    start = gap.end() if gap else scan.blank(draft.pos, limit)
    if not gap and not mark:
        return None
    if gap:
        draft.fields += (Field(label, Span(*gap.span(group))) for group, label in _YEAR_GROUPS if gap[group])
    if gap and not gap[0].strip(" ") and not mark:
        return None
    if (
        start in scan.structure.stop_set
        and not (gap and (gap["year"] or gap["year2"]))
        and "." not in scan.text[names.start : names.end + 1][-2:]
    ):
        return None
    if (
        gap
        and gap[0].strip() in (":", ".")
        and " " in names.of(scan.text).partition(",")[0]
        and "," in names.of(scan.text)
    ):
        return None
    if titles.marked(scan, start):
        return None
    return _with_title(scan, draft, start, limit, sure)


def _with_title(scan: Scan, draft: details.Draft, start: int, limit: int, sure: float) -> Tagged | None:
    end, after = _title_end(scan, start, limit, draft)
    if end <= start:
        return None
    title = titles.trim(scan.text, Span(start, end))
    if len(title) < 3 or _prose(scan, title) or _no_title(scan, draft, title):
        return None
    draft.fields.append(Field("title", title))
    draft.pos = after
    details.read_on(scan, draft, limit)
    if not draft.has(*_NEED):
        return None
    return finish(scan, draft, "plain-title", confidence=sure * _likely(title.of(scan.text)))


def _title_end(scan: Scan, start: int, limit: int, draft: details.Draft) -> tuple[int, int]:
    """(end of the title's letters, where reading goes on); a stray closing quotation mark ends a title."""
    stray = scan.structure.stray(start, min(limit, start + 200))
    if stray is not None:
        return stray, stray + 1
    end = titles.plain_end(scan, start, limit, draft)
    return end, end


@cache
def _verb(language: str) -> re.Pattern[str]:
    lists = load(language).lists
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, (*lists['auxiliaries'], *lists['saying_verbs'])))})\s")


def _likely(title: str) -> float:
    """How much the title looks like one: real words, not too many."""
    words = title.split()
    if len(words) > 25:
        return 0.6
    return 0.95 if any(len(word) > 3 and not word.isupper() for word in words[:1]) or len(words) > 2 else 0.85


_GIVEN = re.compile(
    rf"(?:{INITIAL}|{WORD})(?:[ -](?:{INITIAL}|{WORD})){{0,2}}(?:\s?/\s?[^()]{{3,60}})?"
    rf"\s?(?:\({YEAR}|\[{YEAR}|:|,\s{YEAR},\s[‘“„«{UPPER}])"
)
"""What follows a family name printed first: "Johanna (2021)", "Steven / Schor, Juliet B. (2020)"."""
_NOT_TITLE = re.compile(r"(?:\d+|[^\W\d_]\.?){1,2}\Z")


def _no_title(scan: Scan, draft: details.Draft, title: Span) -> bool:
    """Whether author and title are rather a periodical and its date, or a place and a publisher."""
    names = draft.fields[0].span.of(scan.text)
    text = title.of(scan.text)
    dated = dates.match(scan.text, title.start, title.end)
    month = scan.phrase("months", title.start, title.end)
    unnamed = any(pieces.is_place(part.strip()) for part in (*names.split(","), text.split(",")[0])) or not re.search(
        r"[^\W\d_]{2}", names
    )
    given = _GIVEN.match(scan.text, title.start) is not None and " " not in names
    return bool(given or dated or (month and len(text) < 16) or unnamed or _NOT_TITLE.match(text))


def _prose(scan: Scan, title: Span) -> bool:
    """Whether the would-be title is the rest of a sentence: a verb, and few capitals."""
    text = title.of(scan.text)
    if text[0].islower():
        return True
    words = text.split()
    capitals = sum(word[0].isupper() for word in words)
    return bool(_verb(scan.lexicon.language).search(text)) and capitals * 2 < len(words)
