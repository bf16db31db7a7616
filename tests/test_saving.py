"""`biblio archive`: Save Page Now against a double, and WARC files that are read again as an archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from biblio import archives
from biblio.archives import Site
from biblio.archives.save_page_now import Keys
from biblio.cli import group
from biblio.errors import LinkError, PluginError
from biblio.http import Client, Limits
from biblio.links import check
from biblio.links.saving import Saving, save
from biblio.model import Entry, Library, Verdict, Work
from tests import faulty_server, pages_server, wayback_double
from tests.faulty_server import Faulty
from tests.wayback_double import Kept, Wayback

QUICK = Limits(per_second=1000, at_once=8, deadline=3.0)
KEYS = Keys("mine", "secret")
STAMP = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True, limits=QUICK) as made:
        yield made


@pytest.fixture
def server() -> Iterator[Faulty]:
    with faulty_server.serving() as running:
        yield running


@pytest.fixture
def wayback() -> Iterator[Wayback]:
    with wayback_double.serving([]) as running:
        yield running


def site_of(double: Wayback) -> Site:
    return Site("wayback", **double.site(poll=0.01))


def savings(urls: list[str], wayback: Wayback, client: Client, **more: Any) -> tuple[Saving, ...]:
    """Live links handed in; nobody looks whether they are alive."""
    library = Library(tuple(Entry(f"key{number}", Work(url=url)) for number, url in enumerate(urls)))
    with Client(offline=True) as offline:
        checks, _ = check(library, offline)
    alive = [replace(found, verdict=Verdict.OK) for found in checks]
    return save(alive, client, site=site_of(wayback), keys=KEYS, **more)


def test_a_page_is_handed_in_saved_and_borne_out(wayback: Wayback, client: Client) -> None:
    (found,) = savings(["http://example.org/a#part"], wayback, client)
    assert found.copies[0].uri == f"{wayback.url}/web/20261122100000/http://example.org/a"
    assert (found.copies[0].datetime, found.words, found.failed) == (STAMP, "", False)
    assert wayback.authorizations == ["LOW mine:secret"]
    assert len(wayback.questions("/cdx/")) == 1, "the index bears it out"
    assert len([path for path, _ in wayback.asked if path.startswith("/save/status/")]) == 2


@pytest.mark.parametrize(
    ("faults", "words", "saved"),
    [
        ({"save_fails": "error:blocked-url"}, "did not save it: No.", False),
        ({"forgets": True}, "the index does not have it yet", True),
        ({"save_refuses": 401}, "does not take the keys", False),
        ({"save_refuses": 520}, "answers 520", False),
        ({"save_refuses": 429, "retry_after": "3600"}, "left alone", False),
        ({"save_refuses": 400}, "it answered 400", False),
    ],
)
def test_savings_that_fail(faults: dict[str, Any], words: str, saved: bool, wayback: Wayback, client: Client) -> None:
    for name, value in faults.items():
        setattr(wayback.faults, name, value)
    (found,) = savings(["http://example.org/a"], wayback, client)
    assert words in found.words
    assert (bool(found.copies), found.failed) == (saved, not saved)


def test_a_fault_of_the_service_does_not_hide_a_copy_that_was_made(wayback: Wayback, client: Client) -> None:
    wayback.faults.save_refuses = 523
    later = datetime.now(UTC).replace(year=datetime.now(UTC).year + 1)
    wayback.kept.append(Kept("http://example.org/a", later.strftime("%Y%m%d%H%M%S")))
    (found,) = savings(["http://example.org/a"], wayback, client)
    assert found.copies
    assert found.words.startswith("saved, though")


def test_a_service_that_is_down_is_handed_nothing_more(wayback: Wayback, client: Client) -> None:
    wayback.faults.save_refuses = 401
    found = savings([f"http://example.org/{number}" for number in range(20)], wayback, client)
    assert all(one.failed for one in found)
    assert len(wayback.authorizations) <= 3
    assert found[-1].words.startswith("not handed in")


def test_what_need_not_be_saved(wayback: Wayback, client: Client) -> None:
    library = Library(
        (
            Entry("gone", Work(url="http://example.org/gone")),
            Entry("copy", Work(url="https://web.archive.org/web/20030101000000/http://example.org/")),
            Entry("kept", Work(url="http://example.org/kept", archive_url="https://archive.today/abcde")),
        )
    )
    with Client(offline=True) as offline:
        checks, _ = check(library, offline)
    alive = [replace(one, verdict=Verdict.DEAD if "gone" in one.link.url else Verdict.OK) for one in checks]
    found = save(alive, client, site=site_of(wayback), keys=KEYS)
    assert [one.words for one in found] == [
        "it is dead, not alive",
        "it is an archive's copy itself",
        "the entry names a copy already",
        "it is an archive's copy itself",
    ]
    assert not wayback.asked


# WARC files


def test_a_page_is_kept_with_what_it_shows_and_found_again(tmp_path: Path, client: Client) -> None:
    pytest.importorskip("warcio")
    pages = {
        "/a": "<html><head><title>A cited page</title><link rel=stylesheet href=s.css></head><body><img src='/p.png'>"
        "<script src='http://127.0.0.1:9/gone.js'></script><a href='/b'>b</a></body></html>",
        "/s.css": "body {}",
        "/p.png": "picture",
    }
    folder = tmp_path / "warcs"
    with pages_server.serving(pages) as server:
        library = Library((Entry("a", Work(url=f"{server.url}/a", title="A cited page")),))
        checks, _ = check(library, client)
        (found,) = save(checks, client, folder=folder)
        assert not found.failed
        assert server.asked.count("/b") == 0
    (file,) = folder.iterdir()
    assert file.name.endswith(".warc.gz")
    kinds = records(file)
    assert kinds[0] == ("warcinfo", None)
    page = f"{server.url}/a"
    assert kinds[1:4] == [("response", page), ("request", page), ("metadata", page)]
    assert {url for kind, url in kinds if kind == "response"} == {page, f"{server.url}/s.css", f"{server.url}/p.png"}
    (site,) = archives.named([str(folder)])
    (copy,) = archives.find(site, page, None, client)
    read = archives.read(site, copy, client)
    assert read.body.decode() == pages["/a"]


def records(file: Path) -> list[tuple[str, str | None]]:
    from warcio.archiveiterator import ArchiveIterator

    with file.open("rb") as stream:
        iterator = ArchiveIterator(stream, check_digests="raise")
        return [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"))
            for record in iterator
            if record.content_stream().read() is not None
        ]


def test_redirects_are_kept_and_what_is_not_there_is_said(server: Faulty, tmp_path: Path, client: Client) -> None:
    pytest.importorskip("warcio")
    library = Library(tuple(Entry(path, Work(url=server.url + path)) for path in ("/moved", "/missing", "/ok/1")))
    with Client(offline=True) as offline:
        checks, _ = check(library, offline)
    alive = [replace(one, verdict=Verdict.OK) for one in checks]
    found = save(alive, client, folder=tmp_path)
    assert [one.failed for one in found] == [False, True, False]
    assert found[1].words == "not kept: it answered 404"
    (file,) = tmp_path.glob("*.warc.gz")
    responses = [url.removeprefix(server.url) for kind, url in records(file) if kind == "response" and url]
    assert responses == ["/moved", "/moved-again", "/ok/new", "/missing", "/ok/1"]


def test_a_run_that_is_stopped_leaves_a_good_file(server: Faulty, tmp_path: Path, client: Client) -> None:
    pytest.importorskip("warcio")
    library = Library(tuple(Entry(str(number), Work(url=f"{server.url}/ok/{number}")) for number in range(3)))
    checks, _ = check(library, client)

    def stop(step: str, done: int, of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        save(checks, client, folder=tmp_path, progress=stop)
    (file,) = tmp_path.iterdir()
    assert len([kind for kind, _ in records(file) if kind == "response"]) == 2


def test_nothing_kept_leaves_no_file(tmp_path: Path, client: Client) -> None:
    pytest.importorskip("warcio")
    library = Library((Entry("a", Work(url="http://127.0.0.1:9/")),))
    with Client(offline=True) as offline:
        checks, _ = check(library, offline)
    (found,) = save([replace(checks[0], verdict=Verdict.OK)], client, folder=tmp_path)
    assert found.failed
    assert list(tmp_path.iterdir()) == []


# The command


def run(folder: Path, *args: str) -> Result:
    return CliRunner().invoke(group, ["archive", *args], catch_exceptions=True, standalone_mode=False)


@pytest.fixture
def library(server: Faulty, tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(f"@misc{{a, url = {{{server.url}/ok/1}}}}\n@misc{{b, url = {{{server.url}/missing}}}}\n")
    return path


def test_the_command_saves_and_puts_copies_in(
    library: Path, wayback: Wayback, server: Faulty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("warcio")
    own = tmp_path / "archives.toml"
    table = wayback.site(poll=0.01)
    own.write_text("[wayback]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in table.items()))
    monkeypatch.setenv("BIBLIO_ARCHIVES", str(own))
    monkeypatch.setenv("IA_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("IA_SECRET_ACCESS_KEY", "b")
    before = library.read_text()
    where = ("--wayback", "--warc", str(tmp_path / "warcs"))
    done = run(tmp_path, str(library), *where, "--allow-private", "--write", "--json")
    assert done.return_value == 0, done.output
    told = json.loads(done.stdout)
    assert [result["saved"] for result in told["results"]] == [True, False]
    assert told["results"][1]["reason"] == "it is dead, not alive"
    assert told["results"][0]["warc"].startswith("file:///")
    copy = f"{wayback.url}/web/20261122100000/{server.url}/ok/1"
    fields = f", urldate = {{2026-11-22}}, archiveurl = {{{copy}}}, archivedate = {{2026-11-22}}}}"
    assert library.read_text() == before.replace("/ok/1}}", f"/ok/1}}{fields}")
    again = run(tmp_path, str(library), "--warc", str(tmp_path / "warcs"), "--allow-private")
    assert "1 link" not in again.output
    assert "the entry names a copy already" in again.output


def test_what_was_saved_on_this_machine_is_found_when_it_is_gone(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    warcs = str(tmp_path / "warcs")
    library = tmp_path / "refs.bib"
    with pages_server.serving({"/a": "<title>A cited page</title><body>Text</body>"}) as server:
        library.write_text(f"@misc{{a, title = {{A cited page}}, url = {{{server.url}/a}}}}\n")
        assert run(tmp_path, str(library), "--warc", warcs, "--allow-private").return_value == 0
        assert server.asked.count("/a") == 2, "once to see that it is alive, once to keep it"
        server.pages.clear()
        args = ("check", str(library), "--fresh", "--allow-private", "--archive", warcs, "--write", "--json")
        done = CliRunner().invoke(group, args, standalone_mode=False)
    (told,) = json.loads(done.stdout)["results"]
    assert (told["verdict"], told["archive_match"]) == ("dead", 1.0)
    assert f"archiveurl = {{{told['archive_url']}}}" in library.read_text()
    assert told["archive_url"].startswith("file:///")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ((), "say where to save"),
        (("--wayback",), "wants the keys"),
        (("--warc", "warcs", "--write"), "add --wayback"),
    ],
)
def test_misuse(library: Path, args: tuple[str, ...], words: str, tmp_path: Path) -> None:
    done = run(tmp_path, str(library), *args)
    assert words in str(done.exception)


def test_without_the_library_that_writes_warc_files(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins

    real = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("warcio"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", missing)
    done = run(tmp_path, str(library), "--warc", str(tmp_path / "warcs"), "--allow-private")
    assert isinstance(done.exception, PluginError)
    assert "biblio-footnotes[warc]" in str(done.exception)
    (tmp_path / "x.warc").write_text("")
    with Client(offline=True) as offline, pytest.raises((PluginError, LinkError)):
        archives.find(archives.named([str(tmp_path)])[0], "http://example.org/", None, offline)
