"""`biblio notes` and `biblio doctor`, as a user types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RTF = rb"{\rtf1 The mill burned.{\super\chftn}{\footnote\chftn  Pratt, {\i Fires}, 9.} So it was said.\par}"


def biblio(*args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "biblio", *args]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8")


@pytest.fixture
def essay(tmp_path: Path) -> str:
    path = tmp_path / "mill.rtf"
    path.write_bytes(RTF)
    return str(path)


def test_notes_say_where_and_how_they_were_found(essay: str) -> None:
    done = biblio("notes", essay)
    assert done.returncode == 0, done.stderr
    assert "1  footnote, called line 1 after “The mill burned.”; line 2, by rtf-footnote" in done.stdout
    assert "    Pratt, Fires, 9." in done.stdout


def test_notes_as_json(essay: str) -> None:
    data = json.loads(biblio("notes", essay, "--json").stdout)
    (note,) = data["notes"]
    assert (note["label"], note["text"], note["rule"]) == ("1", "Pratt, Fires, 9.", "rtf-footnote")
    assert note["call"]["offset"] == len("The mill burned.")
    assert note["runs"] == [{"span": [7, 12], "marks": ["italic"], "href": ""}]


def test_doctor_says_what_was_seen(essay: str) -> None:
    done = biblio("doctor", essay)
    assert done.returncode == 0, done.stderr
    assert "format    rtf" in done.stdout
    assert "1 notes (1 footnotes), 1 called" in done.stdout
    data = json.loads(biblio("doctor", essay, "--json").stdout)
    assert (data["format"], data["notes"], data["called"]) == ("rtf", 1, 1)


def test_doctor_says_why_there_are_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Apples were few.\n3 apples.\n", encoding="utf-8")
    done = biblio("doctor", str(path))
    assert done.returncode == 1
    assert "No notes were found." in done.stdout
    assert "line 2: 3 apples." in done.stdout


def test_a_page_of_text_without_notes_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Only words.\n", encoding="utf-8")
    assert biblio("notes", str(path)).returncode == 1


def test_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04....")
    done = biblio("notes", str(path))
    assert done.returncode == 2
    assert done.stderr.startswith("biblio: ")
    assert "damaged ZIP" in done.stderr
    assert len(done.stderr.strip().split("\n")) == 1
