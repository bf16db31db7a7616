"""Notes found in plain text; cases in tests/cases/notes."""

from __future__ import annotations

import doctest
import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio import notes, readers
from biblio.errors import BiblioError
from biblio.model import Call, Document, Note, NoteKind, Passage, Reading, Span

CASES = Path(__file__).parent / "cases" / "notes"
SHARED = Path(__file__).resolve().parents[2] / "shared"
ESSAY = SHARED / "essay" / "essay.txt"


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['why']}")
        for path in sorted(CASES.glob("*.toml"))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


def read(case: dict[str, Any]) -> tuple[Document, Reading]:
    text = case["text"].replace("\n", case.get("line_end", "\n"))
    document = readers.read(text.encode(case.get("encoding", "utf-8")), "case.txt")
    return document, notes.find(document)


@pytest.mark.parametrize("case", cases())
def test_notes(case: dict[str, Any]) -> None:
    document, reading = read(case)
    assert [(note.label, note.body.text) for note in reading.notes] == [
        (note["label"], note["text"]) for note in case["notes"]
    ]
    for note, expected in zip(reading.notes, case["notes"], strict=True):
        before = reading.body.text[: note.call.at] if note.call else ""
        assert before.endswith(expected["call"])
        assert bool(note.call) == bool(expected["call"])
        assert note.kind == case.get("kind", "footnote")
    if "body" in case:
        assert reading.body.text.split("\n\n") == case["body"]
    assert sorted(remark.code for remark in reading.diagnostics) == case.get("diagnostics", [])
    assert all(remark.line for remark in reading.diagnostics if remark.code != "no-notes-found")
    holds(document, reading)


def holds(document: Document, reading: Reading) -> None:
    """What is true of every reading."""
    for passage in (reading.body, *(note.body for note in reading.notes)):
        leads_back(document.text, passage)
    for note in reading.notes:
        if note.call:
            assert 0 <= note.call.at <= len(reading.body.text)
            assert re.search(r"[\d⁰¹²³⁴-⁹*†‡§¶‖a-z]", note.call.span.of(document.text))
    for remark in reading.diagnostics:
        assert remark.span is None or remark.span.end <= len(document.text)
    assert [note.ordinal for note in reading.notes] == list(range(1, len(reading.notes) + 1))


def leads_back(text: str, passage: Passage) -> None:
    """Every character stands where its piece says; what was put in is white space."""
    ends = [*(piece.start for piece in passage.pieces[1:]), len(passage.text)][: len(passage.pieces)]
    assert bool(passage.pieces) == bool(passage.text)
    for piece, end in zip(passage.pieces, ends, strict=True):
        assert piece.source.end <= len(text)
        printed = passage.text[piece.start : end]
        if piece.source:
            assert piece.source.of(text) == printed
        else:
            assert printed.isspace()
    for first, second in pairwise(range(len(passage.text))):
        if passage.text[first].isalnum() and passage.text[second].isalnum():
            assert text[passage.origin(second)] == passage.text[second]


@given(st.text(alphabet=st.sampled_from("ab A.,\n\n\f 1234[]()*’-–\u00ad¹²"), max_size=400))
def test_any_text_is_read(text: str) -> None:
    document = Document("x", text)
    holds(document, notes.find(document))


PARTS = (
    "word1 ",
    "The end.2\n",
    "\n1 Pratt, Roads, 3.\n",
    "2 Ibid.\n",
    "\n\n",
    "\f",
    "[3] ",
    "Notes\n\n",
    " rest of it\n",
    "_" * 12 + "\n",
    " " * 40 + "\n",
    "3\n",
    "Bibliography\n",
    "*",
    "* Thanks.\n",
    "con-\n",
    "http://x.org/\n",
    "10\n",
)


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_any_page_is_read(text: str) -> None:
    document = Document("x", text)
    holds(document, notes.find(document))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = readers.read(data, "x.txt")
    except BiblioError:
        return
    holds(document, notes.find(document))


def test_a_paragraph_in_one_line_has_many_calls() -> None:
    """As typed texts have it: each call doubles the readings unless those with one future are made one."""
    text = " ".join(f"It was said in {1900 + number} again.{number}" for number in range(1, 81))
    notes_ = "".join(f"{number} Pratt, Fires, {number}.\n" for number in range(1, 81))
    reading = notes.find(Document("x", f"{text}\n\nNotes\n\n{notes_}"))
    assert [note.label for note in reading.notes] == [str(number) for number in range(1, 81)]
    assert all(note.call for note in reading.notes)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_symbol_may_stand_on_a_line_of_its_own(gap: str) -> None:
    """So pdftotext prints a raised one."""
    text = f"The mill burned.* So it was\nsaid by all.†\n\n*{gap}Pratt, Fires, 9.\n†\nIbid., 10.\n\f"
    reading = notes.find(Document("x", text + "It was built again, and it burned again in\nthe same year.\n"))
    assert [(note.label, note.body.text) for note in reading.notes] == [("*", "Pratt, Fires, 9."), ("†", "Ibid., 10.")]


def test_real_notes_pass_through() -> None:
    note = Note("1", Passage("Ibid."), Call(Span(4, 8), 4))
    document = Document("x.md", "word[^1]", body=Passage("word"), notes=(note,))
    assert notes.find(document) == Reading(Passage("word"), (note,))


def test_many_notes_are_found_in_one_pass() -> None:
    """Work grows with the text, not with its square: twice the notes, about twice the lines looked at."""
    text = "".join(
        f"It was said again.{number}\n\n____________________\n{number} Pratt, {number}.\n\f" for number in range(1, 401)
    )
    reading = notes.find(Document("x", text))
    assert [note.label for note in reading.notes] == [str(number) for number in range(1, 401)]
    assert all(note.call for note in reading.notes)


# ---- The generated documents of scripts/make_text_documents.py, a sample.


@pytest.mark.skipif(not (SHARED / "data" / "essays").is_dir(), reason="no annotated essays beside the checkout")
def test_generated_documents() -> None:
    from scripts.make_text_documents import LAYOUTS, essay, make

    essays = [essay(path) for path in sorted((SHARED / "data" / "essays").glob("*.xml"))]
    wanted = right = 0
    for number, layout in enumerate(LAYOUTS.values()):
        one = essays[number * 7 % len(essays)]
        filler = [sentence for sentence in one.sentences if "\ue000" not in sentence]
        text, truth = make(one, filler, layout, 1)
        document = readers.read(text.encode(), "generated.txt")
        reading = notes.find(document)
        holds(document, reading)
        found = {(note.label, note.body.text[:40]) for note in reading.notes}
        wanted += len(truth.notes)
        right += sum((label, body[:40]) in found for label, body in truth.notes)
    assert right / wanted > 0.97


# ---- The essay, where it is at hand.


@pytest.fixture(scope="module")
def essay() -> tuple[Document, Reading]:
    if not ESSAY.exists():
        pytest.skip("the essay is not beside the checkout")
    document = readers.open_source(str(ESSAY))
    return document, notes.find(document)


WORDS = (
    "contemporary one",
    "The Revolution Betrayed,",
    "social organism.",
    "toiling masses.",
    "Soviet bureaucracy",
    "clearly explained,",
    "that turn itself.",
    "than the first.",
    "to the core’",
    "same question.",
    "1930-33....’",
    "of the Comintern.",
    "Communist history.",
    "so attractive.",
    "it is confronted.",
    "What is to be Done?,",
    "between all classes.",
    "important reservations.",
)
ENDS = (
    "msg00283.html>.",
    "1984), 121.",
    "59, 111-13.",
    "Ibid., 277-8.",
    "msg00297.html>.",
    "Ibid.",
    "on this question.",
    "Revolution Betrayed, 97.",
    "revolutionary in essence.’",
    "(New York, 1970), 72.",
    "(this excerpt 61-4).",
    "1977), 113.",
    "(London, 1981), 145-146.",
    "(Madrid, 2000), 132.",
    "anyone who wants it.",
    "msg05443.html>.",
    "vol. 5, 421-22.",
    "could be resumed.",
)
JOINS = (
    "contemporary one – a view which",
    "The Revolution Betrayed, a work which",
    "bureaucracy – that we could indeed",
    "clearly explained, that proletarian power",
    "to the core’ – leading popular",
    "the Comintern. [11] By the second half",
    "is confronted. [15] And, on the basis",
    "What is to be Done?, a document to which",
    "it seems to me to be both",
    "or the ‘Stalinist’ conception of the popular front",
    "The sphere from which it alone",
    "Woods, as orthodox Trotskyist",
)


def test_essay_notes(essay: tuple[Document, Reading]) -> None:
    document, reading = essay
    assert [note.label for note in reading.notes] == [str(number) for number in range(1, 19)]
    assert all(note.body.text.endswith(end) for note, end in zip(reading.notes, ENDS, strict=True))
    assert all(note.kind is NoteKind.FOOTNOTE for note in reading.notes)
    assert "right through this period is not so much" in reading.notes[17].body.text
    assert reading.notes[0].body.text.count("\n\n") == 1
    assert not reading.diagnostics
    holds(document, reading)


def test_essay_calls(essay: tuple[Document, Reading]) -> None:
    document, reading = essay
    for note, words in zip(reading.notes, WORDS, strict=True):
        assert note.call is not None
        assert reading.body.text[: note.call.at].endswith(words)
        assert note.call.span.of(document.text) == note.label


def test_essay_reading_order(essay: tuple[Document, Reading]) -> None:
    _, reading = essay
    for joined in JOINS:
        assert joined in reading.body.text, joined
    order = [
        reading.body.text.index(words)
        for words in (
            "that is its subject:",
            "No help came from the West",
            "The present Soviet society",
            "It is necessary here",
            "What then was the regime",
            "But in truth neither",
            "(Let me just say",
            "Some time ago I wrote",
            "The basic error",
            "Class political consciousness",
            "1 The term",
            "4 That these reservations",
            "5 And, finally",
        )
    ]
    assert order == sorted(order)
    assert "deal mg" in reading.body.text


def test_essay_loses_nothing(essay: tuple[Document, Reading]) -> None:
    """Every letter of the source is in the body or a note, but for page numbers, markers and calls."""
    document, reading = essay
    kept = "".join((reading.body.text, *(note.body.text for note in reading.notes)))

    def letters(text: str) -> list[str]:
        return sorted(letter for letter in text if letter.isalpha())

    assert letters(kept) == letters(document.text)


def test_examples_of_the_documentation() -> None:
    page = Path(__file__).parents[1] / "docs" / "notes.md"
    assert doctest.testfile(str(page), module_relative=False).failed == 0
