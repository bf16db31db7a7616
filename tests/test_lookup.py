"""Catalogues against doubles of them on loopback: what is accepted, what is refused, what is filled, what is said."""

from __future__ import annotations

import json
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio import formats, lookup
from biblio.errors import LinkError
from biblio.http import Client, Limits
from biblio.lookup import Asker, Candidate, Finding, Status
from biblio.lookup.cache import Cache
from biblio.lookup.raw import date_of, natural_name
from biblio.model import Entry, Library, Work
from tests.doubles.catalogues import (
    CatalogueDouble,
    CrossrefDouble,
    DataCiteDouble,
    OpenAlexDouble,
    OpenLibraryDouble,
    WikidataDouble,
)
from tests.doubles.server import Ask, Reply
from tests.in_process import Commands
from tests.json_schema import faults

CASES = Path(__file__).parent / "cases" / "lookup"
SCHEMAS = Path(__file__).parents[1] / "docs" / "schemas"
ARTICLE = {
    "DOI": "10.1000/nlr.139", "type": "journal-article", "title": ["Trotsky&#39;s <i>Interpretation</i> of Stalinism"],
    "author": [{"given": "Perry", "family": "Anderson", "sequence": "first"}], "publisher": "NLR",
    "container-title": ["New Left Review"], "volume": "I", "issue": "139", "page": "49-58",
    "issued": {"date-parts": [[1983, 5]]}, "ISSN": ["0028-6060"], "language": "en",
}  # fmt: skip
OTHER = {
    "DOI": "10.1000/other", "type": "journal-article",
    "title": ["Stalinism and the Interpretation of Trotsky's Dreams"],
    "author": [{"given": "Ann", "family": "Else"}], "container-title": ["Dreams"], "volume": "2", "page": "1-9",
    "issued": {"date-parts": [[1999]]},
}  # fmt: skip
MORALS = {
    "key": "/works/OL1W", "title": "Their Morals and Ours", "author_name": ["Leon Trotsky"],
    "first_publish_year": 1938, "edition_count": 2,
    "editions": [
        {"key": "/books/OL1M", "title": "Their morals and ours", "publish_date": "1969", "publishers": ["Merit"],
         "isbn_10": ["0873480000"]},
        {"key": "/books/OL2M", "title": "Their morals and ours", "publish_date": "June 1973",
         "publishers": ["Pathfinder Press"], "publish_places": ["New York"], "isbn_10": ["0873483197"],
         "isbn_13": ["9780873483193"]},
    ],
}  # fmt: skip
BIB = """@article{anderson1983, author={Anderson, P.}, title={Trotsky's Interpretation of Stalinism},
  journaltitle={New Left Review}, date={1983}}
@book{trotsky1973, author={Trotsky, Leon}, title={Their Morals and Ours}, date={1973}}
@online{fidler2002, author={Fidler, Richard}, title={Re: Stalinism}, date={2002}, url={http://example.org/1}}
"""


@pytest.fixture(autouse=True)
def own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("BIBLIO_CONTACT", raising=False)
    for name in lookup.names():
        # Nothing of these tests may reach the real ones: port 9 is where nobody listens.
        monkeypatch.setenv(f"BIBLIO_{name.upper().replace('-', '_')}_URL", "http://127.0.0.1:9")
        for pace in ("per_second", "per_second_named"):
            monkeypatch.setattr(type(lookup.service(name)), pace, 1000.0)


@pytest.fixture
def biblio(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    return Commands(capfdbinary, monkeypatch, tmp_path)


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True, limits=Limits(per_second=1000.0), purpose="bibliography look-up") as made:
        yield made


def entry(bib: str) -> Entry:
    return formats.by_name("biblatex").loads(bib).entries[0]


def find(bib: str, client: Client, services: tuple[str, ...] = (), **doubles: CatalogueDouble) -> Finding:
    bases = {name.replace("_", "-"): double.url for name, double in doubles.items()}
    return lookup.find(entry(bib), Asker(client, None, bases), services or tuple(bases))


def fills(finding: Finding) -> dict[str, str]:
    return {fill.field: fill.value for fill in lookup.fill(finding)[1]}


# What is found and filled.


def test_an_article_learns_its_doi_pages_and_volume(client: Client) -> None:
    with CrossrefDouble(OTHER, ARTICLE) as crossref:
        found = find(BIB, client, crossref=crossref)
    assert found.match is not None
    assert found.match.candidate.address == "https://doi.org/10.1000/nlr.139"
    assert fills(found) == {
        "volume": "I", "issue": "139", "pages": "49-58", "doi": "10.1000/nlr.139", "issn": "0028-6060",
    }  # fmt: skip


def test_what_the_entry_says_stays(client: Client) -> None:
    full = BIB.replace("date={1983}", "date={1983-06}, volume={1}, number={139}, pages={49-58}, doi={10.1000/nlr.139}")
    with CrossrefDouble(ARTICLE) as crossref:
        found = find(full, client, crossref=crossref)
        new, told = lookup.fill(found)
    assert [fill.field for fill in told] == ["issn"]
    assert new.work.title == found.entry.work.title


def test_a_chapter_learns_its_book_and_who_edited_it(client: Client) -> None:
    chapter = {
        "DOI": "10.1000/legacy.7", "type": "book-chapter", "title": ["On Stalinism"], "publisher": "Penguin",
        "author": [{"given": "Perry", "family": "Anderson"}], "editor": [{"given": "Tariq", "family": "Ali"}],
        "container-title": ["The Stalinist Legacy"], "page": "118-131", "issued": {"date-parts": [[1984]]},
        "ISBN": ["http://id.crossref.org/isbn/9780140224702"],
    }  # fmt: skip
    with CrossrefDouble(chapter) as crossref:
        found = find("@incollection{a, author={Anderson, Perry}, title={On Stalinism}, date={1984}}", client,
                     crossref=crossref)  # fmt: skip
        new, _ = lookup.fill(found)
    assert fills(found) == {
        "pages": "118-131", "publisher": "Penguin", "container": "The Stalinist Legacy", "editor": "Ali, Tariq",
        "doi": "10.1000/legacy.7", "isbn": "9780140224702",
    }  # fmt: skip
    back = formats.by_name("biblatex").loads(formats.by_name("biblatex").dumps(Library((new,)))).entries[0].work
    assert back.container is not None
    assert (back.container.title, back.container.publisher) == ("The Stalinist Legacy", "Penguin")
    assert [str(person.name) for person in back.container.contributors] == ["Ali, Tariq"]


def test_a_book_learns_the_numbers_of_its_own_edition_and_the_year_of_the_first(client: Client) -> None:
    with OpenLibraryDouble(MORALS) as library:
        found = find(BIB.partition("@book")[1] + BIB.partition("@book")[2], client, open_library=library)
    assert found.match is not None
    assert found.match.candidate.address == "https://openlibrary.org/books/OL2M"
    assert fills(found) == {
        "original_date": "1938", "publisher": "Pathfinder Press", "place": "New York", "isbn": "9780873483193",
    }  # fmt: skip


def test_of_another_edition_only_the_first_year_is_taken(client: Client) -> None:
    with OpenLibraryDouble(MORALS) as library:
        found = find("@book{t, author={Trotsky, Leon}, title={Their Morals and Ours}, date={1986}}", client,
                     open_library=library)  # fmt: skip
    assert found.match is None
    assert fills(found) == {"original_date": "1938"}
    assert lookup.verify(found).status is Status.OTHER_EDITION


def test_a_book_is_found_by_its_isbn(client: Client) -> None:
    with OpenLibraryDouble(MORALS) as library:
        bib = "@book{t, author={Trotsky, Leon}, title={Their Morals and Ours}, isbn={978-0-87348-319-3}}"
        found = find(bib, client, open_library=library)
        assert library.paths() == ["/api/books"]
    assert fills(found) == {"date": "1973", "publisher": "Pathfinder Press", "place": "New York"}


def test_datacite_knows_a_thesis(client: Client) -> None:
    record = {
        "doi": "10.5072/thesis", "titles": [{"title": "On Notes"}, {"title": "A study", "titleType": "Subtitle"}],
        "creators": [{"name": "Doe, Jane", "nameType": "Personal", "givenName": "Jane", "familyName": "Doe"}],
        "publisher": {"name": "University of Utopia"}, "publicationYear": 2019, "container": {},
        "types": {"resourceTypeGeneral": "Dissertation"}, "language": "en",
    }  # fmt: skip
    with DataCiteDouble(record) as datacite:
        found = find("@phdthesis{d, author={Doe, Jane}, title={On notes: a study}, date={2019}}", client,
                     datacite=datacite)  # fmt: skip
    assert fills(found) == {"doi": "10.5072/thesis", "publisher": "University of Utopia"}


def test_openalex_is_asked_by_doi_only(client: Client) -> None:
    record = {
        "id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/nlr.139", "type": "article",
        "title": "Trotsky's Interpretation of Stalinism", "publication_year": 1983, "publication_date": "1983-05-01",
        "authorships": [{"author": {"display_name": "Perry Anderson"}}], "language": "en",
        "primary_location": {"source": {"display_name": "New Left Review", "issn_l": "0028-6060"}},
        "biblio": {"volume": "I", "issue": "139", "first_page": "49", "last_page": "58"},
    }  # fmt: skip
    with OpenAlexDouble(record) as openalex:
        found = find(BIB.replace("date={1983}", "date={1983}, doi={10.1000/NLR.139}", 1), client, openalex=openalex)
        assert fills(found) == {"volume": "I", "issue": "139", "pages": "49-58", "issn": "0028-6060"}
        assert find(BIB, client, openalex=openalex).asked == ()


def claim(value: Any) -> list[dict[str, Any]]:
    return [{"rank": "normal", "mainsnak": {"datavalue": {"value": value}}}]


def label(text: str) -> dict[str, Any]:
    return {"labels": {"en": {"language": "en", "value": text}}}


def test_wikidata_knows_when_a_work_first_appeared(client: Client) -> None:
    book = label("Their Morals and Ours") | {
        "claims": {
            "P50": claim({"id": "Q2"}), "P577": claim({"time": "+1938-02-00T00:00:00Z", "precision": 10}),
            "P1476": claim({"text": "Their Morals and Ours", "language": "en"}),
        }
    }  # fmt: skip
    film = label("Their Morals and Ours (film)") | {"claims": {"P57": claim({"id": "Q3"})}}
    with WikidataDouble(Q1=book, Q2=label("Leon Trotsky"), Q3=label("A Director"), Q4=film) as wikidata:
        found = find("@book{t, author={Trotsky, Leon}, title={Their Morals and Ours}, date={1973}}", client,
                     wikidata=wikidata)  # fmt: skip
    assert fills(found) == {"original_date": "1938-02"}


def test_catalogues_are_asked_in_turn_until_one_has_the_work(client: Client) -> None:
    with CrossrefDouble() as crossref, OpenLibraryDouble(MORALS) as library, WikidataDouble() as wikidata:
        found = find("@book{t, author={Trotsky, Leon}, title={Their Morals and Ours}, date={1973}}", client,
                     crossref=crossref, open_library=library, wikidata=wikidata)  # fmt: skip
        assert found.asked == ("Crossref", "Open Library")
        assert not wikidata.asked


@pytest.mark.parametrize(
    "bib",
    [
        BIB[BIB.index("@online") :],
        "@letter{l, author={Trotsky, Leon}, title={Letter to Shachtman}, date={1937}}",
        "@unpublished{m, author={Doe, Jane}, title={Minutes}, entrysubtype={manuscript}}",
        "@article{n, title={}}",
    ],
    ids=["post", "letter", "manuscript", "nothing"],
)
def test_works_that_no_catalogue_has_are_not_asked_for(client: Client, bib: str) -> None:
    with CrossrefDouble(ARTICLE) as crossref, OpenLibraryDouble(MORALS) as library:
        found = find(bib, client, crossref=crossref, open_library=library)
        assert not crossref.asked + library.asked
    assert lookup.verify(found).status is Status.NOT_ASKED


# What is accepted and what refused: cases as files, and laws.


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(case, id=case["why"]) for case in found]


@pytest.mark.parametrize("case", cases("judging"))
def test_judging_as_the_cases_have_it(case: dict[str, Any]) -> None:
    record = entry(case["record"])
    candidate = Candidate("crossref", record.work, by_identifier=case.get("by_identifier", False))
    judged = lookup.judge(entry(case["entry"]).work, candidate)
    assert (judged.accepted, list(judged.against)) == (case["accepted"], case.get("against", [])), str(judged)
    assert judged.near == case.get("near", False), str(judged)


WORKS = st.sampled_from(
    [entry(text).work for text in BIB.replace("@", "\x00@").split("\x00") if text.startswith(("@article", "@book"))]
)


@settings(max_examples=40, deadline=None)
@given(WORKS)
def test_a_work_is_itself(work: Work) -> None:
    judged = lookup.judge(work, Candidate("crossref", work))
    assert judged.accepted
    assert judged.score == pytest.approx(1.0)


@settings(max_examples=40, deadline=None)
@given(WORKS, st.text(max_size=30), st.text(max_size=20))
def test_filling_never_replaces(work: Work, title: str, publisher: str) -> None:
    record = replace(work, title=title or "x", publisher=publisher)
    finding = Finding(Entry("k", work), match=lookup.judge(work, Candidate("crossref", record)))
    new, _ = lookup.fill(finding)
    assert all(
        getattr(new.work, name) == getattr(work, name)
        for name in ("title", "date", "contributors", "type")
        if getattr(work, name)
    )


# Verifying.


def status(finding: Finding) -> tuple[str, list[str]]:
    check = lookup.verify(finding)
    return check.status.value, [row.field for row in check.fields if not row.agrees]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (("", ""), ("confirmed", [])),
        (("date={1983}", "date={1985}"), ("contradicted", ["date"])),
        (("date={1983}", "date={1984}"), ("contradicted", ["date"])),
        (("date={1983}", "date={1984}, volume={1}"), ("confirmed", [])),
        (("date={1983}", "date={1983}, volume={XII}"), ("contradicted", ["volume"])),
        (("date={1983}", "date={1983}, volume={1}, pages={60-71}"), ("contradicted", ["pages"])),
        (("New Left Review", "The Socialist Register"), ("contradicted", ["container"])),
        (("Trotsky's Interpretation of Stalinism", "A Wholly Other Matter Altogether"), ("not-found", [])),
        (("Anderson, P.", "Miliband, Ralph"), ("not-found", [])),
    ],
)
def test_fields_are_confirmed_or_contradicted(client: Client, change: tuple[str, str], wanted: Any) -> None:
    with CrossrefDouble(OTHER, ARTICLE) as crossref:
        assert status(find(BIB.replace(*change), client, crossref=crossref)) == wanted


def test_a_doi_of_another_work_is_the_strongest_contradiction(client: Client) -> None:
    with CrossrefDouble(OTHER, ARTICLE) as crossref:
        found = find("@article{a, author={Anderson, Perry}, title={Western Marxism}, date={1976}, doi={10.1000/other}}",
                     client, crossref=crossref)  # fmt: skip
    check = lookup.verify(found)
    assert check.status is Status.CONTRADICTED
    assert 'belongs to another work: "Stalinism and the Interpretation of Trotsky\'s Dreams"' in check.reason
    assert fills(found) == {}


def test_a_wrong_doi_does_not_hide_the_work(client: Client) -> None:
    wrong = BIB.replace("date={1983}", "date={1983}, doi={10.1000/wrong}", 1)
    with CrossrefDouble(OTHER, ARTICLE) as crossref:
        found = find(wrong, client, crossref=crossref)
        assert crossref.paths() == ["/works/10.1000/wrong", "/works"]
    assert status(found) == ("contradicted", ["doi"])
    assert "doi" not in fills(found)


def test_a_doi_alone_is_enough(client: Client) -> None:
    with CrossrefDouble(ARTICLE) as crossref:
        found = find("@article{x, doi={10.1000/nlr.139}}", client, crossref=crossref)
    learnt = fills(found)
    assert (learnt["title"], learnt["contributors"]) == ("Trotsky's Interpretation of Stalinism", "Anderson, Perry")
    assert lookup.verify(found).status is Status.CONFIRMED


def test_not_found_is_never_called_invented(client: Client) -> None:
    with CrossrefDouble() as crossref, OpenLibraryDouble() as library:
        check = lookup.verify(find("@book{x, author={Doe, Jane}, title={Unheard Of}, date={1900}}", client,
                                   crossref=crossref, open_library=library))  # fmt: skip
    assert check.status is Status.NOT_FOUND
    assert check.reason == "Not found in Crossref, Open Library, which proves nothing."


# Manners.


def test_answers_are_kept_without_our_address(client: Client, tmp_path: Path) -> None:
    client.contact = "ann@example.org"
    with CrossrefDouble(ARTICLE) as crossref:
        ask = Asker(client, Cache(tmp_path / "c.sqlite"), {"crossref": crossref.url})
        for _ in range(2):
            lookup.find(entry(BIB), ask, ["crossref"])
        assert len(crossref.asked) == ask.asked == 1
        assert crossref.asked[0].query["mailto"] == "ann@example.org"
        lookup.find(entry(BIB), Asker(client, Cache(tmp_path / "c.sqlite", fresh=True), ask.bases), ["crossref"])
        assert len(crossref.asked) == 2
    assert b"ann@example.org" not in (tmp_path / "c.sqlite").read_bytes()


def test_old_answers_are_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "c.sqlite")
    cache.put("found", 200, b"{}")
    cache.put("missing", 404, b"")
    now = time.time()
    monkeypatch.setattr("biblio.lookup.cache.time.time", lambda: now + 10 * 86400)
    assert (cache.get("found"), cache.get("missing")) == ((200, b"{}"), None)
    monkeypatch.setattr("biblio.lookup.cache.time.time", lambda: now + 40 * 86400)
    assert cache.get("found") is None


def test_a_cache_that_cannot_be_kept_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").mkdir()
    cache = Cache(tmp_path / "c.sqlite")
    cache.put("q", 200, b"{}")
    assert cache.get("q") is None


def test_retry_after_is_obeyed(client: Client) -> None:
    with CrossrefDouble(ARTICLE) as crossref:
        crossref.refusals = [Reply(429, "slow down", {"Retry-After": "1"})]
        begun = time.monotonic()
        assert find(BIB, client, crossref=crossref).match is not None
    assert time.monotonic() - begun >= 1.0


def test_a_long_pause_ends_the_asking(client: Client) -> None:
    with CrossrefDouble(ARTICLE) as crossref:
        crossref.refusals = [Reply(503, "", {"Retry-After": "3600"})]
        ask = Asker(client, None, {"crossref": crossref.url})
        found = [lookup.find(entry(BIB), ask, ["crossref"]) for _ in range(2)]
        assert len(crossref.asked) == 1
    assert "left alone for 3600 seconds" in found[0].failed[0]
    assert "not asked any more" in found[1].failed[0]


def test_a_slower_pace_that_the_answers_name_is_kept(client: Client) -> None:
    with CrossrefDouble(ARTICLE) as crossref:
        crossref.headers = {"x-rate-limit-limit": "2", "x-rate-limit-interval": "1s"}
        ask = Asker(client, None, {"crossref": crossref.url})
        begun = time.monotonic()
        for _ in range(3):
            lookup.find(entry(BIB), ask, ["crossref"])
    assert time.monotonic() - begun >= 1.0


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, "<html>Are you a robot?</html>", {"Content-Type": "text/html"}),
        Reply(500, "oops"),
        Reply(200, "[" * 100_000),
    ],
    ids=["captcha", "broken", "deep"],
)
def test_nonsense_is_a_failure_and_after_three_the_catalogue_is_left_alone(client: Client, reply: Reply) -> None:
    with CrossrefDouble() as crossref:
        crossref.refusals = [reply] * 9
        ask = Asker(client, None, {"crossref": crossref.url})
        found = [lookup.find(entry(BIB), ask, ["crossref"]) for _ in range(5)]
        assert len(crossref.asked) == 3
    assert all(one.failed and not one.asked for one in found)
    assert lookup.verify(found[0]).status is Status.NOT_ASKED


class Odd(CatalogueDouble):
    """Valid JSON that is nothing like what was agreed."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value

    def records(self, ask: Ask) -> Reply:
        return Reply(200, json.dumps(self.value))


ODD = {
    "message": {"items": [7, {"title": 3, "author": [None, {"family": 5}], "issued": {"date-parts": [[None]]}}]},
    "data": [{"attributes": {"titles": "x", "creators": [1], "publisher": 7, "container": []}}, 3],
    "docs": [{"key": 5}, {"key": "/works/OL1W", "title": "Their Morals and Ours"}], "entries": ["x", {"title": []}],
    "search": [{"id": "Q1"}], "entities": {"Q1": {"claims": {"P50": [1], "P577": [{"mainsnak": 3}]}, "labels": []}},
    "id": "W1", "authorships": [{}], "biblio": [],
}  # fmt: skip


@pytest.mark.parametrize("value", [None, [], 3, "x", {}, ODD], ids=str)
def test_json_of_another_shape_breaks_nothing(client: Client, value: Any) -> None:
    books = "@book{t, author={Trotsky, Leon}, title={Their Morals and Ours}, date={1973}"
    with Odd(value) as odd:
        bases = dict.fromkeys(lookup.names(), odd.url)
        for bib in (books + "}", books + ", doi={10.1000/x}, isbn={0873483197}}", BIB):
            assert lookup.find(entry(bib), Asker(client, None, bases)).match is None


def test_a_catalogue_out_of_reach_is_said(client: Client) -> None:
    found = lookup.find(entry(BIB), Asker(client, None, {}), ["crossref"])
    assert "could not be asked" in found.failed[0]


def test_wikidata_that_lags_behind_is_asked_again_and_its_error_is_not_kept(client: Client, tmp_path: Path) -> None:
    lag = Reply(200, {"error": {"code": "maxlag", "info": "Waiting for a database server"}}, {"Retry-After": "1"})
    bib = "@book{t, author={Trotsky, Leon}, title={Their Morals and Ours}, date={1973}}"
    with WikidataDouble(Q1=label("Their Morals and Ours") | {"claims": {}}) as wikidata:
        ask = Asker(client, Cache(tmp_path / "c.sqlite"), {"wikidata": wikidata.url})
        wikidata.refusals = [lag]
        assert not lookup.find(entry(bib), ask, ["wikidata"]).failed
        wikidata.refusals = [Reply(200, lag.body)]
        other = bib.replace("Morals and Ours", "Other Book")
        assert "answered with an error" in lookup.find(entry(other), ask, ["wikidata"]).failed[0]
        assert not lookup.find(entry(other), ask, ["wikidata"]).failed


def test_only_those_who_want_it_are_told_an_address_in_the_question(client: Client) -> None:
    client.contact = "ann@example.org"
    with CrossrefDouble() as crossref, OpenLibraryDouble() as library, WikidataDouble() as wikidata:
        find("@book{t, author={Trotsky, Leon}, title={Their Morals and Ours}}", client,
             crossref=crossref, open_library=library, wikidata=wikidata)  # fmt: skip
        told = [["mailto" in ask.query for ask in double.asked] for double in (crossref, library, wikidata)]
        agents = {ask.headers["user-agent"] for double in (crossref, library, wikidata) for ask in double.asked}
    assert told == [[True], [False], [False]]
    assert all("+ann@example.org" in agent for agent in agents)


@pytest.mark.parametrize(
    ("bib", "complete"),
    [
        ("@book{a, author={D, J}, title={T}, date={1990}, publisher={P}, location={L}, isbn={9780140224702}, "
         "origdate={1938}}", True),
        ("@book{a, author={D, J}, title={T}, date={1990}, publisher={P}, location={L}}", False),
        ("@article{a, author={D, J}, title={T}, date={1990}, journaltitle={J}, volume={1}, number={2}, pages={3-4}, "
         "doi={10.1/x}}", True),
        ("@article{a, author={D, J}, title={T}, date={1990}, volume={1}, number={2}, doi={10.1/x}}", False),
    ],
)  # fmt: skip
def test_entries_without_gaps_need_nobody(bib: str, complete: bool) -> None:
    assert lookup.complete(entry(bib).work) is complete


def test_every_catalogue_keeps_to_the_protocol() -> None:
    assert set(lookup.names()) == {"crossref", "datacite", "open-library", "openalex", "wikidata"}
    assert all(isinstance(lookup.service(name), lookup.Service) for name in lookup.names())
    with pytest.raises(LinkError):
        raise LinkError("kept for the protocol's own error")


# Small values.


@pytest.mark.parametrize(
    ("raw", "date"),
    [("1938", "1938"), ("2002-12-05", "2002-12-05"), ("June 1973", "1973"), ("c1938.", "1938"), ("Mar 3, 1969", "1969"),
     ([[1983, 5]], "1983-05"), ([[None]], "None"), ("n.d.", "None"), (None, "None"), ("12345", "None")],
)  # fmt: skip
def test_dates_of_catalogues(raw: Any, date: str) -> None:
    assert str(date_of(raw)) == date


@pytest.mark.parametrize(
    ("raw", "name"),
    [("Leon Trotsky", "Trotsky, Leon"), ("Marcel van der Linden", "van der Linden, Marcel"),
     ("Trotsky, Leon", "Trotsky, Leon"), ("UNESCO", "{UNESCO}")],
)  # fmt: skip
def test_names_of_catalogues(raw: str, name: str) -> None:
    assert str(natural_name(raw)) == name


# The commands.


def urls(**doubles: CatalogueDouble) -> list[str]:
    return [part for name, double in doubles.items()
            for part in ("--service-url", f"{name.replace('_', '-')}={double.url}")]  # fmt: skip


def test_enrich_shows_and_then_writes(tmp_path: Path, biblio: Commands) -> None:
    (tmp_path / "refs.bib").write_text(f"% mine\n{BIB}", encoding="utf-8")
    with CrossrefDouble(OTHER, ARTICLE) as crossref, OpenLibraryDouble(MORALS) as library:
        where = urls(crossref=crossref, open_library=library)
        shown = biblio("enrich", "refs.bib", "--diff", *where)
        assert shown.returncode == 0, shown.stderr.decode()
        assert b"doi" in shown.stdout
        assert (tmp_path / "refs.bib").read_text() == f"% mine\n{BIB}"
        asked = len(crossref.asked) + len(library.asked)
        written = biblio("enrich", "refs.bib", "--write", "--json", *where)
        assert len(crossref.asked) + len(library.asked) == asked, "the answers are kept"
    told = json.loads(written.stdout)
    assert faults(told, json.loads((SCHEMAS / "enrich.schema.json").read_text("utf-8"))) == []
    assert [row["service"] for row in told["results"]] == ["crossref", "open-library", None]
    after = (tmp_path / "refs.bib").read_text()
    assert after.startswith("% mine\n@article{anderson1983, author={Anderson, P.}")
    assert "10.1000/nlr.139" in after
    assert after.endswith(BIB[BIB.index("@online") :])


def test_verify_exits_with_one_for_a_contradiction(tmp_path: Path, biblio: Commands) -> None:
    (tmp_path / "refs.bib").write_text(BIB.replace("date={1983}", "date={1985}"), encoding="utf-8")
    with CrossrefDouble(ARTICLE) as crossref, OpenLibraryDouble(MORALS) as library:
        where = urls(crossref=crossref, open_library=library)
        done = biblio("verify", "refs.bib", "--json", *where)
        assert done.returncode == 1, done.stderr.decode()
    told = json.loads(done.stdout)
    assert faults(told, json.loads((SCHEMAS / "verify.schema.json").read_text("utf-8"))) == []
    assert [row["status"] for row in told["results"]] == ["contradicted", "confirmed", "not-asked"]


@pytest.mark.parametrize("command", ["enrich", "verify"])
def test_offline_and_no_network_are_refused_clearly(tmp_path: Path, command: str, biblio: Commands) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    offline = biblio(command, "refs.bib", "--offline")
    assert (offline.returncode, b"leave --offline out" in offline.stderr) == (2, True)
    nobody = biblio(command, "refs.bib")
    assert (nobody.returncode, b"is there a network?" in nobody.stderr) == (2, True)
