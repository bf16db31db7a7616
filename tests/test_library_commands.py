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

CASES = Path(__file__).parent / "cases" / "commands"
LOADED = [
    pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
    for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def biblio(*args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(group, list(args), input=stdin, standalone_mode=False)


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
        assert _part_of(case["json"], json.loads(biblio(command, path.name, *case.get("args", []), "--json").stdout))
    assert done.return_value == case.get("code", 0)


def _part_of(expected: Any, found: Any) -> bool:
    """Whether everything expected is there; objects may hold more."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(k in found and _part_of(v, found[k]) for k, v in expected.items())
    if isinstance(expected, list):
        return isinstance(found, list) and len(expected) == len(found) and all(map(_part_of, expected, found))
    return bool(expected == found)
