"""Gone links brought back: the copy that fits nearest to the citation, and posts found in a list's other archive."""

from __future__ import annotations

import base64
import hashlib
import itertools
import sqlite3
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio import archives
from biblio.addresses import recognise
from biblio.archives import Site
from biblio.errors import BiblioError
from biblio.http import Answer, Client, FunctionTransport, Headers, Limits, Response
from biblio.links import State, check, rescue
from biblio.links.migrating import Migration, found_again, migrations
from biblio.links.posts import posted_on, same_sender
from biblio.links.rescuing import cited_day
from biblio.model import Contributor, Date, Entry, Library, LinkCheck, Name, Probe, Use, Verdict, Work
from tests import pages_server, wayback_double
from tests.pages_server import Pages
from tests.wayback_double import Kept, Wayback

CASES = Path(__file__).parent / "cases" / "rescue"
QUICK = Limits(per_second=1000, at_once=8)
URL = "http://gone.example/a"


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True, limits=QUICK) as made:
        yield made


@pytest.fixture
def wayback() -> Iterator[Wayback]:
    with wayback_double.serving([]) as running:
        yield running


def of(double: Wayback, name: str = "wayback", **changes: Any) -> Site:
    return Site(name, **double.site(**changes))


def gone(*works: Work, verdict: Verdict = Verdict.DEAD) -> tuple[LinkCheck, ...]:
    """The works' links as a check that found them all gone would give them."""
    library = Library(tuple(Entry(f"key{number}", work) for number, work in enumerate(works)))
    with Client(offline=True) as offline:
        checks, _ = check(library, offline)
    return tuple(replace(found, verdict=verdict, reason="The page is gone.") for found in checks)


def cases() -> list[Any]:
    found = tomllib.loads((CASES / "choice.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["why"]) for case in found]


@pytest.mark.parametrize("case", cases())
def test_the_copy_that_is_chosen(case: dict[str, Any], wayback: Wayback, client: Client) -> None:
    wayback.kept[:] = [Kept(**{"url": URL, **kept}) for kept in case["kept"]]
    accessed, published = (Date.parse(case[name]) if name in case else None for name in ("accessed", "date"))
    names = tuple(Contributor(Name(family=family)) for family in case.get("authors", ()))
    work = Work(title=case.get("title", ""), contributors=names, date=published, accessed=accessed)
    checks = gone(replace(work, url=case.get("url", URL)))
    (found,) = rescue(checks, client, sites=[of(wayback)])
    chosen = found.copy
    assert (chosen.datetime.date().isoformat() if chosen else "") == case["chosen"]
    match = None if case.get("match") == "none" or not chosen else 1.0
    assert (chosen.match if chosen else None) == match
    rejected = {memento.datetime.date().isoformat(): memento.rejected for memento in found.mementos if memento.rejected}
    assert set(rejected) == set(case.get("rejected", {}))
    for day, words in case.get("rejected", {}).items():
        assert words in rejected[day]
    assert case.get("says", "") in found.rescue
    assert (found.rescue.endswith(".")) == bool(chosen)
    assert ("https://archive.today/" in found.rescue) != bool(chosen)
    assert found.verdict is Verdict.DEAD, "the verdict stays"


def test_the_first_archive_with_a_copy_that_fits(wayback: Wayback, client: Client) -> None:
    with wayback_double.serving([Kept(URL, "20040101000000", "A cited page")]) as second:
        wayback.kept[:] = [Kept(URL, "20030101000000", "Domain for sale")]
        checks = gone(Work(url=URL, title="A cited page", date=Date.parse("2003")))
        (found,) = rescue(checks, client, sites=[of(wayback), of(second, "other", holder="The other")])
    assert found.copy is not None
    assert (found.copy.archive, found.copy.datetime.year) == ("other", 2004)
    assert len(found.mementos) == 2
    assert "The other has a copy of 2004-01-01, which fits the citation 100%" in found.rescue


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((503, ""), "answers 503"),
        ((200, "<html>Sorry</html>"), "no index"),
        ((429, ""), "left alone"),
        ((403, "AdministrativeAccessControlException"), "does not show its copies of this site"),
    ],
)
def test_an_archive_that_fails_takes_nothing_away(
    answer: tuple[int, str], words: str, wayback: Wayback, client: Client
) -> None:
    wayback.faults.always = answer
    checks = gone(*(Work(url=f"{URL}/{number}") for number in range(12)))
    found = rescue(checks, client, sites=[of(wayback, availability="")])
    assert words in found[0].rescue
    assert [replace(one, rescue="") for one in found] == list(checks)
    if answer[0] != 403:
        assert "left alone after faults" in found[-1].rescue, "nobody asks for ever what does not answer"
        assert len(wayback.asked) <= 12 * 4


def test_a_page_that_stands_for_many_addresses_is_no_copy(wayback: Wayback, client: Client) -> None:
    wayback.kept[:] = [
        Kept(f"{URL}/1", "20030101000000", "Welcome to our new site", digest="SAME"),
        Kept(f"{URL}/2", "20030101000000", "Welcome to our new site", digest="SAME"),
    ]
    checks = gone(Work(url=f"{URL}/1", title="One thing"), Work(url=f"{URL}/2", title="Quite another"))
    found = rescue(checks, client, sites=[of(wayback)])
    assert [one.copy for one in found] == [None, None]


def test_what_stands_there_now_is_no_copy(wayback: Wayback, client: Client) -> None:
    wayback.kept[:] = [Kept(URL, "20030101000000", "", digest="NOW"), Kept(URL, "20100101000000", "", digest="THEN")]
    checks = gone(Work(url=URL, title="One thing", date=Date.parse("2003")), verdict=Verdict.SOFT404)
    seen = Probe(URL, datetime(2026, 11, 22, tzinfo=UTC), 200, URL, digest="NOW")
    (found,) = rescue([replace(checks[0], probes=(seen,))], client, sites=[of(wayback)])
    assert [memento.rejected for memento in found.mementos] == ["", "it is what stands there now"]
    assert len([path for path, _ in wayback.asked if "id_" in path]) == 1, "known bodies are not read again"


def test_archives_that_say_the_same_say_it_once(client: Client) -> None:
    nowhere = [
        Site(name, "memento", name.upper(), timegate="http://127.0.0.1:9/", retries=0) for name in ("a", "b", "c")
    ]
    checks = gone(Work(url=URL))
    (found,) = rescue(checks, client, sites=nowhere)
    assert found.rescue.startswith("A, B and C could not be reached.")


class Counting(Client):
    """Counts the questions that are put."""

    def __init__(self) -> None:
        super().__init__(allow_private=True, limits=QUICK)
        self.asked: list[str] = []

    def fetch(self, url: str, **how: Any) -> Answer:
        self.asked.append(url)
        return super().fetch(url, **how)


def closed(name: str) -> Site:
    """An archive at whose port nobody listens."""
    return Site(name, "memento", name.upper(), timegate=f"http://127.0.0.1:9/{name}/", retries=0)


def test_where_no_archive_can_be_reached_none_is_asked() -> None:
    checks = gone(*(Work(url=f"{URL}/{number}") for number in range(6)))
    with Counting() as client:
        found = rescue(checks, client, sites=[closed("a"), closed("b")])
        assert client.asked == []
    for before, after in zip(checks, found, strict=True):
        assert "A and B could not be reached. Whether there are copies is unknown: 127.0.0.1 refuses" in after.rescue
        assert "https://archive.today/" in after.rescue
        assert replace(after, rescue="") == before, "nothing is lost"


def test_one_archive_that_can_be_reached_is_asked(wayback: Wayback) -> None:
    wayback.kept[:] = [Kept(URL, "20030101000000", "A cited page")]
    with Counting() as client:
        (found,) = rescue(gone(Work(url=URL, title="A cited page")), client, sites=[closed("a"), of(wayback)])
    assert found.copy is not None
    assert found.rescue.startswith("A could not be reached; ")
    assert "unknown" not in found.rescue


def test_archives_on_disk_are_looked_into_without_a_network(tmp_path: Path) -> None:
    disk = Site("disk", "warc", "the disk", copies=str(tmp_path))
    with Counting() as client:
        (found,) = rescue(gone(Work(url=URL)), client, sites=[closed("a"), disk])
    assert found.rescue.startswith("A could not be reached; no copy in the disk. ")


def twice(place: Path, checks: tuple[LinkCheck, ...], *sites: Site, **how: Any) -> list[list[str]]:
    """What is asked by a run and by one after it, both with the same state; they must find the same."""
    asked, said = [], []
    for options in ({}, how):
        with Counting() as client, State(place / "links.sqlite", **options) as state:
            said.append(rescue(checks, client, sites=sites, state=state))
            asked.append(client.asked)
    assert said[0] == said[1]
    return asked


def cited(title: str = "A cited page") -> tuple[LinkCheck, ...]:
    return gone(*(Work(url=f"{URL}/{number}", title=title) for number in range(3)))


def test_archives_that_answered_are_not_asked_again(wayback: Wayback, tmp_path: Path) -> None:
    wayback.kept[:] = [
        Kept(f"{URL}/1", "20030101000000", "A cited page"),
        Kept(f"{URL}/2", "20030101000000", "Another"),
    ]
    first, second = twice(tmp_path, cited(), of(wayback))
    assert first
    assert not second


def test_fresh_and_max_age_ask_archives_again(wayback: Wayback, tmp_path: Path) -> None:
    for how in ({"fresh": True}, {"max_age": timedelta(0)}):
        first, second = twice(tmp_path, cited(), of(wayback), **how)
        assert sorted(second) == sorted(first) or not first
        assert second


def test_another_citation_or_archive_is_another_question(wayback: Wayback, tmp_path: Path) -> None:
    for checks, site in (
        (cited(), of(wayback)),
        (cited("Another title"), of(wayback)),
        (cited(), of(wayback, "other")),
    ):
        first, _ = twice(tmp_path, checks, site)
        assert first


def test_what_an_archive_did_not_answer_is_asked_again(wayback: Wayback, tmp_path: Path) -> None:
    wayback.faults.always = (503, "")
    _, second = twice(tmp_path, cited()[:1], of(wayback, availability=""))
    assert second
    _, second = twice(tmp_path, cited()[:1], closed("a"), of(wayback))
    assert second


def test_copies_are_looked_for_again_after_a_while(wayback: Wayback, tmp_path: Path) -> None:
    wayback.kept[:] = [Kept(f"{URL}/1", "20030101000000", "A cited page")]
    twice(tmp_path, cited(), of(wayback))
    for days, again in ((8, {f"{URL}/0", f"{URL}/2"}), (40, {f"{URL}/{number}" for number in range(3)})):
        with sqlite3.connect(tmp_path / "links.sqlite") as database:
            older = (datetime.now(UTC) - timedelta(days=days)).isoformat()
            database.execute("UPDATE rescues SET at = ?", (older,))
        database.close()
        with Counting() as client, State(tmp_path / "links.sqlite") as state:
            rescue(cited(), client, sites=[of(wayback)], state=state)
        asked = {url for url in (f"{URL}/{number}" for number in range(3)) if asked_for(url, client.asked)}
        assert asked == again


def asked_for(url: str, asked: list[str]) -> bool:
    return any(url in unquote(one) for one in asked)


def test_however_many_links_wait_the_pace_is_kept(wayback: Wayback, client: Client) -> None:
    checks = gone(*(Work(url=f"{URL}/{number}") for number in range(6)))
    rescue(checks, client, sites=[of(wayback, per_second=20.0)])
    times = [at for path, at in wayback.asked if path.startswith("/cdx/")]
    assert len(times) == 6
    # Five turns of a twentieth of a second, less what the first question took longer on its way.
    assert times[-1] - times[0] > 0.15


BODIES = st.sampled_from(
    [
        b"", b"<html><body>Sorry", b"{}", b"[]", b"[[]]", b'{"mementos": {"list": [{}]}}', b"\xff\xfe\x00", b"null",
        b"[1, 2]",
        b"org,example)/a 20030117050505 http://gone.example/a text/html 200 AAA 100\n",
        b'<http://x.org/20030117050505/http://gone.example/a>; rel="memento"; datetime="Fri, 17 Jan 2003 05:05:05 GMT"',
        b'[{"id": "CC-MAIN-2019-35", "cdx-api": "http://x.org/i"}]', b'[{"id": 3}]', b'{"timestamp": "20030117050505"}',
        b'{"timestamp": "20030117050505", "url": "http://gone.example/a", "status": "200", "offset": "x"}',
    ]
)  # fmt: skip
FIELDS: st.SearchStrategy[dict[str, str]] = st.just({}) | st.dictionaries(
    st.sampled_from(["Memento-Datetime", "Link", "Location", "Content-Type"]),
    st.sampled_from(
        ["", "x", "text/html", "Fri, 17 Jan 2003 05:05:05 GMT", '<http://x.org/>; rel="memento"', "http://x.org/"]
    ),
)
STATUSES = st.just(200) | st.sampled_from([200, 204, 206, 301, 302, 400, 403, 404, 418, 429, 500, 503])


@given(
    st.lists(st.tuples(STATUSES, FIELDS, BODIES | st.binary(max_size=40)), min_size=1, max_size=6),
    st.sampled_from(["wayback", "arquivo.pt", "common-crawl"]),
)
@settings(max_examples=60, deadline=None)
def test_nothing_an_archive_answers_breaks_or_changes_a_verdict(
    answers: list[tuple[int, dict[str, str], bytes]], name: str
) -> None:
    told = itertools.cycle(Response(status, Headers(tuple(fields.items())), body) for status, fields, body in answers)
    site = replace(
        archives.catalogue()[name], per_second=1e6, copies_per_second=1e6, busy_wait=0.001, retries=1, backoff=0.001
    )
    checks = gone(Work(url=URL, title="A cited page", date=Date.parse("2003")))
    with Client(transport=FunctionTransport(lambda request: next(told)), limits=Limits(per_second=1e6)) as there:
        (found,) = rescue(checks, there, sites=[site])
    assert found.verdict is Verdict.DEAD
    assert found.rescue
    assert found.copy is None or found.copy.uri


def test_what_is_not_gone_is_not_looked_for(wayback: Wayback, client: Client) -> None:
    for verdict in set(Verdict) - {Verdict.DEAD, Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH}:
        checks = gone(Work(url=URL), verdict=verdict)
        assert rescue(checks, client, sites=[of(wayback)]) == checks
    assert not wayback.asked


def test_the_address_of_a_copy_leads_to_other_copies(wayback: Wayback, client: Client) -> None:
    wayback.kept[:] = [Kept(URL, "20030101000000", "A cited page"), Kept(URL, "20100101000000", "A cited page")]
    checks = gone(Work(url=f"https://www.webcitation.org/query?url={URL}&date=2010-01-05", title="A cited page"))
    (found,) = rescue(checks, client, sites=[of(wayback)])
    assert found.copy is not None
    checks = gone(Work(url=f"http://dead.example/web/20100105000000/{URL}", title="A cited page"))
    (found,) = rescue(checks, client, sites=[of(wayback)])
    assert found.copy is not None
    assert found.copy.datetime.year == 2010


@pytest.mark.parametrize(
    ("fields", "span", "day"),
    [
        ({"accessed": Date.parse("2010-05-06"), "date": Date.parse("2001")}, (None, None), date(2010, 5, 6)),
        ({"date": Date.parse("2001-02")}, (None, None), date(2001, 2, 28)),
        ({"date": Date.parse("2001-12")}, (None, None), date(2001, 12, 31)),
        ({"date": Date.parse("1977-24")}, (None, None), date(1977, 12, 31)),
        ({"date": Date.parse("2002")}, (date(2002, 12, 2), date(2002, 12, 8)), date(2002, 12, 8)),
        ({"date": Date(literal="n.d.")}, (None, None), None),
        ({}, (date(2002, 1, 1), date(2002, 12, 31)), date(2002, 12, 31)),
    ],
)
def test_the_day_that_is_meant(fields: dict[str, Any], span: tuple[date | None, date | None], day: date | None) -> None:
    assert cited_day([Use("a", **fields)], *span) == day


# Mailing lists

POST = """<HTML><HEAD><TITLE> [Marxism] {subject}\n</TITLE></HEAD><BODY>
<H1>[Marxism] {subject}</H1>
<B>{author}</B> <A HREF="mailto:x%40example.org" TITLE="x">jones at example.org\n</A><BR>
<I>{date}</I>\n<P>\n<!--beginarticle-->\n<PRE>Text.\n</PRE>\n<!--endarticle--></BODY></HTML>"""
ROW = """<LI><A HREF="{number}.html">[Marxism] {subject}\n</A><A NAME="{number}">&nbsp;</A>\n<I>{author}\n</I>\n"""
ROOT = """<HTML><HEAD><title>The Marxism Archives</title></HEAD><BODY><table><tr><td>December 2002:</td>
<td><A href="2002-December/thread.html">[ Thread ]</a><A href="2002-December/subject.html">[ Subject ]</a></td></tr>
<tr><td>November 2002:</td><td><A href="2002-November/thread.html">[ Thread ]</a></td></tr>
<tr><td>Second quarter 1999:</td><td><A href="1999q2/thread.html">[ Thread ]</a></td></tr></table></BODY></HTML>"""
POSTS = (
    ("2002-December", "075556", "Did Stalinism end in the 1950s?", "Mark Jones", "Fri Dec  6 08:41:29 MST 2002"),
    ("2002-December", "075565", "Did Stalinism end in the 1950s?", "Louis Proyect", "Fri Dec  6 13:06:00 MST 2002"),
    ("2002-December", "076100", "Fidler &amp; others on the USSR", "Mark Jones", "Fri Dec 20 13:06:00 MST 2002"),
    ("2002-December", "076200", "Fidler &amp; others on the USSR", "Mark Jones", "Fri Dec 20 14:06:00 MST 2002"),
    ("2002-November", "075000", "A quiet week", "", "Mon Nov  4 13:06:00 MST 2002"),
    ("1999q2", "020000", "Kosovo and after", "Jim Craven", "Tue May  4 13:06:00 MST 1999"),
)
OLD = "http://archives.econ.utah.edu/archives/marxism"


@pytest.fixture
def other() -> Iterator[Pages]:
    """The list's other archive."""
    pages = {"/pipermail/marxism/": ROOT}
    for folder in {post[0] for post in POSTS}:
        own = [post for post in POSTS if post[0] == folder]
        rows = "".join(
            ROW.format(number=number, subject=subject, author=author) for _, number, subject, author, _ in own
        )
        pages[f"/pipermail/marxism/{folder}/date.html"] = f"<HTML><BODY><ul>{rows}</ul></BODY></HTML>"
        for _, number, subject, author, when in own:
            page = POST.format(subject=subject, author=author, date=when)
            pages[f"/pipermail/marxism/{folder}/{number}.html"] = page
    with pages_server.serving(pages) as running:
        yield running


def rule(other: Pages) -> Migration:
    return Migration("test", ("archives.econ.utah.edu",), f"{other.url}/pipermail/{{list}}/")


def post(url: str, title: str, family: str, when: str = "2002") -> LinkCheck:
    names = (Contributor(Name(family=family)),) if family else ()
    (found,) = gone(Work(type="post", url=url, title=title, contributors=names, date=Date.parse(when)))
    return found


@pytest.mark.parametrize(
    ("url", "title", "family", "when", "page", "words"),
    [
        (f"{OLD}/2002w49/msg00283.html", "Re: Did Stalinism end in the 1950s?", "Jones", "2002",
         "2002-December/075556", "as cited"),
        (f"{OLD}/2002w49/msg00297.html", "Did Stalinism End in the 1950s?", "Proyect", "2002-12-06",
         "2002-December/075565", "as cited"),
        (f"{OLD}/2002/msg05443.html", "Did Stalinism end in the 1950s?", "Jones", "2002",
         "2002-December/075556", "as cited"),
        (f"{OLD}/1999/msg00001.html", "Kosovo and After", "Craven", "1999", "1999q2/020000", "as cited"),
        (f"{OLD}/2002w45/msg00001.html", "A quiet week", "Anybody", "2002", "2002-November/075000", "as cited"),
        (f"{OLD}/2002w49/msg00283.html", "Did Stalinism end in the 1950s?", "Trotsky", "2002", "", "no such post"),
        (f"{OLD}/2002w50/msg00283.html", "Did Stalinism end in the 1950s?", "Jones", "2002", "",
         "not of the cited time"),
        (f"{OLD}/2002w49/msg00283.html", "Another subject", "Jones", "2002", "", "no such post of week 49"),
        (f"{OLD}/2002w51/msg00283.html", "Fidler & others on the USSR", "Jones", "2002", "", "any of these posts"),
        (f"{OLD}/2002w49/msg00283.html", "", "Jones", "2002", "", ""),
        ("http://elsewhere.example/archives/marxism/2002w49/msg00283.html", "Did Stalinism end", "", "2002", "", ""),
        ("http://archives.econ.utah.edu/", "Did Stalinism end in the 1950s?", "Jones", "2002", "", ""),
    ],
)  # fmt: skip
def test_a_post_found_again(
    url: str, title: str, family: str, when: str, page: str, words: str, other: Pages, client: Client
) -> None:
    found = found_again(post(url, title, family, when), client, [rule(other)])
    assert found.url == (f"{other.url}/pipermail/marxism/{page}.html" if page else "")
    assert words in found.words
    assert bool(found.words) == bool(words)


def test_without_the_page_of_the_list_months_are_tried(other: Pages, client: Client) -> None:
    del other.pages["/pipermail/marxism/"]
    found = found_again(
        post(f"{OLD}/2002w49/msg00283.html", "Did Stalinism end in the 1950s?", "Jones"), client, [rule(other)]
    )
    assert found.url.endswith("2002-December/075556.html")
    assert "/pipermail/marxism/2002-December/date.html" in other.asked


def test_another_archive_that_is_down(client: Client) -> None:
    nowhere = Migration("test", ("*",), "http://127.0.0.1:9/pipermail/{list}/")
    found = found_again(post(f"{OLD}/2002w49/msg00283.html", "A subject", "Jones"), client, [nowhere])
    assert not found.url
    assert "could not be asked" in found.words


def test_a_post_found_again_is_what_is_proposed(
    other: Pages, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "moves.toml"
    own.write_text(
        f'[[migration]]\nname = "here"\nhosts = ["archives.econ.utah.edu"]\nbase = "{other.url}/pipermail/{{list}}/"\n'
    )
    monkeypatch.setenv("BIBLIO_MIGRATIONS", str(own))
    found = post(f"{OLD}/2002w49/msg00283.html", "Did Stalinism end in the 1950s?", "Jones")
    (found,) = rescue([found], client, sites=[])
    assert found.proposed_url == f"{other.url}/pipermail/marxism/2002-December/075556.html"
    assert found.rescue.startswith("The post is at ")


NAMED = """<!-- MHonArc v2 --><!--X-Subject: A quiet week --><!--X-From: Mark Jones <m@x.org> -->
<!--X-Date: Mon, 04 Nov 2002 08:41:29 --><!--X-Message-Id: 3DF0&#45;1@x.org --><!--X-Head-End-->
<html><body>Text</body></html>"""
KITTY = "http://lists.example.org/pipermail/history/2002-November/000123.html"


def by_id(server: Pages, to: str, base: str) -> Migration:
    return Migration("test", ("*",), f"{server.url}/{base}", to=to)


@pytest.mark.parametrize(
    ("to", "base", "path"),
    [
        ("hyperkitty", "archives/list/history@x.org/", "archives/list/history@x.org/message/{hash}/"),
        ("public-inbox", "all/", "all/3DF0-1@x.org/"),
        ("mail-archive", "", "3DF0-1@x.org"),
    ],
)
def test_a_post_by_its_message_id(to: str, base: str, path: str, client: Client) -> None:
    hashed = base64.b32encode(hashlib.sha1(b"3DF0-1@x.org").digest()).decode()
    path = "/" + path.format(hash=hashed)
    check = post(KITTY, "A quiet week", "Jones")
    with pages_server.serving({}) as server:
        rule = by_id(server, to, base)
        found_again(check, client, [rule], message_id="3DF0-1@x.org")
        (asked,) = server.asked
        server.pages[asked] = NAMED
        assert asked == path
        found = found_again(check, client, [rule], message_id="3DF0-1@x.org")
        assert found.url == server.url + asked
        assert "found by its message-id" in found.words
        other = post(KITTY, "A quiet week", "Proyect")
        assert not found_again(other, client, [rule], message_id="3DF0-1@x.org").url
        assert not found_again(check, client, [rule]).url, "without the message-id nobody is asked"


def test_the_message_id_of_an_archived_copy_leads_on(
    wayback: Wayback, client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wayback.kept[:] = [Kept(KITTY, "20030101000000", page=NAMED)]
    with pages_server.serving({"/all/3DF0-1@x.org/": NAMED}) as server:
        own = tmp_path / "moves.toml"
        own.write_text(f'[[migration]]\nname = "x"\nhosts = ["*"]\nto = "public-inbox"\nbase = "{server.url}/all/"\n')
        monkeypatch.setenv("BIBLIO_MIGRATIONS", str(own))
        check = post(KITTY, "A quiet week", "Jones")
        (found,) = rescue([check], client, sites=[of(wayback)])
    assert found.proposed_url == f"{server.url}/all/3DF0-1@x.org/"
    assert found.copy is not None
    assert "found by its message-id" in found.rescue


def test_rules_of_one_s_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    utah = recognise(f"{OLD}/2002w49/msg00283.html")
    assert utah is not None
    assert [one.place(utah) for one in migrations() if one.applies(utah)] == [
        "http://lists.csbs.utah.edu/pipermail/marxism/",
        "https://mid.mail-archive.com/",
    ]
    own = tmp_path / "moves.toml"
    monkeypatch.setenv("BIBLIO_MIGRATIONS", str(own))
    for text, words in (
        ("[[migration]]\nname = 'x'", "lacks base, hosts"),
        ("[[migration]]\nname = 'x'\nhosts = []\nbase = ''\nto = 'fax'", "unknown: to = 'fax'"),
        ("[[", "cannot be read"),
    ):
        own.write_text(text)
        with pytest.raises(BiblioError, match=words):
            migrations()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fri Dec  6 08:41:29 MST 2002", date(2002, 12, 6)),
        ("Fri, 06 Dec 2002 08:41:29 -0700", date(2002, 12, 6)),
        ("Fri Dec 6 08:41:29 2002", date(2002, 12, 6)),
        ("Dec. 6, 2002, 8:41 a.m.", date(2002, 12, 6)),
        ("2002-12-06 8:41", date(2002, 12, 6)),
        ("6 December", None),
        ("", None),
    ],
)
def test_dates_of_messages(text: str, day: date | None) -> None:
    assert posted_on(text) == day


@pytest.mark.parametrize(
    ("names", "sender", "same"),
    [
        (("Proyect",), "Louis N Proyect", True),
        (("van der Linden",), "Marcel van der Linden", True),
        (("Müller",), "Hans Mueller", True),
        (("Proyect",), "Mark Jones", False),
        (("Proyect",), "lnp3", None),
        (("Proyect",), "lnp3 at panix.com", None),
        ((), "Mark Jones", None),
    ],
)
def test_senders(names: tuple[str, ...], sender: str, same: bool | None) -> None:
    assert same_sender(names, sender) is same


def test_usual_archives_are_asked_in_their_order() -> None:
    assert archives.usual()[0].name == "wayback"
