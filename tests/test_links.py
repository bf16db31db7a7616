"""Links: rules over answers, heads of pages, checks of a faulty server, archives; cases in tests/cases/links."""

from __future__ import annotations

import threading
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.addresses import normalise, recognise
from biblio.http import Answer, Client, Failure, FunctionTransport, Headers, Limits, Request, Response
from biblio.links import RULES, Ledger, check, heads, likeness, matching
from biblio.links.case import Again, Case, Finding, LookKind, Sibling
from biblio.links.judging import judge
from biblio.links.schedule import Schedule
from biblio.links.siblings import made_up
from biblio.model import Cited, Entry, Hop, Identifier, IdentifierKind, Library, Link, Use, Verdict, Work
from tests.faulty_server import Faulty, serving

CASES = Path(__file__).parent / "cases" / "links"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "wayback-cassettes"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["why"]) for case in found]


def answer(url: str, told: dict[str, Any]) -> Answer:
    """A scripted answer as a case file words it."""
    if "error" in told:
        return Answer(url, final_url=url, failure=Failure(told["error"], "as scripted", told.get("wait", 0)))
    markup = "<html><head><title>{}</title></head><body><h1>{}</h1></body></html>"
    body = told.get("body", markup.format(told.get("title", ""), told.get("h1", "")))
    fields = {"Content-Type": told.get("type", "text/html; charset=utf-8"), **told.get("headers", {})}
    hops = told.get("hops", [])
    return Answer(
        url,
        final_url=told.get("final", url),
        hops=tuple(Hop(f"https://example.org/hop{n}" if n else url, status) for n, status in enumerate(hops)),
        response=Response(told["status"], Headers(tuple(fields.items())), body.encode(), told.get("incomplete", "")),
    )


@pytest.mark.parametrize("case", cases("verdicts"))
def test_verdicts(case: dict[str, Any]) -> None:
    url = normalise(case.get("url", "https://example.org/a"))
    state = Case(
        Link(url),
        url,
        cited=(Cited(title=case.get("title", ""), names=tuple(case.get("names", ()))),),
        names_resolve=case.get("names_resolve", False),
        address=recognise(url),
        others=tuple(case.get("others", ())),
    )
    kind = LookKind(case.get("first", "plain"))
    for told in case["answers"][:-1]:
        state = state.with_look(kind, answer(url, told))
        _, decision = judged(state, case)
        assert isinstance(decision, Again), decision
        kind = decision.kind
    state = state.with_look(kind, answer(url, case["answers"][-1]))
    rule, decision = judged(state, case)
    assert isinstance(decision, Finding), decision
    assert (decision.verdict, rule) == (case["verdict"], case["rule"])
    assert decision.reason.endswith(".")
    assert decision.proposed_url == case.get("proposed", "")
    assert case.get("reason", "") in decision.reason
    if "match" in case:
        assert state.last.match == case["match"]


def judged(state: Case, case: dict[str, Any]) -> tuple[str, Finding | Again]:
    """The decision; where a made-up address is asked for, with the answer the case scripts, else with 404."""
    rule, decision = judge(state)
    if not (isinstance(decision, Again) and decision.kind is LookKind.SIBLING):
        return rule, decision
    told = answer(made_up(state.url), case.get("sibling", {"status": 404}))
    sketch = likeness.sketch(heads.read(told), told.final_url)
    return judge(replace(state, sibling=Sibling(told.url, told.status, told.final_url, sketch)))


ANSWER = st.fixed_dictionaries(
    {},
    optional={
        "error": st.sampled_from(
            ["timeout", "nxdomain", "dns", "refused", "reset", "tls", "paused", "protocol", "offline"]
        ),
        "title": st.sampled_from(["", "Page not found", "Just a moment...", "Some page"]),
        "hops": st.lists(st.sampled_from([301, 302, 308]), max_size=3),
        "final": st.sampled_from(["https://example.org/", "https://example.org/login", "https://example.com/b"]),
        "headers": st.dictionaries(
            st.sampled_from(["Retry-After", "cf-mitigated"]), st.sampled_from(["1", "9999", "x"])
        ),
    },
)


@given(st.lists(st.tuples(ANSWER, st.integers(200, 599)), min_size=1, max_size=8), st.booleans())
def test_nothing_is_dead_that_was_not_seen_dead_twice(script: list[tuple[dict[str, Any], int]], names: bool) -> None:
    url = "https://example.org/a"
    state = Case(Link(url), url, names_resolve=names)
    kind = LookKind.PLAIN
    for told, status in script:
        state = state.with_look(kind, answer(url, {"status": status, **told}))
        _, decision = judged(state, {})
        if isinstance(decision, Finding):
            assert decision.reason.endswith(".")
            if decision.verdict is Verdict.DEAD:
                assert state.seen(404, 410) >= 2 or (state.failed("nxdomain") >= 2 and names)
            break
        kind = decision.kind


def test_every_rule_has_a_case() -> None:
    assert {name for name, _ in RULES} <= {case.values[0]["rule"] for case in cases("verdicts")}


@pytest.mark.parametrize("case", cases("heads"))
def test_heads(case: dict[str, Any]) -> None:
    head = heads.read(answer("https://example.org/a", {"status": 200, "body": case["page"]}))
    assert (head.kind, head.title, list(head.authors)) == (case["kind"], case["title"], case["authors"])
    assert " ".join(head.date.split()) == case["date"]
    found = matching.match([Cited(case.get("cited_title", ""), names=tuple(case.get("cited_names", ())))], head)
    if "match_below" in case:
        assert found is not None
        assert found < case["match_below"]
    else:
        assert found == case.get("match")


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("é".encode(), "text/html; charset=utf-8", "é"),
        ("é".encode("cp1252"), "text/html; charset=ISO-8859-1", "é"),
        ("“é”".encode("cp1252"), "text/html", "“é”"),
        ("ж".encode("koi8-r"), "text/html; charset=koi8-r", "ж"),
        ('<meta charset="koi8-r">ж'.encode("koi8-r"), "", '<meta charset="koi8-r">ж'),
        ("é".encode(), "text/html; charset=nonsense", "é"),
        (("a" * 9 + "é").encode()[:-1], "text/html", "a" * 9),
        ("\ufeffé".encode("utf-16"), "", "é"),
        (b"abc", "text/html; charset=zip", "abc"),
    ],
)
def test_characters_of_a_page(body: bytes, content_type: str, text: str) -> None:
    from biblio.links.heads.decoding import decode

    assert decode(body, content_type).lstrip("\ufeff") == text


def library(*urls: str, **fields: Any) -> Library:
    return Library(tuple(Entry(f"key{number}", Work(url=url, **fields)) for number, url in enumerate(urls)))


def test_links_of_a_library() -> None:
    library = Library(
        (
            Entry("a", Work(url="HTTP://Example.org/x.", title="One", archive_url="http://archive.example/1"), line=1),
            Entry("b", Work(url="http://example.org/x"), line=5),
            Entry("c", Work(identifiers=(Identifier(IdentifierKind.DOI, "10.1000/182"),))),
            Entry("d", Work(container=Work(url="http://example.org/book"))),
            Entry("e", Work(title="No address")),
            Entry("f", Work(note="Available at <http://example.org/n>, seen 2003")),
        ),
        source="@misc{a,\n  title = {One},\n  url = {HTTP://Example.org/x.},\n}\n@misc{b, url = {http://example.org/x}}\n",
    )
    with Ledger.of(library) as ledger:
        found = [ledger.link(number) for number in range(len(ledger))]
        assert ledger.open() == (5, 3)
        assert sorted(number for number, _ in ledger.turns()) == list(range(5))
    assert [(one.url, one.keys) for one in found] == [
        ("HTTP://Example.org/x.", ("a", "b")),
        ("http://archive.example/1", ("a",)),
        ("https://doi.org/10.1000/182", ("c",)),
        ("http://example.org/book", ("d",)),
        ("http://example.org/n", ("f",)),
    ]
    assert [use.line for use in found[0].uses] == [3, 5]
    assert found[0].uses[0] == Use("a", 3, Cited("One"), archive_url="http://archive.example/1")


def test_a_large_host_does_not_keep_the_others_waiting() -> None:
    urls = [f"http://large.example/{number}" for number in range(8)] + ["http://a.example/", "http://b.example/"]
    with Ledger.of(library(*urls)) as ledger:
        hosts = [url.split("/")[2] for _, url in ledger.turns()]
    assert hosts.index("a.example") in range(3, 7), "it is asked in the middle, not behind all of the large one's"
    assert hosts.count("large.example") == 8


@pytest.fixture(scope="module")
def server() -> Iterator[Faulty]:
    with serving() as running:
        yield running


SERVED = {
    "/ok": "ok",
    "/moved": "moved",
    "/for-now": "ok",
    "/cookie": "ok",
    "/loop": "unknown",
    "/to-home": "soft404",
    "/members": "blocked",
    "/missing": "dead",
    "/gone": "dead",
    "/wall": "blocked",
    "/bots-403": "ok",
    "/bots-404": "ok",
    "/401": "blocked",
    "/451": "blocked",
    "/999": "blocked",
    "/500": "unknown",
    "/reset": "unknown",
    "/slow-headers": "unknown",
    "/slow-body": "ok",
    "/endless": "ok",
    "/truncated": "ok",
    "/soft-404": "soft404",
    "/errata": "ok",
    "/empty": "unknown",
    "/pdf": "ok",
    "/ok#nowhere": "fragment",
    "/ok/2#here": "ok",
    "/archives/history/2002w49/msg00283.html": "ok",
    "/flapping": "ok",
}


def test_a_whole_check(server: Faulty) -> None:
    steps: list[tuple[str, int, int]] = []
    limits = Limits(deadline=1.0, per_second=500, at_once=4)
    with Client(allow_private=True, limits=limits) as client:
        checks, remarks = check(
            library(*(server.url + path for path in SERVED)), client, progress=lambda *step: steps.append(step)
        )
    assert {check.link.url.removeprefix(server.url): check.verdict.value for check in checks} == SERVED
    assert not remarks
    assert steps[-1] == ("links", len(SERVED), len(SERVED))
    moved = next(check for check in checks if check.link.url.endswith("/moved"))
    assert moved.proposed_url == server.url + "/ok/new"
    assert [hop.status for hop in moved.probes[-1].hops] == [301, 308]
    post = next(check for check in checks if "2002w49" in check.link.url)
    assert (post.earliest, post.latest) == (date(2002, 12, 2), date(2002, 12, 8))
    assert "mailing list history" in post.archive
    assert post.probes[-1].title == "Re: Did Stalinism - so called - end?"


def test_a_host_is_left_alone_when_it_says_so(server: Faulty) -> None:
    with Client(allow_private=True, limits=Limits(deadline=2.0)) as client:
        before = len(server.asked)
        checks, _ = check(library(server.url + "/busy", *(f"{server.url}/ok/{n}" for n in range(9))), client)
    assert {found.verdict for found in checks} <= {Verdict.UNKNOWN, Verdict.OK}
    assert checks[0].verdict is Verdict.UNKNOWN
    assert "3600 seconds" in checks[0].reason
    assert len(server.asked) - before <= 3, "no question after the one that was answered with a pause"


def test_private_addresses_are_blocked_without_asking(server: Faulty) -> None:
    before = len(server.asked)
    with Client() as client:
        (found,), remarks = check(library(server.url + "/ok"), client)
    assert found.verdict is Verdict.BLOCKED
    assert "private" in found.reason
    assert found.checked is None
    assert not remarks
    assert len(server.asked) == before


URLS = (
    "http://archives.example.edu/archives/marxism/2002w49/msg00283.html.",
    "https://example.org/a",
    "http://127.0.0.1/",
)


def test_offline_is_a_hard_switch(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)
    with Client(offline=True) as client:
        checks, remarks = check(library(*URLS), client)
    assert [found.verdict.value for found in checks] == ["unknown", "unknown", "blocked"]
    assert not remarks
    assert checks[0].latest == date(2002, 12, 8)
    assert checks[0].proposed_url == URLS[0].removesuffix(".")
    assert checks[1].proposed_url == ""


def test_no_network_is_said_once_and_nothing_is_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*args: object, **kwargs: object) -> None:
        import socket

        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", nobody)
    with Client() as client:
        checks, remarks = check(library(*URLS), client)
    assert [found.verdict.value for found in checks] == ["unknown", "unknown", "blocked"]
    assert [remark.code for remark in remarks] == ["network-unreachable"]


def test_no_links_no_questions() -> None:
    with Client() as client:
        assert check(Library(), client) == ((), ())
        assert check(library(""), client) == ((), ())


def test_schedule_keeps_hosts_apart() -> None:
    schedule: Schedule[str] = Schedule(at_once=1, interval=0.0)
    for host, job in (("a", "a1"), ("a", "a2"), ("b", "b1")):
        schedule.add(host, job)
    schedule.close()
    assert schedule.take() == ("a", "a1")
    assert schedule.take() == ("b", "b1")
    schedule.later("a", "a1", 0.0)
    schedule.done("b")
    assert {schedule.take() for _ in range(1)} <= {("a", "a1"), ("a", "a2")}
    schedule.done("a")
    assert schedule.take() is not None
    schedule.done("a")
    assert schedule.take() is None


def test_what_was_begun_goes_before_what_was_not() -> None:
    schedule: Schedule[str] = Schedule(at_once=1, interval=0.0)
    for job in ("a1", "a2", "b1", "c1"):
        schedule.add(job[0], job)
    schedule.close()
    assert schedule.take() == ("a", "a1")
    schedule.later("a", "a1", 0.0)
    taken = []
    while (next_one := schedule.take()) is not None:
        taken.append(next_one[1])
        schedule.done(next_one[0])
    assert taken == ["a1", "b1", "c1", "a2"]


def test_verdicts_do_not_pile_up_before_whoever_writes_them_down() -> None:
    asked: list[str] = []
    full = threading.Event()

    def answer(request: Request) -> Response:
        asked.append(request.url)
        if len(asked) == 300:
            full.set()
        return Response(200, Headers((("Content-Type", "text/html"),)), b"<title>A title</title><p>Words.</p>")

    def slow(what: str, done: int, count: int) -> None:
        if done == 1:
            full.wait(1.0)
            assert len(asked) < 200

    urls = [f"http://host{number}.example.org/page" for number in range(300)]
    entries = Library(tuple(Entry(url, Work(url=url, title="A title")) for url in urls))
    with Client(transport=FunctionTransport(answer)) as client:
        checks, _ = check(entries, client, progress=slow)
    assert {one.verdict for one in checks} == {Verdict.OK}
    assert len(asked) == 300


def test_a_fault_of_our_own_is_not_swallowed(server: Faulty, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(case: Case) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("biblio.links.judging.RULES", (("fault", fault),))
    with Client(allow_private=True) as client, pytest.raises(ZeroDivisionError):
        check(library(server.url + "/ok"), client)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<a ", "<a x='", "<a x='>", '<a "', "</", "<?", "<![CDATA[", "<title>", "<script>"]
)
def test_a_page_made_to_hold_its_reader_does_not(piece: str) -> None:
    begun = time.monotonic()
    heads.read(answer("https://example.org/a", {"status": 200, "body": piece * (65536 // len(piece))}))
    assert time.monotonic() - begun < 20, "the parser alone would take minutes for some of these"
