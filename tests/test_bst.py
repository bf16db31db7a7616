"""BibTeX's styles: case files under cases/bst, and the laws that hold for every style and output."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio import formats
from biblio.errors import StyleError
from biblio.model import Contributor, Date, Entry, Library, Name, Role, Work
from biblio.styles import bst

CASES = Path(__file__).parent / "cases" / "bst"
STYLES = ("plain", "alpha", "unsrt", "unsrtalpha", str(CASES / "numbered.bst"))


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.toml")), ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    """`input` in `style` gives `document` in each output that is named, and `diagnostics`."""
    case = _load(path)
    library = formats.by_name("biblatex").loads(case["input"])
    style = case["style"] if not case["style"].endswith(".bst") else str(CASES / case["style"])
    for backend, expected in case["document"].items():
        rendered = bst.render(library, f"bst:{style}", backend)
        assert rendered.document == expected
        assert [remark.message for remark in rendered.diagnostics] == case.get("diagnostics", [])


words = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Co")), max_size=12)
people = st.builds(Name, family=words, given=words, literal=st.just("") | words)
TYPES = """book chapter article-journal post webpage manuscript thesis report paper-conference document interview
pamphlet entry legal_case periodical"""
works = st.builds(
    Work,
    type=st.sampled_from(TYPES.split()),
    title=words,
    contributors=st.lists(st.builds(Contributor, people, st.sampled_from(Role)), max_size=3).map(tuple),
    date=st.none() | st.sampled_from(["1983-05/1983-06", "1977-24", "1930~", "n.d.", "2002-12-05"]).map(Date.parse),
    container=st.none() | st.builds(Work, title=words, publisher=words),
    publisher=words,
    url=st.sampled_from(["", "https://a.b/c_(d)?e=%20&f#g", "javascript:alert(1)", 'http://a/"><b>']),
    edition=words,
    volume=words,
    note=words,
)


@pytest.mark.parametrize("backend", bst.BACKENDS)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: Path(style).stem)
@given(st.lists(works, max_size=3))
@settings(max_examples=15, deadline=None)
def test_law_all_entries_are_set(style: str, backend: str, found: list[Work]) -> None:
    library = Library(tuple(Entry(f"Key {number}", work) for number, work in enumerate(found)))
    rendered = bst.render(library, style, backend)
    assert sorted(key for key, _ in rendered.bibliography) == [entry.key for entry in library.entries]
    if backend == "html":
        assert "<b>" not in rendered.document
        assert 'href="javascript' not in rendered.document


def test_keys_that_differ_in_case_only() -> None:
    library = Library(tuple(Entry(key, Work(type="book", title=key)) for key in ("a", "A", "a b", "a,b")))
    for style in ("plain", str(CASES / "numbered.bst")):
        assert len(bst.render(library, style).bibliography) == 4


@pytest.mark.parametrize("backend", bst.BACKENDS)
def test_empty_library(backend: str) -> None:
    for style in STYLES:
        assert bst.render(Library(), style, backend).bibliography == ()


def test_unknown_style_says_what_there_is() -> None:
    with pytest.raises(StyleError, match=r"alpha, plain, unsrt"):
        bst.render(Library(), "nosuchstyle")
    with pytest.raises(StyleError, match=r"no such \.bst file"):
        bst.render(Library(), "./nowhere/x.bst")
    with pytest.raises(StyleError, match="markdown"):
        bst.render(Library(), "plain", "rtf")


@pytest.mark.parametrize(
    "code", ["", "ENTRY {", "EXECUTE {nothing}", "ENTRY {}{}{} READ FUNCTION {f} { #1 + } ITERATE {f}"]
)
def test_broken_style_is_an_error_of_ours(tmp_path: Path, code: str) -> None:
    path = tmp_path / "broken.bst"
    path.write_text(code, "utf-8")
    with pytest.raises(StyleError, match=r"broken\.bst"):
        bst.render(Library((Entry("a", Work(type="book", title="T")),)), str(path))


def test_style_in_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "old.bst"
    path.write_bytes(b"% r\xe9sum\xe9\n" + (CASES / "numbered.bst").read_bytes())
    assert bst.render(Library((Entry("a", Work(type="book", title="T")),)), str(path)).document == "[1] T.\n"


def test_pybtex_is_imported_when_used_only() -> None:
    import subprocess

    code = "import sys, biblio.styles.bst; sys.exit('pybtex' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
