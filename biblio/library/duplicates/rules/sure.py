"""All that makes a work agrees."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict

__all__ = ["judge"]

_ENOUGH = (("identical",), ("title", "people", "date"), ("title", "people", "container", "pages"),
           ("title", "container", "date"), ("title", "url"), ("title", "archive"))  # fmt: skip
"""Any of these together."""


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """The same, where enough parts agree."""
    found = next((names for names in _ENOUGH if pair.comparison.same and pair.agrees(*names)), ())
    if not found:
        return None
    if found == ("identical",):
        return Verdict.SAME, "they say the same"
    return Verdict.SAME, f"{', '.join(found[:-1])} and {found[-1]} agree"
