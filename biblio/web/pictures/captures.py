"""Archived copies of each link against the day that is cited: a row a link, a tick a copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from biblio.links.rescuing import cited_day
from biblio.model import Date, Entry, LinkCheck, Memento, Moment
from biblio.web import describe
from biblio.web.anchors import link_id
from biblio.web.lookup import Lookup
from biblio.web.words import counted

__all__ = ["Captures", "CapturesRow", "Tick", "Year", "captures"]

_MOST_ROWS = 60
_STEPS = (1, 2, 5, 10, 20, 50)
_MOST_YEARS = 7
"""Years on the axis, which must fit on a narrow screen."""
_EDGE = 2.0
"""Hundredths of the width that stay free at both ends."""
_YEAR = 365.2425


@dataclass(frozen=True, slots=True)
class Year:
    """A year on the axis; `x` in hundredths of the width."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A copy."""

    x: float
    kind: str
    """`chosen`, `rejected`, or `other` where nobody looked."""
    title: str


@dataclass(frozen=True, slots=True)
class CapturesRow:
    """A link with its copies."""

    label: str
    title: str
    anchor: str
    ticks: tuple[Tick, ...]
    """The chosen one last, so that it lies on top."""
    cited: float | None
    cited_title: str
    run: tuple[float, float] | None
    """From the cited day to the chosen copy."""
    said: str
    """The same in words: "copy of 17 January 2003, 42 days later"."""


@dataclass(frozen=True, slots=True)
class Captures:
    """The picture."""

    years: tuple[Year, ...]
    rows: tuple[CapturesRow, ...]
    left_out: int
    """Links with copies that are not shown."""


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, in hundredths of the width."""
        return round(_EDGE + (100 - 2 * _EDGE) * (day - self.first).days / max(1, (self.last - self.first).days), 2)

    def years(self) -> Iterable[int]:
        """The round years within."""
        span = self.last.year - self.first.year + 1
        step = next((step for step in _STEPS if span / step <= _MOST_YEARS), 100)
        return range(-(-self.first.year // step) * step, self.last.year + 1, step)


def captures(lookup: Lookup) -> Captures | None:
    """The picture; None where no archive was asked or none had anything."""
    found = [(number, check) for number, check in enumerate(lookup.result.checks) if check.mementos]
    shown = found[:_MOST_ROWS]
    if not shown:
        return None
    days = {number: _cited(check) for number, check in shown}
    all_days = [memento.datetime.date() for _, check in shown for memento in check.mementos]
    all_days += [day for day in days.values() if day]
    scale = _Scale(date(min(all_days).year, 1, 1), date(max(all_days).year, 12, 31))
    return Captures(
        tuple(Year(scale.at(date(max(year, 1), 1, 1)), str(year)) for year in scale.years()),
        tuple(_row(number, check, days[number], scale, lookup) for number, check in shown),
        len(found) - len(shown),
    )


def _entries(check: LinkCheck, lookup: Lookup) -> Sequence[Entry]:
    return [lookup.entries[key] for key in check.link.keys if key in lookup.entries]


def _cited(check: LinkCheck) -> date | None:
    return cited_day(check.link.uses, check.earliest, check.latest)


def _row(number: int, check: LinkCheck, cited: date | None, scale: _Scale, lookup: Lookup) -> CapturesRow:
    ticks = [Tick(scale.at(one.datetime.date()), _kind(one, check), _title(one, check)) for one in check.mementos]
    entries = _entries(check, lookup)
    copy = check.copy
    run = (scale.at(cited), scale.at(copy.datetime.date())) if cited and copy else None
    return CapturesRow(
        label=describe.label(entries[0].work, entries[0].key) if entries else check.link.url,
        title=check.link.url,
        anchor=link_id(number),
        ticks=tuple(sorted(ticks, key=lambda tick: ("other", "rejected", "chosen").index(tick.kind))),
        cited=scale.at(cited) if cited else None,
        cited_title=f"cited as of {_words(cited)}" if cited else "",
        run=(min(run), max(run)) if run else None,
        said=_said(check, cited),
    )


def _kind(memento: Memento, check: LinkCheck) -> str:
    if memento.rejected:
        return "rejected"
    return "chosen" if memento is check.copy else "other"


def _title(memento: Memento, check: LinkCheck) -> str:
    parts = [_words(memento.datetime.date()), memento.archive]
    if memento.match is not None:
        parts.append(f"{memento.match:.0%} like the cited thing")
    return ", ".join(parts) + (f": {memento.rejected}" if memento.rejected else "")


def _said(check: LinkCheck, cited: date | None) -> str:
    """What there is to see, for who does not see it."""
    if check.copy is None:
        return f"{counted(len(check.mementos), 'copy', 'copies')}, none that fits"
    day = check.copy.datetime.date()
    words = f"copy of {_words(day)}"
    if cited is None:
        return words
    apart = (day - cited).days
    if not apart:
        return f"{words}, the very day"
    years = abs(apart) / _YEAR
    length = counted(round(years), "year") if years >= 2 else counted(abs(apart), "day")
    return f"{words}, {length} {'later' if apart > 0 else 'earlier'}"


def _words(day: date) -> str:
    return describe.date_in_words(Date(Moment(day.year, day.month, day.day)))
