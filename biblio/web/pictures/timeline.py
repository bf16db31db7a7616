"""When the works appeared: a row a work, or a bar a decade where they are many; first editions joined to reprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from biblio.model import Entry
from biblio.web import describe
from biblio.web.lookup import Lookup

__all__ = ["Block", "Lane", "Tick", "Timeline", "timeline"]

_MANY = 40
"""Above so many dated works they become bars, and only works with two years keep a row."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_TICKS = 8
"""Ticks the axis has at most."""
_EDGE = 3.0
"""Hundredths of the width that stay free at both ends."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; `x` in hundredths of the width."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A work: where its year stands, and its first year where that is another."""

    x: float
    first: float | None
    label: str
    title: str
    anchor: str
    left: bool
    """Whether the label stands to the left of the dots."""


@dataclass(frozen=True, slots=True)
class Block:
    """Works of a stretch of years; `height` in hundredths of the highest."""

    x: float
    width: float
    height: int
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture."""

    ticks: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    blocks: tuple[Block, ...]
    undated: int
    """Cited works without a year, which are not shown."""


@dataclass(frozen=True, slots=True)
class _Dated:
    entry: Entry
    year: int
    first: int | None


def timeline(lookup: Lookup) -> Timeline | None:
    """The picture; None where fewer than two works have a year."""
    cited = [entry for entry in lookup.result.library.entries if entry.key in lookup.cited]
    dated = sorted(_dated(cited, lookup), key=lambda work: (work.first or work.year, work.year, work.entry.key))
    if len(dated) < 2:
        return None
    years = [work.year for work in dated] + [work.first for work in dated if work.first is not None]
    ticks = _ticks(min(years), max(years))
    low, high = ticks[0], ticks[-1]

    def at(year: float) -> float:
        return round(_EDGE + (100 - 2 * _EDGE) * (year - low) / (high - low), 2)

    many = len(dated) > _MANY
    lanes = [work for work in dated if not many or work.first is not None][:_MANY]
    return Timeline(
        tuple(Tick(at(year), str(year) if year > 0 else f"{1 - year} BC") for year in ticks),
        tuple(_lane(work, at(work.year), None if work.first is None else at(work.first), lookup) for work in lanes),
        tuple(_blocks([work.year for work in dated], ticks, at(low + 1) - at(low), at(low))) if many else (),
        len(cited) - len(dated),
    )


def _dated(entries: Iterable[Entry], lookup: Lookup) -> Iterable[_Dated]:
    """The works with a year; the first year is the original date's, or that of the work this one reprints."""
    for entry in entries:
        year = _year(entry)
        if year is None:
            continue
        original = entry.work.original_date.year if entry.work.original_date else None
        reprinted = [lookup.entries.get(other.key) for other in entry.work.related if other.kind == "reprint-of"]
        firsts = [original, *(_year(other) for other in reprinted if other)]
        yield _Dated(entry, year, next((first for first in firsts if first is not None and first != year), None))


def _year(entry: Entry) -> int | None:
    date = entry.work.date or (entry.work.container.date if entry.work.container else None)
    return date.year if date else None


def _ticks(low: int, high: int) -> list[int]:
    """Round years from at or before `low` to at or after `high`."""
    step = next((step for step in _STEPS if (high - low) / step <= _TICKS - 2), 2000)
    start = low // step * step
    count = -(-(high - start) // step)
    return [start + step * index for index in range(max(count, 1) + 1)]


def _lane(work: _Dated, x: float, first: float | None, lookup: Lookup) -> Lane:
    whole = "".join(part.before + part.text for part in describe.line(work.entry.work))
    said = f"{whole}; first {work.first}" if work.first is not None else whole
    middle = x if first is None else (x + first) / 2
    return Lane(
        x,
        first,
        describe.label(work.entry.work, work.entry.key),
        said,
        lookup.anchors[work.entry.key],
        left=middle > 50,
    )


def _blocks(years: list[int], ticks: list[int], width: float, origin: float) -> Iterable[Block]:
    """Bars of a tenth or a fifth of the way between two ticks, at least a year."""
    step = ticks[1] - ticks[0]
    span = max(1, step // 10 if step >= 50 else step // 5)
    counts = Counter((year - ticks[0]) // span for year in years)
    highest = max(counts.values())
    for place, count in sorted(counts.items()):
        start = ticks[0] + place * span
        when = str(start) if span == 1 else f"{start}–{start + span - 1}"
        works = f"{count} work{'s' * (count > 1)}"
        yield Block(
            round(origin + place * span * width, 2),
            round(span * width, 2),
            round(100 * count / highest),
            f"{when}: {works}",
        )
