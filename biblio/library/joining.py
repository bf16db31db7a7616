"""Several libraries as one: their macros told apart, the works they share filed once, their keys made unique.

The libraries' texts follow one another; what a library after the first has in common with those before it is taken into
the entry that is there already. Comments, macros and preambles of all of them stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from biblio.library.combining import Conflict
from biblio.library.combining.fields import Plain
from biblio.library.combining.uniting import unite
from biblio.library.duplicates import Decision, Verdict
from biblio.library.duplicates.finding import decided
from biblio.library.keys import Proposals
from biblio.library.rekeying import rekey, renamed
from biblio.model import Entry, SourceBlock, SourceEntry, SourceText, Span, Work

__all__ = ["Joined", "ended_as", "foreign_macros", "join", "said_before"]

_TOKEN = re.compile(r"""\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}|"(?:[^"{}]|\{[^{}]*\})*"|[^\s#{}"]+""")
"""A braced or quoted text, or a macro's name or a number."""
_NO_WORK = Work()


@dataclass(frozen=True, slots=True)
class Joined:
    """The one library, and what became of the entries."""

    entries: tuple[SourceEntry, ...]
    merged: tuple[Decision, ...]
    """Why an entry (`right`) was taken into another (`left`)."""
    likely: tuple[Decision, ...]
    """Pairs left as two entries, for a person to decide."""
    renamed: Mapping[str, str]
    """Key in the joined text -> new key, of different works that had one key."""
    conflicts: tuple[Conflict, ...]


def foreign_macros(
    first: SourceText, other: SourceText
) -> tuple[tuple[SourceEntry, ...], tuple[SourceBlock, ...], dict[str, str]]:
    """Entries and blocks of `other` so that its text can follow that of `first`, and its macros that had to be renamed.

    A macro that says the same in both is defined once; one that says something else gets another name.
    """
    known = {block.name.lower(): block for block in first.blocks if block.kind == "string"}
    names = set(first.macros) | set(other.macros)
    new: dict[str, str] = {}
    for block in other.blocks:
        low = block.name.lower()
        if block.kind == "string" and low in known and first.macros.get(low) != other.macros.get(low):
            new[low] = next(
                name for number in range(2, 1000) if (name := f"{block.name}-{number}").lower() not in names
            )
            names.add(new[low].lower())
    said = {(block.kind, block.value.strip()) for block in first.blocks}
    blocks = tuple(
        replace(block, name=new.get(block.name.lower(), block.name), value=_renaming(block.value, new))
        for block in other.blocks
        if not _again(block, known, new, said)
    )
    entries = tuple(
        replace(entry, fields=tuple(replace(field, value=_renaming(field.value, new)) for field in entry.fields))
        for entry in other.entries
    )
    return entries, blocks, new


def _again(
    block: SourceBlock, known: Mapping[str, SourceBlock], new: Mapping[str, str], said: set[tuple[str, str]]
) -> bool:
    if block.kind == "string":
        return block.name.lower() in known and block.name.lower() not in new
    return (block.kind, block.value.strip()) in said


def _renaming(value: str, new: Mapping[str, str]) -> str:
    """The value with macros under their new names; what is in braces or quotation marks is no macro."""
    if not new:
        return value
    return _TOKEN.sub(lambda match: new.get(match[0].lower(), match[0]), value)


def said_before(first: SourceText, other: SourceText) -> tuple[Span, ...]:
    """The lines of free text in `other` that stand in `first` word for word."""
    known = {span.of(first.text).strip() for span in _free_lines(first)}
    return tuple(span for span in _free_lines(other) if span.of(other.text).strip() in known)


def _free_lines(source: SourceText) -> Iterator[Span]:
    """The lines, with their ends, that lie outside all entries and blocks and are not empty."""
    at = 0
    taken = sorted(
        [(entry.start, entry.end) for entry in source.entries] + [(block.start, block.end) for block in source.blocks]
    )
    for start, end in (*taken, (len(source.text), 0)):
        for match in re.compile(r"[^\n]*(?:\n|\Z)").finditer(source.text, at, max(start, at)):
            if match[0].strip():
                yield Span(*match.span())
        at = max(at, end)


def ended_as(first: str, joined: str) -> str:
    """The joined text with as many line ends at its end as the first library's has."""
    return joined.rstrip() + (first[len(first.rstrip()) :] or "\n") if joined.strip() else joined


def join(source: SourceText, entries: Sequence[Entry], starts: Sequence[int], plain: Plain) -> Joined:
    """The entries of libraries whose texts stand one after the other in `source`.

    Args:
        source: the joined text.
        entries: the library read from it; second uses of a key are filed under numbered ones.
        starts: where in the text each library begins.
        plain: LaTeX -> plain text, for comparing.
    """
    origin = {entry.filed: sum(entry.start >= start for start in starts) for entry in source.entries}
    written = {entry.filed: entry.key for entry in source.entries}
    across, _ = decided(entries, origins=[origin[entry.key] for entry in entries])
    merged = _homes(across, written, origin)
    repeated = _repeated(source, origin, {decision.right for decision in merged})
    homes = {decision.right: decision.left for decision in (*merged, *repeated)}
    groups: dict[str, list[str]] = {}
    for key, home in homes.items():
        while home in homes:
            home = homes[home]
        groups.setdefault(home, [home]).append(key)
    united = unite(source.entries, list(groups.values()), plain, first=True, follow=False)
    new = _unique(united.entries, origin)
    likely = [
        one
        for one in across
        if one.verdict is Verdict.LIKELY
        and united.gone.get(one.left, one.left) != united.gone.get(one.right, one.right)
    ]
    final = {entry.filed: new.get(entry.filed, entry.key) for entry in united.entries}
    scopes: dict[int, dict[str, str]] = {}
    for entry in source.entries:
        scope = scopes.setdefault(origin[entry.filed], {})
        scope.setdefault(entry.key.lower(), final[united.gone.get(entry.filed, entry.filed)])
    same = {entry.key for entry in source.entries}
    scopes = {
        file: {old: key for old, key in scope.items() if key not in same or key.lower() != old}
        for file, scope in scopes.items()
    }
    kept = tuple(renamed(entry, scopes[origin[entry.filed]], new, alias=False) for entry in united.entries)
    return Joined(kept, (*merged, *repeated), tuple(likely), new, united.conflicts)


def _homes(across: Sequence[Decision], written: Mapping[str, str], origin: Mapping[str, int]) -> list[Decision]:
    """For each entry that is there already the decision that says so, the surest one."""
    found: dict[str, Decision] = {}
    for decision in across:
        one_key = written[decision.left] == written[decision.right] != ""
        if decision.verdict is Verdict.SAME or (decision.verdict is Verdict.LIKELY and one_key):
            best = found.get(decision.right)
            if best is None or best.confidence < decision.confidence:
                found[decision.right] = decision
    # Of one file, one entry at most is what another file's entry is; others like it are for dedupe.
    taken: set[tuple[str, int]] = set()
    kept = []
    for decision in sorted(found.values(), key=lambda one: -one.confidence):
        place = (decision.left, origin[decision.right])
        if place not in taken:
            taken.add(place)
            kept.append(decision)
    return kept


def _repeated(source: SourceText, origin: Mapping[str, int], gone: set[str]) -> list[Decision]:
    """Entries that stand word for word in an earlier library, whatever they are: @xdata, @set, a lone title."""
    first: dict[tuple[str, str, tuple[tuple[str, str], ...]], str] = {}
    found = []
    for entry in source.entries:
        said = (
            entry.type.lower(),
            entry.key.lower(),
            tuple((field.name.lower(), field.text) for field in entry.fields),
        )
        home = first.setdefault(said, entry.filed)
        if entry.filed not in gone and origin[home] != origin[entry.filed]:
            found.append(
                Decision(home, entry.filed, Verdict.SAME, "word-for-word", "they are the same letter by letter")
            )
    return found


def _unique(entries: Sequence[SourceEntry], origin: Mapping[str, int]) -> dict[str, str]:
    """New keys for works that have the key of another work of an earlier library."""
    first: dict[str, int] = {}
    for entry in entries:
        first.setdefault(entry.key.lower(), origin[entry.filed])
    stems = {one.filed: one.key for one in entries if one.key and origin[one.filed] != first[one.key.lower()]}
    taken = [entry.filed for entry in entries if entry.filed not in stems]
    taken += [entry.key for entry in entries]
    taken += [key.strip() for entry in entries for key in entry.text("ids").split(",")]
    twice = [Entry(filed, _NO_WORK) for filed in stems]
    return rekey(twice, lambda entry: Proposals((), stems[entry.key], ""), taken, alias=False)
