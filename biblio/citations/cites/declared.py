"""A short form that the document declares, with a place in the work: "HS, S. 24", "*CD* II/1, 303"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.citations import details
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.declarations import uses
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["propose"]

_CLOSING = re.compile(r",?[’”“»\"']")
_VOLUME = re.compile(r",?[’”“»\"']?,?\s+(?P<volume>(?:[IVXLC]+|\d+)(?:[/.]\d+)?)(?=[,:]\s?[\w§¶])")
"""The number of a volume right behind the form: "CD II/1, 303", "PD, II, p. 525", "MECW 24:349"."""
_PLACE = re.compile(r",?\s+(?P<place>[A-Z]?\d\w*(?:[.:/–-]\w+)*)")
"""A place that only such works have: "CP 5.2", "CPR A51/B75"."""


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for every use of a declared form."""
    for span in uses(scan):
        draft = details.begin(span.start)
        draft.add(details.Found(span.end, (Field("abbr", span),)))
        limit = limit_at(scan, span.start)
        if volume := _VOLUME.match(scan.text, span.end, limit):
            draft.add(details.Found(volume.end(), (Field("volume", Span(*volume.span("volume"))),)))
        elif mark := _CLOSING.match(scan.text, span.end, limit):
            draft.pos = mark.end()
        details.read_on(scan, draft, limit)
        if len(draft.fields) == 1 and (place := _PLACE.match(scan.text, draft.pos, limit)):
            draft.add(details.Found(place.end(), (Field("locator", Span(*place.span("place"))),)))
        if draft.has("locator", "volume", "pages", "number", "xref"):
            form = Form.CROSS_REFERENCE if draft.has("xref") else Form.SHORT
            yield finish(scan, draft, "declared-form", form=form, confidence=0.9)
