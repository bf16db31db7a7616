"""The author of the cite before, where a second title follows it in one breath.

"Gerardo Diego, «Crónica», Lola, 1 (1927), y «Crónica (II)», Lola, 2 (1928)"
"""

from __future__ import annotations

import re

from biblio.citations.cites.signals import signal_before
from biblio.citations.context import Context
from biblio.citations.scan import Scan
from biblio.model import Cite, Name, Note

__all__ = ["infer"]

_JOINED = re.compile(r"[\s,;.:(]*(?:and|und|et|y|e|i|en)?[\s,:]*\Z")
_ANONYMOUS = frozenset(("article-newspaper", "webpage", "report", "manuscript", "legislation", "document"))


def infer(scan: Scan, cites: tuple[Cite, ...], index: int, note: Note, context: Context) -> Name | None:
    """The only author of the previous cite, if nothing but a signal or separator stands between the two."""
    if not index or cites[index].reference.work.type in _ANONYMOUS:
        return None
    before = cites[index - 1]
    authors = before.reference.work.authors
    if len(authors) != 1 or not before.reference.work.title:
        return None
    start, end = before.span.end, cites[index].span.start
    signal = signal_before(scan, end, start)
    between = scan.text[start : signal.start if signal else end]
    if not _JOINED.match(between) or "\n" in between:
        return None
    return authors[0] if _quoted(scan, cites[index]) else None


def _quoted(scan: Scan, cite: Cite) -> bool:
    """Whether the title stands in quotation marks: an italic one may be a periodical or a work of many hands."""
    title = next((span for label, span in cite.reference.evidence if label == "title"), None)
    return title is not None and scan.structure.quoted(title.start) is not None
