"""How two entries that look alike are judged: the first rule with an answer decides."""

from __future__ import annotations

from collections.abc import Callable

from biblio.library.duplicates.decision import Decision, Pair, Verdict
from biblio.library.duplicates.rules import (
    contradicted,
    fields_differ,
    imprecise_title,
    language,
    little_known,
    one_sided,
    other_isbn,
    other_kind,
    part_and_whole,
    preprint,
    reprint,
    same_identifier,
    shared_doi,
    sure,
    undated,
)

__all__ = ["RULES", "Answer", "decide"]

Answer = tuple[Verdict, str] | None
"""A verdict with its reason, or nothing to say."""
RULES: tuple[tuple[str, Callable[[Pair], Answer]], ...] = (
    ("shared-doi", shared_doi.judge),
    ("reprint", reprint.judge),
    ("preprint", preprint.judge),
    ("part-and-whole", part_and_whole.judge),
    ("contradicted", contradicted.judge),
    ("language", language.judge),
    ("other-kind", other_kind.judge),
    ("other-isbn", other_isbn.judge),
    ("one-sided", one_sided.judge),
    ("fields-differ", fields_differ.judge),
    ("same-identifier", same_identifier.judge),
    ("imprecise-title", imprecise_title.judge),
    ("undated", undated.judge),
    ("sure", sure.judge),
    ("little-known", little_known.judge),
)
"""What keeps two entries apart comes first, then what makes them doubtful, then what makes them one."""
_TITLED = "preprint"
"""The first rule that has nothing to say of two titles or of other people, as most pairs have."""


def decide(pair: Pair, *, preprints: bool = False) -> Decision | None:
    """What is to be thought of two entries; None where they are simply two works."""
    for name, judge in RULES:
        if name == _TITLED and pair.contradicted in ("title", "people"):
            return None
        if preprints and name == "preprint":
            continue
        answer = judge(pair)
        if answer:
            verdict, reason = answer
            certainty = 0.0 if verdict is Verdict.APART else _confidence(pair, verdict)
            return Decision(pair.left.key, pair.right.key, verdict, name, reason, pair.comparison.parts, certainty)
    return None


def _confidence(pair: Pair, verdict: Verdict) -> float:
    """Half the doubt goes with every half point of the comparison; what a person must see is never nearly sure."""
    certainty: float = 1 - 2.0 ** (-2 * max(0.0, pair.comparison.score))
    return round(min(certainty, 0.85) if verdict is Verdict.LIKELY else max(certainty, 0.9), 2)
