"""A first reading of all notes of a document -> features for the second, which knows what its words were elsewhere.

"Diary, V, 293" may be a name or a title; whoever has read the other notes knows. The first reading is by a small model
that sees one note at a time, the second by the large one (Krishnan and Manning, "An effective two-stage model for
exploiting non-local dependencies in named entity recognition", ACL 2006).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from biblio.citations.scan import Scan
from biblio.citations.trained.features import draft_features
from biblio.citations.trained.tokens import Token

__all__ = ["Drafts", "draft"]

_AROUND = (-2, -1, 1, 2)
_CLEAR = 0.75
"""Share of its uses from which a word has one role in a document."""
_BEFORE, _AFTER = 3, 2
"""Fields of the same cite on either side that are told."""
_OUTSIDE = frozenset(("O", "signal"))
_NO_FIELD = _OUTSIDE | {"_"}
_Uses = dict[str, dict[int, Counter[str]]]


@dataclass(frozen=True, slots=True)
class Drafts:
    """The labels of the first reading of each note, and what each word was in which note."""

    labels: Sequence[Sequence[str]]
    single: _Uses = field(default_factory=dict)
    paired: _Uses = field(default_factory=dict)

    def add(self, rows: list[list[str]], words: Sequence[str], note: int) -> None:
        """Add to the features of a note's words what the first reading made of them and of their namesakes."""
        labels = self.labels[note]
        _beside(rows, labels)
        for row, course in zip(rows, _courses(labels), strict=True):
            row += course
        told = [list(_roles("D", self.single.get(word.lower()), note)) if _telling(word) else [] for word in words]
        for index, (one, other) in enumerate(pairwise(words)):
            for name in _roles("DD", self.paired.get(f"{one} {other}".lower()), note):
                told[index].append(name)
                told[index + 1].append("+" + name)
        for index, names in enumerate(told):
            rows[index] += names
            for distance in (-1, 1):
                if names and 0 <= index - distance < len(rows):
                    rows[index - distance] += [f"{distance}{name}" for name in names]


def draft(tagger: Any, scans: Sequence[Scan], tokens: Sequence[list[Token]]) -> Drafts:
    """The first reading of a document's notes by a `pycrfsuite.Tagger` of the small model."""
    read = [tagger.tag(draft_features(scan, found)) if found else [] for scan, found in zip(scans, tokens, strict=True)]
    drafts = Drafts(read)
    for note, (scan, found, labels) in enumerate(zip(scans, tokens, read, strict=True)):
        words = [scan.text[start:end] for start, end in found]
        names = [_name(label) for label in labels]
        for word, name in zip(words, names, strict=True):
            if _telling(word):
                _count(drafts.single, word.lower(), note, name)
        for (one, other), (name, following) in zip(pairwise(words), pairwise(names), strict=True):
            if name == following and name not in _NO_FIELD and one.isalnum() and other.isalnum():
                _count(drafts.paired, f"{one} {other}".lower(), note, name)
    return drafts


def _count(uses: _Uses, key: str, note: int, name: str) -> None:
    uses.setdefault(key, {}).setdefault(note, Counter())[name] += 1


def _telling(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()


def _name(label: str) -> str:
    """The field alone: "^B-title" -> "title"."""
    bare = label.lstrip("^")
    return bare.partition("-")[2] or bare


def _beside(rows: list[list[str]], labels: Sequence[str]) -> None:
    """The draft's label of each word and of those around it."""
    count = len(labels)
    for index, (row, label) in enumerate(zip(rows, labels, strict=True)):
        row.append(f"L={label}")
        row += [f"{distance}L={labels[index + distance]}" for distance in _AROUND if 0 <= index + distance < count]
        if index:
            row.append(f"-L|{labels[index - 1]}|{label}")
        if index + 1 < count:
            row.append(f"+L|{label}|{labels[index + 1]}")


def _roles(sign: str, uses: dict[int, Counter[str]] | None, note: int) -> Iterator[str]:
    """What a word mostly was in other notes, and what else."""
    if not uses or (len(uses) == 1 and note in uses):
        return
    total: Counter[str] = Counter()
    for other, counts in uses.items():
        if other != note:
            total += counts
    (first, most), *rest = total.most_common(2)
    yield f"{sign}={first}{'!' if most >= _CLEAR * total.total() else ''}"
    if rest:
        yield f"{sign}2={rest[0][0]}"


def _courses(labels: Sequence[str]) -> Iterator[list[str]]:
    """For each word the fields that come before and after its own in its cite."""
    names = [_name(label) for label in labels]
    begins = [label.startswith("^") or name in _OUTSIDE for label, name in zip(labels, names, strict=True)]
    before = _runs(names, begins)
    ends = [*begins[1:], True]
    ends = [end or name in _OUTSIDE for end, name in zip(ends, names, strict=True)]
    after = reversed(list(_runs(names[::-1], ends[::-1])))
    for left, right, name in zip(before, after, names, strict=True):
        others = [found for found in left[-_BEFORE:] if found != name]
        right = [found for found in right if found != name][-_AFTER:]
        yield [
            *(f"Lb={found}" for found in left[-_BEFORE:]),
            *(f"La={found}" for found in right),
            f"Lc={others[-1] if others else '-'}|{name}|{right[-1] if right else '-'}",
        ]


def _runs(names: Sequence[str], begins: Sequence[bool]) -> Iterator[list[str]]:
    """Before each word the fields so far, each once for a run of words in it; anew where a cite begins."""
    run: list[str] = []
    for name, begun in zip(names, begins, strict=True):
        run = [] if begun else run
        yield run
        if name not in _NO_FIELD and (not run or run[-1] != name):
            run = [*run, name]
