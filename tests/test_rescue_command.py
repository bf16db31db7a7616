"""`biblio check --rescue`, `--diff` and `--write` as a user types them, against servers on loopback."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from biblio.formats import biblatex, bibtex
from biblio.links.proposing import applied, proposals
from biblio.model import Link, LinkCheck, Memento, Use, Verdict
from tests import faulty_server, wayback_double
from tests.faulty_server import Faulty
from tests.wayback_double import Kept, Wayback

BIB = """% My own remark.
@string{{mr = "Monthly Review"}}

@online{{gone,
  author      = {{Fidler, Fred}},
  title       = {{A cited page}},
  date        = {{2003-01-15}},
  url         = {{{url}/missing/a}},   % as printed
  annotation  = "Mine, with  spaces",
}}

@Misc {{moved, title = "Whatever", URL = "{url}/moved", note={{seen}} }}

@misc{{kept, title = {{Well}}, url = {{{url}/ok/1}},
}}
"""


@pytest.fixture
def server() -> Iterator[Faulty]:
    with faulty_server.serving() as running:
        yield running


@pytest.fixture
def wayback(server: Faulty) -> Iterator[Wayback]:
    with wayback_double.serving([Kept(f"{server.url}/missing/a", "20030117050505", "A cited page")]) as running:
        yield running


@pytest.fixture
def library(server: Faulty, tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(BIB.format(url=server.url), encoding="utf-8")
    return path


def toml(table: dict[str, Any]) -> str:
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in table.items())


def biblio(folder: Path, wayback: Wayback, *args: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """The command in a folder where the only archive is the double."""
    (folder / "archives.toml").write_text(
        "[wayback]\n" + toml(wayback.site()) + "".join(f"[{name}]\nask = false\n" for name in OTHERS), encoding="utf-8"
    )
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {"BIBLIO_ARCHIVES": str(folder / "archives.toml"), "XDG_CACHE_HOME": str(folder / "cache")}
    command = [sys.executable, "-W", "error", "-m", "biblio", *args]
    done = subprocess.run(command, input=stdin, capture_output=True, cwd=folder, check=False, env=environment)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


OTHERS = ('"arquivo.pt"', "archive-it", '"perma.cc"', "vefsafn")


def test_proposals_are_shown_and_nothing_is_changed(library: Path, wayback: Wayback, server: Faulty) -> None:
    before = library.read_bytes()
    done = biblio(library.parent, wayback, "check", "refs.bib", "--rescue", "--allow-private")
    assert done.returncode == 1, done.stderr
    assert "The Wayback Machine has a copy of 2003-01-17, which fits the citation 100%." in done.stdout
    assert "Found again: 1 of 1\n  gone  copy of 2003-01-17  100%  " in done.stdout
    assert f"Proposed: {server.url}/ok/new" in done.stdout
    assert library.read_bytes() == before


def test_writing_changes_the_proposed_fields_and_no_other_byte(library: Path, wayback: Wayback, server: Faulty) -> None:
    library.chmod(0o640)
    before = library.read_text("utf-8")
    done = biblio(library.parent, wayback, "check", "refs.bib", "--rescue", "--allow-private", "--write")
    assert done.returncode == 1, done.stderr
    today = datetime.now(UTC).date().isoformat()
    copy = f"{wayback.url}/web/20030117050505/{server.url}/missing/a"
    fields = f"urldate     = {{2003-01-17}},\n  archiveurl  = {{{copy}}},\n  archivedate = {{2003-01-17}},"
    expected = before.replace("% as printed", f"% as printed\n  {fields}")
    expected = expected.replace(f'URL = "{server.url}/moved",', f'URL = "{server.url}/ok/new", URLDATE="{today}",')
    assert library.read_text("utf-8") == expected
    assert stat.S_IMODE(library.stat().st_mode) == 0o640
    shown = [line for line in done.stdout.split("\n") if line.startswith("+ ")]
    assert len(shown) == 3, done.stdout
    assert "Found again: 1 of 1" in done.stderr
    again = biblio(library.parent, wayback, "check", "refs.bib", "--rescue", "--allow-private", "--write")
    assert library.read_text("utf-8") == expected
    assert "nothing to change" in again.stderr
    entry = biblatex.plugin.loads(expected).get("gone")
    assert entry is not None
    assert (entry.work.archive_url, str(entry.work.archive_date)) == (copy, "2003-01-17")


def test_json_holds_proposals_candidates_and_diff(library: Path, wayback: Wayback) -> None:
    done = biblio(library.parent, wayback, "check", "refs.bib", "--rescue", "--allow-private", "--diff", "--json")
    told = json.loads(done.stdout)
    gone = next(result for result in told["results"] if result["key"] == "gone")
    assert (gone["archive_date"], gone["archive_match"]) == ("2003-01-17", 1.0)
    assert gone["archive_url"] == gone["captures"][0]["url"]
    assert told["written"] is False
    assert "+  archivedate = {2003-01-17}," in told["diff"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("check", "refs.bib", "--rescue", "--archive", "nowhere"), "no archive 'nowhere'"),
        (("check", "essay.txt", "--write"), "only a bibliography can be changed"),
        (("check", "refs.bib", "--diff", "-f", "sarif"), "give -o FILE"),
    ],
)
def test_misuse(library: Path, wayback: Wayback, args: tuple[str, ...], words: str) -> None:
    (library.parent / "essay.txt").write_text("No notes.\n")
    done = biblio(library.parent, wayback, *args)
    assert done.returncode == 2
    assert words in done.stderr
    assert not done.stdout
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_written(library: Path, wayback: Wayback) -> None:
    before = library.read_bytes()
    library.chmod(0o444)
    if os.access(library, os.W_OK):
        pytest.skip("this user may write everything")
    done = biblio(library.parent, wayback, "check", "refs.bib", "--rescue", "--allow-private", "--write")
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert library.read_bytes() == before


COPY = Memento(
    "https://web.archive.org/web/20030117050505/http://x.org/a_b", "", datetime(2003, 1, 17, 5, tzinfo=UTC), "wayback"
)


@pytest.mark.parametrize(
    ("entry", "changed", "check"),
    [
        (
            "@misc{k, howpublished = {\\url{http://x.org/a_b}}, year = 2003}",
            "@misc{k, howpublished = {\\url{http://x.org/a_b}}, urldate = {2003-01-17}, "
            "archiveurl = {https://web.archive.org/web/20030117050505/http://x.org/a_b}, archivedate = {2003-01-17}, "
            "year = 2003}",
            {"mementos": (COPY,)},
        ),
        (
            "@misc{k, note = {See http://x.org/a\\_b, and more}}",
            "@misc{k, note = {See http://y.org/c\\_d, and more}}",
            {"proposed_url": "http://y.org/c_d"},
        ),
        (
            "@misc{k,\n  url = {http://x.org/a_b},\n  urldate = {2010-05-06},\n}",
            "@misc{k,\n  url = {http://y.org/c_d},\n  urldate = {2026-11-22},\n}",
            {"proposed_url": "http://y.org/c_d", "checked": datetime(2026, 11, 22, tzinfo=UTC), "mementos": (COPY,)},
        ),
        (
            "@misc{k, url = {http://x.org/a_b}, lastchecked = {6 May 2010}, archive-url = {http://mine}}",
            "@misc{k, url = {http://x.org/a_b}, lastchecked = {6 May 2010}, archive-url = {http://mine}}",
            {"mementos": (COPY,)},
        ),
        (
            "@misc{k, url = {http://z.org/}, archiveurl = {http://x.org/a_b}, archivedate = {2001}}",
            "@misc{k, url = {http://z.org/}, "
            "archiveurl = {https://web.archive.org/web/20030117050505/http://x.org/a_b}, archivedate = {2003-01-17}}",
            {"mementos": (COPY,)},
        ),
        (
            "@misc{k, crossref = {other}}",
            "@misc{k, crossref = {other}}",
            {"mementos": (COPY,)},
        ),
    ],
)
def test_what_becomes_of_an_entry(entry: str, changed: str, check: dict[str, Any]) -> None:
    source = bibtex.source(f"% before\n{entry}\n% after\n")
    found = LinkCheck(Link("http://x.org/a_b", (Use("k"),)), Verdict.DEAD, "Gone.", **check)
    text = bibtex.amend(source, applied(source.entries, proposals([found])))
    assert text == f"% before\n{changed}\n% after\n"


def test_a_repaired_address_is_put_in_and_nothing_is_said_of_its_page() -> None:
    source = bibtex.source("@misc{k, url = {http://x.org/a_b).}}\n")
    repaired = {"proposed_url": "http://x.org/a_b", "checked": datetime(2026, 11, 22, tzinfo=UTC)}
    found = LinkCheck(Link("http://x.org/a_b).", (Use("k"),)), Verdict.DEAD, "Gone.", mementos=(COPY,), **repaired)  # type: ignore[arg-type]
    text = bibtex.amend(source, applied(source.entries, proposals([found])))
    assert text.startswith("@misc{k, url = {http://x.org/a_b}, urldate = {2003-01-17}, archiveurl = {https://")
