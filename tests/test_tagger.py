"""The trained tagger: its seams, its laws, and what it makes of single references."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio.citations import LABELS, lexicon
from biblio.citations.assemble import assemble
from biblio.citations.cites import tag
from biblio.citations.scan import Scan, scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.trained import model, tag_trained
from biblio.citations.trained.agreement import over
from biblio.citations.trained.confidence import calibrated, table
from biblio.citations.trained.doubtful import credible
from biblio.citations.trained.features import features
from biblio.citations.trained.labels import Stretch, decode, encode
from biblio.citations.trained.references import numbering, parse_reference
from biblio.citations.trained.repairs import repaired
from biblio.citations.trained.tokens import tokenise
from biblio.errors import PluginError
from biblio.model import Form, Passage, Span
from scripts.parse_references import answers, csl
from scripts.synthetic_notes import STYLES

CASES = Path(__file__).parent / "cases" / "tagger"
NOTE = "See Lucien Febvre, The Coming of the Book (London: Verso, 1976), 34; Ibid., 40."
PRINTED = (
    """van de la Smith J. , . ; : ( ) [ “ ’ » 1990 12–13 pp. in ed. ibid. Hrsg. http://a.org/b 10.1000/x É 書 n. 5 '"""
)
WORDS = st.sampled_from((*PRINTED.split(), "\n"))
TEXTS = st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60)


def read(text: str) -> Scan:
    return scan(Passage(text), lexicon.load("en"))


def cases(file: str) -> list[Any]:
    found = tomllib.loads((CASES / file).read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["name"]) for case in found]


@pytest.mark.parametrize("case", cases("references.toml"))
def test_references(case: dict[str, Any]) -> None:
    found = csl(parse_reference(case["input"]))
    found["author"] = [person["family"] for person in found.get("author", [])]
    expected = {key: value for key, value in case.items() if key not in ("name", "input", "why")}
    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.parametrize("case", cases("doubtful.toml"))
def test_what_is_no_cite_is_dropped(case: dict[str, Any]) -> None:
    text, fields = case["input"], []
    for label, _, words in (told.partition(": ") for told in case["read"]):
        fields.append(Field(label, Span(text.index(words), text.index(words) + len(words))))
    whole = Span(fields[0].span.start, fields[-1].span.end)
    cite = Tagged(whole, Form(case["form"]), tuple(fields), rule="trained", confidence=case.get("sure", 0.9))
    assert bool(credible(read(text), (cite,))) == case["kept"]


def told(text: str, lines: list[str], at: int = 0) -> tuple[Field, ...]:
    """The fields that lines like "date: 1887" name, each behind the one before."""
    fields = []
    for line in lines:
        label, words = line.split(": ", 1)
        at = text.index(words, at)
        fields.append(Field(label, Span(at, at + len(words))))
        at += len(words)
    return tuple(fields)


@pytest.mark.parametrize("case", cases("laws.toml"))
def test_laws(case: dict[str, Any]) -> None:
    text = case["input"]
    fields = told(text, case["read"])
    page = read(text)
    (cite,) = assemble(page, (Tagged(Span(0, fields[-1].span.end), Form.FULL, fields),))
    work = cite.reference.work
    assert (work.type, work.title) == (case["type"], case["title"])
    assert [name.family for name in work.authors] == case["authors"]


@pytest.mark.parametrize("case", cases("repairs.toml"))
def test_repairs(case: dict[str, Any]) -> None:
    text = case["input"]
    start = text.index(case["starts"]) if "starts" in case else 0
    fields = told(text, case["read"], start)
    whole = Stretch(0, 1, Span(start, fields[-1].span.end), fields)
    found = repaired(read(text), whole, (), len(text))
    assert [f"{field.label}: {field.span.of(text)}" for field in found.fields] == case["repaired"]
    assert all(found.span.contains(field.span) for field in found.fields)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_cites_lie_in_order_and_fields_within_them(text: str) -> None:
    low = 0
    for cite in tag_trained([read(text)])[0]:
        assert low <= cite.span.start < cite.span.end <= len(text)
        assert 0 <= cite.confidence <= 1
        for field in cite.fields:
            assert field.label in LABELS
            assert cite.span.contains(field.span)
        low = cite.span.end


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_reference_is_one_whatever_it_says(text: str) -> None:
    cite = parse_reference(text)
    assert cite.span.end <= len(text)
    assert json.dumps(csl(cite))


@given(TEXTS)
def test_every_token_has_features(text: str) -> None:
    page = read(text)
    tokens = tokenise(text)
    assert [text[start:end] for start, end in tokens] == [
        part for part in (text[s:e] for s, e in tokens) if part.strip()
    ]
    assert len(features(page, tokens)) == len(tokens)


@given(st.data())
def test_labels_say_what_was_marked(data: st.DataObject) -> None:
    """encode and decode are inverse for cites of whole tokens that each hold a field."""
    count = data.draw(st.integers(4, 14))
    text = " ".join("word" for _ in range(count))
    tokens = tokenise(text)
    cuts = sorted(data.draw(st.sets(st.integers(0, count), min_size=2, max_size=6)))
    spans = [Span(tokens[low][0], tokens[high - 1][1]) for low, high in zip(cuts[::2], cuts[1::2], strict=False)]
    fields = [Field(data.draw(st.sampled_from(("title", "author"))), span) for span in spans]
    decoded = decode(tokens, encode(tokens, spans, fields))
    assert [stretch.span for stretch in decoded] == spans
    assert [field for stretch in decoded for field in stretch.fields] == fields


def test_two_cites_may_touch() -> None:
    tokens = tokenise("Marx Engels")
    labels = encode(tokens, [Span(0, 4), Span(5, 11)], [Field("author", Span(0, 4)), Field("author", Span(5, 11))])
    assert [stretch.span for stretch in decode(tokens, labels)] == [Span(0, 4), Span(5, 11)]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=2000))
@settings(max_examples=20)
def test_more_sure_is_never_less_right(pairs: list[tuple[float, bool]]) -> None:
    reliability = table(pairs)
    values = [calibrated(step / 20, reliability) for step in range(21)]
    assert values == sorted(values)
    assert all(0 <= value <= 1 for value in values)


@given(TEXTS, st.integers(0, 200), st.integers(0, 200))
@settings(max_examples=60, deadline=None)
def test_over_finds_all_that_overlap(text: str, one: int, other: int) -> None:
    span = Span(min(one, other), max(one, other) + 1)
    cites = tag(read(text))
    assert over(cites, span) == tuple(cite for cite in cites if cite.span.overlaps(span))


def test_a_model_that_is_not_there_leaves_the_rules(tmp_path: Path) -> None:
    page = read(NOTE)
    with pytest.warns(RuntimeWarning, match="by rules alone"):
        assert tag_trained([page], folder=tmp_path) == (tag(page),)


def test_a_missing_model_is_named_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(PluginError, match=r"train_tagger\.py"):
        model.load("notes", tmp_path)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("[12] A", "A"),
        ("12. A", "A"),
        ("(3) A", "A"),
        ("• A", "A"),
        ("1984. 12", "1984. 12"),
        ("A. 12", "A. 12"),
        ("[3]", "[3]"),
    ],
)
def test_numbering_is_left_off(text: str, rest: str) -> None:
    assert text[numbering(text) :] == rest


def test_parse_references_answers_line_by_line() -> None:
    lines = [
        json.dumps({"id": "a", "input": NOTE, "kind": "note"}),
        "",
        json.dumps({"id": "b", "input": "J. Smith, Title (London, 1990).", "kind": "reference"}),
        json.dumps({"id": "c", "input": "x", "kind": "poem"}),
        "{",
    ]
    note, reference, wrong, broken = answers(lines)
    assert note["id"] == "a"
    assert [found["kind"] for found in note["refs"]] == ["full", "ibid"]
    assert note["refs"][1]["locator"] == "40"
    assert len(reference["refs"]) == 1
    assert reference["refs"][0]["author"] == [{"family": "Smith", "given": "J."}]
    assert wrong["refs"] == broken["refs"] == []
    assert "poem" in wrong["error"]


def test_patterns_of_synthetic_notes_label_what_exists() -> None:
    for pattern in tomllib.loads(STYLES.read_text("utf-8"))["pattern"]:
        assert set(pattern["languages"]) <= set(lexicon.LANGUAGES)
        labels = {
            slot.split(":")[-1].rstrip("}") for slot in pattern["text"].split("{")[1:] for slot in [slot.split("}")[0]]
        }
        assert labels <= LABELS, pattern["text"]
