"""Case files: the cites of a few notes in short, and the work that each of them means."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from biblio.identity import compare
from biblio.model import (
    Call,
    Citation,
    Cite,
    Contributor,
    Date,
    Form,
    Locator,
    Name,
    Note,
    Pages,
    Passage,
    Reading,
    Reference,
    Resolved,
    Role,
    Span,
    Work,
)
from biblio.references import COMPLETIONS, RULES, resolve
from biblio.references.choosing import thin
from biblio.references.first_cite import citable

CASES = Path(__file__).parent / "cases" / "references"
LOADED = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


@pytest.mark.parametrize("case", LOADED)
def test_cases(case: dict[str, Any]) -> None:
    citations = tuple(_citation(str(at), cites) for at, cites in enumerate(case["notes"], start=1))
    resolved = resolve(citations, _reading(case))
    meant = _meanings(case, resolved)
    expected = [cite for cites in case["notes"] for cite in cites]
    for cite, found in zip(expected, resolved.resolutions, strict=True):
        where = f"note {found.citation + 1}, cite {found.cite + 1}: {found}"
        if "open" in cite:
            assert found.work is None, where
            assert [meant.get(number) for number in found.candidates] == cite["open"], where
        elif "is" in cite:
            assert found.work is not None, where
            assert meant.get(found.work) == cite["is"], where
        else:
            assert cite["new"]
            assert found.work is not None, where
            assert found.work not in meant, where
        assert found.rule == cite.get("rule", found.rule), where
        assert found.confidence < cite.get("below", 1.1), where
    assert sorted(remark.code for remark in resolved.diagnostics) == sorted(case.get("diagnostics", []))
    assert len(resolved.works) == case.get("works", len(resolved.works))
    for name, fields in case.get("work", {}).items():
        work = next(work for number, work in enumerate(resolved.works) if meant.get(number) == name)
        assert {field: _show(work, field, meant) for field in fields} == fields


def test_what_has_no_cites_has_no_works() -> None:
    assert resolve(()) == Resolved()


_NAMES = st.sampled_from(["", "Trotsky, Leon", "Trotsky", "Woolf, V.", "Woolf, Leonard", "{DES}", "García Márquez, G."])
_TITLES = st.sampled_from(["", "Capital", "Capital: A Critique", "The Waves", "Waves", "Op. 1", "…", "资本论"])
_WORKS = st.builds(
    lambda name, title, year, volume, held, url: Work(
        title=title,
        contributors=(Contributor(Name.parse(name)),) if name else (),
        date=Date.parse(year) if year else None,
        volume=volume,
        container=Work(title=held) if held else None,
        url=url,
    ),
    _NAMES,
    _TITLES,
    st.sampled_from(["", "1972", "1974", "n.d."]),
    st.sampled_from(["", "1", "II"]),
    st.sampled_from(["", "", "Collected Works", "ibid."]),
    st.sampled_from(["", "", "http://example.org/1"]),
)
_CITES = st.builds(
    lambda form, work, label, page: Cite(
        Span(0, 0),
        form,
        Reference(work, cross_reference=label if form is Form.CROSS_REFERENCE else ""),
        Locator(page) if page else None,
    ),
    st.sampled_from(list(Form)),
    _WORKS,
    st.sampled_from(["", "1", "2", "77"]),
    st.sampled_from(["", "5"]),
)
_DOCUMENTS = st.lists(st.lists(_CITES, max_size=3), max_size=6)


@given(_DOCUMENTS)
@settings(max_examples=150, deadline=None)
def test_every_cite_gets_one_answer_and_every_answer_a_work(notes: list[list[Cite]]) -> None:
    citations = _numbered(notes)
    resolved = resolve(citations)
    assert [(found.citation, found.cite) for found in resolved.resolutions] == [
        (at, index) for at, cites in enumerate(notes) for index in range(len(cites))
    ]
    names = {name for name, _ in RULES}
    for found in resolved.resolutions:
        assert found.rule in names
        assert 0 <= found.confidence <= 1
        assert all(0 <= number < len(resolved.works) for number in found.candidates)
        assert found.work is None or found.work in found.candidates
    for work in resolved.works:
        assert all(int(related.key) < len(resolved.works) for related in work.related)


@given(_DOCUMENTS)
@settings(max_examples=150, deadline=None)
def test_resolving_the_works_again_changes_nothing(notes: list[list[Cite]]) -> None:
    # A full cite that says no more than a short form is read as one; a book known only by what it holds grows with it.
    found = (work for work in resolve(_numbered(notes)).works if citable(work) and work.title and not thin(work))
    works = tuple(replace(work, related=()) for work in found)
    # A work like two others stays by itself, and would not once one of them is left out or has learnt more.
    assume(not any(compare(one, other).same for one, other in combinations(works, 2)))
    again = resolve(tuple(_numbered([[Cite(Span(0, 0), Form.FULL, Reference(work))] for work in works])))
    assert again.works == works


@given(_WORKS, _WORKS)
def test_two_works_are_one_whichever_comes_first(left: Work, right: Work) -> None:
    assert compare(left, right).same == compare(right, left).same


def test_rules_have_names_of_their_own() -> None:
    for steps in (RULES, COMPLETIONS):
        names = [name for name, _ in steps]
        assert len(set(names)) == len(names)


def _numbered(notes: list[list[Cite]]) -> tuple[Citation, ...]:
    return tuple(Citation(Note(str(at), Passage("")), tuple(cites)) for at, cites in enumerate(notes, start=1))


def _citation(label: str, cites: list[dict[str, Any]]) -> Citation:
    text, made = "", []
    for at, cite in enumerate(cites):
        text += cite.get("before", "; " if at else "")
        printed = (str(value) for key, value in cite.items() if key in (*Form, "title", "year", "page"))
        words = cite.get("words", " ".join(printed))
        made.append(_cite(cite, Span(len(text), len(text) + len(words))))
        text += words
    return Citation(Note(label, Passage(text), Call(Span(0, 0), 0)), tuple(made))


def _reading(case: dict[str, Any]) -> Reading:
    return Reading(Passage(case.get("body", "")))


def _cite(cite: dict[str, Any], span: Span) -> Cite:
    form = next(form for form in Form if form.value in cite)
    people = [(Role.AUTHOR, cite[form.value]), (Role.EDITOR, cite.get("editor", ""))]
    contributors = [Contributor(Name.parse(name), role) for role, name in people if name]
    if "institution" in cite:
        contributors.append(Contributor(Name(literal=cite["institution"])))
    held = None
    if "in" in cite:
        editor = cite.get("in_editor", "")
        held = Work(title=cite["in"], contributors=(Contributor(Name.parse(editor), Role.EDITOR),) if editor else ())
    plain = {
        name: cite[name]
        for name in (
            "type",
            "title",
            "volume",
            "volumes",
            "number",
            "edition",
            "place",
            "publisher",
            "series",
            "genre",
            "url",
        )
        if name in cite
    }
    work = Work(
        contributors=tuple(contributors),
        date=_date(cite["year"]) if "year" in cite else None,
        container=held,
        pages=Pages.parse(cite["pages"]) if "pages" in cite else None,
        archive=cite.get("archive", ""),
        archive_location=cite.get("shelfmark", ""),
        **plain,
    )
    printed = tuple((label, Span(at, at + 1)) for at, label in enumerate(cite.get("printed", ())))
    reference = Reference(work, printed, cross_reference=cite.get("to", ""), abbreviation=cite.get("declares", ""))
    locator = next((Locator(cite[label], label) for label in ("page", "section", "paragraph") if label in cite), None)
    return Cite(span, form, reference, locator, reprint_of=cite.get("reprint_of"))


def _date(text: str) -> Date:
    return Date.parse(text[:4]).as_written(text) if text[-1:].isalpha() else Date.parse(text)


def _meanings(case: dict[str, Any], resolved: Resolved) -> dict[int, str]:
    """Work -> its name in the case, by the first cite that is said to be it; no work has two names."""
    meant: dict[int, str] = {}
    named: set[str] = set()
    for found in resolved.resolutions:
        name = case["notes"][found.citation][found.cite].get("is")
        if name and found.work is not None and name not in named:
            assert found.work not in meant, f"{name} and {meant[found.work]} are taken for one"
            meant[found.work] = name
            named.add(name)
    return meant


def _show(work: Work, field: str, meant: dict[int, str]) -> str:
    held = work.container or Work()
    shown = {
        "author": " and ".join(map(str, work.authors)),
        "year": str(work.date or ""),
        "in": held.title,
        "in_editor": " and ".join(map(str, held.names(Role.EDITOR))),
        "related": " ".join(meant[int(related.key)] for related in work.related),
        "pages": str(work.pages or ""),
    }
    return shown[field] if field in shown else str(getattr(work, field))
