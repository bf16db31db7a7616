"""Measures how many notes and calls are found in PDFs made by `scripts/make_pdfs.py`, and how fast.

    python scripts/bench_pdfs.py FOLDER [--layout NAME] [--show] [--text plain|layout]

A note counts as found if its text has a similarity of at least 0.9 (and its label is right, where the truth knows it);
a call if the running text reads round it as its author wrote it; italics if a note's titles are marked. `pdftotext`
reads the same files in the same run, where it is on PATH: "rate" is its CPU time over ours. With `--text` the text that
`pdftotext` gives, without or with `-layout`, is read instead of the PDF.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio import notes, readers
from biblio.model import Mark, Note, Reading
from scripts.pdfs.essays import letters

_SIMILAR = 90
_TEXTS: dict[str, list[str]] = {"plain": [], "layout": ["-layout"]}


@dataclass
class Score:
    """Counts of one layout."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    called: int = 0
    italics: int = 0
    marked: int = 0
    pages: int = 0
    reading: float = 0.0
    """CPU seconds of the reader."""
    finding: float = 0.0
    peer: float = 0.0

    @property
    def f1(self) -> float:
        """Of notes."""
        return 2 * self.right / (self.wanted + self.found) if self.wanted + self.found else 1.0

    def add(self, other: Score) -> None:
        """Count both."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def main() -> int:
    """Print a table, one line a layout."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layout")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--text", choices=sorted(_TEXTS), help="read what pdftotext makes of the PDF")
    options = parser.parse_args()
    scores: dict[str, Score] = defaultdict(Score)
    readers.read(b"Warm.", "warm.txt")
    for path in sorted(options.folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        pdf = path.with_suffix(".pdf")
        if (options.layout and truth["layout"] != options.layout) or not pdf.exists():
            continue
        scores[truth["layout"]].add(_measure(pdf, options.text, truth["notes"], print if options.show else _silent))
    total = Score()
    for name, score in scores.items():
        _row(name, score)
        total.add(score)
    _row("all", total)
    return 0


def _measure(pdf: Path, text: str | None, truth: list[dict[str, Any]], report: Callable[[str], object]) -> Score:
    score = Score()
    data = _text_of(pdf, _TEXTS[text]) if text else pdf.read_bytes()
    began = time.process_time()
    document = readers.read(data, str(pdf.with_suffix(".txt") if text else pdf))
    read = time.process_time()
    reading = notes.find(document)
    score.reading, score.finding = read - began, time.process_time() - read
    score.peer = _peer(pdf)
    score.pages = document.lines[-1].page if document.lines else 0
    wrong = _compare(reading, truth, score)
    if wrong:
        report(f"{pdf.name}: " + "; ".join(wrong[:6]))
    return score


def _text_of(pdf: Path, options: list[str]) -> bytes:
    return subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True).stdout


def _peer(pdf: Path) -> float:
    if not shutil.which("pdftotext"):
        return 0.0
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _compare(reading: Reading, truth: list[dict[str, Any]], score: Score) -> list[str]:
    score.wanted, score.found = len(truth), len(reading.notes)
    spare = list(reading.notes)
    wrong = []
    for wanted in truth:
        fitting = [note for note in spare if wanted["label"] in ("", note.label)]
        best = max(fitting, key=lambda note: fuzz.ratio(note.body.text, wanted["text"]), default=None)
        if best is None or fuzz.ratio(best.body.text, wanted["text"]) < _SIMILAR:
            wrong.append(f"note {wanted['label']} {wanted['text'][:30]!r}")
            continue
        score.right += 1
        spare.remove(best)
        score.italics += len(wanted["italics"])
        score.marked += _marked(best, wanted["italics"])
        if _reads_on(reading, best, wanted):
            score.called += 1
        else:
            wrong.append(f"call {wanted['label']} after {wanted['before']!r}")
    return wrong + [f"invented {note.label} {note.body.text[:40]!r}" for note in spare]


def _marked(note: Note, titles: list[str]) -> int:
    printed = letters("".join(span.of(note.body.text) for span in note.body.marked(Mark.ITALIC)))
    return sum(letters(title) in printed for title in titles)


def _reads_on(reading: Reading, note: Note, wanted: dict[str, Any]) -> bool:
    if note.call is None:
        return False
    text, at = reading.body.text, note.call.at
    before, after = letters(text[max(at - 200, 0) : at]), letters(text[at : at + 200])
    return before.endswith(wanted["before"]) and after.startswith(wanted["after"])


def _row(name: str, score: Score) -> None:
    pages = max(score.pages, 1)
    print(
        f"{name:22} notes {score.wanted:5}  F1 {score.f1:.4f}  calls {score.called / max(score.wanted, 1):.4f}  "
        f"italics {score.marked / max(score.italics, 1):.3f}  pages {score.pages:4}  "
        f"read {score.reading / pages * 1e3:5.1f} ms  find {score.finding / pages * 1e3:5.1f} ms  "
        f"rate {score.peer / max(score.reading + score.finding, 1e-9):.2f}"
    )


def _silent(_: str) -> None:
    return None


if __name__ == "__main__":
    raise SystemExit(main())
