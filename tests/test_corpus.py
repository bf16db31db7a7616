"""The annotated essays of `corpus/`: well formed, with labels and forms that the models know, and works that exist."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from biblio.citations import LABELS
from biblio.model import Form

ESSAYS = sorted((Path(__file__).resolve().parents[1] / "corpus").glob("*/*.xml"))


@pytest.mark.parametrize("path", ESSAYS, ids=lambda path: path.stem)
def test_marks_say_what_the_format_knows(path: Path) -> None:
    essay = ET.parse(path).getroot()
    works = {work["id"] for work in json.loads(essay.findtext("works") or "[]")}
    notes = essay.findall("./notes/note")
    assert essay.get("id") == path.stem
    assert [note.get("n") for note in notes] == [call.get("n") for call in essay.iter("call")]
    cites = [cite for note in notes for cite in note.iter("cite")]
    assert cites
    for cite in cites:
        assert cite.get("work") in works, ET.tostring(cite, "unicode")
        assert cite.get("form") in set(Form), ET.tostring(cite, "unicode")
        fields = [element for element in cite.iter() if element.tag in LABELS]
        assert fields, ET.tostring(cite, "unicode")
        assert not {inner.tag for outer in fields for inner in outer.iter() if inner is not outer} & LABELS
        assert all(text and text == text.strip() for text in map("".join, (field.itertext() for field in fields)))
    assert {element.tag for note in notes for element in note.iter()} <= {*LABELS, "note", "cite", "signal", "i"}
