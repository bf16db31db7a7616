"""What `biblio check` prints: JSON against its schema, table, SARIF, JUnit."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.contracts import checking
from biblio.contracts.checking.table import ORDER
from biblio.model import Hop, Link, LinkCheck, Memento, Probe, Use, Verdict
from tests.json_schema import faults

SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "schemas" / "check.schema.json").read_text("utf-8"))
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
COPY = Memento("https://web.archive.org/web/20030117050505/x", "x", datetime(2003, 1, 17, tzinfo=UTC), "wayback", 0.97)
MOVED, NEW = "http://example.org/moved", "http://example.org/new"
CHECKS = (
    LinkCheck(
        Link("http://example.org/a", (Use("a", 3), Use("c"))),
        Verdict.DEAD,
        "The page does not exist (404, seen twice).",
        probes=(Probe("http://example.org/a", NOON, 404, "http://example.org/a"),),
        mementos=(COPY,),
        checked=NOON,
        archive="message 283 of the mailing list x, in an MHonArc archive",
        earliest=date(2002, 12, 2),
        latest=date(2002, 12, 8),
        rule="dead",
    ),
    LinkCheck(
        Link("http://example.org/moved", (Use("b", 6),)),
        Verdict.MOVED,
        "The page has moved.",
        probes=(Probe(MOVED, NOON, 200, NEW, (Hop(MOVED, 301),), "New"),),
        match=0.5,
        proposed_url="http://example.org/new",
        checked=NOON,
    ),
    LinkCheck(
        Link("http://[::1", (Use("c"),)),
        Verdict.UNKNOWN,
        "Not asked, as the network was not to be used.",
        probes=(Probe("http://[::1", NOON, error="offline: nothing is asked"),),
    ),
    LinkCheck(Link("http://example.org/\x00ok", (Use("c"),)), Verdict.OK, "The page is there."),
)


def rendered(form: str, checks: tuple[LinkCheck, ...] = CHECKS) -> str:
    return checking.render(checks, "my refs.bib", form)


def test_json_keeps_its_schema() -> None:
    document = json.loads(rendered("json"))
    assert faults(document, SCHEMA) == []
    first, second, third, *_ = document["results"]
    assert (first["key"], second["key"], third["key"]) == ("a", "c", "b")
    assert (first["archive_url"], first["archive_date"], first["archive_match"]) == (
        "https://web.archive.org/web/20030117050505/x",
        "2003-01-17",
        0.97,
    )
    assert (first["line"], third["line"]) == (3, 6)
    assert third["hops"] == [{"url": "http://example.org/moved", "status": 301}]
    assert third["checked"] == "2026-11-22T12:00:00Z"
    assert document["results"][3]["checked"] is None


@pytest.mark.parametrize(
    "broken",
    [
        {"schema": 2, "results": []},
        {"schema": 1},
        {"schema": 1, "results": [{}]},
        {"schema": 1, "results": [{**json.loads(rendered("json"))["results"][0], "verdict": "alive"}]},
        {"schema": 1, "results": [{**json.loads(rendered("json"))["results"][0], "match": 2}]},
    ],
)
def test_the_schema_refuses_what_is_wrong(broken: dict[str, Any]) -> None:
    assert faults(broken, SCHEMA)


def test_table_shows_the_urgent_first() -> None:
    text = rendered("text")
    assert text.index("dead") < text.index("moved") < text.index("unknown   c")
    assert "a, c (line 3)  http://example.org/a" in text
    assert "The address says: message 283 of the mailing list x" in text
    assert "Proposed: http://example.org/new" in text
    assert "Copy of 2003-01-17, fits the citation 97%" in text
    assert text.endswith("4 links: 1 dead, 1 moved, 1 unknown, 1 ok\n")
    assert checking.render((), "x.bib", "text") == "x.bib: no links\n"
    assert set(ORDER) == set(Verdict)


def test_sarif_has_what_the_standard_wants() -> None:
    log = json.loads(rendered("sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert {rule["id"] for rule in rules} == {verdict.value for verdict in Verdict} - {"ok"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("none", "note", "warning", "error")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "my%20refs.bib"
        assert place.get("region", {"startLine": 1})["startLine"] >= 1
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note"]


def test_junit_counts_what_it_holds() -> None:
    root = ElementTree.fromstring(rendered("junit"))
    suite = root[0]
    assert suite.tag == "testsuite"
    cases = suite.findall("testcase")
    assert int(suite.attrib["tests"]) == len(cases) == 5
    assert int(suite.attrib["failures"]) == len(suite.findall(".//failure")) == 2
    assert int(suite.attrib["skipped"]) == len(suite.findall(".//skipped")) == 1
    assert cases[0].attrib["classname"] == "example.org"
    assert "Copy: https://web.archive.org" in (cases[0][0].text or "")


@pytest.mark.parametrize("form", list(checking.FORMS))
@given(url=st.text(max_size=30), reason=st.text(max_size=30), verdict=st.sampled_from(Verdict))
def test_every_form_takes_every_text(form: str, url: str, reason: str, verdict: Verdict) -> None:
    text = checking.render((LinkCheck(Link(url, (Use("k"),)), verdict, reason),), url, form)
    if form == "junit":
        ElementTree.fromstring(text)
    elif form in ("json", "sarif"):
        json.loads(text)
