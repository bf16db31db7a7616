"""What stands before a title: names, with their role mark or year, or a possessive with the kind of work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from biblio.citations.cites import possessive
from biblio.citations.details import people
from biblio.citations.letters import UPPER, YEAR
from biblio.citations.names import find
from biblio.citations.names.parts import is_institution
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["Head", "read_head"]

_GAP = re.compile(r"[,:.]?[\s\u00a0]*\Z")
_YEAR = re.compile(
    rf"(?:[\[(](?P<year>{YEAR}[a-z]?)[\])]\s*(?:\[(?P<original>{YEAR})\]\s*)?[,:.]?|,\s(?P<year2>{YEAR}[a-z]?)(?:\s\[(?P<original2>{YEAR})\])?[,:.])\s*\Z"
)
_YEAR_GROUPS = (("year", "date"), ("year2", "date"), ("original", "original-date"), ("original2", "original-date"))
_WINDOW = 260
_INNER = frozenset(("in", "by", "from", "to", "is", "with", "see", "dans", "par", "bei", "nach", "über", "en", "por"))
_INSTITUTION = re.compile(rf"[{UPPER}](?:[^,;:()«»“”‘<>\d]|\([^(),;]{{3,40}}\)){{3,110}}\Z")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields before a title and where they begin."""

    start: int
    fields: tuple[Field, ...]
    rule: str = ""


def read_head(scan: Scan, pos: int, low: int) -> Head | None:
    """What stands directly before the title at `pos`, not before `low`."""
    low = max(low, pos - _WINDOW)
    if head := possessive.before(scan, low, pos):
        return Head(head[0], head[1], possessive.RULE)
    if back := _same_author(scan, low, pos):
        return back
    gap = _GAP.search(scan.text[low:pos])
    end = low + gap.start() if gap else pos
    between = scan.text[end:pos]
    extra: tuple[Field, ...] = ()
    if year := _YEAR.search(scan.text[low:pos]):
        extra = tuple(
            Field(label, Span(low + year.start(group), low + year.end(group)))
            for group, label in _YEAR_GROUPS
            if year[group]
        )
        end, between = low + year.start(), ","
    label, end = _role(scan, low, end)
    if not between.strip() and label == "author":
        return None
    names = find.before(scan, low, end)
    body = _institution(scan, low, end)
    if body and (not names or (body.start < names.start and is_institution(body.of(scan.text)))):
        names = body
    if not names or end - names.end > 2:
        return None
    return Head(names.start, (Field(label, names), *extra))


def _role(scan: Scan, low: int, end: int) -> tuple[str, int]:
    """("editor", where the names end) if a role mark closes the names."""
    stripped = len(scan.text[low:end].rstrip(" ,"))
    if stripped and scan.text[low + stripped - 1] in ")]":
        start = max(scan.text.rfind("(", low, low + stripped), scan.text.rfind("[", low, low + stripped))
        if start >= low and people.role_mark_end(scan, start, low + stripped):
            return "editor", start
        return "author", end
    found = list(scan.lexicon["editor_after"].finditer(scan.text, max(low, low + stripped - 8), low + stripped))
    if found and found[-1].end() == low + stripped and scan.text[found[-1].start() - 2 : found[-1].start()] == ", ":
        return "editor", found[-1].start()
    return "author", end


def _same_author(scan: Scan, low: int, pos: int) -> Head | None:
    """ "Ders., Title", "Id., Title": the author of the cite before."""
    window = max(low, pos - 30)
    for match in scan.lexicon["idem"].finditer(scan.text, window, pos):
        if re.fullmatch(r"[\s,:]*(?:\(\d{4}\)[,:]?\s)?", scan.text[match.end() : pos]):
            return Head(match.start(), (Field("back", Span(*match.span())),), "idem")
    return None


def _institution(scan: Scan, low: int, end: int) -> Span | None:
    """A body as author at the front of its sentence: "Royal Commission on Aboriginal Peoples,"."""
    start = scan.structure.sentence_start(end, low)
    found = _INSTITUTION.match(scan.text, start, end)
    if not found or (start != low and start not in scan.structure.stop_set):
        return None
    words = found[0].split()
    capitals = sum(word[0].isupper() for word in words)
    if (
        capitals * 2 < len(words)
        or len(words) < 3
        or set(words) & _INNER
        or words[0].lower().strip(".,") in scan.lexicon.not_names
    ):
        return None
    return Span(start, end)
