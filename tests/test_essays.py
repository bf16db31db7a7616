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
from tests.essay_truth import ESSAYS, ROOT, Finding, Truth, all_truths, compare, load, observe, plain

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
    return compare(load(ESSAYS / name), observe(pipeline.run(str(ROOT / document), offline=True)))


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


def said(path: Path) -> dict[str, Any]:
    """What a document says, whatever its format: notes, running text without ornaments and left-over marks, works."""
    result = pipeline.run(str(path), offline=True)
    seen = observe(result)
    body = re.sub(r" \[\d+\]", "", result.reading.body.text)
    return {
        "notes": [f"{note['label']} {plain(note['text'])}" for note in seen["notes"]],
        "body": [plain(part) for part in body.split("\n\n") if re.search(r"\w", part)],
        "works": seen["works"],
    }


@pytest.mark.parametrize("part", ["notes", "body", "works"])
@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "examples").glob("*.txt")))
def test_an_example_says_the_same_in_both_forms(name: str, part: str) -> None:
    text, markdown = (said(ROOT / "examples" / f"{name}.{suffix}")[part] for suffix in ("txt", "md"))
    assert text == markdown


def test_refs_bib_is_what_the_essay_gives(tmp_path: Path) -> None:
    essay = present("../shared/essay/essay.txt")
    command = [sys.executable, "-m", "biblio", "run", str(essay), "--offline", "-o", str(tmp_path)]
    subprocess.run(command, check=False, capture_output=True, timeout=60)
    assert (tmp_path / "refs.bib").read_bytes() == (ROOT / "refs.bib").read_bytes()


def test_the_examples_are_current() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "make_examples.py"), "--check"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def perfect(truth: Truth) -> dict[str, Any]:
    """What a faultless run of an essay would show."""
    notes = []
    for note in truth.notes:
        text, cites = f"{note['begins']} ... ", []
        for cite in note["cites"]:
            words = cite.get("mention") or cite["work"]
            folio, value = cite.get("locator", "").startswith("folio "), cite.get("locator", "").removeprefix("folio ")
            cites.append(
                {
                    "work": cite.get("work"),
                    "form": cite["form"],
                    "prefix": cite.get("prefix", ""),
                    "locator": {"label": "folio" if folio else "page", "value": value} if value else None,
                    "inferred": cite.get("inferred", []),
                    "span": [len(text), len(text) + len(words)],
                }
            )
            text += f"{words} "
        notes.append({"label": note["label"], "before": note["call"], "text": text + note["ends"], "citations": cites})
    first_of = ("type", "archive", "issued")
    works = [
        {key: value[0] if key in first_of and isinstance(value, list) else value for key, value in work.items()}
        for work in truth.works
    ]
    return {"notes": notes, "works": works}


def spoil(seen: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of nested data with one place changed."""
    if not path:
        return value
    copy = list(seen) if isinstance(seen, list) else dict(seen)
    copy[path[0]] = spoil(copy[path[0]] if isinstance(copy, list) else copy.get(path[0]), path[1:], value)
    return copy


SPOILED: tuple[tuple[tuple[Any, ...], Any, str], ...] = (
    (("notes", 1, "text"), "E. P. Thompson, The Making", "note"),
    (("notes", 1, "label"), "30", "note"),
    (("notes", 1, "before"), "another place.", "call"),
    (("notes", 1, "citations"), [], "cite"),
    (("notes", 1, "citations", 0, "form"), "short", "cite"),
    (("notes", 1, "citations", 0, "locator"), None, "cite"),
    (("notes", 1, "citations", 0, "work"), "ackland", "cite"),
    (("notes", 3, "citations", 1, "prefix"), "", "cite"),
    (("notes", 7, "citations", 0, "inferred"), [], "cite"),
    (("works", 1, "issued"), {"date-parts": [[1968]]}, "field"),
    (("works", 1, "author"), [{"family": "Thompson", "given": "Edward"}], "field"),
    (("works", 1, "volume"), "2", "field"),
    (("works", 10, "reprint-of"), "making", "field"),
    (("works", 1), {"id": "x", "title": "Another thing altogether"}, "work"),
)


def test_comparing_sees_no_fault_where_there_is_none() -> None:
    for truth in TRUTHS:
        assert [str(found) for found in compare(truth, perfect(truth)) if not found.right] == []


@pytest.mark.parametrize(("path", "value", "kind"), SPOILED, ids=lambda part: str(part))
def test_comparing_sees_each_fault(path: tuple[Any, ...], value: Any, kind: str) -> None:
    truth = load(ESSAYS / "commons-and-crowd")
    assert kind in {found.kind for found in compare(truth, spoil(perfect(truth), path, value)) if not found.right}


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
