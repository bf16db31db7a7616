"""Train the models of `biblio.citations.trained` from annotated essays and public sets of references.

usage: train_tagger.py [--developed] [--iterations N] [--into FOLDER] [PART ...]

Parts, made in this order: words (which role a word mostly plays), notes, references, forms. `--developed` leaves the
held-out third of the essays (bench_citations.held_out) away: figures are measured with such models, and shipped are
models trained on all. Same data, same models: nothing is drawn by chance.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio.citations import language as languages
from biblio.citations import lexicon
from biblio.citations.cites import tag
from biblio.citations.scan import Scan, scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.trained.features import features
from biblio.citations.trained.forms import form_features
from biblio.citations.trained.labels import SIGNAL, encode
from biblio.citations.trained.proposals import add_proposals
from biblio.citations.trained.tokens import tokenise
from biblio.model import Passage, Span
from scripts import public_references
from scripts.bench_citations import ESSAYS, Marked, held_out, read_essay

DATA = Path(__file__).resolve().parents[1] / "biblio" / "citations" / "trained" / "data"
ROLES = {
    **dict.fromkeys(("author", "editor", "translator", "director"), "a"),
    **{"title": "t", "journal": "j", "container-title": "c", "location": "s", "publisher": "p", "institution": "i"},
    **{"genre": "g", "note": "n", "collection-title": "e", "series": "e"},
    **dict.fromkeys(("archive_lib", "archivalreference", "filza", "registry", "folder", "box"), "r"),
}
"""Labels of the public sets -> the letter that stands for a role."""
PUBLIC = (("core", 60), ("good", 30), (public_references.GROBID, 30), (public_references.LINKEDBOOKS, 12))
"""Public sets and how many sixtieths of each are learnt from: none is to drown the essays."""
SEEN = 3
"""Words seen less often tell nothing."""
Row = tuple[list[list[str]], list[str]]


def main() -> int:
    """Train what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--developed", action="store_true", help="without the held-out third")
    parser.add_argument("--iterations", type=int, default=120)
    parser.add_argument("--into", type=Path, default=DATA)
    parser.add_argument("parts", nargs="*", default=["words", "notes", "references", "forms"])
    arguments = parser.parse_args()
    arguments.into.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted(ESSAYS.glob("*.xml")) if not (arguments.developed and held_out(path.stem))]
    if not paths:
        print(f"no annotated essays in {ESSAYS}", file=sys.stderr)
        return 2
    for part in arguments.parts:
        began = time.perf_counter()
        if part == "words":
            write_words(DATA / "words.json.gz")
        elif part == "notes":
            train(note_rows(paths), arguments.into / "notes.crf.gz", arguments.iterations)
        elif part == "references":
            train(reference_rows(paths), arguments.into / "references.crf.gz", arguments.iterations)
        elif part == "forms":
            train(form_rows(paths), arguments.into / "forms.crf.gz", 100, c1=0.1, c2=0.05, minimum=1)
        print(f"{part}: {time.perf_counter() - began:.0f} s")
    return 0


def train(
    rows: Iterable[Row], path: Path, iterations: int, *, c1: float = 0.3, c2: float = 0.02, minimum: int = 2
) -> None:
    """Fit a conditional random field and write it, packed without a date so that the same model is the same file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features_, labels in rows:
        trainer.append(features_, labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": minimum})
    plain = path.with_suffix("")
    trainer.train(str(plain))
    path.write_bytes(gzip.compress(plain.read_bytes(), 9, mtime=0))
    plain.unlink()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A note as the tagger sees it, and what is marked in it."""

    scan: Scan
    marked: tuple[Marked, ...]
    signals: tuple[Span, ...]
    proposals: tuple[Tagged, ...]


def annotated(paths: Iterable[Path], *, plain: bool) -> Iterator[Annotated]:
    """The notes of the essays, with or without their italics."""
    for path in paths:
        essay = read_essay(path, plain=plain)
        signals = signals_of(path)
        for note, marked, found in zip(essay.reading.notes, essay.marked, signals, strict=True):
            page = scan(note.body, lexicon.load(languages.guess(note.body.text, essay.language)))
            yield Annotated(page, marked, found, tag(page))


def signals_of(path: Path) -> list[tuple[Span, ...]]:
    """Where each note of an essay has signals: they are children of the note."""
    found = []
    for note in ET.parse(path).getroot().find("notes") or ():
        spans, at = [], len(note.text or "")
        for child in note:
            text = "".join(child.itertext())
            if child.tag == "signal" and text:
                spans.append(Span(at, at + len(text)))
            at += len(text) + len(child.tail or "")
        found.append(tuple(spans))
    return found


def note_rows(paths: list[Path]) -> Iterator[Row]:
    """Features and labels of all notes, twice where there are italics: with and without them."""
    for plain in (False, True):
        italics = {path: "<i>" in path.read_text("utf-8") for path in paths}
        for note in annotated((path for path in paths if italics[path] or not plain), plain=plain):
            yield from note_row(note)


def note_row(note: Annotated) -> Iterator[Row]:
    """Features and labels of one note; none of an empty one."""
    if tokens := tokenise(note.scan.text):
        rows = features(note.scan, tokens)
        add_proposals(rows, tokens, note.proposals)
        fields = [Field(label, span) for cite in note.marked for label, span in cite.fields]
        signals = [Field(SIGNAL, span) for span in note.signals]
        yield rows, encode(tokens, [cite.span for cite in note.marked], fields + signals)


def form_rows(paths: list[Path]) -> Iterator[Row]:
    """Features and forms of the cites of each note."""
    for plain in (False, True):
        for note in annotated(paths, plain=plain):
            if note.marked:
                cites = [(cite.span, tuple(Field(*field) for field in cite.fields)) for cite in note.marked]
                forms = [cite.form for cite in note.marked]
                yield form_features(note.scan, cites, note.proposals), forms
                yield form_features(note.scan, cites, ()), forms


def write_words(path: Path) -> None:
    """Count which role each word has in the public sets, and keep those that mostly have one or two."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for label, text in public_references.raw_fields():
        if role := ROLES.get(label):
            for word in re.findall(r"[^\W\d_]{2,}", text):
                counts[word.lower()][role] += 1
    words: dict[str, list[str]] = defaultdict(list)
    for word, roles in sorted(counts.items()):
        total = sum(roles.values())
        main = "".join(role for role, count in roles.most_common(2) if count > 0.35 * total)
        if total >= SEEN and main:
            words[main].append(word)
    packed = json.dumps({main: " ".join(found) for main, found in sorted(words.items())}, ensure_ascii=False)
    path.write_bytes(gzip.compress(packed.encode(), 9, mtime=0))


def reference_rows(paths: list[Path]) -> Iterator[Row]:
    """References on their own: the cites of the essays without what is around them, and a share of the public sets."""
    for path in paths:
        essay = read_essay(path, plain=True)
        for note, marked in zip(essay.reading.notes, essay.marked, strict=True):
            for cite in marked:
                fields = tuple(Field(label, span.shift(-cite.span.start)) for label, span in cite.fields)
                yield from reference_row(cite.span.of(note.body.text) + ".", fields)
    for source, parts in PUBLIC:
        for reference in public_references.read(source):
            if not public_references.held_back(reference.key) and public_references.share(reference.key, 60) < parts:
                yield from reference_row(reference.text, reference.fields)


def reference_row(text: str, fields: tuple[Field, ...]) -> Iterator[Row]:
    """Features and labels of one reference."""
    page = scan(Passage(text), lexicon.load(languages.guess(text)))
    if tokens := tokenise(text):
        labels = [label.replace("_", "O") for label in encode(tokens, (), fields)]
        yield features(page, tokens), labels


if __name__ == "__main__":
    raise SystemExit(main())
