"""Reference managers against doubles of their servers on loopback, and Zotero's items as case files."""

from __future__ import annotations

import json
import stat
import time
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biblio import formats, managers
from biblio.errors import ManagerError
from biblio.formats._zotero.tables import tables
from biblio.http import Client, Limits
from biblio.managers import Done, Order, Sent, _keys
from biblio.managers._zotero import extra
from biblio.managers._zotero.changes import changes
from biblio.managers._zotero.items import item, without_field
from biblio.managers._zotero.reading import existing
from biblio.model import Annotation, Entry, Form, Library, Locator, Mention
from tests.doubles.jabref import JabRefDouble
from tests.doubles.server import Ask, Double, Reply
from tests.doubles.zotero import CREATORS, FIELDS, ZoteroDouble
from tests.in_process import Commands
from tests.json_schema import faults

CASES = Path(__file__).parent / "cases" / "managers"
SCHEMA = json.loads((Path(__file__).parents[1] / "docs" / "schemas" / "send.schema.json").read_text("utf-8"))
BIB = """@book{trotsky1973, author={Trotsky, Leon}, title={Their Morals and Ours}, date={1973}, origdate={1938},
  publisher={Pathfinder}, location={New York}, keywords={morals, marxism}}
@article{anderson1983, author={Anderson, Perry}, title={Trotsky's Interpretation of Stalinism},
  journaltitle={New Left Review}, volume={I}, number={139}, date={1983-05/1983-06}, pages={49-58},
  doi={10.1000/nlr.139}}
@online{fidler2002, author={Fidler, Richard}, title={Re: Stalinism}, titleaddon={Marxism mailing list},
  entrysubtype={post}, date={2002-12-05}, url={http://archives.example.org/msg1.html}}
"""
LIBRARY = formats.by_name("biblatex").loads(BIB)


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys of the tests' own, and no proxy, so that nobody's real programs are asked."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("ZOTERO_API_KEY", "ZOTERO_GROUP_ID", "ZOTERO_USER_ID", "BIBLIO_ZOTERO_WEB_URL", "BIBLIO_ZOTERO_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def biblio(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Commands:
    return Commands(capfdbinary, monkeypatch, tmp_path)


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(allow_private=True, limits=Limits(per_second=1000.0)) as made:
        yield made


def send(double: Double, client: Client, library: Library = LIBRARY, name: str = "zotero", **wishes: Any) -> Sent:
    return managers.by_name(name).send(library, Order(server=double.url, **wishes), client)


def done(sent: Sent) -> list[str]:
    return [found.done.value for found in sent.outcomes]


# Zotero 10: the local API writes.


def test_entries_become_items_with_their_keys(client: Client) -> None:
    with ZoteroDouble() as zotero:
        sent = send(zotero, client)
        assert done(sent) == ["created"] * 3
    book, article, post = zotero.works
    assert (book["citationKey"], book["itemType"], book["publisher"]) == ("trotsky1973", "book", "Pathfinder")
    assert book["extra"] == "Original Date: 1938"
    assert [tag["tag"] for tag in book["tags"]] == ["morals", "marxism"]
    assert (article["publicationTitle"], article["DOI"]) == ("New Left Review", "10.1000/nlr.139")
    assert (post["itemType"], post["forumTitle"]) == ("forumPost", "Marxism mailing list")


def test_a_second_sending_changes_nothing(client: Client) -> None:
    with ZoteroDouble() as zotero:
        send(zotero, client)
        before = json.dumps(zotero.items)
        assert done(send(zotero, client)) == ["unchanged"] * 3
        assert json.dumps(zotero.items) == before
    assert zotero.dialogs == 1, "the key is remembered"


def test_a_changed_entry_changes_its_item_in_place(client: Client) -> None:
    with ZoteroDouble() as zotero:
        send(zotero, client)
        zotero.works[0]["rights"] = "mine"
        work = replace(LIBRARY.entries[0].work, place="Oxford")
        sent = send(zotero, client, Library((Entry("trotsky1973", work), *LIBRARY.entries[1:])))
        assert done(sent) == ["updated", "unchanged", "unchanged"]
        assert sent.outcomes[0].detail == "place: New York -> Oxford"
    assert len(zotero.works) == 3
    assert (zotero.works[0]["place"], zotero.works[0]["rights"]) == ("Oxford", "mine")


def test_an_item_found_otherwise_only_has_its_gaps_filled(client: Client) -> None:
    with ZoteroDouble() as zotero:
        zotero.put(
            itemType="book", title="Their morals and ours", publisher="Pathfinder Press", date="1973",
            creators=[{"creatorType": "author", "firstName": "Leon", "lastName": "Trotsky"}], extra="my own line",
        )  # fmt: skip
        sent = send(zotero, client)
        assert done(sent) == ["updated", "created", "created"]
    book = zotero.works[0]
    assert (book["title"], book["publisher"], book["place"]) == (
        "Their morals and ours",
        "Pathfinder Press",
        "New York",
    )
    assert book["extra"] == "my own line\nOriginal Date: 1938"
    assert book["citationKey"] == "trotsky1973"


def test_a_key_that_zotero_has_given_stays(client: Client) -> None:
    with ZoteroDouble() as zotero:
        zotero.better_bibtex = {}
        key = zotero.put(
            itemType="journalArticle", title="Trotsky’s Interpretation of Stalinism", DOI="10.1000/NLR.139"
        )
        zotero.better_bibtex[key] = "andersonTrotsky"
        sent = send(zotero, client)
        assert sent.outcomes[1].done is Done.UPDATED
        assert "known to Zotero as andersonTrotsky" in sent.outcomes[1].detail
    assert "citationKey" not in zotero.works[0]


@pytest.mark.parametrize(
    ("data", "done"),
    [
        ({"date": "1969", "edition": "2"}, "created"),
        ({"date": "1973", "volume": "2"}, "updated"),
        ({"date": "1973", "creators": [{"creatorType": "author", "firstName": "E.", "lastName": "Else"}]}, "created"),
    ],
    ids=["another edition", "the same with more", "another author"],
)
def test_other_editions_and_authors_are_other_items(client: Client, data: dict[str, Any], done: str) -> None:
    author = [{"creatorType": "author", "firstName": "Leon", "lastName": "Trotsky"}]
    with ZoteroDouble() as zotero:
        zotero.put(**{"itemType": "book", "title": "Their Morals and Ours", "creators": author, **data})
        assert send(zotero, client).outcomes[0].done == done


def test_a_key_of_another_work_and_doubles_in_zotero_are_left_alone(client: Client) -> None:
    with ZoteroDouble() as zotero:
        zotero.put(itemType="book", title="Cookery", citationKey="trotsky1973")
        for _ in range(2):
            zotero.put(itemType="journalArticle", title="Trotsky's Interpretation of Stalinism", DOI="10.1000/nlr.139")
        sent = send(zotero, client)
        assert done(sent) == ["left", "left", "created"]
        assert "Cookery" in sent.outcomes[0].detail
        assert "2 times" in sent.outcomes[1].detail


def test_a_collection_is_found_or_made(client: Client) -> None:
    with ZoteroDouble() as zotero:
        assert send(zotero, client, collection="Essay").target == "Zotero, My Library > Essay"
        (key,) = zotero.collections
        assert [found["collections"] for found in zotero.works] == [[key]] * 3
        zotero.works[0]["collections"] = []
        assert done(send(zotero, client, collection="Essay")) == ["updated", "unchanged", "unchanged"]
        assert list(zotero.collections) == [key]
        zotero.collections["SECOND"] = "Essay"
        with pytest.raises(ManagerError, match="2 collections"):
            send(zotero, client, collection="Essay")


def test_citing_notes_become_child_notes_and_are_changed_in_place(client: Client) -> None:
    mentions = (Mention("3", Form.FULL, Locator("59")), Mention("4", Form.IBID))

    def cited(third: str) -> Library:
        words = (Annotation(third, "3"), Annotation("Ibid.", "4"))
        return Library((replace(LIBRARY.entries[0], mentions=mentions, annotations=words),))

    first = cited("See Trotsky, Their Morals <and> Ours, 59.")
    with ZoteroDouble() as zotero:
        send(zotero, client, first, source="essay.txt")
        places, third, fourth = zotero.notes
        assert places["parentItem"] == zotero.works[0]["key"]
        assert places["note"] == "<p>cited in: note 3: 59; note 4 (ibid)</p>"
        assert third["note"].startswith("<p><strong>note 3:</strong> See Trotsky, Their Morals &lt;and&gt; Ours")
        assert fourth["tags"] == [{"tag": "cited in essay.txt"}]
        before = json.dumps(zotero.items)
        send(zotero, client, first, source="essay.txt")
        assert json.dumps(zotero.items) == before
        zotero.put(itemType="note", parentItem=places["parentItem"], note="<p>note 3: my own</p>")
        send(zotero, client, cited("New words."), source="essay.txt")
        assert len(zotero.notes) == 4
        assert "New words." in zotero.notes[1]["note"]
        assert zotero.notes[3]["note"] == "<p>note 3: my own</p>"


def test_an_archived_copy_is_linked_once(client: Client) -> None:
    work = replace(LIBRARY.entries[2].work, archive_url="https://web.archive.org/web/2003/http://example.org/1")
    library = Library((replace(LIBRARY.entries[2], work=work),))
    with ZoteroDouble() as zotero:
        for _ in range(2):
            send(zotero, client, library)
        (link,) = [found for found in zotero.items.values() if found["itemType"] == "attachment"]
    assert (link["url"], link["linkMode"]) == (work.archive_url, "linked_url")


def test_two_entries_of_one_item_are_said(client: Client) -> None:
    twin = replace(LIBRARY.entries[1], key="twin", mentions=(Mention("1"),))
    with ZoteroDouble() as zotero:
        zotero.put(itemType="journalArticle", title="Trotsky's Interpretation of Stalinism", DOI="10.1000/nlr.139")
        sent = send(zotero, client, Library((LIBRARY.entries[1], twin)))
        assert done(sent) == ["updated", "left"]
        assert "for anderson1983" in sent.outcomes[1].detail
        assert not zotero.notes


def test_a_dry_run_asks_and_changes_nothing(client: Client) -> None:
    with ZoteroDouble() as zotero:
        sent = send(zotero, client, dry_run=True, collection="New")
        assert done(sent) == ["created"] * 3
        assert "'New' would be made" in sent.remarks[0]
        assert zotero.paths("POST") in ([], ["/better-bibtex/json-rpc"])
    assert not zotero.works
    assert zotero.dialogs == 0


def test_many_entries_go_in_batches(client: Client) -> None:
    work = LIBRARY.entries[0].work
    many = Library(
        tuple(Entry(f"k{n}", replace(work, title=f"Volume {n} of a long row", extra=())) for n in range(120))
    )
    with ZoteroDouble() as zotero:
        assert set(done(send(zotero, client, many))) == {"created"}
        assert zotero.paths("POST").count("/api/users/0/items") == 3
        assert set(done(send(zotero, client, many))) == {"unchanged"}


def test_a_batch_that_breaks_off_is_said_and_made_up_for_the_next_time(client: Client) -> None:
    work = LIBRARY.entries[0].work
    many = Library(tuple(Entry(f"k{n}", replace(work, title=f"Volume {n} of a long row")) for n in range(60)))
    with ZoteroDouble() as zotero:
        zotero.fail_write = 2
        sent = send(zotero, client, many)
        assert sent.broken
        assert done(sent) == ["created"] * 50 + ["failed"] * 10
        assert done(send(zotero, client, many)) == ["unchanged"] * 50 + ["created"] * 10
    assert len(zotero.works) == 60


def test_a_write_that_was_taken_but_answered_badly_is_not_taken_twice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZoteroDouble() as zotero:
        real, answers = zotero._write, [Reply(503, "busy", {"Retry-After": "1"})]

        def badly(ask: Ask, path: str) -> Reply:
            reply = real(ask, path)
            return answers.pop() if answers else reply

        monkeypatch.setattr(zotero, "_write", badly)
        assert "token" in send(zotero, client).broken
        assert len(zotero.works) == 3
        assert done(send(zotero, client)) == ["unchanged"] * 3


def test_a_field_that_zotero_does_not_know_goes_to_extra(client: Client) -> None:
    with ZoteroDouble() as zotero:
        zotero.unknown_fields = {"citationKey"}
        assert done(send(zotero, client)) == ["created"] * 3
        assert "Citation Key: trotsky1973" in zotero.works[0]["extra"].split("\n")
        assert done(send(zotero, client)) == ["unchanged"] * 3


def test_a_field_refused_only_when_written_goes_to_extra_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZoteroDouble() as zotero:
        real = zotero._library
        monkeypatch.setattr(
            zotero, "_library", lambda ask, path: Reply(404) if "itemTypeFields" in path else real(ask, path)
        )
        zotero.unknown_fields = {"citationKey"}
        assert done(send(zotero, client)) == ["created"] * 3
        assert "Citation Key: anderson1983" in zotero.works[1]["extra"]


def test_one_refused_entry_does_not_hold_up_the_others(client: Client) -> None:
    odd = Library(
        (replace(LIBRARY.entries[0], work=replace(LIBRARY.entries[0].work, type="map")), *LIBRARY.entries[1:])
    )
    with ZoteroDouble() as zotero:
        sent = send(zotero, client, odd)
        assert done(sent) == ["failed", "created", "created"]
        assert "400: 'map' is not a valid itemType value" in sent.outcomes[0].detail


def test_an_item_that_was_only_synchronised_meanwhile_is_changed_all_the_same(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZoteroDouble() as zotero:
        send(zotero, client)
        changed = Library((replace(LIBRARY.entries[0], work=replace(LIBRARY.entries[0].work, place="Oxford")),))
        real = zotero._write

        def moved_on(ask: Ask, path: str) -> Reply:
            if zotero.works[0]["version"] < 1000:
                zotero.works[0]["version"] = 1000
            return real(ask, path)

        monkeypatch.setattr(zotero, "_write", moved_on)
        assert done(send(zotero, client, changed)) == ["updated"]
        assert zotero.works[0]["place"] == "Oxford"


def test_an_item_that_somebody_changed_meanwhile_is_not(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZoteroDouble() as zotero:
        send(zotero, client)
        changed = Library((replace(LIBRARY.entries[0], work=replace(LIBRARY.entries[0].work, place="Oxford")),))
        real = zotero._write

        def edited(ask: Ask, path: str) -> Reply:
            zotero.works[0].update(version=zotero.works[0]["version"] + 1, place="Paris")
            return real(ask, path)

        monkeypatch.setattr(zotero, "_write", edited)
        sent = send(zotero, client, changed)
        assert done(sent) == ["failed"]
        assert "412" in sent.outcomes[0].detail
        assert zotero.works[0]["place"] == "Paris"


def test_a_no_in_the_dialog_ends_it(client: Client) -> None:
    with ZoteroDouble() as zotero:
        zotero.answers = ["deny"]
        sent = send(zotero, client)
        assert "answered with no" in sent.broken
        assert done(sent) == ["failed"] * 3
    assert not zotero.works


def test_leave_for_one_write_is_asked_for_again(client: Client) -> None:
    said: list[str] = []
    with ZoteroDouble() as zotero:
        zotero.answers = ["once", "once", "always"]
        sent = send(zotero, client, collection="Essay", say=said.append)
        assert done(sent) == ["created"] * 3
        assert zotero.dialogs == 2
    assert all("Always Allow" in words for words in said)


def test_a_revoked_key_is_forgotten(client: Client) -> None:
    with ZoteroDouble() as zotero:
        send(zotero, client)
        zotero.forget_keys()
        zotero.items.clear()
        assert done(send(zotero, client)) == ["created"] * 3
        assert zotero.dialogs == 2


def test_the_dialog_may_be_open_for_long(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("biblio.http.wire._SILENCE", 0.2)
    with ZoteroDouble() as zotero:
        real = zotero._authorize

        def after_a_while(ask: Ask) -> Reply:
            time.sleep(0.6)
            return real(ask)

        monkeypatch.setattr(zotero, "_authorize", after_a_while)
        assert done(send(zotero, client)) == ["created"] * 3


def test_asking_too_often_names_the_time(client: Client) -> None:
    with ZoteroDouble() as zotero:
        zotero.dialogs = 5
        assert "42 seconds" in send(zotero, client).broken


def test_keys_can_be_read_by_their_owner_only(client: Client) -> None:
    with ZoteroDouble() as zotero:
        send(zotero, client)
    assert stat.S_IMODE(_keys.place().stat().st_mode) == 0o600
    assert json.loads(_keys.place().read_text()).keys() == {f"zotero {zotero.server_id}"}


def test_another_zotero_opened_meanwhile_is_noticed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZoteroDouble() as zotero:
        real = zotero._authorize

        def other(ask: Ask) -> Reply:
            zotero.server_id = "another"
            return real(ask)

        monkeypatch.setattr(zotero, "_authorize", other)
        assert "does not match this server" in send(zotero, client).broken
    assert not zotero.works


def test_a_zotero_with_fewer_endpoints_than_the_documentation_says(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZoteroDouble(writes=False) as zotero:
        real = zotero._library
        monkeypatch.setattr(
            zotero, "_library", lambda ask, path: Reply(404) if path == "/items/top" else real(ask, path)
        )
        sent = send(zotero, client)
        assert done(sent) == ["created"] * 3
        assert "sent before are sent again" in sent.remarks[0]


# Zotero 7 and others: the connector.


def test_the_connector_imports_what_is_new(client: Client) -> None:
    with ZoteroDouble(writes=False) as zotero:
        zotero.selected = (5, "Essay")
        zotero.put(itemType="book", title="Their Morals and Ours", date="1973", extra="Citation Key: trotsky1973")
        sent = send(zotero, client)
        assert sent.target == "My Library > Essay"
        assert done(sent) == ["unchanged", "created", "created"]
        (file,) = zotero.imported
        assert b"Stalinism" in file
        assert b"Their Morals" not in file


def test_where_nothing_may_be_read_it_is_said_that_doubles_may_come(client: Client) -> None:
    with ZoteroDouble(readable=False) as zotero:
        sent = send(zotero, client)
        assert done(sent) == ["created"] * 3
        assert "sent before are sent again" in sent.remarks[0]
        assert len(zotero.works) == 3


def test_the_connector_moves_to_a_collection_that_is_there(client: Client) -> None:
    with ZoteroDouble(readable=False) as zotero:
        zotero.collections = {"K": "Essay"}
        assert send(zotero, client, collection="Essay").target == "My Library > Essay"
        assert [target for _, target in zotero.moved] == ["C5"]
        with pytest.raises(ManagerError, match="no collection called 'Nowhere'"):
            send(zotero, client, collection="Nowhere")
        assert len(zotero.imported) == 1


def test_the_connector_in_a_dry_run_imports_nothing(client: Client) -> None:
    with ZoteroDouble(readable=False) as zotero:
        assert done(send(zotero, client, dry_run=True)) == ["created"] * 3
        assert not zotero.imported


def test_a_read_only_library_is_refused_before_anything_is_sent(client: Client) -> None:
    with ZoteroDouble(readable=False) as zotero:
        zotero.editable = False
        with pytest.raises(ManagerError, match="read-only"):
            send(zotero, client)
        assert not zotero.imported


@pytest.mark.parametrize("body", [b"", b"nonsense", b"{}"])
def test_what_is_imported_is_not_called_failed(client: Client, monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    with ZoteroDouble(readable=False) as zotero:
        monkeypatch.setattr(zotero, "_import", lambda ask: Reply(201, body))
        monkeypatch.setattr(zotero, "_selected", lambda: [])
        sent = send(zotero, client)
        assert (done(sent), sent.target) == (["created"] * 3, "Zotero")
        assert "look there" in sent.remarks[-1]


def test_entries_that_zotero_did_not_import_are_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZoteroDouble(readable=False) as zotero:
        real = zotero._import

        def less(ask: Ask) -> Reply:
            reply = real(ask)
            assert isinstance(reply.body, list)
            return Reply(201, [found for found in reply.body if "Morals" not in found["title"]])

        monkeypatch.setattr(zotero, "_import", less)
        assert done(send(zotero, client)) == ["failed", "created", "created"]


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (400, b"", "does not recognise the format"),
        (409, b'{"error":"SESSION_EXISTS"}', "an import of this name"),
        (500, b'{"libraryEditable":false}', "read-only"),
        (500, b"", "failed in importing"),
        (404, b"", "no door for imports"),
    ],
)
def test_answers_of_the_connector_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, words: str
) -> None:
    with ZoteroDouble(readable=False) as zotero:
        monkeypatch.setattr(zotero, "_import", lambda ask: Reply(status, body))
        with pytest.raises(ManagerError, match=words):
            send(zotero, client)


# Who answers.


def test_zotero_and_jabref_on_the_same_port_are_told_apart(client: Client) -> None:
    with JabRefDouble() as jabref, pytest.raises(ManagerError, match="JabRef, not Zotero"):
        send(jabref, client)
    with ZoteroDouble() as zotero, pytest.raises(ManagerError, match="Zotero, not JabRef"):
        send(zotero, client, name="jabref")


class Stranger(Double):
    def answer(self, ask: Ask) -> Reply:
        return Reply(200, "<html>My own web site</html>")


@pytest.mark.parametrize("name", ["zotero", "jabref"])
def test_another_program_on_the_port(client: Client, name: str) -> None:
    with Stranger() as stranger, pytest.raises(ManagerError, match="another program"):
        send(stranger, client, name=name)


@pytest.mark.parametrize("name", ["zotero", "jabref"])
def test_nobody_there(client: Client, name: str) -> None:
    with Stranger() as stranger:
        address = stranger.url
    with pytest.raises(ManagerError, match=r"does not answer.*start"):
        managers.by_name(name).send(LIBRARY, Order(server=address), client)
    assert not managers.by_name(name).available(Order(server=address), client).here


def test_a_proxy_is_not_asked_for_programs_of_this_machine(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZoteroDouble() as zotero, Stranger() as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        assert done(send(zotero, client)) == ["created"] * 3
        assert not proxy.asked


# Zotero's web API.


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoteroDouble]:
    monkeypatch.setenv("ZOTERO_API_KEY", "webkey")
    with ZoteroDouble(web=True) as zotero:
        yield zotero


def test_the_web_api_is_written_to_and_found_again_page_by_page(client: Client, web: ZoteroDouble) -> None:
    for number in range(230):
        web.put(itemType="book", title=f"Filler {number}")
    assert done(send(web, client, web=True)) == ["created"] * 3
    assert done(send(web, client, web=True)) == ["unchanged"] * 3
    assert len(web.works) == 233


def test_the_user_may_be_named_in_the_environment(
    client: Client, web: ZoteroDouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZOTERO_USER_ID", "77")
    assert done(send(web, client, web=True)) == ["created"] * 3
    assert "/keys/current" not in web.paths()
    monkeypatch.setenv("ZOTERO_USER_ID", "1")
    with pytest.raises(ManagerError, match="has no such library"):
        send(web, client, web=True)


def test_the_web_api_wants_a_good_key(client: Client, web: ZoteroDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    web.editable = False
    with pytest.raises(ManagerError, match="may not write"):
        send(web, client, web=True)
    monkeypatch.setenv("ZOTERO_API_KEY", "wrong")
    with pytest.raises(ManagerError, match="does not know the key"):
        send(web, client, web=True)
    monkeypatch.delenv("ZOTERO_API_KEY")
    with pytest.raises(ManagerError, match="ZOTERO_API_KEY"):
        send(web, client, web=True)


def test_the_web_api_is_waited_for(client: Client, web: ZoteroDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    real, refusals = web._library, [Reply(429, "slow down", {"Retry-After": "1"}), Reply(503, "", {"Retry-After": "1"})]
    monkeypatch.setattr(web, "_library", lambda ask, path: refusals.pop() if refusals else real(ask, path))
    assert done(send(web, client, web=True)) == ["created"] * 3


def test_a_request_to_slow_down_is_heeded(client: Client, web: ZoteroDouble, monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []
    monkeypatch.setattr("biblio.managers._speech.time.sleep", naps.append)
    real = web._library

    def slowly(ask: Ask, path: str) -> Reply:
        reply = real(ask, path)
        reply.headers["Backoff"] = "7"
        return reply

    monkeypatch.setattr(web, "_library", slowly)
    assert done(send(web, client, web=True)) == ["created"] * 3
    assert naps[0] == 7.0


def test_the_web_api_that_wants_a_long_pause_is_left_alone(client: Client, web: ZoteroDouble) -> None:
    web.answer = lambda ask: Reply(429, "", {"Retry-After": "3600"})  # type: ignore[method-assign]
    with pytest.raises(ManagerError, match="left alone for 3600 seconds"):
        send(web, client, web=True)


# JabRef.


def test_jabref_gets_what_it_does_not_have(client: Client) -> None:
    with JabRefDouble() as jabref:
        jabref.csl = [
            {"id": "t73", "type": "book", "title": "Their Morals and Ours", "issued": {"date-parts": [[1973]]},
             "author": [{"family": "Trotsky", "given": "Leon"}]},
            {"id": "anderson1983", "type": "book", "title": "Cookery"},
        ]  # fmt: skip
        sent = send(jabref, client, name="jabref", collection="Essay")
        assert done(sent) == ["unchanged", "left", "created"]
        ((text, group),) = jabref.appended
        assert group == "Essay"
        assert "@online{fidler2002" in text
        assert "trotsky" not in text


def test_a_jabref_that_knows_its_libraries_by_name_only(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with JabRefDouble() as jabref:
        real = jabref.answer

        def named(ask: Ask) -> Reply:
            known = replace(ask, path=ask.path.replace("/libraries/refs.bib-1234", "/libraries/current"))
            return Reply(404) if "current" in ask.path else real(known)

        monkeypatch.setattr(jabref, "answer", named)
        assert done(send(jabref, client, name="jabref")) == ["created"] * 3
        assert len(jabref.appended) == 1


def test_jabref_without_a_library(client: Client) -> None:
    with JabRefDouble(library_open=False) as jabref, pytest.raises(ManagerError, match="no library is open"):
        send(jabref, client, name="jabref")


def test_jabref_is_paired_with_once(client: Client) -> None:
    with JabRefDouble(paired_only=True) as jabref:
        with pytest.raises(ManagerError, match="--pin"):
            send(jabref, client, name="jabref")
        with pytest.raises(ManagerError, match="does not accept the number"):
            send(jabref, client, name="jabref", pin="1")
        assert done(send(jabref, client, name="jabref", pin="123456")) == ["created"] * 3
        send(jabref, client, name="jabref")
        assert len(jabref.appended) == 2


# Files, and the command.


@pytest.mark.parametrize("name", [name for name in managers.names() if managers.by_name(name).writes_file])
def test_files_can_be_read_back_with_every_entry(client: Client, name: str) -> None:
    manager: Any = managers.by_name(name)
    sent = manager.send(LIBRARY, Order(), client)
    back = formats.by_name(manager.format).loads(sent.document.decode("utf-8-sig"))
    assert [entry.work.title for entry in back.entries] == [entry.work.title for entry in LIBRARY.entries]
    assert sent.remarks


def test_every_manager_keeps_to_the_protocol() -> None:
    assert {"citavi", "endnote", "jabref", "mendeley", "zotero"} <= set(managers.names())
    assert all(isinstance(managers.by_name(name), managers.Manager) for name in managers.names())


def test_the_command(tmp_path: Path, biblio: Commands) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    with ZoteroDouble() as zotero:
        first = biblio("send", "zotero", "refs.bib", "--server", zotero.url, "--json")
        assert first.returncode == 0, first.stderr.decode()
        told = json.loads(first.stdout)
        assert faults(told, SCHEMA) == []
        assert [row["done"] for row in told["results"]] == ["created"] * 3
        assert [row["item"] for row in told["results"]] == [found["key"] for found in zotero.works]
        zotero.works[0]["title"] = "Cookery"
        second = biblio("send", "zotero", "refs.bib", "--server", zotero.url)
        assert second.returncode == 1
        assert b"1 left" in second.stdout
    third = biblio("send", "zotero", "refs.bib", "--server", zotero.url)
    assert third.returncode == 2
    assert b"start Zotero" in third.stderr


def test_the_list_says_who_is_there(biblio: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    with ZoteroDouble() as zotero, Stranger() as stranger:
        monkeypatch.setattr("biblio.managers._zotero.presence.USUAL", zotero.url)
        monkeypatch.setattr("biblio.managers.jabref._USUAL", stranger.url)
        lines = {line.split()[0]: line for line in biblio("send", "--list").stdout.decode().splitlines()}
    assert lines["zotero"].endswith("yes  Zotero 10.0")
    assert "another program, not JabRef" in lines["jabref"]


def test_a_document_goes_with_its_notes(tmp_path: Path, biblio: Commands) -> None:
    essay = "A point.[^1] Again.[^2]\n\n[^1]: E. P. Thompson, *The Making* (London, 1963), 12.\n[^2]: Ibid., 13.\n"
    (tmp_path / "essay.md").write_text(essay, encoding="utf-8")
    with ZoteroDouble() as zotero:
        sent = biblio("send", "zotero", "essay.md", "--server", zotero.url)
        assert sent.returncode == 0, sent.stderr.decode()
        assert b"3 notes and links below the items" in sent.stdout
    assert [note["tags"] for note in zotero.notes] == [[{"tag": "cited in essay.md"}]] * 3
    assert "note 1: 12; note 2 (ibid): 13" in zotero.notes[0]["note"]
    assert b"Thompson, " in biblio("send", "endnote", "essay.md").stdout.partition(b"<notes>")[2]


def test_the_command_for_files(tmp_path: Path, biblio: Commands) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    written = biblio("send", "mendeley", "refs.bib", "-o", "out.bib")
    assert written.returncode == 0
    assert (tmp_path / "out.bib").read_text().count("@") == 3
    dry = biblio("send", "citavi", "refs.bib", "--dry-run", "-o", "out.ris")
    assert (b"would be: 3 created" in dry.stdout, (tmp_path / "out.ris").exists()) == (True, False)
    piped = biblio("send", "citavi", "refs.bib")
    assert piped.stdout.startswith(b"\xef\xbb\xbfTY  - ")
    (tmp_path / "broken.bib").write_text("@book{a, title={A}\n@book{b, title={B}}\n", encoding="utf-8")
    assert b"broken.bib:1" in biblio("send", "mendeley", "broken.bib").stderr
    unknown = biblio("send", "papers", "refs.bib")
    assert unknown.returncode == 2
    assert b"zotero" in unknown.stderr


# Items, as files and as laws.


def cases() -> list[Any]:
    found = []
    for path in sorted((CASES / "zotero-items").glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            found.append(pytest.param(case, id=f"{path.stem}: {case['why']}"))
    return found


@pytest.mark.parametrize("case", cases())
def test_items_as_the_cases_have_them(case: dict[str, Any]) -> None:
    (entry,) = formats.by_name("biblatex").loads(case["bib"]).entries
    made = item(entry)
    wanted = dict(case["item"])
    assert {name: made.get(name) for name in wanted} == wanted
    if case.get("whole", True):
        left = {name for name, value in made.items() if value} - set(wanted) - {"citationKey", "tags"}
        assert not left, {name: made[name] for name in left}


def test_what_is_read_back_is_the_same_work() -> None:
    from biblio.identity import same_work
    from tests.test_formats import RICH

    for entry in RICH.entries:
        again = existing({"key": "K", "version": 1, "data": item(entry)})
        assert again is not None
        assert again.citation_key == entry.key
        assert again.work.type == entry.work.type
        assert same_work(again.work, entry.work), entry.key


def test_the_table_and_the_double_agree_on_fields() -> None:
    for name, fields in FIELDS.items():
        assert set(tables().fields[name].values()) <= set(fields.split()), name
        assert set(tables().creators[name]) <= set(CREATORS[name].split()), name


@pytest.mark.parametrize("kind", sorted(tables().fields))
def test_an_item_of_any_type_with_everything_in_it_comes_back(kind: str) -> None:
    given = {"accessDate": "2024-01-02", "url": "https://example.org/x", "DOI": "10.1000/x", "ISBN": "9780140445688"}
    numbers = {
        "volume": "12",
        "issue": "3",
        "edition": "2",
        "pages": "49-58",
        "date": "1938-05-02",
        "ISSN": "0028-6060",
    }
    data: dict[str, Any] = {
        own: given.get(own) or numbers.get(base) or f"A {own}" for base, own in tables().fields[kind].items()
    }
    data |= {"filingDate": "1937-01-02"} if "filingDate" in data else {}
    people = [
        {"creatorType": one, "firstName": f"First{at}", "lastName": f"Last{at}"}
        for at, one in enumerate(tables().creators[kind])
    ]
    data |= {"itemType": kind, "creators": people, "citationKey": "k", "tags": [{"tag": "a"}, {"tag": "b"}]}
    data["extra"] = "my own line"
    there = existing({"key": "K", "version": 1, "data": data})
    assert there is not None
    back = item(Entry("k", there.work), as_type=kind)
    back["creators"].sort(key=lambda one: one["lastName"])
    assert back == data
    assert changes(back, there, ours=True) == {}


def test_a_field_moved_to_extra_keeps_what_is_there() -> None:
    made = without_field({"itemType": "book", "extra": "mine", "DOI": "10.1/x"}, "DOI")
    assert made == {"itemType": "book", "extra": "mine\nDOI: 10.1/x"}
    assert without_field({"itemType": "case", "caseName": "A v B"}, "caseName")["extra"] == "Title: A v B"


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["", "own words", "DOI: 1", "Citation Key: a", "Original Date: 1848"])), st.text())
def test_merging_extra_keeps_their_lines_and_is_done_once(ours: list[str], theirs: str) -> None:
    once = extra.merged(theirs, ours)
    assert extra.merged(once, ours) == once
    kept = [line for line in theirs.split("\n") if line and ":" not in line]
    assert all(line in once.split("\n") for line in kept)
