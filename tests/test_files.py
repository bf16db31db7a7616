"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from biblio import files
from biblio.errors import BiblioError


def test_an_existing_files_mode_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("old")
    path.chmod(0o640)
    files.write(path, "new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o640)


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.bib").write_text("old")
    (tmp_path / "refs.bib").symlink_to("real.bib")
    files.write(tmp_path / "refs.bib", "new")
    assert (tmp_path / "refs.bib").is_symlink()
    assert (tmp_path / "real.bib").read_text() == "new"


def test_failure_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "refs.bib").mkdir()
    with pytest.raises(BiblioError, match=r"refs\.bib"):
        files.write(tmp_path / "refs.bib", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]


def test_a_device_is_written_to_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    end = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        files.write(pipe, "new")
        assert os.read(end, 10) == b"new"
    finally:
        os.close(end)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
