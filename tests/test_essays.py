"""Whole essays against what a careful reader makes of them: notes, calls, cites and works, one test each.

The truth is in tests/cases/essays/*/truth.toml; essays that are not part of the project are skipped where missing.
"""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from biblio import pipeline
from tests.essay_truth import ESSAYS, ROOT, Finding, Truth, all_truths, compare, load, plain

TRUTHS = all_truths()
DOCUMENTS = [(truth, document) for truth in TRUTHS for document in truth.documents]
SHARED_ESSAY = ROOT.parent / "shared" / "essay" / "essay.txt"


def present(document: str) -> Path:
    """The document's path; the test is skipped where the document is not there."""
    path = ROOT / document
    if not path.exists():
        pytest.skip(f"{document} is not there: it is not part of the project")
    return path


@cache
def findings(name: str, document: str) -> tuple[Finding, ...]:
    """What a run on `document` gets right and wrong; run once."""
    return compare(load(ESSAYS / name), pipeline.run(str(ROOT / document), offline=True))


def wrong(truth: Truth, document: str, subject: str) -> str:
    """The wrong findings about one note or work, one a line."""
    present(document)
    return "\n".join(
        str(found) for found in findings(truth.name, document) if found.subject == subject and not found.right
    )


def _cases(kind: str) -> list[Any]:
    return [
        pytest.param(truth, document, record, id=f"{Path(document).name}-{record.get('label') or record['id']}")
        for truth, document in DOCUMENTS
        for record in getattr(truth, kind)
    ]


@pytest.mark.parametrize(("truth", "document", "note"), _cases("notes"))
def test_note(truth: Truth, document: str, note: dict[str, Any]) -> None:
    faults = wrong(truth, document, f"note {note['label']}")
    assert not faults, "\n" + faults


@pytest.mark.parametrize(("truth", "document", "work"), _cases("works"))
def test_work(truth: Truth, document: str, work: dict[str, Any]) -> None:
    faults = wrong(truth, document, work["id"])
    assert not faults, "\n" + faults


@pytest.mark.parametrize(("truth", "document"), DOCUMENTS, ids=[Path(document).name for _, document in DOCUMENTS])
def test_nothing_is_invented(truth: Truth, document: str) -> None:
    present(document)
    known = {f"note {note['label']}" for note in truth.notes} | {work["id"] for work in truth.works}
    invented = [str(found) for found in findings(truth.name, document) if found.subject not in known]
    assert not invented, "\n" + "\n".join(invented)


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "examples").glob("*.txt")))
def test_an_example_says_the_same_in_both_forms(name: str) -> None:
    from biblio.contracts.extraction import extraction

    results = [pipeline.run(str(ROOT / "examples" / f"{name}.{suffix}"), offline=True) for suffix in ("txt", "md")]
    notes = [[(note.label, plain(note.body.text)) for note in result.reading.notes] for result in results]
    assert notes[0] == notes[1]
    bodies = [plain(result.reading.body.text) for result in results]
    assert bodies[0] == bodies[1]
    works = [extraction(result)["works"] for result in results]
    assert works[0] == works[1]


def test_refs_bib_is_what_the_essay_gives(tmp_path: Path) -> None:
    essay = present("../shared/essay/essay.txt")
    command = [sys.executable, "-m", "biblio", "run", str(essay), "--offline", "-o", str(tmp_path)]
    subprocess.run(command, check=False, capture_output=True, timeout=60)
    assert (tmp_path / "refs.bib").read_bytes() == (ROOT / "refs.bib").read_bytes()


def test_the_examples_are_current() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_examples.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name)
def test_truth_is_well_formed(truth: Truth) -> None:
    """Labels run on, cites name works that exist, each work is cited."""
    assert [note["label"] for note in truth.notes] == [str(number) for number in range(1, len(truth.notes) + 1)]
    ids = [work["id"] for work in truth.works]
    assert len(set(ids)) == len(ids)
    cited = {cite["work"] for note in truth.notes for cite in note["cites"] if cite["form"] != "mention"}
    assert cited == set(ids)


@pytest.mark.parametrize(("truth", "document"), DOCUMENTS, ids=[Path(document).name for _, document in DOCUMENTS])
def test_truth_quotes_the_document(truth: Truth, document: str) -> None:
    """Beginnings, ends and the last word before calls do occur in the source, whatever its lines and emphasis."""
    source = letters(present(document).read_text(encoding="utf-8"))
    for note in truth.notes:
        for words in (note["begins"], note["ends"], note["call"].split()[-1]):
            assert letters(words) in source, (note["label"], words)


def letters(text: str) -> str:
    """Letters and figures alone: what line ends, hyphens and emphasis leave of a text."""
    return re.sub(r"[\W_]", "", text)
