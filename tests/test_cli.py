"""The commands as a user types them: exit codes, what goes where, bad input."""

from __future__ import annotations

import functools
import http.server
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

NOTES_IN_MARKDOWN = """# On notes

Thompson made the point first.[^1] He made it again.[^2]

[^1]: E. P. Thompson, *The Making of the English Working Class* (London, 1963), 12.
[^2]: Ibid., 13.
"""


def biblio(*args: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-W", "error", "-m", "biblio", *args]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, check=False)


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "essay.md"
    path.write_text(NOTES_IN_MARKDOWN, encoding="utf-8")
    return path


def test_run_writes_every_file_of_the_contract(essay: Path) -> None:
    done = biblio("run", "essay.md", "--offline", "-o", "out", cwd=essay.parent)
    assert done.returncode == 0, done.stderr.decode()
    written = {path.name for path in (essay.parent / "out").iterdir()}
    assert written == {
        "refs.bib", "refs.json", "refs.ris", "bibliography.html", "bibliography.txt", "bibliography.md",
        "notes.html", "links.json", "report.html",
    }  # fmt: skip


def test_a_file_alone_means_run(essay: Path) -> None:
    assert biblio("essay.md", "--offline", "-o", "out", cwd=essay.parent).returncode == 0


def test_running_twice_changes_nothing_in_refs_bib(essay: Path) -> None:
    biblio("run", "essay.md", "--offline", cwd=essay.parent)
    first = (essay.parent / "refs.bib").read_bytes()
    biblio("run", "essay.md", "--offline", cwd=essay.parent)
    assert (essay.parent / "refs.bib").read_bytes() == first


def test_what_a_user_wrote_into_refs_bib_stays(essay: Path) -> None:
    own = '% mine\n@string{nlb = {New Left Books}}\n\n@Book { my:key,\n   title   = "Mine" ,\n  myfield={x}, }\n'
    (essay.parent / "refs.bib").write_text(own, encoding="utf-8")
    assert biblio("run", "essay.md", "--offline", cwd=essay.parent).returncode == 0
    after = (essay.parent / "refs.bib").read_text(encoding="utf-8")
    assert after.startswith(own)
    assert "thompson1963" in after


def test_extract_prints_the_contract(essay: Path) -> None:
    done = biblio("extract", str(essay), "--json")
    data = json.loads(done.stdout)
    assert [note["label"] for note in data["notes"]] == ["1", "2"]
    first, second = (note["citations"][0] for note in data["notes"])
    assert first["work"] == second["work"] == data["works"][0]["id"]
    assert (second["form"], second["locator"]) == ("ibid", {"label": "page", "value": "13"})


def test_extract_reads_standard_input() -> None:
    done = biblio("extract", "-", "--json", stdin=NOTES_IN_MARKDOWN.encode())
    assert json.loads(done.stdout)["source"] == "-"


def test_extract_of_a_folder_prints_one_object_a_line(essay: Path) -> None:
    (essay.parent / "second.md").write_text(NOTES_IN_MARKDOWN, encoding="utf-8")
    lines = biblio("extract", str(essay.parent)).stdout.decode().splitlines()
    assert [Path(json.loads(line)["source"]).name for line in lines] == ["essay.md", "second.md"]


def test_extract_reads_an_address(essay: Path) -> None:
    serve = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(essay.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        done = biblio("extract", f"{address}/essay.md", "--json")
        missing = biblio("extract", f"{address}/nothing.md")
        refused = biblio("run", f"{address}/essay.md", "--offline", cwd=essay.parent)
        server.shutdown()
    assert [note["label"] for note in json.loads(done.stdout)["notes"]] == ["1", "2"]
    assert (missing.returncode, b"404" in missing.stderr) == (2, True)
    assert refused.returncode == 2


def test_convert_goes_through_pipes(essay: Path) -> None:
    bib = biblio("extract", str(essay), "-f", "bibtex").stdout
    items = json.loads(biblio("convert", "-f", "bibtex", "-t", "csl-json", stdin=bib).stdout)
    assert items[0]["title"] == "The Making of the English Working Class"


def test_check_offline_never_says_dead(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@online{a, title={A}, url={https://example.org/a}}\n", encoding="utf-8")
    done = biblio("check", str(path), "--offline", "--json")
    assert [row["verdict"] for row in json.loads(done.stdout)["results"]] == ["unknown"]
    assert done.returncode == 0


@pytest.mark.parametrize("option", [[], ["--diff"]])
def test_check_says_which_entry_it_could_not_read(tmp_path: Path, option: list[str]) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("@online{a, title={A}}\n@online{b, title={B}, url={https://example.org/b\n", encoding="utf-8")
    done = biblio("check", str(path), "--offline", *option)
    assert f"{path}:2: broken-block:" in done.stderr.decode()
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("binary.txt", b"\x00\x01\x02\x03"), ("paper.xyz", b"\x7fELF\x02\x01"), ("blank.md", b" \n")],
)
def test_a_bad_file_is_a_clear_error(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    done = biblio("run", name, "--offline", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert name in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["run", "extract", "check", "render"])
def test_a_missing_file_is_a_clear_error(tmp_path: Path, command: str) -> None:
    style = ["--style", "apa"] if command == "render" else []
    done = biblio(command, "nowhere.txt", *style, cwd=tmp_path)
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_folder_given_to_run_is_a_clear_error(tmp_path: Path) -> None:
    done = biblio("run", str(tmp_path), "--offline")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()


def test_text_without_notes_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("A page of prose. It has no notes at all.\n", encoding="utf-8")
    done = biblio("extract", "plain.txt", "--json", cwd=tmp_path)
    assert done.returncode == 1
    assert "no-notes-found" in [remark["code"] for remark in json.loads(done.stdout)["diagnostics"]]


def test_a_refs_bib_that_cannot_be_written_is_left_alone(essay: Path) -> None:
    target = essay.parent / "refs.bib"
    target.mkdir()
    done = biblio("run", "essay.md", "--offline", cwd=essay.parent)
    assert done.returncode == 2
    assert "refs.bib" in done.stderr.decode()


def test_help_loads_nothing_heavy() -> None:
    heavy = ("requests", "bibtexparser", "pybtex", "rapidfuzz", "markdown_it", "jinja2", "lxml")
    code = (
        "import sys\nfrom biblio.cli import group\n"
        "group.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr.decode().strip() == "[]"
