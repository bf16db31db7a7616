"""What we write is read by the programs that people use: biber, pandoc, bibutils, bibtool, pybtex, bibtexparser."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from biblio.formats import biblatex, bibtex
from biblio.model import Library

CASE = Path(__file__).parent / "cases" / "formats" / "cited-in-history.bib"


def run(*command: str, cwd: Path) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)
    return done.stdout + done.stderr


@pytest.fixture
def library() -> Library:
    """Every kind of thing that the notes of historians cite, as a person would enter it."""
    return biblatex.plugin.loads(CASE.read_text("utf-8"))


def test_the_case_is_read_without_a_remark(library: Library) -> None:
    assert library.diagnostics == ()
    assert len(library) == CASE.read_text("utf-8").count("\n@")


def test_biber_finds_nothing_to_warn_of(library: Library, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(biblatex.plugin.dumps(library), encoding="utf-8")
    said = run("biber", "--tool", "--validate-datamodel", "refs.bib", cwd=tmp_path)
    assert [line for line in said.split("\n") if line.startswith(("WARN", "ERROR"))] == []


def test_pandoc_reads_every_entry(library: Library, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(biblatex.plugin.dumps(library), encoding="utf-8")
    found = json.loads(run("pandoc", "-f", "biblatex", "-t", "csljson", "refs.bib", cwd=tmp_path))
    assert sorted(item["id"] for item in found) == sorted(entry.key for entry in library.entries)
    titles = {item["id"]: item["title"] for item in found}
    assert titles["trotsky1973"] == "Their morals and ours", "pandoc writes titles in sentence case"


def test_bibutils_reads_every_entry(library: Library, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(bibtex.plugin.dumps(library), encoding="utf-8")
    assert run("bib2xml", "refs.bib", cwd=tmp_path).count("<mods ") == len(library)


def test_bibtool_reads_every_entry(library: Library, tmp_path: Path) -> None:
    (tmp_path / "refs.bib").write_text(bibtex.plugin.dumps(library), encoding="utf-8")
    said = run("bibtool", "-r", "biblatex", "refs.bib", cwd=tmp_path)
    assert "ERROR" not in said
    assert said.count("\n@") == len(library)
