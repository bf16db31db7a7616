"""Sets annotated essays as PDFs in many layouts, with the truth about every note and call.

    python scripts/make_pdfs.py FOLDER_OF_ESSAYS TARGET [--each N] [--seed N] [--layout NAME]

Each PDF has its truth beside it as JSON. Layouts whose program (pdflatex, soffice, chromium, weasyprint) is not on PATH
are left out. Bodies of sample essays are short, so sentences of other essays in the same language are put between.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.pdfs import browsers, latex, office
from scripts.pdfs.essays import OPEN, UPRIGHT, Essay, blocks_of, essay, label, truth_of, with_long_notes
from scripts.pdfs.layouts import LAYOUTS

PROGRAMS = {"latex": "pdflatex", "office": "soffice", "chromium": "chromium", "weasyprint": "weasyprint"}


def make(folder: Path, target: Path, each: int, seed: int, names: Iterable[str]) -> None:
    """Make `each` PDFs of every layout whose program is there."""
    essays = [one for path in sorted(folder.glob("*.xml")) if len((one := essay(path)).notes) > 2]
    fillers: dict[str, list[str]] = defaultdict(list)
    for one in essays:
        fillers[one.language] += [sentence for sentence in one.sentences if OPEN not in sentence]
    target.mkdir(parents=True, exist_ok=True)
    jobs: list[tuple[Path, bool]] = []
    for name in names:
        layout = LAYOUTS[name]
        if not shutil.which(PROGRAMS[layout.engine]):
            print(f"{name}: no {PROGRAMS[layout.engine]} on PATH", file=sys.stderr)
            continue
        rng = random.Random(f"{name}/{seed}")
        usable = [one for one in essays if layout.engine != "latex" or _is_latin(one)]
        made = 0
        for one in rng.sample(usable, len(usable)):
            if made == each:
                break
            made += _make_one(one, fillers[one.language], name, rng, target / f"{name}--{one.name}", jobs)
    office.run(jobs)


def _is_latin(source: Essay) -> bool:
    text = "".join((*source.sentences, *source.notes.values()))
    return all(letter < "\u0180" or letter in "–—‘’“”„…‹›•" or OPEN <= letter <= UPRIGHT for letter in text)


def _make_one(
    one: Essay, filler: list[str], name: str, rng: random.Random, stem: Path, jobs: list[tuple[Path, bool]]
) -> bool:
    layout = LAYOUTS[name]
    if layout.engine == "latex":
        filler = [text for text in filler if _is_latin(Essay("", "", (text,), {}))]
    if layout.dense:
        one, filler = with_long_notes(one, filler, rng), []
    blocks = blocks_of(one, filler, layout, rng)
    truth = truth_of(one, blocks, name)
    label(truth, layout, blocks)
    pdf = stem.with_suffix(".pdf")
    if layout.engine == "latex":
        if not latex.run(latex.source_of(one, blocks, layout), pdf, truth, by_page=layout.by_page):
            return False
    elif layout.engine == "office":
        stem.with_suffix(".fodt").write_text(office.source_of(one, blocks, layout), encoding="utf-8")
        jobs.append((stem.with_suffix(".fodt"), layout.docx))
    else:
        page = stem.with_suffix(".html").resolve()
        page.write_text(browsers.source_of(one, blocks, layout), encoding="utf-8")
        if layout.engine == "chromium":
            browsers.run_chromium(page, pdf, layout)
        else:
            browsers.run_weasyprint(page, pdf)
    if layout.symbols:
        for note in truth.notes:
            note["label"] = ""
    stem.with_suffix(".json").write_text(json.dumps(truth.__dict__, ensure_ascii=False), encoding="utf-8")
    return True


def main() -> int:
    """Make them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--layout", action="append", choices=sorted(LAYOUTS))
    options = parser.parse_args()
    make(options.folder, options.target, options.each, options.seed, options.layout or LAYOUTS)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
