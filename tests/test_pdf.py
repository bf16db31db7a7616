"""PDFs: pages set by hand (tests/cases/pdf/pages.toml), files that programs made, files that are broken."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biblio import notes, readers
from biblio.errors import ReadError
from biblio.model import Document, Mark, Reading
from tests.small_pdf import page, pdf

CASES = Path(__file__).parent / "cases" / "pdf"
MADE = sorted(CASES.glob("*.pdf"))
FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def cases() -> list[Any]:
    found = tomllib.loads((CASES / "pages.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["why"]) for case in found]


def read(data: bytes) -> tuple[Document, Reading]:
    document = readers.read(data, "case.pdf")
    return document, notes.find(document)


@pytest.mark.parametrize("case", cases())
def test_pages(case: dict[str, Any]) -> None:
    document, reading = read(pdf([page(printed) for printed in case["pages"]]))
    assert [[note.label, note.body.text] for note in reading.notes] == [wanted[:2] for wanted in case["notes"]]
    for note, (label, _, before) in zip(reading.notes, case["notes"], strict=True):
        assert note.call is not None
        assert note.call.span.of(document.text) == label
        assert reading.body.text[: note.call.at].endswith(before)
    assert case.get("body", "") in reading.body.text


def letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
def test_files(path: Path) -> None:
    """All notes, each with its call and its italics, whatever program made the file."""
    truth = json.loads(path.with_suffix(".json").read_text("utf-8"))["notes"]
    document, reading = read(path.read_bytes())
    assert [note.label for note in reading.notes] == [wanted["label"] for wanted in truth]
    for note, wanted in zip(reading.notes, truth, strict=True):
        assert note.body.text == wanted["text"]
        assert [span.of(note.body.text) for span in note.body.marked(Mark.ITALIC)] == wanted["italics"]
        assert note.call is not None
        assert letters(reading.body.text[: note.call.at]).endswith(wanted["before"])
        assert letters(reading.body.text[note.call.at :]).startswith(wanted["after"])
    assert not reading.diagnostics
    for line in document.lines:
        assert "\n" not in line.span.of(document.text)


def test_lines_say_where_they_stand() -> None:
    document, _ = read(pdf([page([[50, 500, 11, "First line."], [62, 486, 11, "Second line."]])]))
    first, second = document.lines
    assert (first.page, first.size, first.left, first.top) == (1, 11, 50, 95)
    assert second.indent > first.indent
    assert document.text == "First line.\nSecond line.\n"


def test_two_columns_are_read_one_after_the_other() -> None:
    rows = [[x, 500 - 14 * at, 11, f"{side} {at} goes on and on and on."] for at in range(9) for x, side in SIDES]
    document, _ = read(pdf([page(rows)]))
    printed = [line.span.of(document.text).split()[:2] for line in document.lines]
    assert printed == [[side, str(at)] for _, side in SIDES for at in range(9)]
    assert [line.column for line in document.lines] == [1] * 9 + [2] * 9


def test_a_line_too_long_for_the_page_hides_no_columns() -> None:
    rows = [[x, 560 - 13 * at, 11, f"{side} {at} goes on and on and on."] for at in range(28) for x, side in SIDES]
    rows[41] = [*rows[41][:3], "AN.INSCRIPTION.THAT.RUNS.OUT.OF.THE.PAGE.AND.FAR.BEYOND.ITS.EDGE.AND.ON"]
    document, _ = read(pdf([page(rows)]))
    assert [line.column for line in document.lines] == [1] * 28 + [2] * 28


def test_what_climbs_over_the_page_is_no_text() -> None:
    climbing = b" BT /F1 80 Tf 0.7071 0.7071 -0.7071 0.7071 90 200 Tm (DRAFT) Tj ET"
    document, _ = read(pdf([page([[50, 500, 11, "First line."], [50, 486, 11, "Second line."]]) + climbing]))
    assert document.text == "First line.\nSecond line.\n"


@pytest.mark.parametrize("matrix", ["1 0 0 1 9e9 486", "1 0 0 1 -9e30 486", "1 0 0 9e20 50 486", "1e30 0 0 1 50 -7e18"])
def test_letters_miles_away_are_no_text(matrix: str) -> None:
    """A damaged file: neither endless time nor endless memory."""
    away = f" BT /F1 11 Tf {matrix} Tm (far away from everything) Tj ET".encode()
    document, _ = read(pdf([page([[50, 500, 11, "Only this is text."]]) + away]))
    assert document.text.startswith("Only this is text.\n")


def test_a_letter_of_another_font_goes_into_the_gap_left_for_it() -> None:
    """LibreOffice writes the line with a gap, and what the font lacks after it."""
    line = b"BT /F1 11 Tf 1 0 0 1 50 500 Tm [(portugu) -500 (s, and on it goes to the end)] TJ ET"
    letter = b" BT /F2 11 Tf 1 0 0 1 87 500 Tm (\xea) Tj ET"
    document, _ = read(pdf([line + letter]))
    assert document.text == "português, and on it goes to the end\n"


def test_a_page_on_its_side_is_read_as_it_is_seen() -> None:
    for degrees, matrix in ((90, "0 1 -1 0"), (180, "-1 0 0 -1"), (270, "0 -1 1 0")):
        content = "".join(
            f"BT /F1 11 Tf {matrix} {x} {y} Tm ({text}) Tj ET "
            for x, y, text in (
                (*TURNED[degrees][0], "First line."),
                (*TURNED[degrees][1], "Second line."),
            )
        )
        document, _ = read(pdf([content.encode()], turned=degrees))
        assert document.text == "First line.\nSecond line.\n"
        assert [line.top for line in document.lines] == [100, 114]


TURNED = {90: ((100, 50), (114, 50)), 180: ((370, 100), (370, 114)), 270: ((320, 500), (306, 500))}
SIDES = ((50, "left"), (220, "right"))


# ---- What cannot be read


def test_a_picture_of_a_page_is_no_text() -> None:
    with pytest.raises(ReadError, match=r"no text.*ocrmypdf"):
        read(pdf([b"0 0 200 200 re f"]))


def test_some_pages_without_text_are_remarked() -> None:
    text = page([[50, 500, 11, "A page with a good deal of text on it."]])
    document, _ = read(pdf([text, b"", b"", text]))
    assert [remark.code for remark in document.diagnostics] == ["pages-without-text"]


def test_a_password_is_asked_for() -> None:
    secret = b"<" + b"00" * 32 + b">"
    entry = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O " + secret + b" /U " + secret + b" >>"
    data = pdf([page([[50, 500, 11, "Secret."]])], trailer=b"/Encrypt 7 0 R /ID [<00> <00>]", more=[entry])
    with pytest.raises(ReadError, match="password"):
        read(data)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\0" * 500], ids=repr)
def test_a_beginning_is_no_file(data: bytes) -> None:
    with pytest.raises(ReadError, match="broken PDF"):
        read(data)


@pytest.mark.parametrize("path", MADE, ids=lambda path: path.stem)
@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_a_file_cut_short_is_read_or_refused(path: Path, share: float) -> None:
    data = path.read_bytes()
    read_or_refused(data[: int(len(data) * share)])


def read_or_refused(data: bytes) -> None:
    """Nothing but an error of ours may come, with advice."""
    try:
        read(data)
    except ReadError as error:
        if not error.hint:
            raise


@FEW
@given(
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=8)), min_size=1, max_size=6)
)
def test_a_changed_file_is_read_or_refused(changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(SMALL)
    for place, other in changes:
        at = 5 + int(place * (len(data) - 5))
        data[at : at + len(other)] = other
    read_or_refused(bytes(data))


SMALL = pdf([page(case["pages"][0]) for case in tomllib.loads((CASES / "pages.toml").read_text("utf-8"))["case"]])


@FEW
@given(
    st.lists(
        st.tuples(
            st.integers(-50, 500),
            st.integers(-50, 700),
            st.sampled_from((0, 1, 6, 9, 11, 300)),
            st.sampled_from(("1", "12", "*", "word", "The end.", "1 Ibid., 3.", "Notes", "http://x.org/", "(", "—")),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_any_page_is_read(printed: list[tuple[int, int, int, str]]) -> None:
    try:
        document, reading = read(pdf([page(printed)]))
    except ReadError:
        return
    for line in document.lines:
        assert "\n" not in line.span.of(document.text)
    for note in reading.notes:
        assert note.call is None or 0 <= note.call.at <= len(reading.body.text)


def test_a_long_book_takes_little_memory() -> None:
    """Pages are read one after the other: four times the pages, but not four times the memory."""
    import tracemalloc

    text = page(
        [[50, 550 - 12 * at, 10, f"Line {at} of a page that is like all others in this book."] for at in range(40)]
    )
    peaks = []
    for count in (20, 80):
        data = pdf([text] * count)
        tracemalloc.start()
        document = readers.read(data, "book.pdf")
        peaks.append(tracemalloc.get_traced_memory()[1] - len(document.text))
        tracemalloc.stop()
    # What grows is the text and its lines, a kilobyte or two each.
    assert peaks[1] - peaks[0] < 60 * 40 * 2048
