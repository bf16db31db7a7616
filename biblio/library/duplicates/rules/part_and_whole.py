"""A piece in a book or journal and a whole of the same title."""

from __future__ import annotations

from biblio.identity import match_titles
from biblio.library.duplicates.decision import Pair, Verdict

__all__ = ["judge"]

_SURE = 0.8
_WHOLE = frozenset(("book", "collection", "pamphlet", "periodical", "thesis", "report"))


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Apart, where one stands in another work and the other on its own, or is the one that it stands in."""
    for part, whole in ((pair.left, pair.right), (pair.right, pair.left)):
        container = part.work.container
        if container is None or whole.work.container is not None or whole.work.type not in _WHOLE:
            continue
        if match_titles(part.work.title, whole.work.title).score >= _SURE:
            return Verdict.APART, f"{part.key} stands in another work, {whole.key} on its own"
    return None
