"""What the rules make of a note, as features for the model: it learns where they are to be trusted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from biblio.citations.tagged import Tagged
from biblio.citations.trained.tokens import Token
from biblio.model import Span

__all__ = ["add_proposals"]


def add_proposals(rows: list[list[str]], tokens: list[Token], cites: Sequence[Tagged]) -> None:
    """Add to each token's features the label, cite and rule that the rules give it."""
    said = ["O"] * len(tokens)
    starts = [start for start, _ in tokens]
    for cite in cites:
        for place, index in enumerate(_within(starts, tokens, cite.span)):
            said[index] = "_" if place else "^_"
            rows[index].append(f"Rr={cite.rule}")
            if not place:
                rows[index] += [f"Rf={cite.form}", f"R^={cite.rule}"]
        for field in cite.fields:
            for place, index in enumerate(_within(starts, tokens, field.span)):
                begins = "^" if said[index].startswith("^") else ""
                said[index] = f"{begins}{'I' if place else 'B'}-{field.label}"
    for index, label in enumerate(said):
        row = rows[index]
        row.append(f"R={label}")
        row.append(f"R|{label}|{row[0]}")
        if index:
            row.append(f"-1R={said[index - 1]}")
        if index + 1 < len(said):
            row.append(f"1R={said[index + 1]}")


def _within(starts: list[int], tokens: list[Token], span: Span) -> range:
    low = bisect_left(starts, span.start)
    high = bisect_left(starts, span.end)
    while high > low and tokens[high - 1][1] > span.end:
        high -= 1
    return range(low, high)
