"""`Statistics` -> what `biblio stats` prints: tables with bars, JSON, or a picture of the decades as SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from biblio.library.counting import Statistics

__all__ = ["document", "svg", "text"]

_BAR = 30
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LABEL = 44
_LISTS = (
    ("Kinds", "types"), ("Decades", "decades"), ("Languages", "languages"), ("People", "people"),
    ("Journals and books", "containers"), ("Publishers", "publishers"), ("Places", "places"), ("Archives", "archives"),
    ("Hosts", "hosts"), ("Cited most", "cited"),
)  # fmt: skip
_WIDTH, _HEIGHT, _FOOT, _TOP = 720, 260, 40, 24


def text(found: Statistics, most: int) -> str:
    """Tables; of each list but the decades the `most` most frequent."""
    lines = [f"entries: {found.entries}, reprints and later editions: {found.reprints}"]
    for title, name in _LISTS:
        counts: Sequence[tuple[str, int]] = getattr(found, name)
        if counts:
            lines += ["", title, *_table(counts if name == "decades" else counts[:most])]
            rest = len(counts) - most
            if rest > 0 and name != "decades":
                lines.append(f"  ... and {rest} more")
    lines += ["", "Missing"]
    for one in found.missing:
        some = ", ".join(one.keys[:most]) + (" ..." if len(one.keys) > most else "")
        lines.append(f"  {one.what:<18} {len(one.keys):5} of {one.of:<5} {some}".rstrip())
    return "\n".join(lines) + "\n"


def _table(counts: Sequence[tuple[str, int]]) -> Iterator[str]:
    highest = max(count for _, count in counts)
    width = min(_LABEL, max(len(label) for label, _ in counts))
    for label, count in counts:
        shown = label if len(label) <= width else label[: width - 1] + "…"
        eighths = round(count * _BAR * 8 / highest)
        bar = "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()
        yield f"  {shown:<{width}} {count:5} {bar}"


def document(found: Statistics, source: str) -> dict[str, Any]:
    """The JSON object."""
    lists = {name: [{"name": label, "count": count} for label, count in getattr(found, name)] for _, name in _LISTS}
    return {
        "schema": 1,
        "source": source,
        "entries": found.entries,
        "reprints": found.reprints,
        **lists,
        "missing": [{"what": one.what, "of": one.of, "keys": list(one.keys)} for one in found.missing],
    }


def svg(found: Statistics) -> str:
    """A bar for each decade, empty ones too; with a title for readers that cannot see it."""
    counts = {int(label.rstrip("s")): count for label, count in found.decades}
    decades = list(range(min(counts), max(counts) + 10, 10)) if counts else []
    highest = max(counts.values(), default=1)
    step = _WIDTH / max(1, len(decades))
    every = max(1, round(48 / step))
    bars = [
        _bar(at * step, step, counts.get(decade, 0), highest, decade, labelled=not at % every)
        for at, decade in enumerate(decades)
    ]
    said = f"{found.entries} works by decade, {decades[0]} to {decades[-1]}" if decades else "no dated works"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" font-family="sans-serif" '
        f'font-size="12">\n<title>{escape(said)}</title>\n' + "\n".join(bars) + "\n</svg>\n"
    )


def _bar(x: float, step: float, count: int, highest: int, decade: int, *, labelled: bool) -> str:
    height = (_HEIGHT - _FOOT - _TOP) * count / highest
    top, middle = _HEIGHT - _FOOT - height, x + step / 2
    parts = [
        f'<rect x="{x + step * 0.1:.1f}" y="{top:.1f}" width="{step * 0.8:.1f}" height="{height:.1f}" fill="#4a6fa5">'
        f"<title>{decade}s: {count}</title></rect>"
    ]
    if count:
        parts.append(f'<text x="{middle:.1f}" y="{top - 4:.1f}" text-anchor="middle">{count}</text>')
    if labelled:
        parts.append(f'<text x="{middle:.1f}" y="{_HEIGHT - _FOOT + 18}" text-anchor="middle">{decade}s</text>')
    return "".join(parts)
