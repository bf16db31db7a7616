"""Web archives: a double of the Wayback Machine held to recordings of the real one, pywb as a real one, WARC files."""

from __future__ import annotations

import gzip
import json
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio import archives
from biblio.archives import Site, cdx, link_format, replay, surt
from biblio.errors import BiblioError, LinkError, ServiceError
from biblio.http import Client, Failure, FunctionTransport, Headers, Limits, Outcome, Request, Response
from biblio.model import Memento
from tests import memento_archive
from tests.wayback_double import Kept, Wayback, serving

CASES = Path(__file__).parent / "cases" / "archives"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "wayback-cassettes"
QUICK = Limits(per_second=1000, at_once=8)
URL = "http://example.org/a"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["why"]) for case in found]


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True, limits=QUICK) as made:
        yield made


@pytest.fixture
def wayback() -> Iterator[Wayback]:
    kept = [
        Kept(URL, "20020101000000", "Soon here"),
        Kept("http://example.org:80/a", "20030117050505", "A cited page"),
        Kept(URL, "20040117050505", "A cited page", status="-", mime_type="warc/revisit"),
        Kept(URL, "20050101000000", "Not found", status="404"),
        Kept(URL, "20060101000000", "Moved", status="301", location="http://example.org/b"),
    ]
    with serving(kept) as running:
        yield running


def of(double: Wayback, **changes: Any) -> Site:
    return Site("wayback", **double.site(**changes))


def double(function: Any) -> Client:
    """A client with a function in place of the network."""
    return Client(transport=FunctionTransport(function), limits=QUICK)


# What is read


@pytest.mark.parametrize("case", cases("cdx"))
def test_capture_indexes(case: dict[str, Any]) -> None:
    captures, malformed = cdx.parse(case["text"])
    assert [f"{capture.stamp} {capture.status or '-'} {capture.original}" for capture in captures] == case["captures"]
    assert malformed == case.get("malformed", 0)
    assert [capture.stamp for capture in cdx.playable(captures)] == case["playable"]


@pytest.mark.parametrize("case", cases("links"))
def test_link_format(case: dict[str, Any]) -> None:
    found = [
        {"target": link.target, "rel": " ".join(sorted(link.relations)), "at": str(link.datetime or "")[:19]}
        for link in link_format.parse(case["text"])
    ]
    assert found == [{"at": "", "rel": "", **link} for link in case["links"]]


@given(st.text(alphabet='<>;,="\\ relmemento\n\t:/', max_size=60) | st.text(max_size=40))
def test_nothing_breaks_the_readers(text: str) -> None:
    for link in link_format.parse(text):
        assert link.target
        assert link.datetime is None or link.datetime.tzinfo
    captures, _ = cdx.parse(text)
    assert not captures


@pytest.mark.parametrize(
    ("uri", "raw", "plain"),
    [
        (
            "https://web.archive.org/web/20030117050505/http://x.org/a",
            "https://web.archive.org/web/20030117050505id_/http://x.org/a",
            "https://web.archive.org/web/20030117050505/http://x.org/a",
        ),
        (
            "http://localhost:8080/c/20030117050505mp_/http://x.org/20010101000000/http://y.org/",
            "http://localhost:8080/c/20030117050505id_/http://x.org/20010101000000/http://y.org/",
            "http://localhost:8080/c/20030117050505/http://x.org/20010101000000/http://y.org/",
        ),
        ("https://perma.cc/ABCD-1234", "https://perma.cc/ABCD-1234", "https://perma.cc/ABCD-1234"),
    ],
)
def test_addresses_of_copies(uri: str, raw: str, plain: str) -> None:
    assert (replay.raw(uri), replay.plain(uri)) == (raw, plain)


def test_one_address_to_an_archive() -> None:
    written = ("http://www.Example.org:80/A/?b", "https://example.org/a?B", "HTTP://www2.example.org/a?b")
    assert {surt.key(url) for url in written} == {"org,example)/a?b"}
    assert surt.key("http://example.org/") == "org,example)/"
    assert surt.key("nothing") == "nothing"


# Which archives there are


def test_every_archive_can_be_asked() -> None:
    assert [site.name for site in archives.usual()][:2] == ["wayback", "arquivo.pt"]
    for site in archives.catalogue().values():
        assert site.kind in (*archives.kinds(), "link"), site
        assert site.per_second <= 3, site
        assert all(place.startswith("http") for place in (site.timegate, site.timemap, site.index) if place)
    wayback = archives.catalogue()["wayback"]
    assert (wayback.per_second, wayback.copies_per_second, wayback.busy_wait) == (0.4, 8.0, 60.0)
    with Client(offline=True) as offline:
        for site in archives.catalogue().values():
            if site.kind != "link":
                with pytest.raises(LinkError):
                    archives.find(site, URL, date(2003, 1, 1), offline)
    assert archives.link_for_people(URL) == ("https://archive.today/http://example.org/a",)


def test_archives_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = archives.named(["arquivo.pt", "http://localhost:8080/mine", str(tmp_path)])
    assert [site.kind for site in found] == ["memento", "memento", "warc"]
    assert found[1].timemap == "http://localhost:8080/mine/timemap/link/"
    for name in ("archive.today", "nowhere"):
        with pytest.raises(BiblioError, match="no archive") as caught:
            archives.named([name])
        assert "arquivo.pt" in caught.value.hint
    own = tmp_path / "own.toml"
    own.write_text('[wayback]\nindex = "http://x/"\n[mine]\nkind = "memento"\ntimegate = "http://y/"\n')
    monkeypatch.setenv("BIBLIO_ARCHIVES", str(own))
    assert archives.catalogue()["wayback"].index == "http://x/"
    assert archives.catalogue()["wayback"].per_second == 0.4
    assert archives.named(["mine"])[0].holder == "mine"
    for text, words in (('[mine]\nkin = "x"', "unknown: kin"), ("[mine]", "no `kind`"), ("[mine", "cannot be read")):
        own.write_text(text)
        with pytest.raises(BiblioError, match=words):
            archives.catalogue()


# The Wayback Machine


def test_captures_nearest_first(wayback: Wayback, client: Client) -> None:
    found = archives.find(of(wayback), URL + "#part", date(2003, 6, 1), client)
    assert [memento.datetime.year for memento in found] == [2003, 2004, 2002]
    assert found[0].uri == f"{wayback.url}/web/20030117050505/http://example.org:80/a"
    assert [memento.datetime.year for memento in archives.find(of(wayback), URL, None, client)] == [2002, 2003, 2004]
    assert archives.find(of(wayback), "http://example.org/other", None, client) == ()


def test_very_many_captures_are_asked_for_around_the_date(
    wayback: Wayback, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("biblio.archives.wayback._ROWS", 50)
    wayback.kept[:] = [Kept(URL, f"20{year:02}{month:02}01000000") for year in range(20) for month in range(1, 13)]
    found = archives.find(of(wayback), URL, date(2017, 4, 2), client)
    assert found[0].datetime.date() == date(2017, 4, 1)
    assert len(wayback.questions("/cdx/")) == 3


def test_a_copy_is_what_the_page_was(wayback: Wayback, client: Client) -> None:
    site = of(wayback)
    first, revisit, _ = archives.find(site, URL, date(2003, 6, 1), client)
    read = archives.read(site, first, client)
    assert (read.status, b"A cited page" in read.body) == (200, True)
    read = archives.read(site, revisit, client)
    assert (read.header("Memento-Datetime"), b"A cited page" in read.body) == ("Sat, 17 Jan 2004 05:05:05 GMT", True)
    near = replace(first, uri=first.uri.replace("20030117", "20030118"))
    read = archives.read(site, near, client)
    assert read.header("Memento-Datetime") == "Fri, 17 Jan 2003 05:05:05 GMT", "led on to the nearest one"
    gone = Memento(f"{wayback.url}/web/20050101000000/{URL}", URL, datetime(2005, 1, 1, tzinfo=UTC), "wayback")
    assert archives.read(site, gone, client).status == 404, "the archived status"
    never = Memento(f"{wayback.url}/web/20050101000000/http://x.org/", URL, datetime(2005, 1, 1, tzinfo=UTC), "wayback")
    with pytest.raises(LinkError, match="does not show it"):
        archives.read(site, never, client)


@pytest.mark.parametrize(
    ("status", "body", "words", "kind"),
    [
        (200, "<html><head><title>Sorry</title></head>", "no index", ServiceError),
        (200, "\n\n<!DOCTYPE html>\n<p>We are down", "no index", ServiceError),
        (200, '{"error": "overloaded"}', "no index", ServiceError),
        (500, "oops", "answers 500", ServiceError),
        (503, "", "answers 503", ServiceError),
        (418, "", "answered 418", ServiceError),
        (429, "", "left alone", ServiceError),
        (403, "<p>RobotAccessControlException: Blocked By Robots", "robots.txt", LinkError),
        (400, "bad url", "does not take this address", LinkError),
    ],
)
def test_answers_that_are_none(
    wayback: Wayback, client: Client, status: int, body: str, words: str, kind: type[LinkError]
) -> None:
    wayback.faults.always = (status, body)
    wayback.kept.clear()
    with pytest.raises(kind, match=words):
        archives.find(of(wayback), URL, None, client)


def test_a_blocked_site(wayback: Wayback, client: Client) -> None:
    wayback.faults.blocked.add(surt.key(URL))
    with pytest.raises(LinkError, match="does not show its copies of this site"):
        archives.find(of(wayback), URL, None, client)
    assert not wayback.questions("/wayback/available"), "a refusal is an answer"


def test_faults_that_pass_are_asked_again(wayback: Wayback, client: Client) -> None:
    wayback.faults.index = [(503, ""), (429, ""), (504, "")]
    assert archives.find(of(wayback), URL, None, client)
    assert len(wayback.questions("/cdx/")) == 4


def test_an_archive_that_wants_to_be_left_alone_is(wayback: Wayback, client: Client) -> None:
    wayback.faults.always = (429, "")
    wayback.faults.retry_after = "3600"
    begun = time.monotonic()
    with pytest.raises(ServiceError, match="left alone"):
        archives.find(of(wayback, availability=""), URL, None, client)
    assert time.monotonic() - begun < 2
    assert len(wayback.questions("/cdx/")) == 1


def test_after_429_nothing_is_asked_for_the_time_that_is_usual(wayback: Wayback, client: Client) -> None:
    wayback.faults.index = [(429, "")]
    archives.find(of(wayback, busy_wait=0.4), URL, None, client)
    first, second = (at for path, at in wayback.asked if path.startswith("/cdx/"))
    assert second - first >= 0.4


def test_the_pace_of_index_and_copies_are_kept_apart(wayback: Wayback, client: Client) -> None:
    site = of(wayback, per_second=5.0)
    for _ in range(3):
        (first, *_) = archives.find(site, URL, None, client)
        archives.read(site, first, client)
    times = [at for path, at in wayback.asked if path.startswith("/cdx/")]
    # Two turns of a fifth of a second, less what the first question took longer on its way.
    assert times[-1] - times[0] > 0.3
    asked = [at for path, at in wayback.asked if path.startswith("/web/")]
    assert asked[0] < times[1], "a copy does not wait for the index's turn"


def test_availability_counts_only_where_it_says_yes(wayback: Wayback, client: Client) -> None:
    wayback.faults.always = (503, "")
    (found,) = archives.find(of(wayback), URL, date(2003, 1, 1), client)
    assert found.datetime.year == 2003
    wayback.kept.clear()
    with pytest.raises(ServiceError, match="503"):
        archives.find(of(wayback), URL, date(2003, 1, 1), client)


@pytest.mark.parametrize("outcome", [Failure("timeout", "no answer"), Failure("refused", "refused")])
def test_an_archive_that_is_down(outcome: Outcome) -> None:
    with double(lambda request: outcome) as client, pytest.raises(ServiceError):
        archives.find(quick(archives.catalogue()["wayback"]), URL, None, client)


# The double and the real one


def recorded(name: str) -> list[tuple[str, Response]]:
    """The exchanges of a recording of the real Wayback Machine."""
    yaml = pytest.importorskip("yaml")
    if not SHARED.is_dir():
        pytest.skip("the recordings are not here: ../shared/data/wayback-cassettes")
    found = []
    for interaction in yaml.safe_load((SHARED / f"{name}.yaml").read_text("utf-8"))["interactions"]:
        told = interaction["response"]
        body = told["body"]["string"]
        body = body if isinstance(body, bytes) else body.encode()
        body = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
        fields = tuple((name, value) for name, values in told["headers"].items() for value in values)
        found.append((interaction["request"]["uri"], Response(told["status"]["code"], Headers(fields), body)))
    return found


RECORDED = (
    "test_search", "test_search_multipage", "test_search_with_filter", "test_search_with_filter_list",
    "test_search_with_filter_tuple", "test_search_does_not_repeat_results", "test_search_with_date",
)  # fmt: skip


@pytest.mark.parametrize("name", RECORDED)
def test_the_double_answers_as_the_real_index_did(name: str, client: Client) -> None:
    pages = recorded(name)
    rows = [
        line
        for _, response in pages
        for line in response.body.decode().partition("\n\n")[0].split("\n")
        if len(line.split(" ")) == 7
    ]
    with serving([Kept(row.split(" ")[2], row.split(" ")[1], row=row) for row in rows]) as running:
        for uri, real in pages:
            got = client.fetch(f"{running.url}/cdx/search/cdx?{urlsplit(uri).query}", cap=1 << 22)
            assert got.body.decode() == real.body.decode()
            captures, malformed = cdx.parse(real.body.decode())
            assert malformed == 0
            assert captures or not real.body.strip()


def test_the_double_refuses_and_leads_on_as_the_real_one_did(wayback: Wayback, client: Client) -> None:
    ((uri, refusal),) = recorded("test_search_raises_for_blocked_urls")
    url = parse_qs(urlsplit(uri).query)["url"][0]
    wayback.faults.blocked.add(surt.key(url))
    got = client.fetch(f"{wayback.url}/cdx/search/cdx?{urlsplit(uri).query}")
    name = "X-Archive-Wayback-Runtime-Error"
    assert (got.status, got.header(name).split()) == (refusal.status, refusal.headers.get(name).split())
    (uri, real), *_ = recorded("test_get_memento_should_fail_for_non_playbackable_mementos")
    place = real.headers.get("location")
    wayback.kept[:] = [Kept("http://www.fws.gov/birds/", "20150503090125")]
    got = client.fetch(uri.replace("https://web.archive.org", wayback.url), follow=False)
    assert (got.status, got.header("Location")) == (302, place.replace("https://web.archive.org", wayback.url))
    assert got.header("X-Archive-Redirect-Reason") == real.headers.get("x-archive-redirect-reason")


def test_an_archived_429_is_not_the_archive_s_own() -> None:
    (uri, real), *_ = recorded("test_get_memento_works_on_archived_rate_limit_responses")
    site = archives.catalogue()["wayback"]
    found = Memento(uri.replace("id_/", "/"), "", datetime(2015, 1, 29, tzinfo=UTC), "wayback")
    with double(lambda request: real) as client:
        assert archives.read(site, found, client).status == 429


def test_recorded_refusal() -> None:
    (_, response), *_ = recorded("test_search_raises_for_blocked_urls")
    with double(lambda request: response) as client, pytest.raises(LinkError, match="does not show"):
        archives.find(archives.catalogue()["wayback"], "https://nationalpost.com/health", date(2019, 10, 1), client)


def test_recorded_malformed_rows() -> None:
    if not SHARED.is_dir():
        pytest.skip("the recordings are not here: ../shared/data/wayback-cassettes")
    for name, least in (("bad_timestamp_cdx", 2), ("malformed_cdx", 1), ("zero_length_cdx", 0)):
        captures, malformed = cdx.parse((SHARED / f"{name}.txt").read_text("utf-8", "replace"))
        assert captures, name
        assert malformed >= least, name
        assert all(capture.datetime < datetime.now(UTC) for capture in captures)


def test_recorded_link_headers() -> None:
    for name in ("test_get_memento", "test_get_memento_with_redirects", "test_get_memento_target_window"):
        headers = [response.headers.get("Link") for _, response in recorded(name)]
        links = [link for header in headers for link in link_format.parse(header)]
        assert {"original", "timemap", "timegate"} <= {word for link in links for word in link.relations}
        dated = [link for link in links if "memento" in link.relations]
        assert dated
        assert all(link.datetime for link in dated)


# Memento


@pytest.fixture(scope="module")
def pywb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a pywb collection."""
    pytest.importorskip("warcio")
    folder = tmp_path_factory.mktemp("pywb")
    write_warc(
        folder / "a.warc.gz",
        [
            (URL, "2002-01-01T00:00:00Z", 200, "Soon here"),
            (URL, "2003-01-17T05:05:05Z", 200, "A cited page"),
            (URL, "2005-01-01T00:00:00Z", 404, "Not found"),
            (URL, "2010-01-01T00:00:00Z", 200, "example.org is for sale"),
        ],
    )
    with memento_archive.serving(folder, folder / "a.warc.gz") as running:
        yield running


def quick(site: Site, **changes: Any) -> Site:
    return replace(site, **{"per_second": 1000.0, "copies_per_second": 1000.0, "backoff": 0.01, **changes})


def test_a_real_memento_archive(pywb: str, client: Client) -> None:
    site = quick(archives.named([pywb])[0])
    found = archives.find(site, URL, date(2003, 6, 1), client)
    assert [memento.datetime.year for memento in found] == [2003, 2002, 2005, 2010]
    assert found[0].uri == f"{pywb}20030117050505/{URL}"
    assert archives.read(site, found[0], client).body.startswith(b"<html><head><title>A cited page</title>")
    assert archives.read(site, found[2], client).status == 404
    assert archives.find(site, "http://example.org/never", None, client) == ()


def test_a_real_timegate(pywb: str, client: Client) -> None:
    site = quick(archives.named([pywb])[0], timemap="")
    (found, *_) = archives.find(site, URL, date(2003, 6, 1), client)
    assert (found.datetime.year, found.uri) == (2003, f"{pywb}20030117050505/{URL}")
    assert archives.find(site, "http://example.org/never", None, client) == ()


def test_a_real_capture_index_of_json_lines(pywb: str, client: Client) -> None:
    site = quick(Site("wayback", "wayback", index=f"{pywb}cdx", copies=pywb))
    found = archives.find(site, URL, date(2003, 6, 1), client)
    assert [memento.datetime.year for memento in found] == [2003, 2002, 2010]
    assert b"A cited page" in archives.read(site, found[0], client).body


TIMEMAP = """<http://example.org/a>; rel="original",
<https://a.example/timemap/link/1/http://example.org/a>; rel="self"; type="application/link-format",
<https://a.example/timemap/link/2/http://example.org/a>; rel="timemap"; type="application/link-format"
 ; from="Wed, 01 Jan 2003 00:00:00 GMT"; until="Sun, 01 Jan 2006 00:00:00 GMT",
<https://a.example/timemap/json/http://example.org/a>; rel="timemap"; type="application/json",
</20020101000000/http://example.org/a>; rel="first memento"; datetime="Tue, 01 Jan 2002 00:00:00 GMT"
"""


def test_a_timemap_in_parts(client: Client) -> None:
    asked: list[str] = []

    def parts(request: Request) -> Outcome:
        asked.append(request.url)
        if "/link/2/" in request.url:
            body = '<https://a.example/20030117050505/x.org/>; rel="memento"; datetime="Fri, 17 Jan 2003 05:05:05 GMT"'
            return Response(200, body=body.encode())
        return Response(200, body=TIMEMAP.encode())

    site = quick(Site("a", "memento", timegate="https://a.example/", timemap="https://a.example/timemap/link/"))
    with double(parts) as there:
        found = archives.find(site, URL, date(2003, 6, 1), there)
    assert [memento.datetime.year for memento in found] == [2003, 2002]
    assert found[1].uri == "https://a.example/20020101000000/http://example.org/a", "addresses may be relative"
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("outcome", "words", "kind"),
    [
        (Response(200, body=b"<!DOCTYPE html><title>Welcome</title>"), "no Memento", ServiceError),
        (Response(200, body=b"nothing of the kind"), "no Memento", ServiceError),
        (Response(200, body=b'{"mementos": 3}'), "no Memento", ServiceError),
        (Response(500), "answers 500", ServiceError),
        (Response(403), "does not show", LinkError),
        (Failure("nxdomain", "no such host"), "could not be reached", ServiceError),
        (Failure("offline", "nothing is asked"), "could not be asked: nothing is asked", LinkError),
    ],
)
def test_memento_archives_that_answer_nonsense(outcome: Outcome, words: str, kind: type[LinkError]) -> None:
    site = quick(Site("a", "memento", "A", timegate="https://a.example/", timemap="https://a.example/timemap/"))
    with double(lambda request: outcome) as there, pytest.raises(kind, match=words):
        archives.find(site, URL, None, there)


def test_a_timemap_of_json_and_one_that_is_empty(client: Client) -> None:
    site = quick(Site("a", "memento", timemap="https://a.example/timemap/json/"))
    told = {"mementos": {"list": [{"datetime": "2003-01-17T05:05:05Z", "uri": "https://a.example/1"}]}}
    with double(lambda request: Response(200, body=json.dumps(told).encode())) as there:
        assert [memento.uri for memento in archives.find(site, URL, None, there)] == ["https://a.example/1"]
    with double(lambda request: Response(200)) as there:
        assert archives.find(site, URL, None, there) == ()


# Common Crawl


def test_common_crawl(client: Client, tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    file = tmp_path / "a.warc.gz"
    offset, length = write_warc(file, [(URL, "2019-08-20T10:00:00Z", 200, "A cited page")])[0]
    asked: list[str] = []

    def crawl(request: Request) -> Outcome:
        asked.append(request.url)
        if request.url.endswith("collinfo.json"):
            names = ("CC-MAIN-2024-10", "CC-MAIN-2019-35", "CC-MAIN-2019-30", "CC-MAIN-2013-20", "CC-MAIN-2012")
            told = [{"id": name, "cdx-api": f"https://index.commoncrawl.org/{name}-index"} for name in names]
            return Response(200, body=json.dumps(told).encode())
        if "2019-35-index" in request.url:
            row = {"urlkey": "org,example)/a", "timestamp": "20190820100000", "url": URL, "mime": "text/html",
                   "status": "200", "digest": "X", "length": str(length), "offset": str(offset),
                   "filename": "crawl-data/a.warc.gz"}  # fmt: skip
            return Response(200, body=(json.dumps(row) + "\n").encode())
        if "-index" in request.url:
            return Response(404, body=b'{"message": "No Captures found for: example.org"}')
        low, high = request.headers.get("Range").removeprefix("bytes=").split("-")
        return Response(206, body=file.read_bytes()[int(low) : int(high) + 1])

    site = replace(archives.catalogue()["common-crawl"], per_second=1000.0, copies_per_second=1000.0, backoff=0.01)
    with double(crawl) as there:
        (found,) = archives.find(site, URL, date(2019, 9, 1), there)
        assert sum("-index" in url for url in asked) == 3, "the crawls nearest to the date"
        assert b"A cited page" in archives.read(site, found, there).body
    with double(lambda request: Response(200, body=b"<html>")) as there, pytest.raises(ServiceError, match="crawls"):
        archives.find(site, URL, None, there)


# WARC files


def write_warc(file: Path, pages: list[tuple[str, str, int, str]]) -> list[tuple[int, int]]:
    """A WARC file of pages (address, time, status, title); where each record begins and how long it is."""
    import io

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    places = []
    with file.open("wb") as stream:
        writer = WARCWriter(stream, gzip=file.name.endswith(".gz"))
        for url, when, status, title in pages:
            head = StatusAndHeaders(f"{status} X", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>Text.</p></body></html>"
            begun = stream.tell()
            record = writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body.encode()),
                length=len(body.encode()),
                http_headers=head,
                warc_headers_dict={"WARC-Date": when},
            )
            writer.write_record(record)
            places.append((begun, stream.tell() - begun))
    return places


def test_warc_files_are_an_archive(tmp_path: Path, client: Client) -> None:
    pytest.importorskip("warcio")
    write_warc(
        tmp_path / "a.warc.gz",
        [
            (URL, "2002-01-01T00:00:00Z", 200, "Soon here"),
            ("https://www.example.org/A", "2003-01-17T05:05:05Z", 200, "A cited page"),
            (URL, "2003-02-01T00:00:00Z", 404, "Gone"),
        ],
    )
    (tmp_path / "sub").mkdir()
    write_warc(tmp_path / "sub" / "b.warc", [(URL, "2010-01-01T00:00:00Z", 200, "Later")])
    (tmp_path / "broken.warc").write_text("nothing of the kind")
    (site,) = archives.named([str(tmp_path)])
    found = archives.find(site, URL, date(2003, 1, 1), client)
    assert [memento.datetime.year for memento in found] == [2003, 2002, 2010]
    read = archives.read(site, found[0], client)
    assert b"A cited page" in read.body
    assert read.header("Content-Type") == "text/html; charset=utf-8"
    assert archives.find(site, "http://example.org/other", None, client) == ()
    write_warc(tmp_path / "c.warc", [("http://example.org/other", "2010-01-01T00:00:00Z", 200, "New")])
    assert archives.find(site, "http://example.org/other", None, client), "files that came later are seen"


def test_warc_files_that_are_none(tmp_path: Path, client: Client) -> None:
    pytest.importorskip("warcio")
    (tmp_path / "broken.warc").write_text("nothing of the kind")
    with pytest.raises(ServiceError, match="no WARC file"):
        archives.find(archives.named([str(tmp_path)])[0], URL, None, client)
    lost = Memento(f"file://{tmp_path}/lost.warc#0-1", URL, datetime(2005, 1, 1, tzinfo=UTC), "warc")
    with pytest.raises(LinkError, match="cannot be read"):
        archives.read(archives.named([str(tmp_path)])[0], lost, client)
