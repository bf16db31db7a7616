"""How the links are, by host and by the year that is cited: a row a host, a column a year, a square for their links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from biblio.model import Entry, LinkCheck
from biblio.web.anchors import link_id
from biblio.web.links import TONES
from biblio.web.lookup import Lookup
from biblio.web.words import counted, word

__all__ = ["Health", "HealthRow", "Patch", "health"]

_MOST_ROWS = 30
_CELL = 26.0
_ROW_HEIGHT = 19.0
_WORST_FIRST = ("bad", "open", "fair", "good")
_MOST_YEARS = 40
"""Columns; where there are more years, a column is a decade."""
_UNDATED = "–"


@dataclass(frozen=True, slots=True)
class Patch:
    """The links of a host and a year; sizes in pixels."""

    x: float
    tone: str
    """The worst of them."""
    count: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class HealthRow:
    """A host; `y` is the middle of its row in pixels."""

    y: float
    label: str
    title: str
    anchor: str
    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """The picture, sizes in pixels."""

    width: float
    height: float
    columns: tuple[tuple[float, str], ...]
    """Middle and label."""
    rows: tuple[HealthRow, ...]
    left_out: int
    """Hosts that are not shown: those whose links are well."""


@dataclass(frozen=True, slots=True)
class _Dated:
    position: int
    check: LinkCheck
    host: str
    year: int | None


def health(lookup: Lookup) -> Health | None:
    """The picture; None where nobody was asked, or there is nothing to compare."""
    links = [_dated(position, check, lookup) for position, check in enumerate(lookup.result.checks)]
    if not any(link.check.checked for link in links) or len({(link.host, link.year) for link in links}) < 2:
        return None
    step = 10 if len({link.year for link in links}) > _MOST_YEARS else 1
    columns = _columns({_column(link.year, step) for link in links})
    hosts: dict[str, list[_Dated]] = defaultdict(list)
    for link in links:
        hosts[link.host].append(link)
    # Hosts with the most ills first; what is left out is well.
    ranked = sorted(
        hosts, key=lambda host: (-sum(_tone(link) != "good" for link in hosts[host]), -len(hosts[host]), host)
    )
    shown = ranked[:_MOST_ROWS]
    return Health(
        width=len(columns) * _CELL + 12,
        height=len(shown) * _ROW_HEIGHT + 6,
        columns=tuple((x, label) for label, x in columns.items()),
        rows=tuple(
            _row(host, hosts[host], columns, step, _ROW_HEIGHT * (place + 0.5) + 3) for place, host in enumerate(shown)
        ),
        left_out=len(ranked) - len(shown),
    )


def _dated(position: int, check: LinkCheck, lookup: Lookup) -> _Dated:
    entries = [lookup.entries[key] for key in check.link.keys if key in lookup.entries]
    return _Dated(position, check, _host(check.link.url), _year(entries))


def _year(entries: Iterable[Entry]) -> int | None:
    """The year of the day of access, else of publication."""
    for entry in entries:
        for date in (entry.work.accessed, entry.work.date):
            if date is not None and date.year is not None:
                return date.year
    return None


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "no host").removeprefix("www.")
    except ValueError:
        return "no host"


def _column(year: int | None, step: int) -> str:
    if year is None:
        return _UNDATED
    return str(year) if step == 1 else f"{year // step * step}s"


def _columns(labels: set[str]) -> dict[str, float]:
    return {label: round((place + 0.5) * _CELL + 6, 1) for place, label in enumerate(sorted(labels))}


def _row(host: str, links: Sequence[_Dated], columns: dict[str, float], step: int, y: float) -> HealthRow:
    cells: dict[str, list[_Dated]] = defaultdict(list)
    for link in links:
        cells[_column(link.year, step)].append(link)
    ill = sum(_tone(link) != "good" for link in links)
    return HealthRow(
        y,
        host,
        f"{host}: {counted(len(links), 'link')}, {ill} not well",
        link_id(_worst(links).position),
        tuple(_patch(label, found, columns[label]) for label, found in sorted(cells.items())),
    )


def _patch(label: str, links: Sequence[_Dated], x: float) -> Patch:
    worst = _worst(links)
    said = ", ".join(dict.fromkeys(word("verdicts", link.check.verdict) for link in links))
    when = "no year" if label == _UNDATED else label
    return Patch(
        x, _tone(worst), len(links), f"{when}: {counted(len(links), 'link')} ({said})", link_id(worst.position)
    )


def _worst(links: Sequence[_Dated]) -> _Dated:
    return min(links, key=lambda link: _WORST_FIRST.index(_tone(link)))


def _tone(link: _Dated) -> str:
    return TONES.get(link.check.verdict, "bad")
