"""Author and year in place of a title: "Nicholson and Shaw 2000, p. 451", "Vallas/Schor (2020), 286"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.citations import details
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.letters import YEAR
from biblio.citations.names import find
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["propose"]

_YEAR = re.compile(rf"(?<=[\w.])\s(?P<open>\()?(?P<year>{YEAR}[a-z]?)(?(open)(?=[),:]))(?![\w–-])")
_LAW = re.compile(r"\b(?:Act|Order|Regulations|Code|Bill|Rules|Measure|Gesetz|Ley|Loi|Legge|Lei|Decreto|Report)\b")
_MOST_WORDS = 7


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for every year right after surnames."""
    for match in _YEAR.finditer(scan.text):
        if scan.structure.quoted(match.start()):
            continue
        names = find.before(scan, scan.structure.sentence_start(match.start(), 0), match.start())
        if not names or names.end != match.start() or not _surnames(scan, names):
            continue
        limit = limit_at(scan, names.start)
        draft = details.begin(names.start)
        year = Field("date", Span(*match.span("year")))
        end = match.end("year")
        if match["open"] and scan.text[end : end + 1] == ")":
            end += 1
        draft.add(details.Found(end, (Field("author", names), year)))
        details.read_on(scan, draft, limit)
        if draft.has("locator", "pages") or _alone(scan, names, draft.pos):
            yield finish(scan, draft, "author-year", form=Form.SHORT, confidence=0.8)


def _surnames(scan: Scan, names: Span) -> bool:
    text = names.of(scan.text)
    words = text.split()
    months = scan.lexicon.months
    known = {word.lower().strip(".,") for word in words}
    if _LAW.search(text):
        return False
    return len(words) <= _MOST_WORDS and not known & set(months) and not known & set(scan.lexicon.seasons)


def _alone(scan: Scan, names: Span, end: int) -> bool:
    """Nothing else in the clause: "Beck and Shennan 1991;"."""
    before = scan.text[max(names.start - 2, 0) : names.start].strip()
    after = scan.text[end : end + 1]
    return (before in ("", "(", ";", ".") and after in (";", ")", "")) or (after == "." and end + 2 >= len(scan.text))
