"""The parts of a <date> element, the locale's own date forms included."""

from __future__ import annotations

from typing import NamedTuple

from biblio.styles.csl.scope import Form, Scope, form_of
from biblio.styles.csl.source import Element

__all__ = ["DatePart", "date_parts"]

_SHOWN = {
    "year": frozenset(("year",)),
    "year-month": frozenset(("year", "month")),
    "month-day": frozenset(("month", "day")),
}


class DatePart(NamedTuple):
    """A year, month or day with how it is set."""

    name: str
    style: str
    """numeric, numeric-leading-zeros, ordinal, long or short."""
    form: Form
    range_delimiter: str


def date_parts(scope: Scope, element: Element) -> tuple[DatePart, ...]:
    """The parts in order: the style's own, or the locale's with the style's attributes laid over them."""
    wanted = element.attrs.get("form")
    if not wanted:
        return tuple(_part(part, part.attrs) for part in element.every("date-part"))
    localized = scope.locale.dates.get(wanted)
    if localized is None:
        return ()
    own = {part.attrs.get("name", ""): part.attrs for part in element.every("date-part")}
    parts = []
    for part in localized.every("date-part"):
        name = part.attrs.get("name", "")
        parts.append(_part(part, {**part.attrs, **own.get(name, {})}))
    return _limit(parts, element.attrs.get("date-parts", ""))


def _limit(parts: list[DatePart], shown: str) -> tuple[DatePart, ...]:
    """The parts asked for; without a year, what stood before it loses its suffix."""
    names = _SHOWN.get(shown)
    if names is None:
        return tuple(parts)
    kept = []
    for at, part in enumerate(parts):
        if part.name not in names:
            continue
        if "year" not in names and at + 1 < len(parts) and parts[at + 1].name == "year":
            part = part._replace(form=part.form._replace(suffix=""))
        kept.append(part)
    return tuple(kept)


def _part(element: Element, attrs: dict[str, str]) -> DatePart:
    name = attrs.get("name", "")
    default = "numeric" if name == "day" else "long"
    return DatePart(
        name, attrs.get("form", default), form_of(element._replace(attrs=attrs)), attrs.get("range-delimiter", "")
    )
