"""The commentary: what is left of a note between its cites."""

from __future__ import annotations

from biblio.model import Span

__all__ = ["between"]


def between(text: str, cites: tuple[Span, ...]) -> tuple[Span, ...]:
    """The stretches that no cite covers, blank ones left out; with the cites they cover all that is printed."""
    edges = [0, *(edge for span in cites for edge in (span.start, span.end)), len(text)]
    gaps = (Span(low, high).strip(text) for low, high in zip(edges[::2], edges[1::2], strict=True) if low < high)
    return tuple(gap for gap in gaps if len(gap))
