"""Reading files; cases in tests/cases/readers."""

from __future__ import annotations

import io
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio import notes, plugins, readers
from biblio.errors import BiblioError, ReadError, UnknownFormatError
from biblio.model import Document, Passage, Severity

CASES = Path(__file__).parent / "cases" / "readers"


def cases(name: str) -> list[Any]:
    table = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))
    return [pytest.param(case, id=case["why"]) for case in table["case"]]


def leads_back(document: Document, passage: Passage) -> None:
    """Pieces as long as their source are their source; the others still lie inside the text."""
    ends = [*(piece.start for piece in passage.pieces[1:]), len(passage.text)][: len(passage.pieces)]
    for piece, end in zip(passage.pieces, ends, strict=True):
        assert piece.source.end <= len(document.text)
        if len(piece.source) == end - piece.start:
            assert piece.source.of(document.text).replace("\n", " ") == passage.text[piece.start : end].replace(
                "\n", " "
            )
    for run in passage.runs:
        assert run.span.end <= len(passage.text)


@pytest.mark.parametrize("case", cases("markdown"))
def test_markdown(case: dict[str, Any]) -> None:
    document = readers.read(case["text"].lstrip("\n").encode(), "case.md")
    reading = notes.find(document)
    assert [[note.label, note.body.text, note.call is not None] for note in reading.notes] == [
        [label, text, bool(before)] for label, text, before in case["notes"]
    ]
    for note, (_, _, before) in zip(reading.notes, case["notes"], strict=True):
        assert reading.body.text[: note.call.at if note.call else 0].endswith(before)
        leads_back(document, note.body)
    if "body" in case:
        assert reading.body.text == case["body"]
    if "runs" in case:
        runs = [[run.span.of(reading.body.text), sorted(run.marks), run.href] for run in reading.body.runs]
        assert runs == case["runs"]
    assert (document.title, document.language) == (case.get("title", ""), case.get("language", ""))
    found = sorted(remark.code for remark in (*document.diagnostics, *reading.diagnostics))
    assert found == case.get("diagnostics", [])
    leads_back(document, reading.body)


@pytest.mark.parametrize("case", cases("refused"))
def test_refused(case: dict[str, Any]) -> None:
    with pytest.raises(ReadError) as caught:
        readers.read(case["data"].encode("latin-1"), case["name"])
    assert all(words in str(caught.value) for words in case["says"]), str(caught.value)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Straße – 1".encode(), "utf-8"),
        ("Straße – 1".encode("utf-8-sig"), "utf-8"),
        (b"\xff\xfe" + "Straße – 1".encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + "Straße – 1".encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfe\x00\x00" + "Straße – 1".encode("utf-32-le"), "utf-32-le"),
        ("Straße – 1".encode("cp1252"), "cp1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    document = readers.read(data, "x.txt")
    assert (document.text, document.encoding) == ("Straße – 1", encoding)
    guessed = [remark for remark in document.diagnostics if remark.code == "encoding-guessed"]
    assert bool(guessed) == (encoding == "cp1252")


def test_a_guess_says_where_it_began() -> None:
    document = readers.read("one\r\ntwo\rStraße".encode("cp1252"), "x.txt")
    (remark,) = document.diagnostics
    assert (remark.line, remark.severity) == (3, Severity.WARNING)


def test_what_windows_does_not_know_is_latin_1() -> None:
    document = readers.read(b"a \x81 stra\xdfe", "x.txt")
    assert (document.text, document.encoding) == ("a \x81 straße", "latin-1")


def test_lines_end_at_line_ends_only() -> None:
    document = readers.read("one\r\ntwo\rthree\x0b\x85\u2028\n\ffour\n".encode(), "x.txt")
    assert [(line.number, line.span.of(document.text), line.page) for line in document.lines] == [
        (1, "one", 1),
        (2, "two", 1),
        (3, "three\x0b\x85\u2028", 1),
        (4, "\ffour", 2),
    ]


@pytest.mark.parametrize(
    ("name", "data", "reader"),
    [
        ("x.TXT", b"a[^1]", "text"),
        ("x.md", b"a", "markdown"),
        ("-", b"a[^1]\n\n[^1]: b", "markdown"),
        ("-", b"a", "text"),
        ("README", b"a", "text"),
        ("x.md", b"<div>a</div>", "markdown"),
        ("x.essay", b"a", "text"),
    ],
)
def test_the_reader_is_chosen(name: str, data: bytes, reader: str) -> None:
    assert (readers.read(data, name).body is not None) == (reader != "text")


@pytest.mark.parametrize(
    ("name", "data", "misled"),
    [
        ("x.docx", b"{\\rtf1 Words.}", True),
        ("x.html", b"{\\rtf1 Words.}", True),
        ("x.txt", b"\\documentclass{article}\\begin{document}Words.\\end{document}", True),
        ("x.txt", b"<p>Words.</p>", True),
        ("x.rtf", b"<!doctype html><p>Words.</p>", True),
        ("x.xml", b"<TEI><text><p>Words.</p></text></TEI>", True),
        ("-", b"<html><p>Words.</p>", False),
        ("-", b"{\\rtf1 Words.}", False),
    ],
)
def test_the_first_bytes_say_more_than_the_suffix(name: str, data: bytes, misled: bool) -> None:
    document = readers.read(data, name)
    assert document.body is not None
    assert document.body.text == "Words."
    assert [remark.code for remark in document.diagnostics] == ["suffix-misleads"] * misled


def test_every_reader_keeps_to_the_protocol() -> None:
    for name in plugins.names("biblio.readers"):
        reader = plugins.load("biblio.readers", name)
        assert reader.suffixes
        assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in reader.suffixes)
        assert reader.sniff(b"\x89PNG\r\n\x1a\n\x00\x00") is False
        assert list(CASES.glob(f"{name}*")) or name in ("text", "pdf")


def test_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text", "utf-8")
    assert readers.open_source(str(path)).text == "text"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"typed")))
    assert readers.open_source("-").text == "typed"


@pytest.mark.parametrize(
    ("source", "says"),
    [("nowhere.txt", "no such file"), (".", "a folder"), ("http://x.org/", "save the page"), ("a\0b", "cannot read")],
)
def test_opening_what_cannot_be_opened(source: str, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        readers.open_source(source)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may read anything")
def test_opening_what_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text", "utf-8")
    path.chmod(0)
    with pytest.raises(ReadError, match="cannot read"):
        readers.open_source(str(path))


def test_an_unknown_format_names_the_readers() -> None:
    with pytest.raises(UnknownFormatError) as caught:
        readers.read(b"\x00\x01\x02", "x.bin")
    known = ", ".join(plugins.names("biblio.readers"))
    assert str(caught.value) == f"x.bin: no reader for .bin (readers: {known})"


PARTS = (
    "word ",
    "*it* ",
    "**bold** ",
    "[^1]",
    "^[note *x*]",
    "\n",
    "\n\n",
    "[^1]: a note\n",
    "    more\n",
    '[a](b "c")',
    "<http://x.org/%20>",
    "`code`",
    "\\*",
    "&amp;",
    "> ",
    "1. ",
    "- ",
    "# ",
    "***",
    "_",
    "[",
    "]",
    "(",
    ")",
    "![i](j)",
    "<i>",
    "</i>",
    "<!-- c -->",
    "```\n",
    "    ",
    "---\n",
    "[a][b]",
    "[b]: c\n",
    "\t",
    "\f",
    "é",
)


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=25).map("".join))
def test_any_markdown_is_read(text: str) -> None:
    try:
        document = readers.read(text.encode(), "x.md")
    except BiblioError:
        assert not text.strip()
        return
    reading = notes.find(document)
    for passage in (reading.body, *(note.body for note in reading.notes)):
        leads_back(document, passage)
    for note in reading.notes:
        if note.call:
            assert note.call.at <= len(reading.body.text)
            assert note.call.span.end <= len(document.text)


@given(st.binary(min_size=1, max_size=200), st.sampled_from(["x.md", "x.txt", "x", "-"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        document = readers.read(data, name)
    except BiblioError:
        return
    assert all(line.span.end <= len(document.text) for line in document.lines)
