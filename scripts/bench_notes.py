"""Measures how many notes and calls are found in generated text documents.

    python scripts/bench_notes.py FOLDER_OF_ESSAYS [--each N] [--layout NAME] [--show]

A note counts as found if its label is right and its text has a similarity of at least 0.9; a call if its mark is the
one that was printed; the order is right at a call if the running text
goes on there as its author wrote it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio import notes, readers
from biblio.model import Reading
from scripts.make_text_documents import LAYOUTS, Essay, Truth, essay, letters, make

_SIMILAR = 90


@dataclass
class Score:
    """Counts of one layout."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    calls: int = 0
    exact: int = 0
    placed: int = 0
    seconds: float = 0.0
    characters: int = 0

    @property
    def f1(self) -> float:
        """Of notes."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0


def main() -> int:
    """Print a table, one line a layout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", type=int, default=12, help="documents per layout")
    parser.add_argument("--layout", choices=sorted(LAYOUTS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    essays = [one for path in sorted(options.folder.glob("*.xml")) if len((one := essay(path)).notes) > 2]
    if not essays:
        print(f"no essays in {options.folder}", file=sys.stderr)
        return 2
    fillers: dict[str, list[str]] = defaultdict(list)
    for one in essays:
        fillers[one.language] += [sentence for sentence in one.sentences if "\ue000" not in sentence]
    total = Score()
    for name in [options.layout] if options.layout else LAYOUTS:
        score = Score()
        chosen = random.Random(f"{name}/{options.seed}").sample(essays, min(options.each, len(essays)))
        for one in chosen:
            _measure(one, fillers[one.language], name, options.seed, score, print if options.show else _silent)
        _row(name, score)
        for field in ("wanted", "found", "right", "calls", "exact", "placed", "seconds", "characters"):
            setattr(total, field, getattr(total, field) + getattr(score, field))
    _row("all", total)
    return 0


def _measure(
    one: Essay, filler: list[str], layout: str, seed: int, score: Score, report: Callable[[str], object]
) -> None:
    text, truth = make(one, filler, LAYOUTS[layout], seed)
    began = time.perf_counter()
    document = readers.read(text.encode(), "generated.txt")
    reading = notes.find(document)
    score.seconds += time.perf_counter() - began
    score.characters += len(text)
    wrong = _compare(reading, truth, score)
    if wrong:
        report(f"{one.name} {layout}: " + "; ".join(wrong[:6]))


def _compare(reading: Reading, truth: Truth, score: Score) -> list[str]:
    score.wanted += len(truth.notes)
    score.found += len(reading.notes)
    score.calls += sum(place is not None for place in truth.calls)
    wrong = []
    spare = list(reading.notes)
    for (label, text), place, around in zip(truth.notes, truth.calls, truth.around, strict=True):
        best = max(spare, key=lambda note: (note.label == label) * fuzz.ratio(note.body.text, text), default=None)
        if best is not None and best.label == label and fuzz.ratio(best.body.text, text) >= _SIMILAR:
            score.right += 1
            spare.remove(best)
        else:
            wrong.append(f"note {label} {text[:30]!r}")
        if place is None:
            continue
        call = next((note.call for note in reading.notes if note.call and note.call.span.start == place), None)
        if call is None:
            wrong.append(f"call {label}")
            continue
        score.exact += 1
        if _reads_on(reading, call.at, around):
            score.placed += 1
        else:
            wrong.append(f"order at call {label}")
    wrong += [f"invented {note.label} {note.body.text[:40]!r}" for note in spare]
    return wrong


def _reads_on(reading: Reading, at: int, around: tuple[str, str]) -> bool:
    """Whether the running text goes on at a call as its author wrote it."""
    text = reading.body.text
    before, after = letters(text[max(at - 200, 0) : at]), letters(text[at : at + 200])
    return before.endswith(around[0]) and after.startswith(around[1])


def _row(name: str, score: Score) -> None:
    print(
        f"{name:22} notes {score.wanted:5}  F1 {score.f1:.4f}  calls {score.exact / max(score.calls, 1):.4f}  "
        f"order {score.placed / max(score.exact, 1):.4f}  "
        f"{score.characters / max(score.seconds, 1e-9) / 1e6:.2f} MB/s"
    )


def _silent(_: str) -> None:
    return None


if __name__ == "__main__":
    raise SystemExit(main())
