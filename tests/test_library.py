"""Case files: the works of a document, what a library already has, and the keys that come of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biblio.library import build
from biblio.model import (
    Citation,
    Cite,
    Contributor,
    Date,
    Entry,
    Form,
    Library,
    Locator,
    Mention,
    Name,
    Note,
    Passage,
    Reference,
    Related,
    Resolution,
    Resolved,
    Role,
    Span,
    Work,
    WorkId,
)

CASES = Path(__file__).parent / "cases" / "library"
LOADED = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(CASES.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]
# What BibTeX, biber and LaTeX all take in a key.
_VALID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")


@pytest.mark.parametrize("case", LOADED)
def test_cases(case: dict[str, Any]) -> None:
    existing = Library(tuple(Entry(work["key"], _work(work), line=3) for work in case.get("existing", [])))
    works = tuple(_work(work) for work in case["works"])
    library, keys = build(*_cited(works), existing)
    assert list(keys) == [work["key"] for work in case["works"]]
    assert [entry.key for entry in library.entries] == case.get("entries", list(keys))
    for before, after in zip(existing.entries, library.entries, strict=False):
        assert after.work == before.work
    assert [remark.code for remark in library.diagnostics] == case.get("diagnostics", [])


def test_citing_places_are_those_of_the_resolutions() -> None:
    work = Work(title="Capital")
    cites = (
        Cite(Span(0, 1), Form.FULL, Reference(work), Locator("5")),
        Cite(Span(2, 3), Form.IBID, Reference(Work()), Locator("2", "chapter")),
        Cite(Span(4, 5), Form.OP_CIT, Reference(Work())),
    )
    citations = (Citation(Note("7", Passage("a b c")), cites),)
    resolutions = (
        Resolution(0, 0, WorkId(0), "first-cite"),
        Resolution(0, 1, WorkId(0), "ibid"),
        Resolution(0, 2, None, "unknown"),
    )
    library, keys = build(Resolved((work,), resolutions), citations)
    assert library.get(keys[0]) == Entry(
        keys[0], work, (Mention("7", Form.FULL, Locator("5")), Mention("7", Form.IBID, Locator("2", "chapter")))
    )


def test_relations_name_keys() -> None:
    works = (
        Work(title="Original", date=Date.parse("1983")),
        Work(title="Original", date=Date.parse("1984"), related=(Related("reprint-of", "0"), Related("x", "kept"))),
    )
    library, keys = build(*_cited(works))
    assert library.entries[1].work.related == (Related("reprint-of", keys[0]), Related("x", "kept"))


def test_an_entry_the_document_does_not_cite_keeps_its_places() -> None:
    entry = Entry("other", Work(title="Elsewhere"), (Mention("3"),))
    library, _ = build(Resolved(), (), Library((entry,)))
    assert library.entries == (entry,)


_WORKS = st.lists(
    st.builds(
        lambda name, title, year, kind: Work(
            type=kind,
            title=title,
            contributors=(Contributor(Name.parse(name)),) if name.strip() else (),
            date=Date.parse(year) if year else None,
        ),
        st.one_of(st.sampled_from(["", "Marx, Karl", "Łoś, J.", "{DES}", "馬克思"]), st.text(max_size=8)),
        st.one_of(st.sampled_from(["", "Capital", "Le Capital", "The the"]), st.text(max_size=12)),
        st.sampled_from(["", "1867", "-0044", "n.d."]),
        st.sampled_from(["book", "legal_case", "post"]),
    ),
    max_size=8,
)


@given(_WORKS, st.sampled_from([(), ("marx1867",), ("MARX1867", "anon-a")]))
def test_keys_are_valid_and_unlike_each_other(works: list[Work], taken: tuple[str, ...]) -> None:
    existing = Library(tuple(Entry(key, Work(title=f"unlike anything {key}", edition="99")) for key in taken))
    _, keys = build(*_cited(tuple(works)), existing)
    new = [key for key in keys if key not in taken]
    assert all(_VALID.match(key) for key in new)
    assert len({key.casefold() for key in (*keys, *taken)}) == len(keys) + len(set(taken) - set(keys))


@given(_WORKS, _WORKS)
def test_what_is_added_at_the_end_changes_no_key(works: list[Work], more: list[Work]) -> None:
    _, keys = build(*_cited(tuple(works)))
    _, longer = build(*_cited(tuple(works + more)))
    assert longer[: len(keys)] == keys


@given(_WORKS)
def test_filing_again_changes_nothing(works: list[Work]) -> None:
    resolved, citations = _cited(tuple(works))
    library, keys = build(resolved, citations)
    again, same = build(resolved, citations, library)
    told = [key for key, work in zip(keys, works, strict=True) if work.title or work.date or work.contributors]
    assert [key for key in same if key in told] == told
    assert again.entries[: len(library)] == library.entries


def _cited(works: tuple[Work, ...]) -> tuple[Resolved, tuple[Citation, ...]]:
    citations = tuple(
        Citation(Note(str(at), Passage("")), (Cite(Span(0, 0), Form.FULL, Reference(work)),))
        for at, work in enumerate(works, start=1)
    )
    resolutions = tuple(Resolution(at, 0, WorkId(at), "first-cite") for at in range(len(works)))
    return Resolved(works, resolutions), citations


def _work(fields: dict[str, str]) -> Work:
    people = [(Role.AUTHOR, fields.get("author", "")), (Role.EDITOR, fields.get("editor", ""))]
    return Work(
        type=fields.get("type", "book"),
        title=fields.get("title", ""),
        contributors=tuple(Contributor(Name.parse(name), role) for role, name in people if name),
        date=Date.parse(fields["year"]) if "year" in fields else None,
        place=fields.get("place", ""),
        volume=fields.get("volume", ""),
        url=fields.get("url", ""),
    )
