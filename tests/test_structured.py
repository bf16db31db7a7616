"""Structured formats; cases in tests/cases/readers, one file a format. ZIPs are made from their readable parts."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio import notes, readers
from biblio.errors import BiblioError, ReadError
from biblio.model import Document, Passage, Reading, Span
from scripts.documents import essays
from scripts.make_documents import KINDS
from tests.test_readers import leads_back

CASES = Path(__file__).parent / "cases" / "readers"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0" xmlns:style="{_ODF}:style:1.0" '
    f'xmlns:fo="{_ODF}:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
)


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


def docx(case: dict[str, Any]) -> bytes:
    parts = {"[Content_Types].xml": "<Types/>"}
    parts["word/document.xml"] = f"<w:document {_W}><w:body>{_joined(case['document'])}</w:body></w:document>"
    for name in ("footnotes", "endnotes", "styles", "settings"):
        if name in case:
            parts[f"word/{name}.xml"] = f"<w:{name} {_W}>{_joined(case[name])}</w:{name}>"
    return zipped(parts)


def _joined(text: str) -> str:
    return "".join(line for line in text.split("\n"))


def odt(case: dict[str, Any]) -> bytes:
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODT}><office:automatic-styles>{case.get('styles', '')}"
            f"</office:automatic-styles><office:body><office:text>{case['text']}</office:text></office:body>"
            "</office:document-content>",
        }
    )


def epub(case: dict[str, Any]) -> bytes:
    items = "".join(
        f'<item id="p{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(case["pages"])
    )
    spine = "".join(f'<itemref idref="p{at}"/>' for at, _ in enumerate(case["pages"]))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container><rootfile full-path="O/b.opf"/></container>',
            "O/b.opf": '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Mills</dc:title>'
            f"<dc:language>sv</dc:language></metadata><manifest>{items}"
            '<item id="c" href="s.css" media-type="text/css"/>'
            '<item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/></manifest>'
            f'<spine><itemref idref="nav"/>{spine}</spine></package>',
            "O/nav.xhtml": "<html><body><p>Contents</p></body></html>",
            "O/s.css": case.get("css", ""),
            **{f"O/{name}": page for name, page in case["pages"].items()},
        }
    )


def tei(case: dict[str, Any]) -> bytes:
    head = "<teiHeader><fileDesc><titleStmt><title>Mills</title></titleStmt></fileDesc></teiHeader>"
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en-GB">{head}<text>{case["text"]}</text></TEI>'
    return text.encode()


def jats(case: dict[str, Any]) -> bytes:
    return f'<article xmlns:xlink="http://www.w3.org/1999/xlink">{case["text"]}</article>'.encode()


def text_of(case: dict[str, Any]) -> bytes:
    return str(case["text"]).encode(case.get("encoding", "utf-8"))


BUILDERS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "docx": docx,
    "odt": odt,
    "rtf": text_of,
    "html": text_of,
    "epub": epub,
    "latex": text_of,
    "tei": tei,
    "jats": jats,
}
SUFFIXES = {"latex": "tex"}


def cases() -> list[Any]:
    found = []
    for name in BUILDERS:
        for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]:
            found.append(pytest.param(name, case, id=f"{name}: {case['why']}"))
    return found


def contract(document: Document, reading: Reading) -> None:
    """What every reader owes: all passages and spans lie in the text and lead back to it."""
    size = len(document.text)
    assert all(line.span.end <= size for line in document.lines)
    assert all(run.span.end <= size for run in document.runs)
    leads_back(document, reading.body)
    for ordinal, note in enumerate(reading.notes, 1):
        leads_back(document, note.body)
        assert note.ordinal == ordinal
        assert note.rule
        if note.call:
            assert note.call.at <= len(reading.body.text)
            assert note.call.span.end <= size
            assert document.notes is None or note.call.span.of(document.text) == note.label
        for embedded in note.embedded:
            assert Span(0, len(note.body.text)).start <= embedded.span.start <= embedded.span.end
            assert embedded.span.end <= len(note.body.text)


@pytest.mark.parametrize(("name", "case"), cases())
def test_structured_cases(name: str, case: dict[str, Any]) -> None:
    document = readers.read(BUILDERS[name](case), f"case.{SUFFIXES.get(name, name)}")
    reading = notes.find(document)
    contract(document, reading)
    case = case | case.get("expect", {})
    found = [[note.label, note.body.text, str(note.kind)] for note in reading.notes]
    assert found == [[label, text, kind] for label, text, _, kind in case["notes"]]
    for note, (_, _, before, _) in zip(reading.notes, case["notes"], strict=True):
        assert note.call is not None
        assert reading.body.text[: note.call.at].endswith(before)
    for key, value in (("body", reading.body.text), ("runs", _runs(reading)), ("note_runs", _note_runs(reading))):
        if key in case:
            assert value == case[key]
    if "rules" in case:
        assert [note.rule for note in reading.notes] == case["rules"]
    assert [list(entry) for entry in _embedded(reading)] == case.get("embedded", [])
    assert (document.title, document.language) == (case.get("title", ""), case.get("language", ""))
    assert document.encoding == case.get("encoding", "utf-8")
    assert [remark.code for remark in document.diagnostics] == case.get("diagnostics", [])


def _runs(reading: Reading) -> list[list[Any]]:
    return [[run.span.of(reading.body.text), sorted(run.marks), run.href] for run in reading.body.runs]


def _note_runs(reading: Reading) -> list[list[Any]]:
    """Of the first note."""
    body = reading.notes[0].body if reading.notes else Passage("")
    return [[run.span.of(body.text), sorted(run.marks), run.href] for run in body.runs]


def _embedded(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [
        (entry.span.of(note.body.text), entry.manager, json.loads(item.csl)["title"], item.locator)
        for note in reading.notes
        for entry in note.embedded
        for item in entry.items
    ]


ESSAY = essays.Essay(
    "mills",
    "en",
    (
        (essays.Text("The mill burned."), essays.Call(1), essays.Text(" So it was "), essays.Text("said", italic=True)),
        (essays.Text("Nobody rebuilt it — why?"), essays.Call(2), essays.Call(3), essays.Text(" Straße.")),
    ),
    (
        essays.Note(
            1, "1", ((essays.Text("Pratt, "), essays.Text("Fires", italic=True), essays.Text(", 9 & 10. He.")),)
        ),
        essays.Note(2, "2", ((essays.Text("27. Vieira, {x}."),),)),
        essays.Note(3, "3", ((essays.Text("Ibid., “it”."),),)),
    ),
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_essay_in_every_kind(kind: str) -> None:
    suffix, shape, write = KINDS[kind]
    truth = shape(ESSAY)
    reading = notes.find(readers.read(write(truth), f"essay.{suffix}"))
    assert [(note.label, note.body.text) for note in reading.notes] == [(note.label, note.text) for note in truth.notes]
    for note, true in zip(reading.notes, truth.notes, strict=True):
        assert note.call is not None
        assert essays.letters(reading.body.text[: note.call.at]).endswith(truth.before(true.number))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_damaged_files_are_read_or_refused(kind: str, data: st.DataObject) -> None:
    """Bytes changed, cut out and cut off at random places of a good file."""
    suffix, shape, write = KINDS[kind]
    raw = bytearray(write(shape(ESSAY)))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(len(raw) - 1, 0)))
        match data.draw(st.sampled_from("change cut insert end".split())):  # noqa: SIM905
            case "change":
                raw[at : at + 1] = data.draw(st.binary(min_size=1, max_size=1))
            case "cut":
                del raw[at : at + data.draw(st.integers(1, 40))]
            case "insert":
                raw[at:at] = data.draw(st.sampled_from([b"<", b">", b"{", b"}", b"\\", b"&x;", b"\x00", b"<p>", b"%"]))
            case "end":
                del raw[at:]
    _read(bytes(raw), f"x.{suffix}")


@pytest.mark.parametrize("kind", ["docx", "odt", "epub-pages"])
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_damaged_parts_are_read_or_refused(kind: str, data: st.DataObject) -> None:
    """The parts of a ZIP changed, so that the ZIP itself is whole."""
    suffix, shape, write = KINDS[kind]
    with zipfile.ZipFile(io.BytesIO(write(shape(ESSAY)))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    text = parts[name]
    at = data.draw(st.integers(0, len(text)))
    size = data.draw(st.integers(0, 30))
    parts[name] = text[:at] + data.draw(st.sampled_from(["", "<w:p>", '"', "note", "9"])) + text[at + size :]
    _read(zipped(parts), f"x.{suffix}")


def _read(data: bytes, name: str) -> None:
    try:
        document = readers.read(data, name)
    except BiblioError:
        return
    contract(document, notes.find(document))


MARKUP = {
    "rtf": r"{\rtf1 |{|}|\footnote |\chftn|\super |*|\par |\u-3 |\'e|\ftnalt|a|\bin5 |{\field|{\*\fldinst "
    r"|{\fldrslt |\uc9 |\deleted |\'81|\fonttbl|\f3|\sect",
    "tex": r"\footnote{|}|{|\footnotemark|\footnotetext{|[|]|%|$|\verb!|\'|a|\newcommand{\a}[1]{|#1|\a|\begin{"
    r"|\item|\def\b{|\b|\url|\cite|\title{|\maketitle|\footcite{|\enquote{|\ref{|\label{|\c|~|\\",
    "html": "<p>|</p>|<a href='#a' id='b'>1</a>|<a href='#b' id='a'>1</a>|<li id='fn:1'>|<sup>1</sup>|<ol>|a|</ol>"
    "|<div>|</div>|<a href='#fn:1'>1</a>|<br>|<dt>|<dd>|<h2 id='c'>|<a href='#c'>2</a>|<!--|<table>|<tr>|<td>",
    "tei": "<TEI><text>|<p>|</p>|<note xml:id='a'>|</note>|<ref target='#a'>1</ref>|</text></TEI>|a|&b;",
    "jats": "<article><body>|<p>|</p>|<fn id='a'>|</fn>|<xref rid='a'>1</xref>|</body></article>|a",
}


@pytest.mark.parametrize("suffix", MARKUP)
@settings(deadline=None)
@given(st.data())
def test_any_markup_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    _read(
        "".join(data.draw(st.lists(st.sampled_from(MARKUP[suffix].split("|")), min_size=1, max_size=30))).encode(),
        f"x.{suffix}",
    )


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.txt", b"a" * (33 * 1024 * 1024), "too large"),
        ("x.tex", b"a" * (33 * 1024 * 1024), "too large"),
        ("x.tex", b"\\newcommand{\\a}{\\a\\a}\\a", "without end"),
        ("x.tex", b"{" * 200 + b"a" + b"}" * 200, "nested too deep"),
        ("x.html", b"<!doctype html>" + b"<div>" * 5000, "nested too deep"),
        ("x.tei", b"<TEI><text>" + b"<p>" * 5000, "broken XML"),
        ("x.html", b"<!doctype html>" + b"<i>" * 5000 + b"a", "nested too deep"),
        ("x.docx", zipped({"xl/workbook.xml": "<x/>"}), "no Word file"),
        ("x.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "no OpenDocument text"),
        ("x.odt", zipped({"META-INF/manifest.xml": "<m:encryption-data/>", "content.xml": "?"}), "password"),
        ("x.epub", zipped({"mimetype": "application/epub+zip"}), "no EPUB"),
    ],
)
def test_what_is_refused(name: str, data: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=says) as caught:
        readers.read(data, name)
    assert caught.value.place
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.tei", b"<TEI><text>" + b"<p>" * 240 + b"a" + b"</p>" * 240 + b"</text></TEI>"),
        ("x.jats", b"<article><body>" + b"<p>" * 240 + b"a" + b"</p>" * 240 + b"</body></article>"),
        ("x.html", b"<html><body>" + b"<div>" * 240 + b"a"),
        ("x.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"a" + b"}" * 100_000),
        ("x.docx", docx({"document": "<w:sdt><w:sdtContent>" * 120 + "<w:p><w:r><w:t>a</w:t></w:r></w:p>"
                         + "</w:sdtContent></w:sdt>" * 120})),
        ("x.odt", odt({"text": "<text:section>" * 240 + "<text:p>a</text:p>" + "</text:section>" * 240})),
    ],
)  # fmt: skip
def test_what_is_nested_deep_is_read_or_refused(name: str, data: bytes) -> None:
    try:
        text = readers.read(data, name).text
    except ReadError as error:
        text = error.message
    assert text in ("a", "nested too deep")


def test_many_notes_take_time_in_proportion() -> None:
    """Ten thousand list items and two thousand notes: no step looks at all of them for each."""
    items = "".join(f"<li>{number}</li>" for number in range(10_000))
    calls = "".join(f"<a href='#fn{number}'><sup>{number}</sup></a> word " for number in range(1, 2001))
    texts = "".join(f"<li id='fn{number}'>Pratt, {number}.</li>" for number in range(1, 2001))
    document = readers.read(f"<html><ol>{items}</ol><p>{calls}</p><ol>{texts}</ol></html>".encode(), "x.html")
    assert len(document.notes or ()) == 2000


def test_a_part_that_unpacks_to_more_than_any_document_is_not_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(70):
            part.write(bytes(1024 * 1024))
    with pytest.raises(ReadError, match="unpacks to 70 MB"):
        readers.read(buffer.getvalue(), "bomb.docx")


def test_an_encrypted_part_is_refused() -> None:
    raw = bytearray(zipped({"word/document.xml": "<a/>"}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ReadError, match="password"):
        readers.read(bytes(raw), "x.docx")
