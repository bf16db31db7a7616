"""When the works appeared: a row a work, or a bar a decade where they are many; first editions joined to reprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from biblio.model import Entry
from biblio.web import describe
from biblio.web.lookup import Lookup
from biblio.web.words import counted

__all__ = ["Block", "Lane", "Tick", "Timeline", "timeline"]

_MANY = 40
"""Above so many dated works they become bars, and only works with two years keep a row."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
_TICKS = 8
"""Ticks the axis has at most."""
_ROOM = 45.0
"""Hundredths of the width that a label may need on a narrow screen."""
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
    side: str
    """Where there is room for the label: `left` or `right` of the dots, or `inside` between them."""
    named: float
    """Where the label begins, or ends if it stands to the left; in hundredths of the width."""


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
class _Scale:
    """Years from `low` to `high` laid over the width."""

    low: int
    high: int

    def at(self, year: int) -> float:
        """Where a year stands, in hundredths of the width."""
        return round(_EDGE + (100 - 2 * _EDGE) * (year - self.low) / (self.high - self.low), 2)

    def step(self) -> int:
        """Years between two ticks."""
        return next((step for step in _STEPS if (self.high - self.low) / step <= _TICKS), 2000)

    def ticks(self) -> range:
        """The round years within."""
        step = self.step()
        return range(-(-self.low // step) * step, self.high + 1, step)


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
    scale = _Scale(min(years), max(max(years), min(years) + 1))
    many = len(dated) > _MANY
    lanes = [work for work in dated if not many or work.first is not None][:_MANY]
    return Timeline(
        tuple(Tick(scale.at(year), str(year) if year > 0 else f"{1 - year} BC") for year in scale.ticks()),
        tuple(_lane(work, scale, lookup) for work in lanes),
        tuple(_blocks([work.year for work in dated], scale)) if many else (),
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
        yield _Dated(entry, year, next((first for first in firsts if first is not None and first < year), None))


def _year(entry: Entry) -> int | None:
    date = entry.work.date or (entry.work.container.date if entry.work.container else None)
    return date.year if date else None


def _lane(work: _Dated, scale: _Scale, lookup: Lookup) -> Lane:
    x, first = scale.at(work.year), None if work.first is None else scale.at(work.first)
    whole = "".join(part.before + part.text for part in describe.line(work.entry.work))
    said = f"{whole}; first {work.first}" if work.first is not None else whole
    low, high = x if first is None else first, x
    side = "inside" if max(low, 100 - high) < _ROOM else "right" if 100 - high >= low else "left"
    return Lane(
        x,
        first,
        describe.label(work.entry.work, work.entry.key),
        said,
        lookup.anchors[work.entry.key],
        side,
        high if side == "right" else low,
    )


def _blocks(years: list[int], scale: _Scale) -> Iterable[Block]:
    """Bars of a tenth or a fifth of the way between two ticks, at least a year."""
    step = scale.step()
    span = max(1, step // 10 if step >= 50 else step // 5)
    counts = Counter(year // span * span for year in years)
    highest = max(counts.values())
    for start, count in sorted(counts.items()):
        when = str(start) if span == 1 else f"{start}–{start + span - 1}"
        low, high = max(start, scale.low), min(start + span, scale.high + 1)
        yield Block(
            scale.at(low),
            round(scale.at(high) - scale.at(low), 2),
            round(100 * count / highest),
            f"{when}: {counted(count, 'work')}",
        )
