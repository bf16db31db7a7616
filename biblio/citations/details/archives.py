"""Archives and shelf-marks inside a cite: ", TNA, CAB 128/9", ", RGASPI, f. 517, op. 1"."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.details.draft import Draft, Found
from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["at", "names", "read"]

_KIND = (
    rf"(?<!\w)[{UPPER}][\w’'\-]*\s(?:(?:of|de|di|the|and)\s)?(?:[{UPPER}][\w’'\-]*\s){{0,3}}"
    r"(?:Record Office|Records? Centre|Archives?|Archive Centre|Library|Local Studies)(?!\w)"
)
_REST = re.compile(r"[^,;()\[\].:\d]{0,60}")
_MARK = re.compile(r"[,:]?\s*(?P<mark>[^;“”‘«\"]{1,90})")
_LINE = re.compile(r"(?:[,.]\s)(?=[a-zà-ÿ]{4,}\s|[A-ZÀ-Þ][a-zà-ÿ]+\s(?:to|an|à|a)\s)")


@cache
def names() -> re.Pattern[str]:
    """Matches the name or siglum of an archive."""
    known = lexicon.phrases(lexicon.words("repositories"), flags=0)
    return re.compile(f"{known.pattern}|{_KIND}")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """An archive after a title, a letter or a date."""
    if not draft.has("title", "author", "date", "genre") or draft.has("place", "container"):
        return None
    return at(scan, pos, limit)


def at(scan: Scan, pos: int, limit: int) -> Found | None:
    """Archive and shelf-mark at `pos`."""
    name = names().match(scan.text, pos, limit)
    if not name:
        return None
    rest = _REST.match(scan.text, name.end(), limit)
    end = _archive_end(scan, name.end(), rest.end() if rest else name.end())
    archive = Field("archive", Span(pos, end).strip(scan.text))
    after = end
    if scan.text[end : end + 1] == " " and scan.structure.closed.get(end + 1):
        after = scan.structure.closed[end + 1]
    mark = _shelf_mark(scan, after, limit)
    if not mark:
        return Found(archive.span.end, (archive,))
    return Found(mark.end, (archive, Field("shelfmark", mark)))


def _archive_end(scan: Scan, low: int, high: int) -> int:
    """The archive's name goes on in words; a capital letter run or digit begins the shelf-mark."""
    words = re.match(
        r"(?:\s(?:[a-zà-ÿ]{1,3}\s)?(?:[A-ZÀ-Þ][a-zà-ÿ’'\-]+|of|de|di|del|della|des|du|d[’']\w+))*", scan.text[low:high]
    )
    return low + (words.end() if words else 0)


def _shelf_mark(scan: Scan, pos: int, limit: int) -> Span | None:
    stop = scan.structure.sentence_end(pos, limit)
    found = _MARK.match(scan.text, pos, stop)
    if not found:
        return None
    low, high = found.span("mark")
    bracket = re.search(r"\s[(\[]", scan.text[low:high])
    high = low + bracket.start() if bracket else high
    if date := dates.find(scan.text, low, high):
        if re.search(r"[^\d]", date[0]):
            high = date.start()
    if prose := _LINE.search(scan.text, low, high):
        high = prose.start()
    span = Span(low, high).strip(scan.text)
    text = span.of(scan.text).rstrip(" ,.:")
    span = Span(span.start, span.start + len(text))
    return span if re.search(r"\d", text) and len(span) > 1 else None
