"""CSL's citation cluster as other programs give it -> typed data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from biblio.styles.csl.cite import Position
from biblio.styles.csl.position import Place

__all__ = ["Citation", "GivenCite", "read_citation"]


class GivenCite(NamedTuple):
    """One cite as the writer gave it."""

    item: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    author_only: bool = False
    suppress_author: bool = False
    place: Place = Place()


@dataclass(slots=True)
class Citation:
    """A citation with its place in the document."""

    id: str
    cites: list[GivenCite]
    note: int = 0
    mode: str = ""
    """author-only, suppress-author, composite, or empty."""
    unsorted: bool = False
    prefix: str = ""
    suffix: str = ""
    infix: str = ""
    """Text between the author and the rest of a composite citation."""
    places: list[Place] = field(default_factory=list)

    def with_mode(self, mode: str) -> Citation:
        """The same citation in another mode."""
        return replace(self, mode=mode)


_POSITIONS = {
    "first": Position.FIRST,
    "subsequent": Position.SUBSEQUENT,
    "ibid": Position.IBID,
    "ibid-with-locator": Position.IBID_WITH_LOCATOR,
}
_NUMBERED = {0: "first", 1: "subsequent", 2: "ibid", 3: "ibid-with-locator"}


def read_citation(value: Mapping[str, Any] | Sequence[Mapping[str, Any]], default_id: str) -> Citation:
    """Read a cluster, or a bare list of cites."""
    if not isinstance(value, Mapping):
        value = {"citationItems": value}
    properties = value.get("properties")
    properties = properties if isinstance(properties, Mapping) else {}
    given = value.get("citationItems")
    cites = [_read_cite(cite) for cite in given if isinstance(cite, Mapping)] if isinstance(given, Sequence) else []
    return Citation(
        id=str(value.get("citationID") or default_id),
        cites=cites,
        note=_integer(properties.get("noteIndex")),
        mode=_text(properties.get("mode")),
        unsorted=bool(properties.get("unsorted")),
        prefix=_text(properties.get("prefix")),
        suffix=_text(properties.get("suffix")),
        infix=_text(properties.get("infix")),
        places=[cite.place for cite in cites],
    )


def _read_cite(value: Mapping[str, Any]) -> GivenCite:
    return GivenCite(
        item=str(value.get("id", "")),
        locator=_text(value.get("locator")),
        label=_text(value.get("label")),
        prefix=_text(value.get("prefix")),
        suffix=_text(value.get("suffix")),
        author_only=bool(value.get("author-only")),
        suppress_author=bool(value.get("suppress-author")),
        place=Place(
            _position(value.get("position")),
            bool(value.get("near-note")),
            _integer(value.get("first-reference-note-number")),
        ),
    )


def _position(value: Any) -> Position:
    if isinstance(value, int) and not isinstance(value, bool):
        value = _NUMBERED.get(value, "first")
    return _POSITIONS.get(str(value), Position.FIRST)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _integer(value: Any) -> int:
    try:
        return int(value or 0)
    except (TypeError, ValueError, OverflowError):
        return 0
