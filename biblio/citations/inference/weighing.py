"""Candidates and their clues -> who wrote the work, or nobody where that is not likely enough.

Every clue has a weight in `data/author_clues.toml`; their sum says how likely a candidate is (a logistic regression,
fitted by `scripts/fit_author_clues.py` on annotated essays).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from biblio.citations.inference.candidate import Candidate, Unsigned, merged
from biblio.citations.inference.wording import words
from biblio.citations.names import is_given
from biblio.identity import fold
from biblio.model import Name, Role

__all__ = ["all_clues", "chosen", "is_about", "likelihood"]


def chosen(unsigned: Unsigned, candidates: Iterable[Candidate]) -> tuple[Candidate, float] | None:
    """The only likely candidate with the rule that speaks most for it, and how likely it is."""
    weights, threshold = _weights()
    every = merged(candidates)
    rated = [
        (likelihood(all_clues(unsigned, same, every), weights), max(same, key=lambda one: _sum(one.clues, weights)))
        for same in every
    ]
    likely = [(rate, candidate) for rate, candidate in rated if rate >= threshold]
    # Where two persons may well be meant, nobody is taken.
    return (likely[0][1], likely[0][0]) if len(likely) == 1 else None


def likelihood(clues: Iterable[str], weights: Mapping[str, float]) -> float:
    """How likely a candidate with these clues is to be the author."""
    return 1 / (1 + math.exp(-_sum(clues, weights)))


def all_clues(unsigned: Unsigned, same: Sequence[Candidate], every: Sequence[Sequence[Candidate]]) -> frozenset[str]:
    """What speaks of one person among all: the clues of every mention, of the others, and of the cite."""
    work = unsigned.cite.reference.work
    clues = {"any", *(clue for candidate in same for clue in candidate.clues)}
    rules = {candidate.rule for candidate in same}
    clues |= {f"{rule}: {kind}" for rule in rules for kind in _kinds(unsigned)}
    if len(rules) > 1:
        clues.add("found by two rules")
    clues |= {
        f"somebody else: {clue}"
        for other in every
        if other is not same
        for one in other
        if not one.vague
        for clue in one.clues & _STRONG
    }
    if _names(same[0].names[0], work.title):
        clues.add("the title speaks of the person's own works")
    if any(
        same[0].key == fold(person.family)
        for role in (Role.EDITOR, Role.TRANSLATOR)
        for person in _people(unsigned, role)
    ):
        clues.add("edited or translated the work")
    named = unsigned.context.body.count(same[0].names[0].family)
    clues.add("named once" if named == 1 else "named often" if named > _OFTEN else "named")
    return frozenset(clues | {f"{one}, {other}" for one, other in _TOGETHER if one in clues and other in clues})


_OFTEN = 4
_STRONG = frozenset(
    (
        *("commentary: only one in the sentence", "commentary: near", "commentary: in the sentence", "previous: again"),
        *("previous: his", "call: subject", "call: only one", "collected works"),
    )
)
"""Clues that speak against everybody else."""
_TOGETHER = (
    *(("call: subject", "call: opens the note"), ("call: only one", "call: opens the note")),
    *(("call: subject", "call: word"), ("call: subject", "call: later cite"), ("call: owns", "call: opens the note")),
    *(("previous: inferred", "previous: joined"), ("previous: printed", "previous: joined")),
    *(("previous: inferred", "previous: new sentence"), ("previous: printed", "previous: new sentence")),
    *(("previous: nothing said", "previous: new sentence"), ("previous: again", "previous: new sentence")),
    *(("commentary: owns", "commentary: near"), ("commentary: subject", "commentary: near")),
    *(("commentary: says", "commentary: in the sentence"), ("written about", "named often")),
    *(("previous", "call"), ("previous", "written about"), ("call", "written about"), ("previous", "commentary")),
)
"""Clues that say more together."""


@cache
def _own_works() -> re.Pattern[str]:
    """ "Mém. de Phil. de Commynes", "Œuvres de Turgot": by them, not about them."""
    return re.compile(rf"(?:the )?(?:\w+ ){{0,2}}(?:{'|'.join(words('own_works', 'all'))})(?!\w)", re.IGNORECASE)


def _people(unsigned: Unsigned, role: Role) -> tuple[Name, ...]:
    work = unsigned.cite.reference.work
    return (*work.names(role), *(work.container.names(role) if work.container else ()))


def _kinds(unsigned: Unsigned) -> Iterator[str]:
    """What the cite is like."""
    work = unsigned.cite.reference.work
    yield work.type
    if work.names(Role.EDITOR) and not work.names(Role.TRANSLATOR):
        yield "edited"
    if work.names(Role.TRANSLATOR):
        yield "translated"
    if work.pages:
        yield "with pages"
    if work.url:
        yield "with an address"
    if not work.place and not work.publisher and not work.container:
        yield "a title alone"


def is_about(person: Name, title: str) -> bool:
    """Whether a title names a person, and not as whose letters or works it holds: then the work is about them."""
    return _names(person, title) and not _own_works().match(title)


def _names(person: Name, title: str) -> bool:
    """Whether a title names a person: "Max Weber" is not Marianne Weber."""
    printed, family = fold(title).split(), fold(person.family or person.literal).split()
    for at in range(len(printed) - len(family) + 1):
        if printed[at : at + len(family)] == family:
            before = printed[at - 1] if at else ""
            return not (person.given and is_given(before) and not fold(person.given).startswith(before))
    return " ".join(family) in " ".join(printed)


def _sum(clues: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(clue, 0.0) for clue in clues)


@cache
def _weights() -> tuple[dict[str, float], float]:
    data: dict[str, Any] = tomllib.loads((files("biblio.citations") / "data" / "author_clues.toml").read_text("utf-8"))
    return data["weights"], data["threshold"]
