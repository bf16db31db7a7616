"""Every format found is held to the same laws; the rest is case files under cases/formats."""

from __future__ import annotations

import logging
import tomllib
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio import formats
from biblio.errors import BiblioError, FormatError, UnknownFormatError
from biblio.formats import biblatex, bibtex
from biblio.formats._losses import losses
from biblio.formats._nesting import flat, nest
from biblio.formats._tex import latex
from biblio.formats._tex.dates import edtf, read_edtf
from biblio.formats._tex.dialect import BIBLATEX, dialect
from biblio.formats._tex.names import read_names, write_names
from biblio.formats._tex.remarks import cited_in, read_cited_in
from biblio.model import (
    Contributor,
    Date,
    Entry,
    Form,
    Identifier,
    IdentifierKind,
    Library,
    Locator,
    Mention,
    Moment,
    Name,
    Pages,
    Related,
    Role,
    Work,
)

CASES = Path(__file__).parent / "cases" / "formats"
NAMES = formats.names()
READABLE = formats.readable()
LOSSLESS = [name for name in READABLE if not hasattr(formats.by_name(name), "carries")]
"""Formats that carry every field, in a place of its own or in their notes."""
EXAMPLE = settings(max_examples=60, deadline=None)


def author(text: str, role: Role = Role.AUTHOR) -> Contributor:
    return Contributor(Name.parse(text), role)


BOOK = Work(type="book", title="Their Morals & Ours: 100 % of it", contributors=(author("Trotsky, Leon"),))
RICH = Library(
    (
        Entry(
            "anderson1983",
            Work(
                type="article-journal",
                title="Trotsky's Interpretation of Stalinism in the USSR",
                contributors=(author("Anderson, Perry"), author("van der Linden, Marcel")),
                date=Date.parse("1983-05/1983-06"),
                container=Work(type="periodical", title="New Left Review & Co", volume="I", issue="139"),
                pages=Pages.parse("49-58"),
                identifiers=(Identifier(IdentifierKind.DOI, "10.1000/a_b(c)"),),
                url="https://example.org/~x/a_b?c=1&d=%20#e",
                accessed=Date.parse("2024-01-02"),
                language="en-GB",
            ),
            (Mention("2", Form.FULL, Locator("49, 51-3")), Mention("4", Form.IBID), Mention("5", Form.SHORT)),
        ),
        Entry(
            "anderson1984",
            Work(
                type="chapter",
                title="Trotsky’s Interpretation",
                contributors=(author("Anderson, Perry"), author("Fernbach, David", Role.TRANSLATOR)),
                date=Date.parse("1984"),
                original_date=Date.parse("1983"),
                container=Work(
                    type="book",
                    title="The Stalinist Legacy",
                    contributors=(author("Ali, Tariq", Role.EDITOR),),
                    publisher="Penguin",
                    place="Harmondsworth",
                    edition="2",
                    volume="1",
                    volumes="3",
                    series="Pelican",
                    series_number="7",
                    identifiers=(Identifier(IdentifierKind.ISBN, "0-14-022470-4"),),
                ),
                pages=Pages.parse("118-131"),
                related=(Related("reprint-of", "anderson1983"),),
                inferred=("author", "date"),
            ),
        ),
        Entry(
            "post2002",
            Work(
                type="post",
                title="[Marxism] Re: $100 & more_or #less?",
                contributors=(author("Fidler, Richard"),),
                date=Date.parse("2002-12-05"),
                container=Work(type="webpage", title="Marxism mailing list"),
                publisher="University of Utah",
                url="http://archives.example.org/marxism/2002w50/msg00001.htm",
                archive_url="https://web.archive.org/web/2003/http://archives.example.org/",
                archive_date=Date.parse("2003-01-17"),
            ),
            (Mention("16", Form.FULL),),
        ),
        Entry(
            "thesis1977",
            Work(
                type="thesis",
                title="Étude d’Émile Žižek – “Ødegård”",
                contributors=(author("de Man, Jr., Paul"),),
                date=Date.parse("1977-24"),
                publisher="Université de Liège",
                place="Liège",
                genre="PhD thesis",
                note="2 vols {sic}",
                language="fr",
                number="12",
            ),
        ),
        Entry(
            "letter1930",
            Work(
                type="personal_communication",
                title="Letter to the Opposition",
                contributors=(author("{Public Record Office}"), author("Shachtman, Max", Role.RECIPIENT)),
                date=Date.parse("1930~"),
                archive="Public Record Office",
                archive_location="FO 371/1234, f. 5",
                status="unsent",
                medium="typescript",
            ),
        ),
        Entry(
            "nodate", replace(BOOK, date=Date(literal="n.d."), original_publisher="Pioneer", original_place="New York")
        ),
        Entry(
            "doubt", replace(BOOK, date=Date.parse("1953?"), extra=(("shelf", "Q 3"), ("abstract", "On war, peace.")))
        ),
        Entry("bc", Work(type="classic", title="De bello Gallico", date=Date.parse("-0049"), event="War")),
    )
)


def equal(one: Library, other: Library) -> None:
    """The same entries, wherever a format puts what belongs to a container."""
    assert [entry.key for entry in other.entries] == [entry.key for entry in one.entries]
    assert losses(one, other, "it") == ()
    assert losses(other, one, "it") == ()


@pytest.mark.parametrize("name", LOSSLESS)
def test_rich_library_comes_back(name: str) -> None:
    format_ = formats.by_name(name)
    written = format_.dumps(RICH)
    back = format_.loads(written)
    assert back.diagnostics == ()
    equal(RICH, back)
    assert format_.dumps(back) == written


@pytest.mark.parametrize("name", LOSSLESS)
def test_every_type_comes_back(name: str) -> None:
    types = sorted(dialect(BIBLATEX).types)
    library = Library(
        tuple(Entry(f"k{n}", Work(type=type_, title="T", url="http://a.b/")) for n, type_ in enumerate(types))
    )
    back = formats.by_name(name).loads(formats.by_name(name).dumps(library))
    assert [entry.work.type for entry in back.entries] == types


@pytest.mark.parametrize("name", READABLE)
@given(text=st.text() | st.text(alphabet='@{}",=#\\\n abTYER-:[]/'))
@EXAMPLE
def test_any_text_is_read_or_refused(name: str, text: str) -> None:
    try:
        library = formats.by_name(name).loads(text, "x")
    except BiblioError:
        return
    assert len({entry.key for entry in library.entries}) == len(library.entries)
    formats.by_name(name).dumps(library)


@pytest.mark.parametrize("name", NAMES)
def test_cases_exist(name: str) -> None:
    assert list((CASES / name).glob("*.toml"))


@pytest.mark.parametrize("name", NAMES)
def test_binary_is_refused(name: str) -> None:
    with pytest.raises(BiblioError, match=r"refs\.x"):
        formats.by_name(name).loads("\x7fELF\x02\x01\0\0\0\0\x03\0>\0" * 20, "refs.x")


def test_names_suffixes_and_unknown_formats() -> None:
    assert formats.for_path("a/refs.bib") is formats.by_name("biblatex")
    assert formats.is_library("X.RIS")
    assert not formats.is_library("essay.txt")
    with pytest.raises(UnknownFormatError, match="biblatex"):
        formats.by_name("nope")
    with pytest.raises(UnknownFormatError, match=r"\.ris"):
        formats.for_path("essay.odt")


# Values of a field, as hypothesis may choose them; white space is single blanks, as LaTeX has it.
words = st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)
texts = st.lists(words, min_size=1, max_size=4).map(" ".join)
composed = texts.map(lambda text: unicodedata.normalize("NFC", text)).filter(lambda text: text.strip())
plain = st.from_regex(r"[A-ZÉŁ][a-zéł]{1,9}", fullmatch=True)
people = st.builds(
    Name,
    family=plain,
    given=plain | st.just("J. R."),
    particle=st.sampled_from(["", "van", "de la"]),
    dropping_particle=st.sampled_from(["", "de"]),
    suffix=st.sampled_from(["", "Jr."]),
) | st.builds(lambda one, other: Name(literal=f"{one} and {other}"), plain, plain)
moments = st.builds(
    lambda year, month, day: Moment(year, month, day if 0 < month < 13 else 0),
    st.integers(-400, 2100),
    st.sampled_from([0, *range(1, 13), 21, 22, 23, 24]),
    st.integers(0, 28),
)
single = st.builds(
    lambda one, mark: Date(one, circa=mark == "~", uncertain=mark == "?"), moments, st.sampled_from(" ~?")
)
ranges = st.builds(
    lambda one, other: Date(min(one, other), max(one, other) if one != other else None), moments, moments
)
dates = single | ranges
works = st.builds(
    Work,
    type=st.sampled_from(["book", "chapter", "article-journal", "post", "report", "document", "thesis", "manuscript"]),
    title=composed,
    contributors=st.lists(st.builds(Contributor, people, st.sampled_from([Role.AUTHOR, Role.TRANSLATOR])), max_size=3)
    .map(lambda found: sorted(found, key=lambda contributor: contributor.role))
    .map(tuple),
    date=st.none() | dates,
    publisher=st.just("") | composed,
    note=st.just("") | composed,
    genre=st.just("") | plain,
    inferred=st.sampled_from([(), ("author",), ("author", "date")]),
)
mentions = st.builds(
    Mention,
    words | st.just("12; note 3: (x)"),
    st.sampled_from(Form),
    st.none() | st.builds(Locator, texts, st.sampled_from(["page", "chapter", "note"])),
)
libraries = st.lists(st.tuples(works, st.lists(mentions, max_size=3)), max_size=4).map(
    lambda found: Library(tuple(Entry(f"k{n}", work, tuple(cited)) for n, (work, cited) in enumerate(found)))
)


@pytest.mark.parametrize("name", ["biblatex", "bibtex", "csl-json"])
@given(library=libraries)
@EXAMPLE
def test_law_loads_undoes_dumps(name: str, library: Library) -> None:
    format_ = formats.by_name(name)
    back = format_.loads(format_.dumps(library))
    for one, other in zip(library.entries, back.entries, strict=True):
        assert replace(other, line=0) == one


@given(composed)
def test_law_latex(text: str) -> None:
    assert latex.decode(latex.encode(text)) == text


@given(st.lists(people, min_size=1, max_size=4).map(tuple))
def test_law_names(names: tuple[Name, ...]) -> None:
    assert read_names(write_names(names)) == names


@given(dates)
def test_law_dates(date: Date) -> None:
    assert read_edtf(edtf(date)) == date


@given(st.lists(mentions, min_size=1, max_size=4).map(tuple))
def test_law_citing_places(places: tuple[Mention, ...]) -> None:
    value = cited_in(places)
    assert read_cited_in(value) == places
    assert not set(value) & set("{}\\\n")


@given(works, composed)
def test_law_nesting(work: Work, title: str) -> None:
    assert nest(replace(flat(nest(work, title)), container=None), title) == nest(work, title)


def test_byte_order_mark_hides_no_entry() -> None:
    text = "\ufeff@book{a, title = {T}}"
    library = biblatex.plugin.loads(text)
    assert [entry.work.title for entry in library.entries] == ["T"]
    assert biblatex.update(text, library) == text


blocks = st.sampled_from(
    [
        "% remark\n",
        "@string{nlr = {New Left Review}}\n",
        "@comment{jabref-meta: grouping:0;}\n",
        '@preamble{ "\\newcommand{\\x}{y}" }\r\n',
        "@article{a1,\n  author = {Perry Anderson},\n\tTitle={On {X}},journal=nlr # { (London)}, year=1983\n}\n\n\n",
        '@Book (b2, title = "T \\\'a", publisher={P}, address={L}, foo={bar}, year = 1999,)\n',
        "@misc{c3, title={x}, verba={mine}, note={a, b}, note={c}}",
        "@article{d4, title={unclosed\n",
        "@inbook{e5, crossref={b2}, chapter=3, pages={1--2}}\n",
        "@misc{a1, title={again}}\n",
    ]
)


@given(st.lists(blocks | st.text(alphabet="ab @\n{}", max_size=6), max_size=8).map("".join), st.booleans())
@EXAMPLE
def test_law_untouched_file_stays_byte_for_byte(text: str, windows: bool) -> None:
    if windows:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    for name, update in (("biblatex", biblatex.update), ("bibtex", bibtex.update)):
        try:
            library = formats.by_name(name).loads(text)
        except FormatError:
            return
        assert update(text, library) == text


@given(st.lists(blocks, max_size=8).map("".join), st.lists(mentions, min_size=1, max_size=2).map(tuple))
@EXAMPLE
def test_law_only_the_changed_entry_changes(text: str, places: tuple[Mention, ...]) -> None:
    library = biblatex.plugin.loads(text)
    if not library.entries:
        return
    target = library.entries[-1]
    changed = replace(library, entries=(*library.entries[:-1], replace(target, mentions=places)))
    again = biblatex.plugin.loads(biblatex.update(text, changed))
    assert [(entry.key, entry.work) for entry in again.entries] == [
        (entry.key, entry.work) for entry in library.entries
    ]
    assert again.entries[-1].mentions == places
    assert [entry.mentions for entry in again.entries[:-1]] == [entry.mentions for entry in library.entries[:-1]]


@pytest.mark.parametrize("name", ["biblatex", "bibtex"])
def test_other_readers_see_the_same_entries(name: str, caplog: pytest.LogCaptureFixture) -> None:
    from bibtexparser import entrypoint
    from pybtex.database import parse_string

    text = formats.by_name(name).dumps(RICH)
    with caplog.at_level(logging.WARNING):
        theirs = entrypoint.parse_string(text, parse_stack=[])
    assert theirs.failed_blocks == []
    assert caplog.records == []
    other = parse_string(text, "bibtex")
    fields = {entry.key: {field.key for field in entry.fields} for entry in theirs.entries}
    roles = {"author", "editor"}
    assert list(other.entries) == list(fields) == [entry.key for entry in RICH.entries]
    for key, entry in other.entries.items():
        assert set(entry.fields) | set(entry.persons) == fields[key]
        names = flat(RICH.get(key).work).authors  # type: ignore[union-attr]
        assert len(entry.persons.get("author", [])) == len(names)
        assert roles >= set(entry.persons)


def _case_ids(folder: str) -> list[str]:
    return sorted(str(path.relative_to(CASES)) for path in CASES.glob(f"{folder}/*.toml"))


def _load(case: str) -> dict[str, Any]:
    return tomllib.loads((CASES / case).read_text("utf-8"))


@pytest.mark.parametrize("case", [case for name in NAMES if name not in READABLE for case in _case_ids(name)])
def test_written_cases(case: str) -> None:
    """`input`, CSL-JSON, is written as `output`; `pages` are the files of a folder."""
    found = _load(case)
    name = case.partition("/")[0]
    written, _ = formats.convert(found["input"], "csl-json", name, case)
    assert written == found["output"]
    if formats.is_folder(name):
        pages, _ = formats.convert_to_folder(found["input"], "csl-json", name, case)
        assert sorted(pages) == sorted(found["pages"])


@pytest.mark.parametrize("case", [case for name in READABLE for case in _case_ids(name)])
def test_cases(case: str) -> None:
    """`input` gives `entries` (the fields named) and `diagnostics` (codes with lines); `output` is what is written."""
    found = _load(case)
    format_ = formats.by_name(case.partition("/")[0])
    library = format_.loads(found["input"], case)
    if isinstance(format_, formats.OneByOne):
        assert tuple(format_.entries(found["input"], case)) == library.entries
    for expected in found.get("entries", []):
        entry = library.get(expected["key"])
        assert entry is not None, expected["key"]
        assert {name: _field(entry, name) for name in expected} == expected
    assert [entry["key"] for entry in found.get("entries", [])] == [entry.key for entry in library.entries]
    assert [f"{remark.code} {remark.line}" for remark in library.diagnostics] == found.get("diagnostics", [])
    if "output" in found:
        assert format_.dumps(library) == found["output"]


def _field(entry: Entry, name: str) -> Any:
    work = flat(entry.work)
    if name in ("key", "line"):
        return getattr(entry, name)
    if name in set(Role):
        return [str(person) for person in work.names(Role(name))]
    if name == "container":
        return work.container.title if work.container else ""
    if name == "mentions":
        return [f"{mention.note} {mention.form} {mention.locator or ''}".strip() for mention in entry.mentions]
    if name in ("identifiers", "inferred"):
        return [str(value) for value in getattr(work, name)]
    if name == "related":
        return [f"{relation.kind} {relation.key}" for relation in work.related]
    if name == "extra":
        return dict(work.extra)
    value = getattr(work, name)
    return value if isinstance(value, str) else str(value or "")


@pytest.mark.parametrize("case", _case_ids("convert"))
def test_convert_cases(case: str) -> None:
    """`input` of format `from` becomes `output` of format `to`, with `diagnostics`."""
    found = _load(case)
    text, remarks = formats.convert(found["input"], found["from"], found["to"], case)
    assert text == found["output"]
    assert [remark.message for remark in remarks] == found.get("diagnostics", [])


@pytest.mark.parametrize("case", _case_ids("update"))
def test_update_cases(case: str) -> None:
    """`input` with the citing places `cited` and the new entries of `added` becomes `output`."""
    found = _load(case)
    library = biblatex.plugin.loads(found["input"])
    cited = {key: read_cited_in(value) or () for key, value in found.get("cited", {}).items()}
    entries = [replace(entry, mentions=cited.get(entry.key, entry.mentions)) for entry in library.entries]
    entries += biblatex.plugin.loads(found.get("added", "")).entries
    for key, fields in found.get("fields", {}).items():
        entries = [
            replace(entry, work=replace(entry.work, **fields)) if entry.key == key else entry for entry in entries
        ]
    assert biblatex.update(found["input"], Library(tuple(entries))) == found["output"]
