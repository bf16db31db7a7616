"""How well structured formats are read: notes, labels, calls, italics, speed.

    python scripts/bench_documents.py ../shared/data/essays [--each N] [--converters FOLDER] [--show]

A note is found if its text is at least 90 per cent alike, exact if every letter is right; its label must be the printed
one; a call is right if the letters before it are the right ones, within three; italics if the same letters are set so.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rapidfuzz import fuzz

from biblio import notes, readers
from biblio.model import Mark, Reading
from scripts.documents.essays import Essay, Note, essay, letters
from scripts.make_documents import Made, by_other_programs, make

_NEAR = 3


@dataclass
class Score:
    """Counts of one kind of document."""

    documents: int = 0
    notes: int = 0
    found: int = 0
    exact: int = 0
    labels: int = 0
    calls: int = 0
    italics: int = 0
    extra: int = 0
    seconds: float = 0.0


def measure(made: Made, score: Score) -> list[str]:
    """Read a document and compare; what is wrong, in words."""
    start = time.perf_counter()
    reading = notes.find(readers.read(made.data, made.name))
    score.seconds += time.perf_counter() - start
    score.documents += 1
    score.notes += len(made.truth.notes)
    score.extra += max(len(reading.notes) - len(made.truth.notes), 0)
    order = {number: at for at, number in enumerate(_order(made.truth))}
    expected = sorted(made.truth.notes, key=lambda note: order[note.number])
    wrong = []
    for at, truth in enumerate(expected):
        wrong += [f"{made.name}: {words}" for words in _compare(reading, at, truth, made.truth, score)]
    return wrong


def _order(truth: Essay) -> list[int]:
    return [part.number for paragraph in truth.paragraphs for part in paragraph if not hasattr(part, "text")]


def _compare(reading: Reading, at: int, truth: Note, whole: Essay, score: Score) -> list[str]:
    if at >= len(reading.notes):
        return [f"no note {truth.label}"]
    note = reading.notes[at]
    same = letters(note.body.text) == letters(truth.text)
    like = same or fuzz.ratio(note.body.text, truth.text) >= 90
    label = note.label == truth.label
    before = letters(reading.body.text[: note.call.at])[-40:] if note.call else ""
    expected = whole.before(truth.number)[-20:]
    call = note.call is not None and any(before[: len(before) - cut].endswith(expected) for cut in range(_NEAR + 1))
    italic = "".join(letters(span.of(note.body.text)) for span in note.body.marked(Mark.ITALIC)) == truth.italics
    score.found += like
    score.exact += same
    score.labels += label
    score.calls += call
    score.italics += italic
    wrong = [] if same else [f"note {truth.label}: {note.body.text[:90]!r} for {truth.text[:90]!r}"]
    wrong += [] if label else [f"label {note.label!r} for {truth.label!r}"]
    wrong += [] if call else [f"call of {truth.label}: {before!r} for {expected!r}"]
    return wrong + ([] if italic else [f"italics of {truth.label}"])


def main() -> int:
    """Print a row a kind; 1 if anything is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("essays", type=Path)
    parser.add_argument("--each", type=int, default=1, help="take every n-th essay")
    parser.add_argument("--converters", type=Path, help="also by pandoc and LibreOffice, kept in this folder")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    essays = [essay(path) for path in sorted(options.essays.glob("*.xml"))[:: options.each]]
    scores: dict[str, Score] = defaultdict(Score)
    documents = [made for source in essays for made in make(source)]
    if options.converters:
        documents += by_other_programs(essays, options.converters)
    for made in documents:
        for words in measure(made, scores[made.kind]):
            if options.show:
                print(words)
    print(
        f"{'kind':22} {'docs':>4} {'notes':>6} {'found':>7} {'exact':>7} {'label':>7} {'call':>7} {'ital':>7} {'ms':>6}"
    )
    for kind, score in sorted(scores.items()):
        shares = [score.found, score.exact, score.labels, score.calls, score.italics]
        figures = " ".join(f"{share / max(score.notes, 1):7.4f}" for share in shares)
        speed = 1000 * score.seconds / max(score.documents, 1)
        extra = f"  {score.extra} too many" if score.extra else ""
        print(f"{kind:22} {score.documents:4} {score.notes:6} {figures} {speed:6.1f}{extra}")
    missed = any(score.found < score.notes or score.calls < score.notes or score.extra for score in scores.values())
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
