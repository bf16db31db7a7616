"""Pairs decided, and those that are one work gathered in groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from biblio.library.duplicates import blocking
from biblio.library.duplicates.decision import Decision, Pair, Verdict
from biblio.library.duplicates.rules import decide
from biblio.model import Entry

__all__ = ["Group", "Report", "decided", "find"]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one work."""

    keys: tuple[str, ...]
    """In the library's order."""
    decisions: tuple[Decision, ...]
    """Of every two of them."""

    @property
    def confidence(self) -> float:
        """That of the least sure decision."""
        return min((decision.confidence for decision in self.decisions), default=1.0)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a library."""

    groups: tuple[Group, ...] = ()
    """Sure: these may be merged."""
    likely: tuple[Decision, ...] = ()
    apart: tuple[Decision, ...] = ()
    compared: int = 0
    """How many pairs were looked at."""


def find(entries: Sequence[Entry], *, preprints: bool = False) -> Report:
    """The entries that describe one work.

    Args:
        entries: of one library, keys unique.
        preprints: a preprint and what was published of it count as one work.
    """
    decisions, compared = decided(entries, preprints=preprints)
    groups, doubtful = _groups(entries, [one for one in decisions if one.verdict is Verdict.SAME], preprints)
    likely = [decision for decision in decisions if decision.verdict is Verdict.LIKELY]
    apart = [decision for decision in decisions if decision.verdict is Verdict.APART]
    return Report(tuple(groups), tuple(likely + doubtful), tuple(apart), compared)


def decided(
    entries: Sequence[Entry], *, preprints: bool = False, origins: Sequence[int] = ()
) -> tuple[list[Decision], int]:
    """Every pair worth a decision, in the library's order, and how many pairs were looked at.

    Args:
        entries: keys unique.
        preprints: a preprint and what was published of it count as one work.
        origins: the file that each entry is of, if only entries of different files are to be compared.
    """
    decisions, compared = [], 0
    for one, other in blocking.pairs(entries):
        if origins and origins[one] == origins[other]:
            continue
        compared += 1
        decision = decide(Pair.of(entries[one], entries[other]), preprints=preprints)
        if decision:
            decisions.append(decision)
    order = {entry.key: position for position, entry in enumerate(entries)}
    decisions.sort(key=lambda decision: (order[decision.left], order[decision.right]))
    return decisions, compared


def _groups(entries: Sequence[Entry], same: Sequence[Decision], preprints: bool) -> tuple[list[Group], list[Decision]]:
    """What is surely one work; a chain whose ends do not agree is left to a person."""
    by_key = {entry.key: entry for entry in entries}
    order = {entry.key: position for position, entry in enumerate(entries)}
    groups, doubtful = [], []
    for members in _connected(same):
        keys = sorted(members, key=order.__getitem__)
        inside = [decision for decision in same if decision.left in members]
        known = {(decision.left, decision.right) for decision in inside}
        missing = [(a, b) for at, a in enumerate(keys) for b in keys[at + 1 :] if (a, b) not in known]
        rest = [decide(Pair.of(by_key[a], by_key[b]), preprints=preprints) for a, b in missing]
        if all(found is not None and found.verdict is Verdict.SAME for found in rest):
            groups.append(Group(tuple(keys), (*inside, *(found for found in rest if found))))
        else:
            doubtful += [_in_doubt(decision, keys) for decision in inside]
    return groups, doubtful


def _in_doubt(decision: Decision, keys: Sequence[str]) -> Decision:
    reason = f"each is like another of {', '.join(keys)}, but not all are like one another"
    return replace(decision, verdict=Verdict.LIKELY, rule="chain", reason=reason, confidence=0.5)


def _connected(same: Sequence[Decision]) -> Iterator[set[str]]:
    """The keys that are joined by decisions, directly or by way of others."""
    home: dict[str, set[str]] = {}
    for decision in same:
        merged = home.get(decision.left, {decision.left}) | home.get(decision.right, {decision.right})
        home.update(dict.fromkeys(merged, merged))
    seen: set[str] = set()
    for key, members in home.items():
        if key not in seen:
            seen |= members
            yield members
