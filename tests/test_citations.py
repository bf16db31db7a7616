"""Case files: a note, perhaps the sentence that calls it, and what a careful reader finds cited in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio.citations import Context, parse, parse_names, parse_note
from biblio.citations.values import dates, editions
from biblio.model import Call, Citation, Cite, Form, Mark, Note, Passage, Reading, Role, Run, Span

CASES = Path(__file__).parent / "cases" / "citations"
ESSAY = Path(__file__).resolve().parents[2] / "shared" / "essay" / "essay.txt"
_ITALIC = re.compile(r"\*([^*]+)\*")


def _load(name: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case.get('name') or case['text']}")
        for path in sorted(CASES.glob(name))
        for case in tomllib.loads(path.read_text("utf-8"))["case"]
    ]


@pytest.mark.parametrize("case", _load("notes-*.toml"))
@pytest.mark.parametrize("plain", [False, True], ids=["italics", "plain"])
def test_notes(case: dict[str, Any], plain: bool) -> None:
    if plain and case.get("needs_italics"):
        pytest.skip("only italics tell this title")
    citation = _parse(case, plain=plain)
    found = [_describe(citation, cite) for cite in citation.cites]
    assert len(found) == len(case["cites"]), found
    for expected, described in zip(case["cites"], found, strict=True):
        assert {key: described[key] for key in expected} == expected
    _assert_sound(citation)


@pytest.mark.parametrize("case", _load("names.toml"))
def test_names(case: dict[str, Any]) -> None:
    assert [str(name) for name in parse_names(case["text"], case.get("language", ""))] == case["names"]


@pytest.mark.parametrize("case", _load("editions.toml"))
def test_edition_beside_a_year(case: dict[str, Any]) -> None:
    assert editions.beside_year(case["text"]) == (case["date"], case["edition"])


@pytest.mark.parametrize("case", _load("dates.toml"))
def test_dates(case: dict[str, Any]) -> None:
    assert str(dates.read(case["text"])) == case["edtf"]


def _parse(case: dict[str, Any], *, plain: bool) -> Citation:
    text, runs = "", []
    for at, part in enumerate(_ITALIC.split(case["note"])):
        if at % 2 and not plain:
            runs.append(Run(Span(len(text), len(text) + len(part)), frozenset((Mark.ITALIC,))))
        text += part
    body, called, after = case.get("body", "").partition("[*]")
    call = Call(Span(0, 0), len(body)) if called else None
    return parse_note(Note("1", Passage(text, runs=tuple(runs)), call), Context(body + after, case.get("language", "")))


@pytest.mark.parametrize("case", _load("remarks.toml"))
def test_remarks(case: dict[str, Any]) -> None:
    note = Note("1", Passage(case["note"]))
    # Commentary alone: whether a cite is recognised there is no matter of this test.
    citation = parse_note(note, Context(), tagger=lambda scans: [()] * len(scans))
    told = {remark.code: remark.span.of(case["note"]) for remark in citation.diagnostics if remark.span}
    assert told == case["remarks"]


def _describe(citation: Citation, cite: Cite) -> dict[str, Any]:
    work = cite.reference.work
    whole = work.container
    described: dict[str, Any] = {
        "text": cite.span.of(citation.note.body.text),
        "form": cite.form.value,
        "prefix": cite.prefix,
        "suffix": cite.suffix,
        "locator": str(cite.locator) if cite.locator else "",
        "xref": cite.reference.cross_reference,
        "type": work.type,
        "title": work.title,
        "date": str(work.date or ""),
        "original_date": str(work.original_date or ""),
        "pages": str(work.pages or ""),
        "url": work.url,
        "accessed": str(work.accessed or ""),
        "genre": work.genre,
        "archive": work.archive,
        "archive_location": work.archive_location,
        "inferred": list(work.inferred),
        "container": whole.title if whole else "",
        "container_date": str(whole.date or "") if whole else "",
        "rule": cite.rule,
    }
    if cite.reprint_of is not None:
        described["reprint_of"] = cite.reprint_of
    for role in (Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR):
        names = work.names(role) or (whole.names(role) if whole and role is not Role.AUTHOR else ())
        described[role.value] = [str(name) for name in names]
    for field in ("place", "publisher", "volume", "volumes", "issue", "edition", "series"):
        described[field] = getattr(work, field) or (getattr(whole, field) if whole else "")
    return described


def _assert_sound(citation: Citation) -> None:
    """Spans lie in the note in order, and nothing printed is lost between cites and prose."""
    text = citation.note.body.text
    covered = [False] * len(text)
    last = 0
    for cite in citation.cites:
        assert last <= cite.span.start < cite.span.end <= len(text)
        last = cite.span.end
        assert all(cite.span.contains(span) for _, span in cite.reference.evidence)
    for span in (*(cite.span for cite in citation.cites), *citation.prose):
        assert not any(covered[span.start : span.end])
        covered[span.start : span.end] = [True] * len(span)
    assert all(done or char.isspace() for char, done in zip(text, covered, strict=True))


_PARTS = st.sampled_from(
    [
        *("‘", "’", "“", "”", "„", "« ", " »", "(", ")", "[", "]", "; ", ". ", ", ", ": ", " ", "\n\n", "'", '"'),
        *("Ibid.", "ders.", "op. cit.", "See also ", "vgl. ", "in ", "(ed.)", "(n 5)", "pp. 3–9", "S. 12 ff.", "1984"),
        *("Paris", "Ann Smith", "The Long Road", "http://x.org/a", "vol. 2", "4.2", "TNA, CAB 1/2", "n.d.", "[1936]"),
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(_PARTS, max_size=30).map("".join)))
def test_any_text_is_read_soundly(text: str) -> None:
    reading = Reading(Passage(text[:60]), (Note("1", Passage(text), Call(Span(0, 0), min(len(text), 30))),))
    (citation,) = parse(reading)
    _assert_sound(citation)


def test_the_same_title_has_the_same_author() -> None:
    printed = "Rulfo, Juan, “Pedro Páramo”, Letras Nuevas 4 (1955), pp. 1-9."
    again = "“Pedro Páramo”, trad. Mariana Frenk, Letras 7 (1958), pp. 2-8."
    reading = Reading(Passage(""), tuple(Note(str(at), Passage(text)) for at, text in enumerate((printed, again))))
    first, second = (citation.cites[0] for citation in parse(reading, language="es"))
    assert second.reference.work.authors == first.reference.work.authors
    assert _infers_author(second)


@pytest.mark.parametrize(
    "unit",
    ["(", "‘a ", "in A, in: ", "Ibid. ", "Ann Smith, ", "See Ann Smith, A Book (Paris, 1984), 5; ", "1, ", "x. ", "« "],
)
def test_long_notes_are_read(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    (citation,) = parse(Reading(Passage(""), (Note("1", Passage(text)),)))
    _assert_sound(citation)


@pytest.mark.skipif(not ESSAY.exists(), reason="the essay lies outside the project")
def test_the_essay() -> None:
    from biblio import notes, readers

    citations = {item.note.label: item for item in parse(notes.find(readers.open_source(str(ESSAY))))}
    forms = {label: [cite.form.value for cite in item.cites] for label, item in citations.items()}
    assert forms == {
        **{str(number): ["full"] for number in range(1, 18)},
        **{"2": ["full", "full"], "4": ["ibid"], "6": ["ibid"], "7": [], "8": ["short"], "9": ["full", "ibid"]},
        **{"11": ["full", "mention", "full"], "18": []},
    }
    inferred = [label for label, item in citations.items() for cite in item.cites if _infers_author(cite)]
    assert inferred == ["9", "12", "15", "17"]
    assert citations["2"].cites[1].reprint_of == 0
    assert citations["11"].cites[1].form is Form.MENTION


def _infers_author(cite: Cite) -> bool:
    return "author" in cite.reference.work.inferred
