"""Case files: a .bib file, what a command makes of it, and why; the file's stem is the command."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from biblio.cli import group
from biblio.errors import BiblioError
from biblio.formats import biblatex
from tests.json_schema import faults
from tests.test_bib_programs import CASE, run

CASES = Path(__file__).parent / "cases" / "commands"
SCHEMAS = Path(__file__).parents[1] / "docs" / "schemas"
LOADED = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def biblio(*args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(group, list(args), input=stdin, standalone_mode=False)


def schema(command: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{command}.schema.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize(("command", "case"), LOADED)
def test_cases(command: str, case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / case.get("file", "refs.bib")
    path.write_text(case["bib"], encoding="utf-8", newline="")
    for name, content in case.get("files", {}).items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = biblio(command, path.name, *case.get("args", []), *(["--write"] if "after" in case else []))
    if "error" in case:
        assert isinstance(done.exception, BiblioError | Exception)
        assert case["error"] in str(done.exception)
        return
    assert done.exception is None, done.exception
    if "after" in case:
        assert path.read_bytes().decode("utf-8") == case["after"]
    for name, content in case.get("made", {}).items():
        assert (tmp_path / name).read_text("utf-8") == content
    for said in case.get("says", []):
        assert said in done.output
    for unsaid in case.get("says_not", []):
        assert unsaid not in done.output
    if "json" in case:
        data = json.loads(biblio(command, path.name, *case.get("args", []), "--json").stdout)
        assert _part_of(case["json"], data)
        assert faults(data, schema(command)) == []
    assert done.return_value == case.get("code", 0)


def _part_of(expected: Any, found: Any) -> bool:
    """Whether everything expected is there; objects may hold more."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(k in found and _part_of(v, found[k]) for k, v in expected.items())
    if isinstance(expected, list):
        return isinstance(found, list) and len(expected) == len(found) and all(map(_part_of, expected, found))
    return bool(expected == found)


LIBRARY = """
% mine
@book{a, author={Marx, Karl}, title={Capital}, date={1867}}
@book{b, author={Marx, K.}, title={Capital}, date={1867}, publisher={Meißner}, pages={1-2}}
@book{c, author={Marx, K.}, title={Capital}}
"""


@pytest.mark.parametrize(
    "args",
    [
        ("keys",), ("keys", "--diff"), ("dedupe",), ("dedupe", "--diff"), ("lint",), ("lint", "--fix", "--diff"),
        ("tidy", "--all", "--diff"), ("split",), ("stats",), ("merge", "refs.bib", "--diff"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_json_is_as_published(args: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(LIBRARY, encoding="utf-8")
    data = json.loads(biblio(args[0], "refs.bib", *args[1:], "--json").stdout)
    assert faults(data, schema(args[0])) == []
    assert ("diff" in data) == ("--diff" in args)


@pytest.mark.parametrize(
    "args", [("keys",), ("dedupe",), ("tidy", "--all"), ("lint", "--fix")], ids=lambda args: str(args[0])
)
def test_a_pipe_goes_through(args: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text(LIBRARY, encoding="utf-8")
    piped = CliRunner().invoke(group, [args[0], "-", *args[1:], "--write"], input=LIBRARY, standalone_mode=False)
    biblio(args[0], str(path), *args[1:], "--write")
    assert piped.stdout == path.read_text("utf-8")
    assert piped.stderr


@pytest.mark.parametrize("format", ["ris", "csl-json"])
def test_other_formats_are_changed_as_well(format: str, tmp_path: Path) -> None:
    bib, other = tmp_path / "refs.bib", tmp_path / f"refs.{'json' if format == 'csl-json' else 'ris'}"
    bib.write_text(LIBRARY, encoding="utf-8")
    biblio("convert", str(bib), str(other))
    assert biblio("dedupe", str(other), "--write").exception is None
    assert biblio("keys", str(other), "--pattern", "{author}{year}", "--write").return_value == 0
    keys = json.loads(biblio("keys", str(other), "--json").stdout)
    assert keys["entries"] == 2


@pytest.mark.parametrize("command", ["keys", "dedupe", "lint", "tidy", "split", "stats"])
def test_bad_input_is_refused_in_clear_words(command: str, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    extra = ("--all",) if command == "tidy" else ()
    path.write_bytes(b"@book{a,\0}\1\2\0" * 50)
    assert "not a text file" in str(biblio(command, str(path), *extra).exception)
    assert "cannot read" in str(biblio(command, str(tmp_path / "none.bib"), *extra).exception)


@pytest.mark.parametrize("command", ["keys", "dedupe", "lint", "split", "stats"])
def test_a_broken_entry_takes_no_other_with_it(command: str, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    text = LIBRARY.replace("date={1867}, publisher", "date={1867, publisher")
    path.write_text(text, encoding="utf-8")
    done = biblio(command, str(path))
    assert done.exception is None
    assert path.read_text("utf-8") == text


def test_mode_and_encoding_stay(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(LIBRARY.replace("\n", "\r\n").encode("cp1252"))
    path.chmod(0o600)
    biblio("keys", str(path), "--write")
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n")
    assert "Meißner" in path.read_bytes().decode("cp1252")
    assert path.stat().st_mode & 0o777 == 0o600


def test_merging_into_the_first_keeps_its_encoding(tmp_path: Path) -> None:
    first, other = tmp_path / "a.bib", tmp_path / "b.bib"
    first.write_bytes("@book{a, title={Ägypten}}\n".encode("cp1252"))
    other.write_bytes("@book{b, title={Müller}}\n".encode())
    biblio("merge", str(first), str(other), "-o", str(first))
    assert first.read_bytes().decode("cp1252") == "@book{a, title={Ägypten}}\n\n@book{b, title={Müller}}\n"
    out = tmp_path / "c.bib"
    biblio("merge", str(first), str(other), "-o", str(out))
    assert "Ägypten" in out.read_text("utf-8")


def test_cites_of_a_manuscript_follow(tmp_path: Path) -> None:
    path, tex, md = tmp_path / "refs.bib", tmp_path / "a.tex", tmp_path / "b.md"
    path.write_text(LIBRARY, encoding="utf-8")
    tex.write_text(r"\autocite[see][3]{a, b} \cites{c}(x)[4]{a} \nocite{*} {a}", encoding="utf-8")
    md.write_text("[see @a, p. 3; -@{b}] me@a.org `@c`", encoding="utf-8")
    biblio("keys", str(path), "--pattern", "M{key}", "--in", str(tex), "--in", str(md), "--write")
    assert tex.read_text("utf-8") == r"\autocite[see][3]{Ma, Mb} \cites{Mc}(x)[4]{Ma} \nocite{*} {a}"
    assert md.read_text("utf-8") == "[see @Ma, p. 3; -@{Mb}] me@a.org `@Mc`"


def test_biber_takes_what_the_commands_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("refs.bib", "other.bib"):
        Path(name).write_text(biblatex.plugin.dumps(biblatex.plugin.loads(CASE.read_text("utf-8"))), encoding="utf-8")
    for args in (
        ("keys", "refs.bib", "--pattern", "{author}{year}", "--write"),
        ("tidy", "refs.bib", "--all", "--sort", "author,year", "--write"),
        ("split", "refs.bib", "--mark", "--write"),
        ("lint", "refs.bib", "--fix", "--select", "all", "--write"),
        ("merge", "refs.bib", "other.bib", "--write"),
        ("dedupe", "refs.bib", "--write"),
    ):
        assert biblio(*args).exception is None
    said = run("biber", "--tool", "--validate-datamodel", "refs.bib", cwd=tmp_path)
    assert [line for line in said.split("\n") if line.startswith(("WARN", "ERROR"))] == []
    assert len(biblatex.plugin.loads(Path("refs.bib").read_text("utf-8"))) == CASE.read_text("utf-8").count("\n@")
