"""How commands change a user's file: shown, written whole, in the file's own bytes."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from biblio import files
from biblio.cli._changes import Change, settle
from biblio.errors import BiblioError

ENCODINGS = [
    pytest.param("utf-8", b"", id="utf-8"),
    pytest.param("utf-8", b"\xef\xbb\xbf", id="utf-8 with a mark"),
    pytest.param("utf-16-le", b"\xff\xfe", id="utf-16-le"),
    pytest.param("utf-16-be", b"\xfe\xff", id="utf-16-be"),
    pytest.param("cp1252", b"", id="windows-1252"),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("encoding", "mark"), ENCODINGS)
def test_encoding_mark_line_ends_and_mode_stay(tmp_path: Path, encoding: str, mark: bytes, newline: str) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(mark + f"% Ägypten{newline}@book{{a,}}{newline}".encode(encoding))
    path.chmod(0o640)
    old = files.read(path)
    settle([Change(old, old.text.replace("@book{a,}", "@book{b,\n}"))], diff=False, write=True)
    assert path.read_bytes() == mark + f"% Ägypten{newline}@book{{b,{newline}}}{newline}".encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_bytes_that_no_encoding_explains_survive(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"% \x81 \xe4\n@book{a,}\n")
    old = files.read(path)
    settle([Change(old, old.text.replace("@book{a,}", "@book{b,}"))], diff=True, write=True)
    assert path.read_bytes() == b"% \x81 \xe4\n@book{b,}\n"


def test_a_letter_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes("% Ägypten\n".encode("cp1252"))
    old = files.read(path)
    with pytest.raises(BiblioError, match="cp1252, which cannot say 'ř'"):
        settle([Change(old, "% Dvořák\n")], diff=False, write=True)
    assert path.read_bytes() == old.data


def test_the_diff_is_plain_where_nobody_looks(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"one\r\ntwo\r\nthree")
    settle([Change(files.read(path), "one\r\n2\r\nthree")], diff=True, write=False)
    said = capfdbinary.readouterr().out.decode()
    assert said.splitlines()[2:] == ["@@ -1,3 +1,3 @@", " one", "-two", "+2", " three", "\\ No newline at end of file"]
    assert path.read_bytes() == b"one\r\ntwo\r\nthree"


def test_without_an_option_nothing_is_written_or_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("old")
    settle([Change(files.read(path), "new")], diff=False, write=False)
    assert (path.read_text(), capfd.readouterr().out) == ("old", "")


def test_a_file_saved_by_another_program_meanwhile_is_left_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "a.bib", tmp_path / "b.bib"
    for path in (first, second):
        path.write_text("old")
    changes = [Change(files.read(path), "new") for path in (first, second)]
    second.write_text("theirs")
    with pytest.raises(BiblioError, match="changed by somebody else"):
        settle(changes, diff=False, write=True)
    assert (first.read_text(), second.read_text()) == ("old", "theirs")


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("same")
    before = path.stat().st_ino
    settle([Change(files.read(path), "same")], diff=True, write=True)
    assert path.stat().st_ino == before
