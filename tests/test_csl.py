"""The CSL processor: own cases, the CSL test suite's pass list, bad styles, and laws that hold for any item."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biblio.errors import StyleError
from biblio.styles import Processor
from biblio.styles.csl import Section
from biblio.styles.csl.position import Mention, Tracker
from biblio.styles.outputs import names as output_names
from biblio.styles.outputs.runs import RunsOutput
from scripts.csl_adapter import locale_folder

CASES = Path(__file__).parent / "cases" / "csl"
SUITE = Path(__file__).resolve().parents[2] / "shared" / "data" / "csl-test-suite"
LOCALES = locale_folder()
ITEMS: list[dict[str, Any]] = json.loads((CASES / "varied-items.json").read_text(encoding="utf-8"))


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}: {case['name']}")


@pytest.mark.parametrize("case", list(_cases()))
def test_cases(case: dict[str, Any]) -> None:
    processor = Processor(
        _style(case),
        case["items"],
        locales=LOCALES,
        output=case.get("output", "text"),
        abbreviations=case.get("abbreviations"),
    )
    if "entries" in case:
        assert [entry.text.rstrip("\n") for entry in processor.bibliography()] == case["entries"]
    if "notes" in case:
        citations = [
            {"citationItems": cites, "properties": {"noteIndex": at + 1}} for at, cites in enumerate(case["cites"])
        ]
        assert [cluster.text for cluster in processor.process(citations)] == case["notes"]
    if "citation" in case:
        assert processor.cite(case["cites"][0]) == case["citation"]


def _style(case: dict[str, Any]) -> str:
    attributes = case.get("style_attributes", 'class="in-text"')
    bibliography = case.get("bibliography", "")
    if bibliography and "<layout" not in bibliography:
        bibliography = f"<layout>{bibliography}</layout>"
    citation = case.get("style", "<text value='x'/>")
    if "<layout" not in citation:
        citation = f"<layout>{citation}</layout>"
    return (
        f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" {attributes}><info><id>t</id><title>t</title>'
        f"</info>{case.get('parts', '')}<citation {case.get('citation_attributes', '')}>{citation}</citation>"
        + (
            f"<bibliography {case.get('bibliography_attributes', '')}>{bibliography}</bibliography>"
            if bibliography
            else ""
        )
        + "</style>"
    )


@pytest.mark.skipif(not SUITE.is_dir(), reason="the CSL test suite is not beside this checkout (../shared)")
def test_suite_passes_what_the_list_says() -> None:
    """A listed fixture that fails counts, and an unlisted one that passes; `csl_suite.py DIR --write LIST` rewrites."""
    from scripts.csl_suite import run_suite

    listed = set((CASES / "suite-pass.txt").read_text(encoding="utf-8").split())
    outcomes = run_suite(sorted(SUITE.glob("*_*.txt")), LOCALES)
    passed = {outcome.name for outcome in outcomes if outcome.passed}
    present = {outcome.name for outcome in outcomes}
    assert sorted((listed & present) - passed) == [], "listed but fails"
    assert sorted(passed - listed) == [], "passes but is not listed"


SIMPLE = _style({"style": "<text variable='title'/>"})


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("", "not well-formed"),
        ("<style", "not well-formed"),
        ("<html/>", "expected a <style>"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl"/>', "CSL 0.8"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl" version="0.8"/>', "not supported"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"/>', "no citation"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><link rel="independent-parent"'
            ' href="http://www.zotero.org/styles/apa"/></info></style>',
            "dependent style that only points to http://www.zotero.org/styles/apa",
        ),
        (_style({"style": "<text macro='none'/>"}), "'none' is called but not defined"),
        (
            _style({"style": "<text macro='a'/>", "parts": "<macro name='a'><text macro='a'/></macro>"}),
            "in a ring: a > a",
        ),
        (SIMPLE.replace("<layout>", "<nothing>").replace("</layout>", "</nothing>"), "no layout"),
    ],
)
def test_bad_style_is_refused_in_clear_words(style: str, words: str) -> None:
    with pytest.raises(StyleError, match=r".*") as caught:
        Processor(style, [], locales=LOCALES)
    assert words in str(caught.value)


def test_missing_locale_falls_back_with_a_remark() -> None:
    processor = Processor(SIMPLE, [{"id": "a", "title": "T"}], locale="xx-YY", locales=LOCALES)
    assert [diagnostic.code for diagnostic in processor.diagnostics] == ["locale-fallback"]
    assert processor.cite([{"id": "a"}]) == "T"


def test_no_locale_at_all_is_an_error() -> None:
    with pytest.raises(StyleError, match="no locale file"):
        Processor(SIMPLE, [], locales=lambda name: None)


def test_unknown_item_and_unknown_output() -> None:
    processor = Processor(SIMPLE, [], locales=LOCALES)
    assert processor.cite([{"id": "nowhere"}]) == ""
    assert [diagnostic.code for diagnostic in processor.diagnostics] == ["unknown-item"]
    with pytest.raises(StyleError, match="no output format 'papyrus'"):
        Processor(SIMPLE, [], locales=LOCALES, output="papyrus")


def test_cached_style_renders_alike(tmp_path: Path) -> None:
    for _ in range(2):
        processor = Processor(SIMPLE, [{"id": "a", "title": "T"}], locales=LOCALES, cache=tmp_path)
        assert processor.cite([{"id": "a"}]) == "T"
    assert len(list(tmp_path.iterdir())) == 1
    next(tmp_path.iterdir()).write_bytes(b"broken")
    assert Processor(SIMPLE, [], locales=LOCALES, cache=tmp_path).style.title == "t"


def test_bibliography_sections_take_what_they_say() -> None:
    style = _style({"bibliography": "<text variable='title'/>"})
    items = [{"id": "a", "type": "book", "title": "A"}, {"id": "b", "type": "map", "title": "B"}]
    processor = Processor(style, items, locales=LOCALES, output="text")
    field = {"field": "type", "value": "book"}

    def titles(section: Section) -> list[str]:
        return [entry.text.strip() for entry in processor.bibliography(section)]

    assert titles(Section(include=[field])) == ["A"]
    assert titles(Section(exclude=[field])) == ["B"]
    assert titles(Section(select=[field, {"field": "title", "value": "B"}])) == []
    assert titles(Section(quash=[field])) == ["B"]


def test_uncited_items_join_the_bibliography() -> None:
    style = _style({"style": "<text variable='title'/>", "bibliography": "<text variable='title'/>"})
    items = [{"id": str(n), "title": f"T{n}"} for n in range(3)]
    processor = Processor(style, items, locales=LOCALES, output="text")
    processor.process([{"citationItems": [{"id": "1"}]}])
    assert [entry.id for entry in processor.bibliography()] == ["1"]
    processor.uncited(["2"])
    assert [entry.id for entry in processor.bibliography()] == ["1", "2"]


def test_an_edit_names_the_clusters_it_changes() -> None:
    parts = "<choose><if position='ibid'><text value='ibid'/></if><else><text variable='title'/></else></choose>"
    style = _style({"style": parts, "style_attributes": 'class="note"'})
    processor = Processor(style, [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}], locales=LOCALES, output="text")
    cite = {"citationItems": [{"id": "a"}]}
    processor.insert({**cite, "citationID": "1", "properties": {"noteIndex": 1}})
    processor.insert({**cite, "citationID": "2", "properties": {"noteIndex": 2}}, [("1", 1)])
    assert [cluster.text for cluster in processor.clusters()] == ["A", "ibid"]
    between = {"citationID": "3", "citationItems": [{"id": "b"}], "properties": {"noteIndex": 2}}
    changed = processor.insert(between, [("1", 1)], [("2", 3)])
    assert [(cluster.index, cluster.text) for cluster in changed] == [(1, "B"), (2, "A")]


def test_runs_keep_marks_apart_from_text() -> None:
    style = _style({"style": "<text variable='title' font-style='italic' prefix='('/>"})
    processor = Processor(style, [{"id": "a", "title": "On <i>Iliad</i>"}], locales=LOCALES, output=RunsOutput())
    runs = processor.cite([{"id": "a"}])
    assert [(run.text, run.has("font-style", "italic")) for run in runs] == [
        ("(", False),
        ("On ", True),
        ("Iliad", False),
    ]


@pytest.mark.parametrize("output", output_names())
def test_every_output_sets_the_varied_items(output: str) -> None:
    style = _style(
        {
            "bibliography": "<group delimiter='. '><names variable='author'/>"
            "<text variable='title' font-style='italic'/><text variable='URL'/>"
            "<date variable='issued' form='text' font-weight='bold'/></group>"
        }
    )
    entries = list(Processor(style, ITEMS, locales=LOCALES, output=output).bibliography())
    assert len(entries) == len(ITEMS)
    assert all(entry.text for entry in entries)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
NAME = st.dictionaries(st.sampled_from(["family", "given", "literal", "suffix", "dropping-particle"]), JUNK, max_size=3)
DATE = st.fixed_dictionaries(
    {}, optional={"date-parts": JUNK, "raw": st.text(max_size=12), "season": JUNK, "literal": JUNK}
)
ITEM = st.fixed_dictionaries(
    {},
    optional={
        "id": JUNK,
        "type": JUNK,
        "title": st.text(alphabet="ab \"'<i></i>&.?!:-\u201c\u201d\u2019", max_size=20) | JUNK,
        "author": st.lists(NAME, max_size=4) | JUNK,
        "issued": DATE | JUNK,
        "page": st.text(alphabet="0123456789-,&. piv\u2013\\", max_size=10) | JUNK,
        "edition": JUNK,
        "language": JUNK,
        "note": st.text(alphabet="ab:{}\n-", max_size=12) | JUNK,
    },
)
FULL = _style(
    {
        "style_attributes": 'class="note"',
        "citation_attributes": "disambiguate-add-names='true' disambiguate-add-givenname='true' et-al-min='2'"
        " et-al-use-first='1' disambiguate-add-year-suffix='true' collapse='year-suffix-ranged'",
        "style": "<sort><key variable='author'/><key variable='issued'/></sort>"
        "<layout prefix='(' suffix=').' delimiter='; '><choose><if position='ibid'><text term='ibid'/></if>"
        "<else><group delimiter=', '><names variable='author'>"
        "<name initialize-with='. '/><substitute><text variable='title'/></substitute></names>"
        "<text variable='title' quotes='true' text-case='title'/><date variable='issued' form='text'/>"
        "<number variable='edition' form='ordinal'/><label variable='page'/><text variable='page'/>"
        "<text variable='locator'/></group></else></choose></layout>",
        "bibliography": "<sort><key variable='title'/><key variable='page'/></sort><layout suffix='.'>"
        "<names variable='author'><name name-as-sort-order='all'/></names><text variable='title' font-style='italic'/>"
        "<text variable='note'/></layout>",
        "bibliography_attributes": "subsequent-author-substitute='---' second-field-align='flush'",
    }
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=st.lists(ITEM, max_size=5), locator=JUNK)
def test_rendering_never_raises_on_item_data(items: list[dict[str, Any]], locator: Any) -> None:
    processor = Processor(FULL, items, locales=LOCALES)
    cites = [{"id": key, "locator": locator, "prefix": locator, "label": locator} for key in processor.ids]
    processor.process([{"citationItems": cites}, {"citationItems": cites[:1]}, {"citationItems": cites[:1]}])
    processor.uncited()
    assert len(processor.bibliography()) <= len(processor.ids)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "1", "2"])), max_size=12))
def test_the_first_cite_of_each_item_is_first_and_no_other(cites: list[tuple[str, str]]) -> None:
    tracker = Tracker()
    places = [
        (item, tracker.place([Mention(item, locator, "")], note + 1)[0]) for note, (item, locator) in enumerate(cites)
    ]
    seen: set[str] = set()
    for item, place in places:
        assert (place.position == 0) == (item not in seen)
        seen.add(item)
