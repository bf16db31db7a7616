"""An imprint without brackets: ", Paris, Gallimard, 1964", ". Berlin: Dietz, 1917", ", Droste, Düsseldorf 1974"."""

from __future__ import annotations

import re

from biblio.citations.details import pieces
from biblio.citations.details.draft import Draft, Found
from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["read"]

_WINDOW = 170
_PUBLISHER = re.compile(
    rf"(?:impr\. |éd\. |Éd\. |Ed\. )?(?:de )?«? ?[{UPPER}][^,;:()\[\]“”‘\"<>]{{1,70}}?"
    r"(?=\s*(?:»)?,|\s\d{4}|\s\(|\.|;|\Z)"
)
_PLACE_YEAR = re.compile(
    rf"[{UPPER}][\w’'-]{{2,}}(?:[ /-](?:i\. ?Br\.|a\. ?M\.|am|im|an|der|[{UPPER}][\w.’'-]+)){{0,3}}"
    r"(?=\s1[4-9]\d\d|\s20\d\d)"
)
_COMMA = re.compile(r"\s*,\s*")
_COLON = re.compile(r"\s*:\s*")
_NEXT = re.compile(r"\s*,?\s*")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """Place, publisher and date at `pos` in one of the usual orders."""
    if (
        not draft.has("title", "container", "genre")
        or draft.has("place")
        or (not scan.text[pos : pos + 1].isupper() and scan.text[pos : pos + 1] != "'")
    ):
        return None
    window = min(limit, pos + _WINDOW)
    for order in (_place_first, _publisher_first, _unknown_place, _publisher_only, _unknown_place_and_year):
        if found := order(scan, pos, window):
            return found
    return None


def _date_at(scan: Scan, pos: int, window: int) -> Span | None:
    gap = _NEXT.match(scan.text, pos, window)
    start = gap.end() if gap else pos
    found = dates.match(scan.text, start, window)
    if found:
        return Span(found.start(), found.end())
    undated = scan.phrase("undated", start, window)
    return Span(start, undated.end()) if undated else None


def _place_first(scan: Scan, pos: int, window: int) -> Found | None:
    end = pieces.place_at(scan.text, pos, window)
    if end == pos:
        return None
    place = Field("place", Span(pos, end))
    if date := _date_at(scan, end, window):
        return Found(date.end, (place, Field("date", date)))
    gap = _COLON.match(scan.text, end, window) or _COMMA.match(scan.text, end, window)
    if gap and (publisher := _publisher(scan, gap.end(), window)):
        date = _date_at(scan, publisher.end, window)
        if date:
            return Found(date.end, (place, Field("publisher", publisher), Field("date", date)))
        if ":" in gap[0] or _known_publisher(publisher.of(scan.text)):
            return Found(publisher.end, (place, Field("publisher", publisher)))
        if scan.text[publisher.end : publisher.end + 1] in (",", "(", ":", ";", ".", "") or scan.text[
            publisher.end : publisher.end + 2
        ] in (" (", " :"):
            return Found(publisher.end, (place, Field("publisher", publisher)))
    return Found(end, (place,)) if _closes(scan, end, window) else None


def _closes(scan: Scan, end: int, window: int) -> bool:
    """Whether a lone place is followed by the end of the cite or by its pages."""
    rest = scan.text[end:window].lstrip(" ,.")
    return not rest or rest[:1] in ";(" or bool(scan.phrase("page_labels", window - len(rest), window))


def _publisher(scan: Scan, start: int, window: int) -> Span | None:
    found = _PUBLISHER.match(scan.text, start, window)
    if not found:
        return None
    text = found[0]
    skip = len(text) - len(text.lstrip("« "))
    span = Span(start + skip, found.end()).strip(scan.text)
    labelled = any(scan.phrase(name, start, window) for name in ("page_labels", "volume_labels", "issue_labels"))
    return None if labelled or len(text.split()) > 9 else span


def _publisher_first(scan: Scan, pos: int, window: int) -> Found | None:
    publisher = _publisher(scan, pos, window)
    comma = _COMMA.match(scan.text, publisher.end, window) if publisher else None
    if not publisher or not comma:
        return None
    end = pieces.place_at(scan.text, comma.end(), window)
    if end == comma.end() and (unknown := _PLACE_YEAR.match(scan.text, comma.end(), window)):
        end = unknown.end() if scan.lexicon.months.get(unknown[0].lower()) is None else end
    date = _date_at(scan, end, window) if end > comma.end() else None
    if not date:
        return None
    return Found(date.end, (Field("publisher", publisher), Field("place", Span(comma.end(), end)), Field("date", date)))


def _unknown_place(scan: Scan, pos: int, window: int) -> Found | None:
    """ "Musterstadt: Verlag Muster, 1990": a colon, a publisher and a date make up for a place nobody knows."""
    place = re.compile(rf"[{UPPER}][\w.'’\- ]{{2,30}}?(?=:)").match(scan.text, pos, window)
    colon = _COLON.match(scan.text, place.end(), window) if place else None
    publisher = _publisher(scan, colon.end(), window) if colon else None
    date = _date_at(scan, publisher.end, window) if publisher else None
    if not (place and publisher and date) or len(place[0].split()) > 3:
        return None
    return Found(date.end, (Field("place", Span(*place.span())), Field("publisher", publisher), Field("date", date)))


def _unknown_place_and_year(scan: Scan, pos: int, window: int) -> Found | None:
    """ "Burgdorf 1837": one capitalised word and a year that end the cite or are followed by its pages."""
    place = _PLACE_YEAR.match(scan.text, pos, window)
    if (
        not place
        or " " in place[0]
        or place[0].lower() in scan.lexicon.months
        or place[0].lower() in scan.lexicon.seasons
    ):
        return None
    date = _date_at(scan, place.end(), window)
    if not date or scan.text[date.end : date.end + 1] not in (",", ";", ".", ")", "", ":") or place[0].isupper():
        return None
    return Found(date.end, (Field("place", Span(*place.span())), Field("date", date)))


def _publisher_only(scan: Scan, pos: int, window: int) -> Found | None:
    publisher = _publisher(scan, pos, window)
    if not publisher or not _known_publisher(publisher.of(scan.text)):
        return None
    date = _date_at(scan, publisher.end, window)
    return Found(date.end, (Field("publisher", publisher), Field("date", date))) if date else None


def _known_publisher(text: str) -> bool:
    return bool(pieces.publisher_pattern().search(text))
