"""Cases and statutes at a first level: "Haida Nation v British Columbia, 2004 SCC 73", "Education Act 1918, s 8(1)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.citations import details
from biblio.citations.cites.finish import finish
from biblio.citations.cites.spots import limit_at
from biblio.citations.letters import UPPER, YEAR
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["propose"]

_PARTY = (
    rf"(?:[{UPPER}][\w’'.&\-]*|\([^()]{{2,60}}\))"
    rf"(?:\s(?:[{UPPER}][\w’'.&\-]*|of|the|and|for|de|du|\([^()]{{2,60}}\))|,\sInc\.){{0,9}}"
)
_CASE = re.compile(rf"(?P<title>{_PARTY}\sv\.?\s{_PARTY})")
_NEUTRAL = re.compile(
    rf"(?:,?\s)[\[(]?(?P<date>{YEAR})[\])]?\s(?P<institution>[A-Z][A-Za-z]{{1,9}}(?:\s\(?[A-Z][A-Za-z]+\)?)?)\s(?P<number>\d{{1,5}})"
)
_REPORT = re.compile(
    rf",?\s(?:[\[(](?P<date>{YEAR})[\])]\s)?(?:\(?(?P<volume>\d{{1,4}})\)?\s)?(?P<container>[A-Z][\w.]*(?:\s[A-Z][\w.&]*|\s2d|\s3d){{0,4}})\s(?P<pages>\d{{1,5}})"
)
_COURT = re.compile(rf"\s\((?P<institution>[A-Z][\w.\s]{{1,30}}?)\.?\s(?P<date>{YEAR})\)|\s\((?P<date2>{YEAR})\)")
_STATUTE = re.compile(
    rf"(?P<title>(?:[{UPPER}][\w’'\-]*(?:\s\([^()]{{2,40}}\))?\s(?:(?:of|and|the|to|for|etc)\s)*){{1,9}}(?:Act|Order|Regulations|Code|Bill|Statute|Rules),?\s(?:of\s)?{YEAR})"
)
_AT = re.compile(r"(?:,)?\s(?:at\s)?")


def propose(scan: Scan) -> Iterator[Tagged]:
    """A proposal for every case with a report or neutral citation, and every dated statute."""
    for match in _CASE.finditer(scan.text):
        if not scan.structure.quoted(match.start()) and (found := _case(scan, match)):
            yield found
    for match in _STATUTE.finditer(scan.text):
        if not scan.structure.quoted(match.start()):
            yield _statute(scan, match)


def _case(scan: Scan, match: re.Match[str]) -> Tagged | None:
    start = _case_start(scan, match)
    title = Field("title", Span(start, match.end("title")))
    draft = details.begin(start)
    draft.add(details.Found(match.end(), (title,)))
    limit = limit_at(scan, start)
    for pattern in (_NEUTRAL, _REPORT):
        if found := pattern.match(scan.text, match.end(), limit):
            draft.add(details.Found(found.end(), _groups(found)))
            break
    else:
        return None
    if court := _COURT.match(scan.text, draft.pos, limit):
        draft.add(details.Found(court.end(), _groups(court)))
    details.read_on(scan, draft, limit)
    return finish(scan, draft, "case", form=Form.FULL)


def _case_start(scan: Scan, match: re.Match[str]) -> int:
    """The first party begins after words that begin no name ("See", "In")."""
    start = match.start("title")
    for word in re.finditer(r"\S+\s", match["title"]):
        if word[0].strip(" .,").lower() not in scan.lexicon.not_names:
            break
        start = match.start("title") + word.end()
    return start


def _groups(found: re.Match[str]) -> tuple[Field, ...]:
    return tuple(
        Field(name.rstrip("2"), Span(*found.span(name)))
        for name, value in found.groupdict().items()
        if value is not None
    )


def _statute(scan: Scan, match: re.Match[str]) -> Tagged:
    start = _case_start(scan, match)
    draft = details.begin(start)
    draft.add(details.Found(match.end(), (Field("title", Span(start, match.end("title"))),)))
    details.read_on(scan, draft, limit_at(scan, start))
    return finish(scan, draft, "statute", form=Form.FULL, confidence=0.9)
