"""Addresses: normal form, what they say of themselves, and finding them in text; cases in tests/cases/addresses."""

from __future__ import annotations

import doctest
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.addresses import RULES, alternatives, normalise, recognise, repair, urls_in

CASES = Path(__file__).parent / "cases" / "addresses"


def cases(*files: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{name}: {case['why']}")
        for name in files
        for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    ]


@pytest.mark.parametrize("case", cases("normalise"))
def test_normal_form(case: dict[str, Any]) -> None:
    assert normalise(case["url"]) == case["normal"]
    assert list(repair(case["url"]).rules) == case["repaired"]


@pytest.mark.parametrize("case", cases("alternatives"))
def test_other_readings(case: dict[str, Any]) -> None:
    assert list(alternatives(case["url"])) == case["others"]


@pytest.mark.parametrize("case", cases("mailing_lists", "others"))
def test_recognised(case: dict[str, Any]) -> None:
    address = recognise(case["url"])
    if case.get("kind") == "":
        assert address is None
        return
    assert address is not None
    for name, expected in case.items():
        if name == "describe":
            assert address.describe() == expected
        elif name not in ("why", "url"):
            value = getattr(address, name)
            assert str(value if value is not None else "") == expected, name


@pytest.mark.parametrize("case", cases("in_text"))
def test_found_in_text(case: dict[str, Any]) -> None:
    found = urls_in(case["text"])
    assert [one.url for one in found] == case["urls"]
    assert [one.span.of(case["text"]) for one in found] == case["written"]


def test_examples_of_the_documentation() -> None:
    page = Path(__file__).parents[1] / "docs" / "addresses.md"
    assert doctest.testfile(str(page), module_relative=False) == doctest.TestResults(failed=0, attempted=4)


def test_every_rule_has_a_case() -> None:
    seen = {case.values[0].get("kind") for case in cases("mailing_lists", "others")}
    assert {name for name, _ in RULES} <= seen


URLISH = st.text(alphabet="htps:/.w-a~%2F E()[]<>,;?#@&amp\\_é\u200b\n1", max_size=40)


@given(st.one_of(st.text(max_size=60), URLISH, URLISH.map(lambda tail: "http://a.org/" + tail)))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    recognise(text)


@given(st.text(max_size=120))
def test_spans_lie_inside_the_text(text: str) -> None:
    for found in urls_in(text + " http://a.org/b. " + text):
        assert found.span.of(text + " http://a.org/b. " + text)
