"""What `biblio extract` says of an essay, held against what is marked in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from biblio.identity import fold
from biblio.model import Span
from scripts.extraction.essays import Essay, Mark, MarkedNote, shifter

HEADINGS = ("work", "cite", "back", "locator", "type", "inferred")
BACKWARD = ("ibid", "short", "op-cit", "cross-reference")
_SAME = 0.8
_PLAIN = {
    "title": "title",
    "container": "container-title",
    "volume": "volume",
    "issue": "issue",
    "pages": "page",
    "place": "publisher-place",
    "publisher": "publisher",
    "URL": "URL",
    "DOI": "DOI",
}
_NOT_IN_BAG = ("id", "type", "biblio", "language", "note")


@dataclass(slots=True)
class Tally:
    """Expected, found and right."""

    expected: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Right of what was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of what was expected."""
        return self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.expected + self.found) if self.right else 0.0

    def add(self, other: Tally) -> None:
        """Take another's counts in."""
        self.expected += other.expected
        self.found += other.found
        self.right += other.right


@dataclass(slots=True)
class Score:
    """Counts over essays."""

    works: Tally = field(default_factory=Tally)
    fields: Tally = field(default_factory=Tally)
    """Of works that were found."""
    lost: int = 0
    """Marked fields of works that were not found."""
    cites: Tally = field(default_factory=Tally)
    locators: Tally = field(default_factory=Tally)
    back: Counter[str] = field(default_factory=Counter)
    by_form: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_field: dict[str, Tally] = field(default_factory=dict)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    inferred: Tally = field(default_factory=Tally)
    errors: list[tuple[str, str]] = field(default_factory=list)

    @property
    def field_share(self) -> float:
        """Right fields of all marked works, found or not."""
        return self.fields.right / (self.fields.expected + self.lost) if self.fields.expected else 0.0

    def share(self, what: str) -> float:
        """Back references that are right, or wrong, of all."""
        return self.back[what] / max(1, self.back.total())

    def add(self, other: Score) -> None:
        """Take another's counts in."""
        for name in ("works", "fields", "cites", "locators", "inferred"):
            getattr(self, name).add(getattr(other, name))
        for name in ("back", "by_form", "types"):
            getattr(self, name).update(getattr(other, name))
        self.lost += other.lost
        for name, tally in other.by_field.items():
            self.by_field.setdefault(name, Tally()).add(tally)


def measure(essay: Essay, seen: Mapping[str, Any]) -> Score:
    """Count what is right of what `biblio extract` printed for the essay."""
    score = Score()
    items = {item["id"]: item for item in seen["works"]}
    meaning = _works(essay, seen, items, score)
    ours = {str(note["label"]): note for note in seen["notes"]}
    again: set[str] = set()
    for note in essay.notes:
        _note(essay, note, ours.get(note.label), meaning, again, score)
    return score


def _works(essay: Essay, seen: Mapping[str, Any], items: dict[str, Any], score: Score) -> dict[str, str]:
    """Our key -> the marked work it stands for; counts works and their fields."""
    cited = {cite["work"] for note in seen["notes"] for cite in note["citations"] if cite["form"] != "mention"}
    real = {mark.work for note in essay.notes for mark in note.cites if mark.form != "mention"}
    meaning = match(essay.works, items)
    back = {work: key for key, work in meaning.items()}
    score.works.expected = len(real)
    for key in items:
        if key in cited and meaning.get(key) not in essay.works.keys() - real:
            score.works.found += 1
            if key not in meaning:
                score.errors.append(("work", f"{essay.name} + {key}: {_show(items[key])}"))
    for work in sorted(real):
        gold = essay.works[work]
        if work not in back:
            score.lost += sum(1 for _ in _values(gold))
            score.errors.append(("work", f"{essay.name} - {work}: {_show(gold)}"))
            continue
        score.works.right += 1
        _fields(essay, work, gold, items[back[work]], score)
    return meaning


def match(gold: Mapping[str, Any], items: Mapping[str, Any]) -> dict[str, str]:
    """Our key -> marked work, one to one, the most alike first."""
    pairs = sorted(
        ((alike(work, item), key, name) for name, work in gold.items() for key, item in items.items()),
        reverse=True,
    )
    meaning: dict[str, str] = {}
    for likeness, key, name in pairs:
        if likeness >= _SAME and key not in meaning and name not in meaning.values():
            meaning[key] = name
    return meaning


def alike(work: Mapping[str, Any], item: Mapping[str, Any]) -> float:
    """By title, with a little for names, date and container among works of one title; else by all values."""
    one, other = fold(work.get("title") or ""), fold(item.get("title") or "")
    if not one:
        one, other = _bag(work), _bag(item)
        likeness = max(fuzz.token_set_ratio(one, other) / 100 - 0.05, fuzz.token_sort_ratio(one, other) / 100)
        # One word in common is too little, unless neither record says anything else.
        return likeness if one == other or len(set(one.split()) & set(other.split())) > 1 else 0.0
    if not other:
        return 0.0
    short, long = sorted((one, other), key=len)
    likeness = Levenshtein.normalized_similarity(one, other)
    if len(short) > 9 and long.startswith(short):
        likeness = max(likeness, 0.9)
    if likeness < _SAME:
        return float(likeness)
    return float(likeness) + 0.1 * sum(bool(_values(work).get(name) == value) for name, value in _values(item).items())


def _bag(record: Mapping[str, Any]) -> str:
    words: list[str] = []
    for name, value in record.items():
        if name in _NOT_IN_BAG:
            continue
        if isinstance(value, list):
            words += [part for one in value if isinstance(one, dict) for part in one.values() if isinstance(part, str)]
        elif isinstance(value, dict):
            words += [str(part[0]) for part in (value.get("date-parts") or [])[:1] if part] or [
                value.get("literal", "")
            ]
        else:
            words.append(str(value))
    return fold(" ".join(words))


def _values(record: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"type": record.get("type", "")}
    for role in ("author", "editor"):
        if record.get(role):
            found[role] = tuple(sorted(_family(name) for name in record[role]))
    for name, key in _PLAIN.items():
        if value := record.get(key):
            found[name] = str(value[0] if isinstance(value, list) else value)
    for name, key in (("year", "issued"), ("origyear", "original-date")):
        parts = (record.get(key) or {}).get("date-parts")
        if parts and parts[0]:
            found[name] = str(parts[0][0])
    return found


def _family(name: Mapping[str, str]) -> str:
    return fold(" ".join((name.get("non-dropping-particle", ""), name.get("family") or name.get("literal") or "")))


def _fields(essay: Essay, work: str, gold: Mapping[str, Any], item: Mapping[str, Any], score: Score) -> None:
    expected, ours = _values(gold), _values(item)
    for name in expected.keys() | ours.keys():
        tally = score.by_field.setdefault(name, Tally())
        right = name in expected and name in ours and same(name, expected[name], ours[name])
        for counted in (tally, score.fields):
            counted.expected += name in expected
            counted.found += name in ours
            counted.right += right
        if not right:
            told = f"{essay.name} {work} {name}: {expected.get(name)!r} read {ours.get(name)!r} | {_show(item)}"
            score.errors.append((name, told))
            if name == "type":
                score.types[expected[name], str(ours.get(name))] += 1


def same(name: str, one: Any, other: Any) -> bool:
    """Whether two values count as the same."""
    if isinstance(one, tuple):
        return len(one) == len(other) and all(
            Levenshtein.normalized_similarity(a, b) >= _SAME for a, b in zip(one, other, strict=True)
        )
    if name in ("year", "origyear", "type"):
        return bool(one == other)
    if name in ("pages", "volume", "issue"):
        return _numbers(one) == _numbers(other)
    a, b = fold(one), fold(other)
    return a == b or Levenshtein.normalized_similarity(a, b) >= _SAME


def _numbers(text: str) -> list[str]:
    found = re.findall(r"\w+", text.lower())
    if len(found) == 2 and found[0].isdigit() and found[1].isdigit() and len(found[1]) < len(found[0]):
        found[1] = found[0][: len(found[0]) - len(found[1])] + found[1]
    return found


def _show(item: Mapping[str, Any]) -> str:
    return "; ".join(f"{name}={value}" for name, value in _values(item).items())


def _note(
    essay: Essay,
    note: MarkedNote,
    ours: Mapping[str, Any] | None,
    meaning: Mapping[str, str],
    again: set[str],
    score: Score,
) -> None:
    marks = [mark for mark in note.cites if mark.form != "mention"]
    cites = [cite for cite in (ours["citations"] if ours else ()) if cite["form"] != "mention"]
    expected = Counter(mark.work for mark in marks)
    found = Counter(meaning.get(cite["work"], f"?{cite['work']}") for cite in cites)
    right = (expected & found).total()
    score.cites.add(Tally(len(marks), len(cites), right))
    if right < max(len(marks), len(cites)):
        told = f"marked {dict(expected - found)}, ours {dict(found - expected)}"
        score.errors.append(("cite", f"{essay.name} {note.label}: {told} | {note.text[:300]}"))
    move = shifter(note.text, ours["text"]) if ours else None
    for mark in note.cites:
        cite = _aligned(move(mark.span), ours["citations"]) if ours and move else None
        if mark.form != "mention":
            _back(essay, note, mark, cite, meaning, again, score)
            _locator(essay, note, mark, cite, score)
            _inferred(essay, note, mark, cite, score)
        again.add(mark.work)


def _aligned(span: Span, cites: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    shared = [(min(span.end, cite["span"][1]) - max(span.start, cite["span"][0]), at) for at, cite in enumerate(cites)]
    best, at = max(shared, default=(0, 0))
    return list(cites)[at] if best > 0 else None


def _back(
    essay: Essay,
    note: MarkedNote,
    mark: Mark,
    cite: Mapping[str, Any] | None,
    meaning: Mapping[str, str],
    again: set[str],
    score: Score,
) -> None:
    if mark.form not in BACKWARD or mark.work not in again:
        return
    if cite is None:
        what = "missed"
    elif cite["work"] is None:
        what = "open"
    else:
        what = "right" if meaning.get(cite["work"]) == mark.work else "wrong"
    score.back[what] += 1
    score.by_form[mark.form, what] += 1
    if what != "right":
        told = f"{what} {cite['work']} by {cite['rule']} of {cite['candidates']}" if cite else what
        words = mark.span.of(note.text)
        score.errors.append(("back", f"{essay.name} {note.label} {mark.form} {words!r} is {mark.work}: {told}"))


def _locator(essay: Essay, note: MarkedNote, mark: Mark, cite: Mapping[str, Any] | None, score: Score) -> None:
    found = cite["locator"] if cite else None
    ours = f"{found['label']} {found['value']}" if found else ""
    same_place = bool(mark.locator and found) and _places(mark.locator) == _places(ours)
    score.locators.add(Tally(int(bool(mark.locator)), int(bool(found)), int(same_place)))
    if not same_place and (mark.locator or found):
        told = f"{essay.name} {note.label}: {mark.locator!r} read {ours!r} in {mark.span.of(note.text)!r}"
        score.errors.append(("locator", told))


def _places(text: str) -> list[str]:
    """The numbers, whatever dashes and labels ("c.", "ll.") stand around them."""
    return re.findall(r"\d+|\b(?!(?:cc?|ll?)\.)[ivxlc]+\b", text.lower())


def _inferred(essay: Essay, note: MarkedNote, mark: Mark, cite: Mapping[str, Any] | None, score: Score) -> None:
    if mark.form != "full" or cite is None:
        return
    ours = "author" in cite["inferred"]
    score.inferred.add(Tally(int(mark.inferred), int(ours), int(ours and mark.inferred)))
    if ours != mark.inferred:
        told = f"{essay.name} {note.label}: {'marked' if mark.inferred else 'ours'} {mark.span.of(note.text)[:200]!r}"
        score.errors.append(("inferred", f"{told} in {note.text[:300]!r}"))
