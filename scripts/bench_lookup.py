"""How well `lookup.judge` accepts the record that is a work and refuses those that only look like it.

    python scripts/bench_lookup.py TRUTH... [--errors]

TRUTH are libraries or annotated essays, as for bench_dedupe.py: each work is the record of a catalogue, beside records
of other editions, volumes, chapters and reviews of it, and is asked for as other people would write it down; works that
no catalogue is asked for are left out.

For each question the ten records with most words of the title in common are judged. Printed: of the accepted how many
are right, of those that are there how many are accepted, and how many are accepted when the right record is taken away;
beside it the same for the rule of GROBID, which accepts a record whose title and first author are both alike to 0.8.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz.fuzz import ratio

from biblio import lookup
from biblio.identity import credited, fold, words
from biblio.lookup import Candidate
from biblio.model import Work
from scripts.bench_dedupe import OTHER, SAME, works

Rule = Callable[[Work, Sequence[tuple[int, Work]]], int | None]
"""A question and the numbered records near it -> the number of the accepted one."""
_NEAR = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A work as somebody writes it, and the number of its record."""

    work: Work
    number: int


def ours(work: Work, near: Sequence[tuple[int, Work]]) -> int | None:
    """The judgement of `biblio.lookup`."""
    judged = [(lookup.judge(work, Candidate("crossref", record)), number) for number, record in near]
    accepted = [(one.score, -number, number) for one, number in judged if one.accepted]
    return max(accepted)[2] if accepted else None


def grobid(work: Work, near: Sequence[tuple[int, Work]]) -> int | None:
    """Title and first author alike to 0.8."""
    accepted = []
    for number, record in near:
        title = ratio(fold(work.title), fold(record.title))
        names = [
            (credited(one)[0].family or credited(one)[0].literal) if credited(one) else "" for one in (work, record)
        ]
        if title >= 80 and names[0] and ratio(fold(names[0]), fold(names[1])) >= 80:
            accepted.append((title, -number, number))
    return max(accepted)[2] if accepted else None


def rewritten(originals: Sequence[Work], rng: random.Random) -> tuple[list[Work], list[Question]]:
    """The records, those that only look alike among them, and the questions."""
    records = list(originals)
    questions = []
    for number, work in enumerate(originals):
        for change in rng.sample(SAME, 3):
            if (asked := change(rng, work)) is not None and _asked_for(asked):
                questions.append(Question(replace(asked, identifiers=()), number))
        records += [other for change in OTHER if (other := change(rng, work)) is not None]
        if work.type == "book" and work.title:
            records.append(Work(type="article-journal", title=work.title, container=Work(title="The Review")))
    return records, questions


def _asked_for(work: Work) -> bool:
    """Whether some catalogue would be asked for such a work at all."""
    return any(lookup.service(name).asks(work) for name in lookup.names())


def measure(records: Sequence[Work], questions: Sequence[Question], errors: bool) -> None:
    """Print the figures of both rules."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        for word in set(words(record.title)):
            index[word].append(number)
    print(f"{len(records)} records, {len(questions)} questions")
    for rule in (ours, grobid):
        begun = time.process_time()
        right = wrong = absent = 0
        for question in questions:
            near = _near(question.work, records, index)
            found = rule(question.work, near)
            right += found == question.number
            wrong += found not in (None, question.number)
            taken_away = rule(question.work, [one for one in near if one[0] != question.number])
            absent += taken_away is not None
            if errors and rule is ours and (found != question.number or taken_away is not None):
                _show(question, records, found, taken_away)
        spent = (time.process_time() - begun) * 1e6 / max(1, 2 * _NEAR * len(questions))
        precision = right / (right + wrong) if right + wrong else 0.0
        print(
            f"  {rule.__name__:<7} precision {precision:.3f}, recall {right / len(questions):.3f}, "
            f"accepted though absent {absent} of {len(questions)}, {spent:.0f} us a pair"
        )


def _near(work: Work, records: Sequence[Work], index: dict[str, list[int]]) -> list[tuple[int, Work]]:
    shared: Counter[int] = Counter()
    for word in set(words(work.title)):
        if len(index[word]) < len(records) / 10:
            shared.update(index[word])
    return [(number, records[number]) for number, _ in shared.most_common(_NEAR)]


def _show(question: Question, records: Sequence[Work], found: int | None, absent: int | None) -> None:
    told = lookup.judge(question.work, Candidate("crossref", records[question.number]))
    print(f"    {question.work.title!r} is {records[question.number].title!r}: {told} against {told.against}")
    for label, number in (("found", found), ("absent", absent)):
        if number is not None and number != question.number:
            print(f"      {label}: {records[number]}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    measure(*rewritten(list(works(options.truth)), random.Random(options.seed)), options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
