"""Archives and shelf-marks: "TNA, CAB 128/9", "British Library, London, Place Papers, Add. MS 27825, fos 144–5"."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.details.draft import Draft, Found
from biblio.citations.details.pieces import place_at
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
_MORE = re.compile(rf"(?:\s(?:(?:of|de|di|del|della|des|du|la|für|der|zu)\s)*(?:[{UPPER}][a-zà-ÿ’'\-]+|d[’']\w+))*")
_PIECE = re.compile(
    r"(?P<gap>[,:]?\s+|\s?[,:]\s*)(?P<piece>[^,;()\[\]“”‘«\"\n]{1,70}?)(?=,\s|;|\s?[(\[“‘«]|[.:]?\s*\Z|:\s)"
)
_MARKED = re.compile(r"\d|\bMSS?\b|\bMs\b|\b[A-Z]{1,4}\b")
_MOST_PIECES = 9


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
    """Archive, shelf-mark and the title of the papers at `pos`."""
    name = names().match(scan.text, pos, limit)
    if not name:
        return None
    limit = min(limit, scan.structure.sentence_end(name.end(), limit))
    more = _MORE.match(scan.text, name.end(), limit)
    end = more.end() if more else name.end()
    archive = Span(pos, end)
    if scan.text[end : end + 2] == " (" and scan.structure.closed.get(end + 1):
        end = scan.structure.closed[end + 1]
    titles: list[Span] = []
    marks: list[Span] = []
    for _ in range(_MOST_PIECES):
        piece = _next_piece(scan, end, limit)
        if piece is None or _foreign(scan, piece, limit, marked=bool(marks)):
            break
        if not marks and place_at(scan.text, piece.start, piece.end) == piece.end and end == archive.end:
            archive = Span(pos, piece.end)
        elif _MARKED.search(piece.of(scan.text)):
            marks.append(piece)
        elif marks or not scan.text[piece.start].isupper():
            break
        else:
            titles.append(piece)
        end = piece.end
    fields = [Field("archive", archive)]
    if marks:
        fields += (Field("title", title) for title in titles[:1] if title.end <= marks[0].start)
        fields.append(Field("shelfmark", Span(marks[0].start, marks[-1].end)))
        end = marks[-1].end
    else:
        end = archive.end
    return Found(end, tuple(fields))


def _next_piece(scan: Scan, pos: int, limit: int) -> Span | None:
    found = _PIECE.match(scan.text, pos, limit)
    return Span(*found.span("piece")).strip(scan.text) if found and found["piece"].strip() else None


def _foreign(scan: Scan, piece: Span, limit: int, *, marked: bool) -> bool:
    """Whether the piece belongs to another detail: a full date, the folio cited, prose."""
    text = piece.of(scan.text)
    date = dates.match(scan.text, piece.start, piece.end)
    if date and re.search(r"[^\W\d]{3}", date[0]):
        return True
    label = scan.phrase("locator_labels", piece.start, piece.end)
    folio = label and scan.lexicon.locator_labels.get(label[0].lower()) == "folio" and marked
    words = text.split()
    prose = len(words) > 3 and sum(word[0].islower() for word in words) * 2 > len(words)
    return (
        bool(folio and re.search(r"\d", text) and label and len(label[0]) > 2)
        or prose
        or bool(scan.phrase("page_labels", piece.start, piece.end))
    )
