"""Page ranges as bibliographies write them: "49-58", "111-13", "iv-vi, 9"."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Pages"]

_RANGE = re.compile(r"\s*(?P<first>[^\s,;–—-]+)\s*(?:[-–—]+\s*(?P<last>[^\s,;–—-]+))?\s*\Z")


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a work, as (first, last) pairs with last written out; `raw` when they are something else."""

    ranges: tuple[tuple[str, str], ...] = ()
    raw: str = ""

    def __str__(self) -> str:
        """Ranges with a hyphen, one after the other with a comma."""
        return self.raw or ", ".join(first if first == last else f"{first}-{last}" for first, last in self.ranges)

    @classmethod
    def parse(cls, text: str) -> Pages:
        """Read a list of pages and ranges, "111-13" as 111-113; what is not understood stays raw."""
        ranges = []
        for part in re.split(r"[,;]", text):
            match = _RANGE.match(part)
            if not match:
                return cls(raw=text.strip())
            first = match["first"]
            ranges.append((first, _written_out(first, match["last"] or first)))
        return cls(tuple(ranges))


def _written_out(first: str, last: str) -> str:
    """The full last page of an abbreviated range: 111-13 ends on 113."""
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        full = first[: len(first) - len(last)] + last
        return full if int(full) >= int(first) else last
    return last
