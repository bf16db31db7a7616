"""Train the models of `biblio.citations.trained` from annotated essays, the project's corpus and public sets.

usage: train_tagger.py [--developed] [--iterations N] [--into FOLDER] [--folds FOLDER] [PART ...]

Parts, made in this order: words (which role a word mostly plays), draft, notes, references, forms. The model of the
first reading (draft) is made four times: of all essays, and without a third of them each, so that the second (notes)
learns from first readings of essays that were new to who read them; those three are kept in `--folds`. `--developed`
leaves the held-out third of the essays (bench_citations.held_out) away: figures are measured with such models, and
shipped are models trained on all. The part "reliability" measures the models of --into on the held-out third and writes
what their confidence is worth. Same data, same models: chance is seeded.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import struct
import sys
import time
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pycrfsuite

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio.citations import language as languages
from biblio.citations import lexicon
from biblio.citations.cites import tag
from biblio.citations.declarations import declared
from biblio.citations.scan import Scan, scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.trained import tag_trained
from biblio.citations.trained.confidence import table
from biblio.citations.trained.drafts import draft
from biblio.citations.trained.elsewhere import gather
from biblio.citations.trained.features import brief_features, draft_features
from biblio.citations.trained.forms import form_features
from biblio.citations.trained.labels import SIGNAL, encode
from biblio.citations.trained.model import load
from biblio.citations.trained.tagger import note_features
from biblio.citations.trained.tokens import tokenise
from biblio.model import Passage, Span
from scripts import public_references
from scripts.bench_citations import CORPUS, ESSAYS, OVERLAP, Marked, held_out, read_essay
from scripts.synthetic_notes import synthetic

DATA = Path(__file__).resolve().parents[1] / "biblio" / "citations" / "trained" / "data"
ROLES = {
    **dict.fromkeys(("author", "editor", "translator", "director"), "a"),
    **{"title": "t", "journal": "j", "container-title": "c", "location": "s", "publisher": "p", "institution": "i"},
    **{"genre": "g", "note": "n", "collection-title": "e", "series": "e"},
    **dict.fromkeys(("archive_lib", "archivalreference", "filza", "registry", "folder", "box"), "r"),
}
"""Labels of the public sets -> the letter that stands for a role."""
PUBLIC = (("core", 60), ("core", 60), ("good", 30), (public_references.GROBID, 60), (public_references.LINKEDBOOKS, 60))
"""The public sets and how many sixtieths of each are learnt from: none is to drown the others."""
A_WORK = 0.25
"""Synthetic notes for each work of the essays."""
SEEN = 3
"""Words seen less often tell nothing."""
FOLDS = Path(__file__).resolve().parents[1] / "build" / "drafts"
WEIGHT_BITS = 8
_DOUBLE_BITS = 52
PARTS = 3
"""Parts of the essays that the first reading learns without, one at a time."""
Row = tuple[list[list[str]], list[str]]


def main() -> int:
    """Train what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--developed", action="store_true", help="without the held-out third")
    parser.add_argument("--iterations", type=int, help="other than those of the shipped models")
    parser.add_argument("--into", type=Path, default=DATA)
    parser.add_argument("--folds", type=Path, default=FOLDS, help="where the models of first readings are kept")
    parser.add_argument("parts", nargs="*", default=["words", "draft", "notes", "references", "forms"])
    arguments = parser.parse_args()
    for folder in (arguments.into, arguments.folds):
        folder.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted(ESSAYS.glob("*.xml")) if not (arguments.developed and held_out(path.stem))]
    if not paths:
        print(f"no annotated essays in {ESSAYS}", file=sys.stderr)
        return 2
    paths += sorted(CORPUS.glob("*.xml"))
    for part in arguments.parts:
        began = time.perf_counter()
        if part == "words":
            write_words(DATA / "words.json.gz")
        elif part == "draft":
            write_drafts(paths, arguments.into, arguments.folds)
        elif part == "notes":
            train(note_rows(paths, arguments.folds), arguments.into / "notes.crf.gz", arguments.iterations or 70)
        elif part == "references":
            train(reference_rows(paths), arguments.into / "references.crf.gz", arguments.iterations or 80)
        elif part == "reliability":
            write_reliability(arguments.into, DATA / "reliability.json")
        elif part == "forms":
            train(form_rows(paths), arguments.into / "forms.crf.gz", 100, c1=0.1, c2=0.05, minimum=1)
        print(f"{part}: {time.perf_counter() - began:.0f} s")
    return 0


def train(
    rows: Iterable[Row], path: Path, iterations: int, *, c1: float = 0.3, c2: float = 0.02, minimum: int = 2
) -> None:
    """Fit a conditional random field and write it, packed without a date so that the same model is the same file.

    Weights are rounded: it changes nothing that can be measured, and a quarter of the file is gone.
    """
    trainer = pycrfsuite.Trainer(verbose=False)
    for features_, labels in rows:
        trainer.append(features_, labels)
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": minimum})
    plain = path.with_suffix("")
    trainer.train(str(plain))
    path.write_bytes(gzip.compress(rounded(plain.read_bytes()), 9, mtime=0))
    plain.unlink()


def rounded(model: bytes) -> bytes:
    """A model of CRFsuite's with weights of `WEIGHT_BITS` bits behind the first.

    In its format (crf1d_model.c) the header says at byte 28 where the features are: "FEAT", size and count, then 20
    bytes each, the last 8 of them the weight as a double.
    """
    made = bytearray(model)
    (features_at,) = struct.unpack_from("<I", made, 28)
    name, _, count = struct.unpack_from("<4sII", made, features_at)
    if name != b"FEAT":
        raise ValueError("no model of CRFsuite's, or of a format that is not known")
    off = _DOUBLE_BITS - WEIGHT_BITS
    for at in range(features_at + 24, features_at + 24 + 20 * count, 20):
        (weight,) = struct.unpack_from("<Q", made, at)
        struct.pack_into("<Q", made, at, (weight + (1 << (off - 1))) >> off << off)
    return bytes(made)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A note as the tagger sees it, and what is marked in it."""

    scan: Scan
    marked: tuple[Marked, ...]
    signals: tuple[Span, ...]
    proposals: tuple[Tagged, ...]


def documents(paths: Iterable[Path], *, plain: bool) -> Iterator[list[Annotated]]:
    """The notes of each essay, with or without their italics."""
    for path in paths:
        essay = read_essay(path, plain=plain)
        bodies = [note.body for note in essay.reading.notes]
        pages = declared([scan(body, lexicon.load(languages.guess(body.text, essay.language))) for body in bodies])
        marks = zip(pages, essay.marked, signals_of(path), strict=True)
        yield [Annotated(page, marked, found, tag(page)) for page, marked, found in marks]


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


def write_drafts(paths: list[Path], into: Path, folds: Path) -> None:
    """The models of the first reading: it need not be perfect, and its model is to be small."""
    for fold in range(PARTS):
        others = [path for path in paths if _fold(path) != fold]
        train(draft_rows(others), folds / f"draft-{fold}.crf.gz", 45, c1=0.5, c2=0.05)
    train(draft_rows(paths), into / "draft.crf.gz", 45, c1=0.5, c2=0.05)


def note_rows(paths: list[Path], folds: Path) -> Iterator[Row]:
    """Features and labels of all notes, twice where there are italics: with and without them; then synthetic ones."""
    readers = [load(f"draft-{fold}", folds).tagger for fold in range(PARTS)]
    for plain in (False, True):
        marked = [path for path in paths if not plain or "<i>" in path.read_text("utf-8")]
        for path, document in zip(marked, documents(marked, plain=plain), strict=True):
            yield from document_rows(document, readers[_fold(path)])
    for index, made in enumerate(synthetic(paths, A_WORK)):
        page = scan(Passage(made.text), lexicon.load(languages.guess(made.text, made.language)))
        cites = tuple(Marked(span, "", (), frozenset()) for span in made.cites)
        note = Annotated(page, cites, made.signals, tag(page))
        yield from document_rows([note], readers[index % PARTS], made.fields)


def draft_rows(paths: list[Path]) -> Iterator[Row]:
    """Features and labels of all notes as the first reading sees them."""
    for plain in (False, True):
        marked = [path for path in paths if not plain or "<i>" in path.read_text("utf-8")]
        for note in chain.from_iterable(documents(marked, plain=plain)):
            if tokens := tokenise(note.scan.text):
                yield draft_features(note.scan, tokens), _labels(note, tokens)


def document_rows(document: list[Annotated], reader: Any, fields: Iterable[Field] | None = None) -> Iterator[Row]:
    """Features and labels of the notes of a document; `fields` where they are not marked cite by cite."""
    scans = [note.scan for note in document]
    tokens = [tokenise(page.text) for page in scans]
    elsewhere = gather(scans, tokens, [note.proposals for note in document])
    drafts = draft(reader, scans, tokens)
    for index, note in enumerate(document):
        if tokens[index]:
            rows = note_features(note.scan, tokens[index], note.proposals, index, elsewhere, drafts)
            yield rows, _labels(note, tokens[index], fields)


def _labels(note: Annotated, tokens: list[tuple[int, int]], fields: Iterable[Field] | None = None) -> list[str]:
    known = fields or [Field(label, span) for cite in note.marked for label, span in cite.fields]
    signals = [Field(SIGNAL, span) for span in note.signals]
    return encode(tokens, [cite.span for cite in note.marked], [*known, *signals])


def _fold(path: Path) -> int:
    """Which part of the essays an essay belongs to."""
    return int(hashlib.md5(path.stem.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS


def form_rows(paths: list[Path]) -> Iterator[Row]:
    """Features and forms of the cites of each note."""
    for plain in (False, True):
        for note in chain.from_iterable(documents(paths, plain=plain)):
            if note.marked:
                cites = [(cite.span, tuple(Field(*field) for field in cite.fields)) for cite in note.marked]
                forms = [cite.form for cite in note.marked]
                yield form_features(note.scan, cites, note.proposals), forms
                yield form_features(note.scan, cites, ()), forms


def observed(paths: list[Path], models: Path) -> dict[str, list[tuple[float, bool]]]:
    """How sure the model is of each cite and field, and whether it is right."""
    found: dict[str, list[tuple[float, bool]]] = {"cites": [], "fields": []}
    for document in chain(documents(paths, plain=False), documents(paths, plain=True)):
        for note, cites in zip(document, tag_trained([note.scan for note in document], folder=models), strict=True):
            marked = [cite.span for cite in note.marked]
            fields = {(label, span) for cite in note.marked for label, span in cite.fields}
            for cite in cites:
                found["cites"].append((cite.confidence, any(_mostly(cite.span, span) for span in marked)))
                found["fields"] += [(field.confidence, (field.label, field.span) in fields) for field in cite.fields]
    return found


def _mostly(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= OVERLAP * max(len(one), len(other))


def write_reliability(models: Path, path: Path) -> None:
    """What the confidence of models trained without the held-out third is worth on it."""
    raw = models / "reliability.json"
    raw.write_text("{}", "utf-8")
    pairs = observed([essay for essay in sorted(ESSAYS.glob("*.xml")) if held_out(essay.stem)], models)
    tables = {what: table(seen) for what, seen in pairs.items()}
    for target in {raw, path}:
        target.write_text(json.dumps(tables) + "\n", "utf-8")


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
    for made in synthetic(paths, A_WORK):
        for stretch in made.cites:
            inner = [field for field in made.fields if stretch.contains(field.span)]
            fields = tuple(Field(field.label, field.span.shift(-stretch.start)) for field in inner)
            yield from reference_row(stretch.of(made.text) + ".", fields)
    for source, parts in PUBLIC:
        for reference in public_references.read(source):
            if not public_references.held_back(reference.key) and public_references.share(reference.key, 60) < parts:
                yield from reference_row(reference.text, reference.fields)


def reference_row(text: str, fields: tuple[Field, ...]) -> Iterator[Row]:
    """Features and labels of one reference."""
    page = scan(Passage(text), lexicon.load(languages.guess(text)))
    if tokens := tokenise(text):
        yield brief_features(page, tokens), [label.replace("_", "O") for label in encode(tokens, (), fields)]


if __name__ == "__main__":
    raise SystemExit(main())
