"""Which cite of a note a short form is for that words announce outside of it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from biblio.citations import Field, Tagged, parse
from biblio.citations.declaring import RULES
from biblio.citations.scan import Scan
from biblio.model import Form, Note, Passage, Reading, Span

CASES = tomllib.loads((Path(__file__).parent / "cases/citations/declaring.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    notes = tuple(Note(str(at), Passage(text)) for at, text in enumerate(case["notes"], start=1))
    marked = _tagged(case["notes"][0], case["cites"])

    def tagger(scans: Sequence[Scan]) -> tuple[tuple[Tagged, ...], ...]:
        return (marked, *((),) * (len(scans) - 1))

    read, *_ = parse(Reading(Passage(""), notes), language=case["language"], tagger=tagger)
    assert [cite.reference.abbreviation for cite in read.cites] == case["declared"]


def test_rules_have_names_of_their_own() -> None:
    assert len({name for name, _ in RULES}) == len(RULES)


def _tagged(text: str, cites: list[list[str]]) -> tuple[Tagged, ...]:
    """Each cite is a list of "label: words", the words looked for from the end of the ones before."""
    found, at = [], 0
    for cite in cites:
        fields = []
        for label, words in (entry.split(": ", 1) for entry in cite):
            start = text.index(words, at)
            at = start + len(words)
            fields.append(Field(label, Span(start, at)))
        found.append(Tagged(Span(fields[0].span.start, at), Form.FULL, tuple(fields), rule="marked"))
    return tuple(found)
