"""Fit the weights of the clues by which an author is inferred: `biblio/citations/data/author_clues.toml`.

usage: fit_author_clues.py FOLDER ... [--precision P] [--try]

Every full cite without a printed author in the annotated essays of the folders (of `shared/data/essays` those not held
out) is asked for its candidates; one is right where the cite is marked as inferred and its work has that
author. A logistic regression says what each clue is worth; the threshold is the lowest at which, each essay judged by
weights fitted on others, the share given (0.9) of those named is right. `--try` prints figures and writes nothing.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio import citations, notes, readers
from biblio.citations import inference
from biblio.citations.inference import weighing
from biblio.citations.inference.candidate import Unsigned, merged
from biblio.identity import fold
from biblio.model import Cite, Contributor, Name
from scripts.bench_citations import ESSAYS, held_out
from scripts.extraction.essays import Essay, Mark, read_essay, shifter, tagger_of

_INTO = Path(__file__).resolve().parents[1] / "biblio" / "citations" / "data" / "author_clues.toml"
_FOLDS = 5
_ROUNDS = 60
_STEP = 0.3
_SHRINK = 0.03
_LEAST = 6
"""Candidates that a clue must speak of to be weighed."""
_NAUGHT = 0.15
"""Weights nearer to nothing are left out."""


@dataclass(frozen=True, slots=True)
class Question:
    """A cite without author, and its candidates."""

    essay: str
    inferred: bool
    answers: tuple[tuple[frozenset[str], bool], ...]
    """For each candidate its clues, and whether it is the author."""


def main() -> int:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--precision", type=float, default=0.9, help="share of those named that shall be right")
    parser.add_argument("--try", action="store_true", dest="trying", help="write nothing")
    arguments = parser.parse_args()
    paths = [
        path
        for folder in arguments.folders
        for path in sorted(folder.glob("*.xml"))
        if folder.resolve() != ESSAYS.resolve() or not held_out(path.stem)
    ]
    questions = [question for path in paths for question in _questions(read_essay(path))]
    essays = sorted({question.essay for question in questions})
    judged: list[tuple[float, bool, bool]] = []
    for fold_number in range(_FOLDS):
        apart = set(essays[fold_number::_FOLDS])
        weights = _fit([question for question in questions if question.essay not in apart])
        judged += _judged([question for question in questions if question.essay in apart], weights)
    threshold = _threshold(judged, arguments.precision)
    weights = {clue: weight for clue, weight in _fit(questions).items() if abs(weight) >= _NAUGHT}
    marked = sum(question.inferred for question in questions)
    reachable = sum(any(right for _, right in question.answers) for question in questions)
    named = [entry for entry in judged if entry[0] >= threshold]
    print(
        f"{len(questions)} cites without author, {marked} marked as inferred, {reachable} of them among the candidates"
    )
    print(f"threshold {threshold:.2f}: {len(named)} named, {sum(right for _, right, _ in named)} rightly")
    if not arguments.trying:
        _write(weights, threshold)
    return 0


def _questions(essay: Essay) -> Iterator[Question]:
    reading = notes.find(readers.read(essay.markdown.encode(), f"{essay.name}.md"))
    context, read = citations.printed(reading, language=essay.language, tagger=tagger_of(essay))
    marks = {note.label: note for note in essay.notes}
    for note, (page, cites) in zip(reading.notes, read, strict=True):
        marked = marks.get(note.label)
        for index in range(len(cites)):
            one = Unsigned(page, cites, index, note, context)
            mark = _mark(one, marked.text, marked.cites) if marked else None
            if mark is None or not inference.unsigned(one.cite) or not inference.titled(one.cite):
                continue
            authors = _authors(essay, mark)
            if authors and not mark.inferred:
                continue  # the annotation leaves open whether the author is meant
            yield Question(essay.name, mark.inferred, tuple(_answers(one, authors)))
            if mark.inferred and authors:
                cites = (*cites[:index], _signed(one.cite, authors), *cites[index + 1 :])


def _answers(one: Unsigned, authors: Sequence[Name]) -> Iterator[tuple[frozenset[str], bool]]:
    families = [fold(author.family) for author in authors]
    every = merged(inference.candidates(one))
    for same in every:
        named = [fold(name.family) for candidate in same for name in candidate.names]
        right = any(ours and (ours in family or family in ours) for ours in named for family in families if family)
        yield weighing.all_clues(one, same, every), right


def _authors(essay: Essay, mark: Mark) -> tuple[Name, ...]:
    people = essay.works.get(mark.work, {}).get("author") or []
    return tuple(
        Name(family=one.get("family") or one.get("literal") or "", given=one.get("given") or "") for one in people
    )


def _signed(cite: Cite, authors: Sequence[Name]) -> Cite:
    """The cite as it stands once its author is inferred: those behind it may go on with the same person."""
    work = cite.reference.work
    people = (*map(Contributor, authors), *work.contributors)
    signed = replace(work, contributors=people, inferred=(*work.inferred, "author"))
    return replace(cite, reference=replace(cite.reference, work=signed))


def _mark(one: Unsigned, text: str, cites: Sequence[Mark]) -> Mark | None:
    move = shifter(text, one.scan.text)
    span = one.cite.span
    return next((mark for mark in cites if move(mark.span).start < span.end and span.start < move(mark.span).end), None)


def _fit(questions: Sequence[Question]) -> dict[str, float]:
    """Weights by stochastic descent, the same order every time, the last rounds averaged."""
    samples = [answer for question in questions for answer in question.answers]
    seen = Counter(clue for clues, _ in samples for clue in clues)
    weights = dict.fromkeys((clue for clue, count in seen.items() if count >= _LEAST), 0.0)
    total = dict.fromkeys(weights, 0.0)
    for number in range(_ROUNDS):
        step = _STEP / (1 + number / 6)
        for clues, right in samples:
            kept = [clue for clue in clues if clue in weights]
            error = right - 1 / (1 + math.exp(-sum(weights[clue] for clue in kept)))
            for clue in kept:
                weights[clue] += step * (error - _SHRINK * weights[clue]) / math.sqrt(len(kept))
        if number >= _ROUNDS // 2:
            for clue, weight in weights.items():
                total[clue] += weight
    return {clue: weight / (_ROUNDS - _ROUNDS // 2) for clue, weight in sorted(total.items())}


def _judged(questions: Sequence[Question], weights: dict[str, float]) -> Iterator[tuple[float, bool, bool]]:
    """How likely the best candidate of each cite is, whether it is right, and whether somebody is meant at all."""
    for question in questions:
        rated = [(weighing.likelihood(sorted(clues), weights), right) for clues, right in question.answers]
        if rated:
            best, right = max(rated, key=lambda pair: pair[0])
            yield best, right, question.inferred


def _threshold(judged: Sequence[tuple[float, bool, bool]], precision: float) -> float:
    """The lowest likelihood from which on so many are right."""
    found, right = 1.0, 0
    for count, (likelihood, good, _) in enumerate(sorted(judged, reverse=True), start=1):
        right += good
        if right / count >= precision:
            found = likelihood
    return round(found, 2)


def _write(weights: dict[str, float], threshold: float) -> None:
    lines = [
        "# What each clue says of a person who may have written what a cite leaves unsigned, as weights of a logistic",
        "# regression; written by scripts/fit_author_clues.py.",
        f"threshold = {threshold}",
        "",
        "[weights]",
        *(f'"{clue}" = {weight:.2f}' for clue, weight in weights.items()),
    ]
    _INTO.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
