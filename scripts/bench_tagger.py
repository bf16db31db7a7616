"""Measure the trained tagger beside the rules: annotated essays, public sets, confidence, speed.

usage: bench_tagger.py [--models FOLDER] [essays] [references] [reliability] [speed]

Figures for the essays are honest only with models trained without the held-out third: train_tagger.py --developed
--into FOLDER. In the public sets a field counts where key and value agree when case, accents, punctuation and words
like "pp." are left away (soft), or by 0.8 of their letters (near); persons by their family names, dates by their year.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio.citations import Tagger, parse
from biblio.citations.cites import tag_all
from biblio.citations.names import parse_names
from biblio.citations.trained import tag_trained
from biblio.model import Passage, Reading
from scripts import public_references
from scripts.bench_citations import ESSAYS, Score, held_out, measure, read_essay, report
from scripts.parse_references import references
from scripts.plain_crf import PlainCrf
from scripts.train_tagger import DATA, observed

SHARED = ESSAYS.parent
PERSONS = ("author", "editor")
TEXTS = ("title", "container-title", "collection-title", "volume", "issue", "page", "locator", "edition", "publisher")
KEYS = (*PERSONS, *TEXTS, "publisher-place", "issued", "DOI", "URL")
_LABELS = re.compile(r"^(?:pp?|pages?|ss?|pag|vol|bd|v|t|n|no|nr|at|in|fn)\b", re.IGNORECASE)


def main() -> int:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--models", type=Path, help="folder of other models than the package's")
    parser.add_argument("parts", nargs="*", default=list(PARTS))
    arguments = parser.parse_args()
    for part in arguments.parts:
        print(f"\n== {part}")
        PARTS[part](arguments.models)
    return 0


def essays(models: Path | None) -> None:
    """Cites, fields and forms in the held-out third, with and without italics, beside the rules."""
    taggers: tuple[tuple[str, Tagger], ...] = (("rules", tag_all), ("trained", partial(tag_trained, folder=models)))
    for plain in (False, True):
        for name, tagger in taggers:
            score = Score()
            for path in sorted(ESSAYS.glob("*.xml")):
                if held_out(path.stem):
                    essay = read_essay(path, plain=plain)
                    measure(essay, parse(essay.reading, tagger=tagger), score, "cite")
            print(f"\n-- {name}, {'without' if plain else 'with'} italics")
            report(score)


def public(models: Path | None) -> None:
    """References cut out, and whole footnotes, of the public sets."""
    print(f"{'':24}{'rows':>6}{'precision':>11}{'recall':>8}{'soft F1':>9}{'near F1':>9}")
    for name, kind, rows in sets():
        began = time.perf_counter()
        soft, near = Counted(), Counted()
        for row in rows:
            found = references(row["input"], kind, folder=models, tagger=partial(tag_trained, folder=models))
            expected = [flat(reference) for reference in row["refs"]]
            ours = [flat(reference) for reference in found]
            soft.add(ours, expected, lambda one, other: one == other)
            near.add(ours, expected, lambda one, other: ratio(one, other) >= 80)
        seconds = time.perf_counter() - began
        precision, recall, f1 = soft.figures()
        print(f"{name:24}{len(rows):6}{precision:11.3f}{recall:8.3f}{f1:9.3f}{near.figures()[2]:9.3f}", end="")
        print(f"   {len(rows) / seconds:.0f}/s  {soft.per_field()}")


class Counted:
    """Fields expected, found and right, all and by key."""

    def __init__(self) -> None:
        self.expected: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.right: Counter[str] = Counter()

    def add(self, ours: list[dict[str, str]], expected: list[dict[str, str]], same: Callable[[str, str], bool]) -> None:
        """Count one text's references, those set against each other first that share most."""
        for reference in expected:
            self.expected.update(reference.keys())
        for reference in ours:
            self.found.update(reference.keys())
        pairs = ((one, other) for one in range(len(ours)) for other in range(len(expected)))
        left, open_ = set(range(len(ours))), set(range(len(expected)))
        for one, other in sorted(pairs, key=lambda pair: (-_shared(ours[pair[0]], expected[pair[1]], same), *pair)):
            if one in left and other in open_:
                left.remove(one)
                open_.remove(other)
                mine, theirs = ours[one], expected[other]
                self.right.update(key for key in mine if key in theirs and same(mine[key], theirs[key]))

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1 over all fields."""
        right, found, expected = self.right.total(), self.found.total(), self.expected.total()
        return right / max(found, 1), right / max(expected, 1), 2 * right / max(found + expected, 1)

    def per_field(self) -> str:
        """F1 of each field that occurs."""
        keys = sorted(self.expected, key=lambda key: -self.expected[key])
        return " ".join(f"{key} {2 * self.right[key] / (self.found[key] + self.expected[key]):.2f}" for key in keys)


def _shared(one: dict[str, str], other: dict[str, str], same: Callable[[str, str], bool]) -> int:
    return sum(key in other and same(value, other[key]) for key, value in one.items())


def flat(reference: dict[str, Any]) -> dict[str, str]:
    """A reference's fields as plain words, under the keys that the sets share."""
    fields: dict[str, str] = {}
    for key in KEYS:
        value = reference.get(key) or reference.get(f"{key}_raw")
        if value and (words := _persons(value) if key in PERSONS else _words(key, str(value))):
            fields[key] = words
    return fields


def _persons(value: Any) -> str:
    if isinstance(value, str):
        value = [name.family or name.literal for name in parse_names(value)]
    families = [person["family"] if isinstance(person, dict) else str(person) for person in value]
    return " ".join(sorted(_plain(family) for family in families))


def _words(key: str, value: str) -> str:
    if key == "issued":
        found = re.search(r"\d{4}", value)
        return found[0] if found else _plain(value)
    return _LABELS.sub("", _plain(value)).strip()


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower())
    return " ".join(re.sub(r"[^\w\s]|_", " ", "".join(c for c in letters if not unicodedata.combining(c))).split())


def sets() -> Iterable[tuple[str, str, list[dict[str, Any]]]]:
    """Names, kinds and rows of the sets that no model has learnt from."""
    for kind, part in (("reference", "ref"), ("note", "note")):
        with (SHARED / "footnotes-dev" / f"bibtei-{part}-dev.jsonl").open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for language in sorted({row["lang"] for row in rows}):
            yield f"bibtei {part} {language}", kind, [row for row in rows if row["lang"] == language]
    with gzip.open(SHARED / public_references.GROBID, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    yield "grobid, a tenth", "reference", [row for row in rows if public_references.held_back(row["id"])]
    with gzip.open(SHARED / public_references.VENICE, "rt", encoding="utf-8") as lines:
        yield "linkedbooks valid", "reference", [json.loads(line) for line in lines][::3]
    core = [reference for reference in public_references.read("core") if public_references.held_back(reference.key)]
    yield "anystyle core, a tenth", "reference", [{"input": item.text, "refs": [_expected(item)]} for item in core]


def _expected(reference: public_references.PublicReference) -> dict[str, Any]:
    """An AnyStyle reference in the form of the other sets."""
    names = {"container": "container-title", "series": "collection-title", "date": "issued", "pages": "page"}
    names |= {"place": "publisher-place", "doi": "DOI", "url": "URL"}
    fields: dict[str, Any] = {}
    for field in reference.fields:
        key = names.get(field.label, field.label)
        fields.setdefault(key, field.span.of(reference.text))
    return fields


def reliability(models: Path | None) -> None:
    """How often cites are right, by the confidence they are given."""
    paths = [path for path in sorted(ESSAYS.glob("*.xml")) if held_out(path.stem)]
    for what, pairs in observed(paths, models or DATA).items():
        print(f"\n{what:10}{'confidence':>14}{'right':>8}{'count':>7}")
        for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
            inside = [(sure, right) for sure, right in pairs if low <= sure < high]
            if inside:
                mean = sum(sure for sure, _ in inside) / len(inside)
                share = sum(right for _, right in inside) / len(inside)
                print(f"{low:12.2f}-{min(high, 1.0):.2f}{mean:8.3f}{share:8.3f}{len(inside):7}")


def speed(models: Path | None) -> None:
    """References and notes a second of CPU time, once the models are loaded, beside a plain CRF in the same run."""
    core = list(public_references.read("core"))
    texts = [reference.text for reference in core][:600]
    plain = PlainCrf(core[600:1200])
    references("A. Smith, A Title (London, 1990).", "reference", folder=models)
    ours = theirs = 0.0
    for low in range(0, len(texts), 50):
        ours += _seconds(lambda text: references(text, "reference", folder=models), texts[low : low + 50])
        theirs += _seconds(plain.parse, texts[low : low + 50])
    print(
        f"{len(texts) / ours:.0f} references/s; a plain CRF {len(texts) / theirs:.0f}/s: {theirs / ours:.2f} of it",
        end="",
    )
    print(f" ({sum(map(len, texts)) // len(texts)} characters)")
    notes = tuple(note for path in sorted(ESSAYS.glob("*.xml"))[:12] for note in read_essay(path).reading.notes)[:300]
    reading = Reading(Passage(""), notes)
    seconds = _seconds(lambda given: parse(given, tagger=partial(tag_trained, folder=models)), [reading])
    size = sum(len(note.body.text) for note in notes) // len(notes)
    print(f"{len(notes)} notes of one document in {seconds:.2f} s ({size} characters a note)")


def _seconds(work: Callable[[Any], object], items: Iterable[Any]) -> float:
    """The CPU time that the work takes on all items."""
    began = time.process_time()
    for item in items:
        work(item)
    return time.process_time() - began


PARTS: dict[str, Callable[[Path | None], None]] = {
    "essays": essays,
    "references": public,
    "reliability": reliability,
    "speed": speed,
}

if __name__ == "__main__":
    raise SystemExit(main())
