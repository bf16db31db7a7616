"""Every rule of `biblio lint` against case files, and the laws that all of them keep."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio.contracts import linting as contract
from biblio.errors import BiblioError
from biblio.formats import biblatex, bibtex
from biblio.library import linting

CASES = Path(__file__).parent / "cases" / "lint" / "rules.toml"
LOADED = tomllib.loads(CASES.read_text("utf-8"))["case"]
NOW = date(2026, 11, 1)


def look(text: str, dialect: str = "biblatex") -> linting.Context:
    model = linting.datamodel(dialect)
    return linting.Context.of(bibtex.source(text), biblatex.plugin.loads(text), model, bibtex.plain, NOW)


@pytest.mark.parametrize("case", LOADED, ids=lambda case: f"{case['code']}: {case['why'][:40]}")
def test_cases(case: dict[str, Any]) -> None:
    context = look(case["bib"], case.get("dialect", "biblatex"))
    found = linting.find(context, (case["code"],))
    assert sorted(f"{one.key} {one.field}".strip() for one in found) == sorted(case["finds"])
    mended = bibtex.amend(context.source, linting.fix(context, (case["code"],)))
    assert mended == case.get("after", case["bib"])
    assert any(one.fixable for one in found) == (mended != case["bib"])


def test_every_rule_has_a_case() -> None:
    assert {case["code"] for case in LOADED} == set(linting.codes())


def test_every_rule_says_what_it_is_about() -> None:
    assert all(len(contract.explained(code)) > 20 for code in linting.codes())


def test_a_rule_nobody_knows_is_refused() -> None:
    with pytest.raises(BiblioError, match="no rule 'page-hyphens'"):
        linting.chosen(["page-hyphens"])


@pytest.mark.parametrize("case", LOADED, ids=lambda case: f"{case['code']}: {case['why'][:40]}")
def test_mending_all_once_is_enough(case: dict[str, Any]) -> None:
    codes = linting.chosen(["all"])
    context = look(case["bib"], case.get("dialect", "biblatex"))
    once = bibtex.amend(context.source, linting.fix(context, codes))
    again = look(once, case.get("dialect", "biblatex"))
    assert bibtex.amend(again.source, linting.fix(again, codes)) == once
    assert not [one for one in linting.find(again, codes) if one.fixable]


def test_sarif_names_rule_level_and_line() -> None:
    context = look("% a\n@book{a, title={Past & Present}, pages={1-2}, isbn={1}}\n")
    findings = linting.find(context, ("unescaped", "page-hyphen", "isbn-checksum"))
    run = contract.sarif(findings, "my refs.bib")["runs"][0]
    assert [result["ruleId"] for result in run["results"]] == ["isbn-checksum", "page-hyphen", "unescaped"]
    assert [result["level"] for result in run["results"]] == ["warning", "note", "error"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert (place["artifactLocation"]["uri"], place["region"]) == ("my%20refs.bib", {"startLine": 2})


PIECE = st.text(alphabet="aB1 .,;&%$#{}\\-–\"'~_/:<>é\u00ad", max_size=20)
FIELD = st.sampled_from(
    ("title", "author", "pages", "date", "month", "isbn", "doi", "url", "edition", "publisher", "x")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(FIELD, PIECE), max_size=5))
def test_no_value_breaks_a_rule_or_a_file(fields: list[tuple[str, str]]) -> None:
    balanced = [(name, value) for name, value in fields if _balanced(value)]
    text = "@book{a,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in balanced) + "}\n% end\n"
    context = look(text)
    codes = linting.chosen(["all"])
    linting.find(context, codes)
    mended = bibtex.amend(context.source, linting.fix(context, codes))
    assert mended.endswith("}\n% end\n")
    assert [entry.key for entry in bibtex.source(mended).entries] == ["a"]


def _balanced(value: str) -> bool:
    depth = 0
    for at, char in enumerate(value):
        if value[at - 1 : at] != "\\":
            depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0 and not value.endswith("\\")
