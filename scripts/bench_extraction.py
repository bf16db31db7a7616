"""Measure the whole way from a document to its library on annotated essays.

usage: bench_extraction.py [--held-out | --developed] [--gold-tags] [--rules] [--plain] [--kind WORD] [--language CODE]
                           [--errors N] [--what WHAT] [ESSAY ...]

Each essay is written as Markdown, read, and its notes, citations, works and library are compared with what is marked:
works found (one to one, by title, or by all values where there is none), their fields (soft or Levenshtein >= 0.8),
cites tied to the right work, back references right, wrong, open or missed, and locators. `--gold-tags` puts the marked
stretches in the place of recognition, so that all that comes behind it is measured by itself; `--rules` takes the rules
without the trained model. The essays held out are those of `bench_citations.py`; their figures are honest only with
models trained without them (`train_tagger.py --developed --into FOLDER`, then `--models FOLDER`).
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio import citations, library, notes, readers, references
from biblio.citations import Tagger
from biblio.citations.cites import tag_all
from biblio.citations.trained import tag_trained
from biblio.contracts.extraction import extraction
from biblio.model import Library
from biblio.pipeline import Result
from scripts.bench_citations import ESSAYS, held_out
from scripts.extraction.essays import Essay, read_essay, tagger_of
from scripts.extraction.scoring import HEADINGS, Score, measure


def main() -> int:
    """Measure and print."""
    arguments = _arguments()
    paths = sorted(arguments.folder.glob("*.xml"))
    if not paths:
        print(f"no annotated essays in {arguments.folder}", file=sys.stderr)
        return 2
    if arguments.essays:
        paths = [path for path in paths if path.stem in arguments.essays]
    elif arguments.held_out or arguments.developed:
        paths = [path for path in paths if held_out(path.stem) == arguments.held_out]
    scores: dict[str, Score] = {}
    errors: list[str] = []
    seconds = 0.0
    for path in paths:
        essay = read_essay(path, plain=arguments.plain)
        if arguments.kind not in essay.kind or arguments.language not in ("", essay.language):
            continue
        began = time.perf_counter()
        result = understand(essay, arguments)
        seconds += time.perf_counter() - began
        score = measure(essay, extraction(result))
        for group in (
            "all",
            essay.language,
            path.stem.split("-")[0].rstrip("23456789"),
            *([path.stem] if arguments.each else []),
        ):
            scores.setdefault(group, Score()).add(score)
        errors += [error for what, error in score.errors if what == arguments.what]
    _report(scores)
    print(f"\n{len(paths)} essays in {seconds:.2f} s")
    for error in errors[: arguments.errors]:
        print(error)
    return 0


def understand(essay: Essay, arguments: argparse.Namespace) -> Result:
    """All steps but the network's, as `biblio.pipeline.understand` takes them."""
    document = readers.read(essay.markdown.encode(), f"{essay.name}.md")
    reading = notes.find(document)
    tagger: Tagger = partial(tag_trained, folder=arguments.models)
    if arguments.gold_tags:
        tagger = tagger_of(essay)
    elif arguments.rules:
        tagger = tag_all
    found = citations.parse(reading, language=document.language, tagger=tagger)
    resolved = references.resolve(found, reading)
    filed, keys = library.build(resolved, found, Library())
    return Result(document, reading, found, resolved, filed, keys)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--held-out", action="store_true", help="only the held-out third")
    which.add_argument("--developed", action="store_true", help="only the other two thirds")
    parser.add_argument("--gold-tags", action="store_true", help="with the marked stretches instead of recognised ones")
    parser.add_argument("--rules", action="store_true", help="with the rules alone")
    parser.add_argument("--models", type=Path, help="folder of other models than the package's")
    parser.add_argument("--plain", action="store_true", help="without italics")
    parser.add_argument("--kind", default="", help="only essays whose kind contains this")
    parser.add_argument("--language", default="", help="only essays in this language")
    parser.add_argument("--each", action="store_true", help="a line for each essay")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors")
    parser.add_argument("--what", default="work", help=f"which errors: {', '.join(HEADINGS)}, or a field's name")
    parser.add_argument("--folder", type=Path, default=ESSAYS)
    parser.add_argument("essays", nargs="*")
    return parser.parse_args()


def _report(scores: dict[str, Score]) -> None:
    print(
        f"{'':28}{'works':>7}{'prec':>7}{'rec':>7}{'fields':>8}{'of all':>8}"
        f"{'cites':>7}{'back':>7}{'wrong':>7}{'loc':>7}"
    )
    for group, score in sorted(scores.items(), key=lambda pair: (pair[0] != "all", len(pair[0]), pair[0])):
        figures = (score.works.f1, score.works.precision, score.works.recall, score.fields.recall, score.field_share)
        more = (score.cites.f1, score.share("right"), score.share("wrong"), score.locators.recall)
        print(f"{group:28}" + "".join(f"{value:{7 + (at in (3, 4))}.3f}" for at, value in enumerate((*figures, *more))))
    whole = scores.get("all", Score())
    print(f"\n{'field':14}{'marked':>7}{'ours':>7}{'prec':>8}{'rec':>8}{'F1':>8}")
    for name, tally in sorted(whole.by_field.items(), key=lambda pair: -pair[1].expected):
        print(f"{name:14}{tally.expected:7}{tally.found:7}{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}")
    back: Counter[str] = whole.back
    print("\nback references:", ", ".join(f"{name} {count}" for name, count in back.most_common()))
    print("  by form:", ", ".join(f"{form} {what} {count}" for (form, what), count in sorted(whole.by_form.items())))
    print("  inferred authors:", whole.inferred)
    print("types taken for others:", ", ".join(f"{a}->{b} {n}" for (a, b), n in whole.types.most_common(25)))


if __name__ == "__main__":
    raise SystemExit(main())
