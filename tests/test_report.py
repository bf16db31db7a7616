"""The page: nothing of the result is missing, nothing of the document gets out, and it needs nothing but itself."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.model import (
    Citation,
    Cite,
    Contributor,
    Date,
    Document,
    Form,
    Library,
    Link,
    LinkCheck,
    Locator,
    Mark,
    Name,
    Note,
    Pages,
    Passage,
    Reading,
    Reference,
    Resolved,
    Role,
    Run,
    Span,
    Use,
    Verdict,
    Work,
)
from biblio.pipeline import Result
from biblio.web import describe, report
from biblio.web.anchors import outward, siglum
from biblio.web.attention import attention
from biblio.web.lookup import look_up
from biblio.web.note_text import strands
from biblio.web.pictures.captures import captures
from biblio.web.pictures.grid import grid
from biblio.web.pictures.health import health
from biblio.web.pictures.timeline import timeline
from biblio.web.words import word
from tests.sample_result import NOTES, many_notes, sample

CASES = Path(__file__).parent / "cases" / "web"
_VOID = frozenset(("meta", "br", "input", "link", "img", "hr", "base", "col", "source", "wbr"))
_EMPTY_SHAPES = frozenset(("rect", "circle", "line", "path"))


class Page(HTMLParser):
    """Reads a page as strictly as we want it: every tag closed in its turn, every name once."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.ids: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.notes: list[str] = []
        self.feed(html)
        self.close()
        assert not self.open, f"never closed: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        assert len(given) == len(attrs), f"an attribute twice: {attrs}"
        self.tags[tag] += 1
        self.attributes += [(tag, name, value) for name, value in given.items()]
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag not in _VOID:
            self.open.append((tag, given.get("class", "")))
        if given.get("class", "").split()[:1] == ["text"]:
            self.notes.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _EMPTY_SHAPES | _VOID
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert [name for name, _ in self.open[-1:]] == [tag], f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in ("style", "script"):
            return
        self.words.append(data)
        if any(kind.split()[:1] == ["text"] for _, kind in self.open) and self.open[-1] != ("sup", "siglum"):
            self.notes[-1] += data

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["why"]) for case in found]


@pytest.fixture(scope="module")
def html() -> str:
    return report(sample())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def nothing() -> Result:
    return Result(Document("empty.txt", ""), Reading(Passage("")), (), Resolved(), Library(), ())


def test_every_note_stands_there_letter_for_letter(page: Page) -> None:
    assert page.notes == list(NOTES)


def test_every_entry_link_and_diagnostic_is_there(page: Page) -> None:
    result = sample()
    for entry in result.library.entries:
        assert entry.key in page.text
        assert entry.work.title in page.text
    for check in result.checks:
        assert check.link.url in page.text
        assert check.reason in page.text
        assert word("verdicts", check.verdict) in page.text
    for remark in result.diagnostics:
        assert remark.code in page.text
        assert remark.message in page.text


def test_places_are_named_once_and_every_link_within_the_page_arrives(page: Page) -> None:
    assert [name for name, count in page.ids.items() if count > 1] == []
    assert not any(re.search(r"\s", name) for name in page.ids)
    inward = [value[1:] for _, name, value in page.attributes if name == "href" and value.startswith("#")]
    assert len(inward) > 50
    assert set(inward) <= set(page.ids)


def test_nothing_is_loaded_and_nothing_of_the_document_runs(page: Page, html: str) -> None:
    assert page.tags["script"] == page.tags["style"] == 1
    assert not any(page.tags[tag] for tag in ("link", "img", "iframe", "object", "embed", "base", "form"))
    names = {name for _, name, _ in page.attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcset", "style", "xlink:href")}
    assert "url(" not in html
    assert "@import" not in html


def test_addresses_lead_out_only_where_they_are_of_the_web(page: Page) -> None:
    outwards = [(tag, value) for tag, name, value in page.attributes if name == "href" and not value.startswith("#")]
    assert ("a", "https://doi.org/10.1000/nlr.139") in outwards
    assert all(tag == "a" and value.startswith(("http://", "https://")) for tag, value in outwards)
    assert "javascript:alert(1)" in page.text


def test_what_was_concluded_and_what_was_left_open_is_said(page: Page) -> None:
    assert "author Leon Trotsky: inferred from the text" in page.text
    assert "Which work is meant is not known." in page.text
    assert "Possible: Fidler 2002, Anderson 1983" in page.text
    assert "→ note 1" in page.text
    assert "reprint of b" in page.text
    assert "reprinted as Anderson 1984" in page.text
    assert "97 %" not in page.text.partition("97 %")[2], "confidence is the lesser of both steps', once per cite"


def test_the_words_around_a_call_are_whole_and_keep_their_blanks(page: Page) -> None:
    assert "a book that was written in exile1. The argument of that book is well known, and so is\xa0…" in "".join(
        page.words
    )
    assert "in journals and on mailing lists3; the minutes" in page.text


def test_attention_goes_from_pressing_to_slight() -> None:
    kinds = attention(look_up(sample()))
    assert [kind.name for kind in kinds] == [
        "unresolved", "ambiguous", "unsure", "conflict", "numbering", "dead", "moved", "inferred", "other",
    ]  # fmt: skip
    told = {kind.name: kind.matters for kind in kinds}
    assert [(matter.place, matter.why, matter.hint) for matter in told["unresolved"]] == [
        ("note 4", "the note before cites two works", "perhaps Fidler 2002 or Anderson 1983")
    ]
    assert [matter.place for matter in told["numbering"]] == ["note 7"], "rule and diagnostic speak of one thing"
    assert len(told["dead"]) == 4


def test_labels_that_restart_lead_to_their_own_notes() -> None:
    result = sample()
    doubled = replace(result, citations=result.citations + result.citations)
    page = Page(report(doubled))
    assert page.notes == [*NOTES, *NOTES]
    assert [name for name, count in page.ids.items() if count > 1] == []


def test_a_document_without_notes_has_a_page_without_pictures() -> None:
    page = Page(report(nothing()))
    assert "No notes were found." in page.text
    assert "Nothing stands out" not in page.text
    assert not page.tags["svg"]
    assert not page.tags["article"]


def test_a_single_note_has_no_pictures_that_say_nothing() -> None:
    assert grid(look_up(many_notes(1))) is None
    assert timeline(look_up(many_notes(1))) is None


def test_many_notes_keep_their_pictures_readable() -> None:
    lookup = look_up(many_notes(400))
    picture = grid(lookup)
    assert picture is not None
    gaps = [right.x - left.x for left, right in zip(picture.columns[1:], picture.columns[2:], strict=False)]
    assert min(gaps) > 30, "labels of three figures need room"
    assert len(picture.rows) + picture.left_out == len(lookup.cited)
    years = timeline(lookup)
    assert years is not None
    assert years.blocks
    assert all(lane.first is not None for lane in years.lanes)
    assert all(0 <= block.x <= 100 and block.x + block.width <= 101 for block in years.blocks)
    Page(report(many_notes(400)))


def test_a_reprint_is_joined_to_the_year_of_its_original() -> None:
    picture = timeline(look_up(sample()))
    assert picture is not None
    joined = {lane.label: lane for lane in picture.lanes if lane.first is not None}
    assert set(joined) == {"Trotsky 1972", "Anderson 1984"}
    assert all(lane.first < lane.x for lane in joined.values() if lane.first is not None)
    assert picture.undated == 1


def test_a_very_long_note_is_whole() -> None:
    text = "Commentary <without> end & more. " * 1600
    citation = Citation(Note("1", Passage(text), ordinal=1))
    page = Page(report(replace(nothing(), citations=(citation,))))
    assert page.notes == [text]


@given(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=5),
    st.text(max_size=3),
)
def test_strands_hold_the_note_whole_whatever_the_spans(text: str, ends: list[tuple[int, int]], words: str) -> None:
    spans = [Span(min(pair), max(pair)) for pair in ends]
    cites = tuple(
        Cite(span, Form.FULL, Reference(Work(), (("title", span),)), Locator(words), prefix=words) for span in spans
    )
    body = Passage(text, runs=tuple(Run(span, frozenset({Mark.ITALIC})) for span in spans))
    found = strands(Citation(Note("1", body), cites))
    assert "".join(part.text for strand in found for part in strand.stretches) == text
    opened = [strand.cite for strand in found if strand.first and strand.cite is not None]
    assert len(opened) == len(set(opened))


def test_stretches_know_signal_locator_field_and_italics() -> None:
    citation = sample().citations[0]
    roles = {
        (part.role, part.field, part.marks): part.text for strand in strands(citation) for part in strand.stretches
    }
    assert roles["signal", "", ()] == "See"
    assert roles["locator", "", ()] == "59, 111-13"
    assert roles["", "title", ("italic",)] == "The Revolution Betrayed"


@pytest.mark.parametrize("case", cases("addresses.toml"))
def test_cases_addresses(case: dict[str, Any]) -> None:
    assert outward(case["url"]) == (case["url"] if case["linked"] else "")


@pytest.mark.parametrize("case", cases("dates.toml"))
def test_cases_dates(case: dict[str, Any]) -> None:
    date = replace(Date.parse(case["date"]), literal=case.get("literal", "") or Date.parse(case["date"]).literal)
    assert describe.date_in_words(date) == case["words"]


@pytest.mark.parametrize("case", cases("works.toml"))
def test_cases_works(case: dict[str, Any]) -> None:
    work = built(case["work"])
    assert "".join(part.before + (f"‘{part.text}’" if part.kind == "quoted" else part.text)
                   for part in describe.line(work)) == case["line"]  # fmt: skip
    assert describe.label(work, "key1900") == case["label"]


def built(fields: dict[str, Any]) -> Work:
    """A work from a case file."""
    roles = {role.value for role in Role}
    people = tuple(
        Contributor(Name.parse(name), Role(role)) for role in fields if role in roles for name in fields[role]
    )
    read: dict[str, Callable[[Any], Any]] = {
        "date": Date.parse,
        "original_date": Date.parse,
        "pages": Pages.parse,
        "container": built,
    }
    plain = {name: read.get(name, lambda value: value)(value) for name, value in fields.items() if name not in roles}
    return Work(contributors=people, **plain)


def test_sigla_go_on_after_z() -> None:
    assert [siglum(index) for index in (0, 25, 26, 27, 701, 702)] == ["a", "z", "aa", "ab", "zz", "aaa"]


def test_the_page_names_only_codes_and_rules_that_some_step_gives() -> None:
    package = Path(describe.__file__).parents[1]
    steps = [path for path in package.rglob("*.py") if "web" not in path.relative_to(package).parts]
    source = "\n".join(path.read_text(encoding="utf-8") for path in steps)
    kinds = tomllib.loads((package / "web" / "attention.toml").read_text(encoding="utf-8"))
    words = tomllib.loads((package / "web" / "words.toml").read_text(encoding="utf-8"))
    named = [*kinds["of_cites"], *(code for kind in kinds["kinds"] for code in kind["codes"]), *words["rules"]]
    assert [name for name in named if f'"{name}"' not in source] == []


def test_copies_stand_against_the_cited_day() -> None:
    result = sample()
    picture = captures(look_up(result))
    assert picture is not None
    (row,) = picture.rows
    assert [tick.kind for tick in row.ticks] == ["other", "rejected", "chosen"]
    assert row.cited is not None
    assert row.run == (min(row.cited, row.ticks[-1].x), max(row.cited, row.ticks[-1].x))
    assert all(
        0 <= place <= 100 for place in (row.cited, *(tick.x for tick in row.ticks), *(y.x for y in picture.years))
    )
    assert "later" in row.said or "earlier" in row.said
    page = report(result)
    assert "&lt;something&gt; else" in page
    assert 'class="captures"' in page
    without = replace(result, checks=tuple(replace(check, mementos=()) for check in result.checks))
    assert captures(look_up(without)) is None
    assert 'class="captures"' not in report(without)


def test_links_by_host_and_year() -> None:
    result = sample()
    entry = result.library.entries[0]
    when = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def found(url: str, verdict: Verdict) -> LinkCheck:
        return LinkCheck(Link(url, (Use(entry.key),)), verdict, "Said.", checked=when)

    checks = (
        found("http://www.example.org/a", Verdict.OK),
        found("http://example.org/b", Verdict.DEAD),
        found("http://example.net/<c>", Verdict.UNKNOWN),
        LinkCheck(Link("http://[::1", (Use("no entry"),)), Verdict.OK, "Said.", checked=when),
    )
    picture = health(look_up(replace(result, checks=checks)))
    assert picture is not None
    assert [row.label for row in picture.rows] == ["example.org", "example.net", "no host"]
    (worst,) = picture.rows[0].patches
    assert (worst.tone, worst.count, worst.anchor) == ("bad", 2, "link-2")
    assert all(0 < patch.x < picture.width for row in picture.rows for patch in row.patches)
    page = report(replace(result, checks=checks))
    assert "How the links are" in page
    Page(page)
    unasked = tuple(replace(check, checked=None) for check in checks)
    assert health(look_up(replace(result, checks=unasked))) is None
