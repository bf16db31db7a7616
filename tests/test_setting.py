"""Bibliographies and an essay's own notes, set in a style and written as files."""

from __future__ import annotations

import io
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from biblio import pipeline, readers
from biblio.errors import StyleError
from biblio.model import Citation, Date, Entry, Library, Resolved, Work
from biblio.pipeline import Result
from biblio.styles import bibliography, outputs, sections, word

CASES = Path(__file__).parent / "cases" / "setting"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1):
            found.append(pytest.param(case, id=f"{path.stem}-{number}"))
    return found


def essay(notes: list[str]) -> Result:
    body = " ".join(f"Sentence {number}.[^{number}]" for number in range(1, len(notes) + 1))
    definitions = "\n".join(f"[^{number}]: {note}" for number, note in enumerate(notes, 1))
    return pipeline.understand(readers.read(f"{body}\n\n{definitions}\n".encode(), "essay.md"))


def understood(
    result: Result,
) -> tuple[tuple[Citation, ...], Resolved, tuple[str, ...], Library]:
    return result.citations, result.resolved, result.keys, result.library


@pytest.mark.parametrize("case", cases())
def test_cases(case: dict[str, Any]) -> None:
    result = essay(case["notes"])
    found = bibliography.render_notes(*understood(result), case["style"], to=outputs.strings("text"))
    assert [note.text for note in found] == case["set"]


@pytest.mark.parametrize("name", outputs.names())
def test_every_output_makes_a_whole_file(name: str) -> None:
    result = essay(["E. P. Thompson, *The Making of the English Working Class* (London: Gollancz, 1963), 12."])
    page = bibliography.render_notes_page(*understood(result), "chicago-notes-bibliography", to=name)
    assert "Working Class" in page
    assert "Working Class" in bibliography.render(result.library, "apa", to=name).document.replace("class", "Class")


def _sectioned(*wanted: str) -> list[tuple[str, list[str]]]:
    items = (
        Entry("letter", Work("manuscript", title="Letter to Engels", date=Date.parse("1867"), archive="IISH")),
        Entry("old", Work("book", title="A Source", date=Date.parse("1850"), extra=(("keyword", "law; Primary"),))),
        Entry("new", Work("book", title="A Study", date=Date.parse("1999"))),
        Entry("press", Work("article-newspaper", title="A Report", date=Date.parse("1999"))),
    )
    library = Library(items)
    processor = bibliography.prepared(library, "apa", outputs.strings("text"))
    parts = [sections.parse(text) for text in wanted]
    found = bibliography.in_parts(processor, library, parts)
    return [(title, [entry.id for entry in entries]) for title, entries in found]


def test_a_bibliography_in_sections() -> None:
    assert [title for title, _ in _sectioned()] == [""]
    assert _sectioned("archives", "primary", "secondary") == [
        ("Archives", ["letter"]),
        ("Primary Sources", ["old"]),
        ("Secondary Literature", ["press", "new"]),
    ]
    assert _sectioned(
        "Press: type=article-newspaper|article-magazine", "Papers: archive", "Law: type=book keyword=law"
    ) == [
        ("Press", ["press"]),
        ("Papers", ["letter"]),
        ("Law", ["old"]),
        ("Other Works", ["new"]),
    ]
    with pytest.raises(StyleError, match="no condition"):
        sections.parse("Press: =")


def test_a_word_file_has_a_real_footnote_for_each_call() -> None:
    result = essay(
        [
            "E. P. Thompson, *The Making of the English Working Class* (London: Gollancz, 1963), 12.",
            "Nothing is cited here, & nobody < named.",
        ]
    )
    data = word.essay_file(result.reading, *understood(result), "chicago-notes-bibliography")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: ET.fromstring(archive.read(name)) for name in archive.namelist()}
    called = [mark.get(f"{WORD}id") for mark in parts["word/document.xml"].iter(f"{WORD}footnoteReference")]
    notes = {
        note.get(f"{WORD}id"): "".join(text.text or "" for text in note.iter(f"{WORD}t"))
        for note in parts["word/footnotes.xml"].iter(f"{WORD}footnote")
    }
    assert [notes[mark].strip() for mark in called] == [
        "E. P. Thompson, The Making of the English Working Class (Gollancz, 1963), 12.",
        "Nothing is cited here, & nobody < named.",
    ]
    styles = [style.get(f"{WORD}val") for style in parts["word/document.xml"].iter(f"{WORD}pStyle")]
    assert styles[-1] == "Bibliography"


def test_the_same_essay_gives_the_same_bytes() -> None:
    result = essay(["E. P. Thompson, *The Making of the English Working Class* (London: Gollancz, 1963), 12."])
    first, second = (word.bibliography_file(result.library, "apa") for _ in range(2))
    assert first == second


def test_an_archived_link_is_a_robust_link() -> None:
    url, copy = "https://example.org/a", "https://web.archive.org/web/2003/https://example.org/a"
    work = Work("webpage", "A page", url=url)
    kept = replace(work, archive_url=copy, archive_date=Date.parse("2003-01-17"))
    document = bibliography.render(Library((Entry("a", kept),)), "apa").document
    assert f'<a href="{url}" data-versionurl="{copy}" data-versiondate="2003-01-17">' in document
    assert "data-versionurl" not in bibliography.render(Library((Entry("a", work),)), "apa").document


def test_what_a_style_leaves_out_is_said() -> None:
    library = Library((Entry("a", Work("post", "A subject", url="https://example.org/a")),))
    remarks = bibliography.render(library, "chicago-notes-bibliography", to="text").diagnostics
    assert [remark.code for remark in remarks] == ["style-leaves-out"]


def test_a_bibtex_style_sets_no_notes() -> None:
    with pytest.raises(StyleError, match="bibliographies only"):
        bibliography.render_notes_page(*understood(essay(["A."])), style="bst:plain")
