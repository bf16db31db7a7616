"""What is kept of links: verdicts with their lifetimes, runs taken up again, links that fail for good."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from biblio.errors import LinkError
from biblio.http import Answer, Client, Failure, FunctionTransport, Headers, Outcome, Request, Response
from biblio.links import State, check
from biblio.links.case import Case, Finding, Look, LookKind, Sibling
from biblio.links.records import dumps, loads
from biblio.model import Entry, Library, Link, LinkCheck, Verdict, Work

URLS = tuple(f"http://host{number}.example.org/page" for number in range(6))
PAGE = b"<html><title>A page with a title</title><h1>A page</h1><p>Words.</p></html>"


def library(*urls: str, title: str = "A page with a title") -> Library:
    return Library(tuple(Entry(f"key{number}", Work(url=url, title=title)) for number, url in enumerate(urls)))


class Net:
    """Answers by address, and what was asked."""

    def __init__(self, **statuses: int) -> None:
        self.asked: list[str] = []
        self.statuses = statuses
        self.stop_after = 10**6

    def __call__(self, request: Request) -> Outcome:
        self.asked.append(request.url)
        if len(self.asked) > self.stop_after:
            raise KeyboardInterrupt
        host = request.url.split("/")[2].split(".")[0]
        status = self.statuses.get(host, 200)
        if not status:
            return Failure("timeout", "no answer in time")
        return Response(status, Headers((("Content-Type", "text/html"),)), PAGE)


def run(
    net: Net, place: Path, entries: Library, *, fresh: bool = False, max_age: timedelta | None = None
) -> list[LinkCheck]:
    with State(place, fresh=fresh, max_age=max_age) as state, Client(transport=FunctionTransport(net)) as client:
        checks, _ = check(entries, client, state=state)
    return list(checks)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "links.sqlite"


def age(place: Path, days: float) -> None:
    """Make everything in the state so many days older."""
    with sqlite3.connect(place) as database:
        for table, column in (("links", "checked"), ("history", "at"), ("runs", "begun"), ("runs", "ended")):
            for (value,) in database.execute(
                f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL"
            ).fetchall():
                older = (datetime.fromisoformat(value) - timedelta(days=days)).isoformat()
                database.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (older, value))
    database.close()


def test_a_second_run_asks_only_for_what_is_unknown(place: Path) -> None:
    net = Net(host1=404, host2=0)
    first = run(net, place, library(*URLS))
    assert [found.verdict.value for found in first] == ["ok", "dead", "unknown", "ok", "ok", "ok"]
    net.asked.clear()
    second = run(net, place, library(*URLS))
    assert set(net.asked) == {URLS[2]}
    assert [(found.verdict, found.reason, found.rule) for found in first] == [
        (found.verdict, found.reason, found.rule) for found in second
    ]
    assert second[0].checked == first[0].checked
    assert second[0].probes == first[0].probes


@pytest.mark.parametrize(("days", "asked"), [(6, {2}), (8, {0, 2, 3, 4, 5}), (31, {0, 1, 2, 3, 4, 5})])
def test_verdicts_have_a_lifetime(place: Path, days: float, asked: set[int]) -> None:
    net = Net(host1=404, host2=0)
    run(net, place, library(*URLS))
    age(place, days)
    net.asked.clear()
    run(net, place, library(*URLS))
    assert set(net.asked) == {URLS[number] for number in asked}


def test_fresh_and_max_age_ask_again(place: Path) -> None:
    net = Net()
    run(net, place, library(*URLS))
    net.asked.clear()
    run(net, place, library(*URLS), fresh=True)
    assert set(net.asked) == set(URLS)
    age(place, 0.5)
    net.asked.clear()
    run(net, place, library(*URLS), max_age=timedelta(days=1))
    assert not net.asked
    run(net, place, library(*URLS), max_age=timedelta(hours=6))
    assert set(net.asked) == set(URLS)


def test_another_citation_is_another_question(place: Path) -> None:
    net = Net()
    run(net, place, library(URLS[0]))
    net.asked.clear()
    run(net, place, library(URLS[0], title="Something else altogether"))
    assert net.asked[0] == URLS[0]


def test_a_run_that_was_ended_goes_on(place: Path) -> None:
    net = Net(host1=404, host2=0)
    net.stop_after = 4
    with pytest.raises(KeyboardInterrupt):
        run(net, place, library(*URLS))
    before = set(net.asked[:4])
    net.asked.clear()
    net.stop_after = 10**6
    checks = run(net, place, library(*URLS))
    assert len(checks) == len(URLS)
    again = before & set(net.asked)
    assert again <= {URLS[1]}, (
        "a first look that found nothing is followed by its second look, nothing else is asked twice"
    )
    net.asked.clear()
    run(net, place, library(*URLS))
    assert set(net.asked) == {URLS[2]}, "after the end of the run what is unknown is asked again"


def test_a_link_that_fails_three_times_days_apart_has_failed_for_good(place: Path) -> None:
    net = Net(host0=0)
    for days in (4, 4, 0):
        (found,) = run(net, place, library(URLS[0]))
        age(place, days)
    assert found.failing_since is not None
    assert datetime.now(UTC) - found.failing_since > timedelta(days=7)
    net.statuses.clear()
    (found,) = run(net, place, library(URLS[0]))
    assert found.failing_since is None


def test_failures_of_one_day_are_one_failure(place: Path) -> None:
    for _ in range(4):
        (found,) = run(Net(host0=0), place, library(URLS[0]))
    assert found.failing_since is None


def test_a_pause_is_kept_by_the_next_run(place: Path) -> None:
    def busy(request: Request) -> Outcome:
        return Response(429, Headers((("Retry-After", "7200"),)))

    with State(place) as state, Client(transport=FunctionTransport(busy)) as client:
        check(library(URLS[0]), client, state=state)
    net = Net()
    (found,) = run(net, place, library(URLS[0]))
    assert not net.asked
    assert found.verdict is Verdict.UNKNOWN


def test_evidence_survives_being_written() -> None:
    case = Case(Link("http://example.org/a"), "http://example.org/a")
    answer = Answer("http://example.org/a", final_url="http://example.org/a", response=Response(200, body=PAGE))
    look = case.with_look(LookKind.BROWSER, answer).last
    assert loads(Look, dumps((look,))) == (look,)
    sibling = Sibling("http://example.org/x", 200, "http://example.org/x", look.sketch)
    assert loads(Sibling, dumps((sibling,))) == (sibling,)
    with pytest.raises(ValueError, match="Look"):
        loads(Look, '[{"nonsense": 1}]')


def test_a_state_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(LinkError, match="cannot keep"):
        State(tmp_path / "file" / "links.sqlite")
    (tmp_path / "broken.sqlite").write_bytes(b"this is no database at all" * 50)
    with pytest.raises(LinkError, match="cannot keep"):
        State(tmp_path / "broken.sqlite")


def test_two_runs_at_once(place: Path) -> None:
    with State(place) as one, State(place) as other:
        for state in (one, other):
            state.begin(URLS)
            case = Case(Link(URLS[0]), URLS[0]).with_look(LookKind.PLAIN, Answer(URLS[0], response=Response(200)))
            state.note(case, "ok", Finding(Verdict.OK, "The page is there."))
        known = one.known(Case(Link(URLS[0]), URLS[0]))
    assert known is not None
    assert known.rule == "ok"
