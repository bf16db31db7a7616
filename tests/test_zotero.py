"""Entries as Zotero's items: a case for each item type (tests/cases/zotero), and what its importer finds in our RDF."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from biblio import formats
from biblio.formats._xml import parse
from biblio.formats._zotero import attachments, reading, writing
from biblio.formats._zotero.rdf import Graph
from biblio.formats._zotero.rdf_reading import read
from biblio.formats._zotero.rdf_writing import write
from biblio.formats._zotero.tables import tables
from biblio.model import Entry, Library
from tests.zotero_importer import imported

CASES = sorted((Path(__file__).parent / "cases" / "zotero").glob("*.toml"))


def _load(path: Path) -> tuple[dict[str, Any], Entry]:
    case = tomllib.loads(path.read_text("utf-8"))
    record = {"id": path.stem, **json.loads(case["csl"])}
    return case, formats.by_name("csl-json").loads(json.dumps([record])).entries[0]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_items(path: Path) -> None:
    """`csl` becomes an item of `type` with `fields`, `creators` and the lines `extra`, and comes back from it."""
    case, entry = _load(path)
    item = writing.item(entry)
    assert item.type == case["type"]
    assert dict(item.fields) == case["fields"]
    names = [f"{one.type}: {', '.join(filter(None, (one.last, one.first)))}" for one in item.creators]
    assert names == case["creators"]
    assert list(item.extra) == [f"Citation Key: {path.stem}", *case["extra"]]
    assert writing.item(reading.entry(item)) == item


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_importer_finds_every_field(path: Path) -> None:
    case, entry = _load(path)
    item = writing.item(entry)
    found = imported(write([item]), dict(tables().creators))[path.stem]
    base = {own: name for name, own in tables().fields[item.type].items()}
    arrived = {name: found.get(name) or found.get(base[name]) for name in item.fields}
    assert arrived == case["fields"]
    assert sorted(found["creators"]) == sorted(case["creators"])
    assert found["extra"].split("\n") == list(item.extra)
    assert found["tags"] == list(item.tags)


def test_every_item_type_has_a_case() -> None:
    types = {tomllib.loads(path.read_text("utf-8"))["type"] for path in CASES}
    assert set(tables().fields) - types == {"instantMessage"}


def test_citing_notes_and_archived_copies_come_along() -> None:
    text = json.dumps([{
        "id": "a/b c", "type": "webpage", "title": "T", "URL": "http://a.b/", "keyword": "left; right",
        "biblio": {"cited-in": [{"note": "3", "form": "ibid", "locator": "59"}], "archive-url": "https://web.archive.org/1",
                   "annotations": [{"note": "3", "text": "See <A> & B.\n\nMore."}, {"text": "Mine"}],
                   "extra": {"groups": "Left, Right"}},
    }])  # fmt: skip
    library = formats.by_name("csl-json").loads(text)
    rdf = formats.by_name("zotero-rdf").dumps(library)
    found = imported(rdf, dict(tables().creators))["a/b c"]
    assert found["notes"] == [
        "<p>cited in: note 3 (ibid): 59</p>",
        "<p><strong>note 3:</strong> See &lt;A&gt; &amp; B.</p><p>More.</p>",
        "<p>Mine</p>",
    ]
    assert found["attachments"] == ["https://web.archive.org/1"]
    assert found["tags"] == ["left", "right"]
    back = formats.by_name("zotero-rdf").loads(rdf).entries[0]
    assert (back.key, back.mentions, back.annotations) == (
        "a/b c",
        *(library.entries[0].mentions, library.entries[0].annotations),
    )
    assert back.work.variable("groups") == "Left, Right"


def test_undated_page_does_not_take_its_access_date_for_its_date() -> None:
    text = json.dumps([{"id": "a", "type": "webpage", "title": "T", "accessed": {"date-parts": [[2024, 1, 2]]}}])
    rdf = formats.by_name("zotero-rdf").dumps(formats.by_name("csl-json").loads(text))
    found = imported(rdf, dict(tables().creators))["a"]
    assert (found["date"], found["accessDate"]) == ("", "2024-01-02")


def test_items_come_back_from_rdf() -> None:
    items = [writing.item(_load(path)[1]) for path in CASES]
    back = [item for item, _ in read(Graph(parse(write(items), "x", "")))]
    for one, other in zip(items, back, strict=True):
        assert (other.key, other.type, other.fields, other.extra) == (one.key, one.type, one.fields, one.extra)
        assert sorted(other.creators, key=repr) == sorted(one.creators, key=repr)


def _from_ris(text: str) -> tuple[str, dict[str, str], set[str], list[str]]:
    """What Zotero makes of one RIS record: item type, fields under their base names, creators, lines of Extra."""
    known = tomllib.loads((Path(__file__).parent / "zotero_ris.toml").read_text("utf-8"))
    lines = [(line[:2], line[6:].strip()) for line in text.split("\n") if line[2:6] == "  - "]
    type_ = known["types"].get(dict(lines)["TY"], "journalArticle")
    fields: dict[str, str] = {}
    creators: set[str] = set()
    for tag, value in lines:
        people, places = known["creators"].get(tag, {}), known["fields"].get(tag, {})
        if kind := people.get(type_) or people.get("*"):
            creators.add(f"{kind}: {value}")
        elif place := places.get(type_) or places.get("*"):
            fields.setdefault(place, value)
        elif tag == "EP" and "pages" in fields:
            fields["pages"] += f"-{value}"
    return type_, fields, creators, [value for tag, value in lines if tag == "M2"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_ris_brings_every_field_into_zotero(path: Path) -> None:
    """Each field of a case arrives in its own place of the item, or as a line of Extra."""
    case, entry = _load(path)
    type_, fields, creators, extra = _from_ris(formats.by_name("ris").dumps(Library((entry,))))
    known = tables()
    valid = known.fields[type_]
    arrived = {fields[name] for name in fields if name in valid} | {line.partition(": ")[2] for line in extra}
    wanted = {name: value for name, value in case["fields"].items() if "date" not in name.lower()}
    assert {name for name, value in wanted.items() if value not in arrived} == set()
    named = {one.partition(": ")[2] for one in creators if one.partition(":")[0] in known.creators[type_]}
    # Zotero makes the first kind of creator of an author that its type does not have.
    named |= {one.partition(": ")[2] for one in creators if one.startswith("author: ")}
    told = {line.partition(": ")[2].replace(" || ", ", ") for line in extra}
    assert {name for name in (one.partition(": ")[2] for one in case["creators"]) if name not in named | told} == set()
    assert f"Citation Key: {path.stem}" in extra
    if known.reads[type_] != entry.work.type:
        assert f"Type: {entry.work.type}" in extra


def test_files_come_along_as_attachments() -> None:
    rdf = write([writing.item(_load(Path(__file__).parent / "cases" / "zotero" / "document-files.toml")[1])])
    root = parse(rdf, "x", "")
    item = next(read(Graph(root)))[0]
    assert [(link.title, link.path, link.url, link.mime) for link in item.links] == [
        ("a b.pdf", "files/3/a b.pdf", "", "application/pdf"),
        ("Page", "", "http://a.b/x", "text/html"),
    ]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("a.pdf", [("a.pdf", "a.pdf")]),
        (r":C\:\\Users\\x.pdf:PDF", [("x.pdf", r"C:\Users\x.pdf")]),
        (
            "Full Text:files/1/x.pdf:application/pdf;https://a.b/c;",
            [("Full Text", "files/1/x.pdf"), ("c", "https://a.b/c")],
        ),
        ("", []),
    ],
)
def test_file_fields(value: str, found: list[tuple[str, str]]) -> None:
    links = list(attachments.parse(value))
    assert [(link.title, link.path or link.url) for link in links] == found
    assert list(attachments.parse(attachments.serialize(links))) == links
