"""The record model, and its published schema (docs/schemas/record.schema.json)."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings

from biblio import formats
from biblio.formats import csl_json
from biblio.formats._losses import losses
from biblio.model import (
    CSL_ROLES,
    Annotation,
    Contributor,
    Date,
    Entry,
    Identifier,
    IdentifierKind,
    Library,
    Mention,
    Name,
    Provenance,
    Related,
    Role,
    Work,
)
from scripts.build_record_schema import schema
from tests.json_schema import faults
from tests.test_exchange import types
from tests.test_formats import RICH, libraries

PAGE = Path(__file__).parents[1] / "docs" / "schemas" / "record.schema.json"
NUMBERS = {
    IdentifierKind.DOI: "10.1000/x", IdentifierKind.ISBN: "0-14-022470-4", IdentifierKind.ISSN: "0028-6060",
}  # fmt: skip
SCHEMA = json.loads(PAGE.read_text("utf-8"))


def everything() -> Library:
    """One work with all that a record can say."""
    variables = tuple(
        (name, "1983-05" if name in ("available-date", "event-date", "submitted") else f"a {name}")
        for name in sorted(SCHEMA["properties"])
        if name
        in (
            "available-date",
            "event-date",
            "submitted",
            "abstract",
            "keyword",
            "annote",
            "title-short",
            "call-number",
            "event-place",
        )
    )
    work = Work(
        type="chapter",
        title="T",
        contributors=tuple(Contributor(Name(family=role.name.title(), given="G."), role) for role in Role),
        date=Date.parse("1930~/1931~"),
        original_date=Date.parse("1848"),
        container=Work(type="book", title="C", container=Work(type="book", title="M")),
        original_publisher="OP",
        original_place="OL",
        identifiers=tuple(Identifier(kind, NUMBERS.get(kind, "12345")) for kind in IdentifierKind),
        url="http://a.b/",
        accessed=Date.parse("2024-01-02"),
        archive="A",
        archive_location="L",
        archive_url="http://archive.example/",
        archive_date=Date.parse("2003-01-17"),
        link_status="dead",
        link_checked=Date.parse("2026-11-22"),
        related=(Related("reprint-of", "b"), Related("review-of", "c")),
        inferred=("author",),
        provenance=(
            Provenance("crossref 10.1/x", Date.parse("2026-11-22"), ("volume", "issue")),
            Provenance("refs.ris"),
        ),
        extra=(*variables, ("shelf", "Q 3")),
    )  # fmt: skip
    return Library(
        (Entry("a", work, (Mention("3"),), annotations=(Annotation("See.\n\nMore.", "3"), Annotation("Mine"))),)
    )


def test_schema_is_current() -> None:
    assert schema() == SCHEMA


def test_everything_keeps_the_schema_and_comes_back() -> None:
    library = everything()
    for item in [*csl_json.items(library), *csl_json.items(RICH), *csl_json.items(types())]:
        assert faults(item, SCHEMA) == []
    assert {role.value for role in CSL_ROLES} <= set(csl_json.items(library)[0])
    for name in ("csl-json", "csl-yaml", "json-lines", "csv", "zotero-rdf", "ris", "endnote-xml", "refer", "mods"):
        format_ = formats.by_name(name)
        assert losses(library, format_.loads(format_.dumps(library)), name) == (), name


@given(library=libraries)
@settings(max_examples=40, deadline=None)
def test_law_records_keep_the_schema(library: Library) -> None:
    for item in csl_json.items(library):
        assert faults(item, SCHEMA) == []


def test_a_wrong_record_breaks_the_schema() -> None:
    assert faults({"id": "a", "type": "novel"}, SCHEMA)
    assert faults({"id": "a", "type": "book", "author": [{"name": "x"}]}, SCHEMA)
    assert faults({"id": "a", "type": "book", "biblio": {"link-status": "gone"}}, SCHEMA)


def test_variables_and_keywords() -> None:
    work = Work(extra=(("keyword", "left; right, new left"), ("abstract", "A")))
    assert work.keywords == ("left", "right", "new left")
    assert (work.variable("abstract"), work.variable("title-short")) == ("A", "")
