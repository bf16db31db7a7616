"""Zotero's server: connector, local API of Zotero 7 (reading) and 10 (writing), Better BibTeX, and the web API.

After Zotero's documentation of its APIs and what its programs are seen to do: who does not keep to the protocol is
refused as by the real one.
"""

from __future__ import annotations

import itertools
import re
from typing import Any
from xml.etree import ElementTree

from tests.doubles.server import Ask, Double, Reply, hang_up

__all__ = ["ZoteroDouble"]

_COMMON = "title abstractNote date language shortTitle url accessDate rights extra citationKey"
_ARCHIVED = "archive archiveLocation libraryCatalog callNumber"
FIELDS = {
    "book": f"{_COMMON} {_ARCHIVED} series seriesNumber volume numberOfVolumes edition place publisher numPages ISBN",
    "bookSection": f"{_COMMON} {_ARCHIVED} bookTitle series seriesNumber volume numberOfVolumes edition place "
    "publisher pages ISBN",
    "journalArticle": f"{_COMMON} {_ARCHIVED} publicationTitle volume issue pages series seriesTitle seriesText "
    "journalAbbreviation DOI ISSN",
    "forumPost": f"{_COMMON} forumTitle postType",
    "letter": f"{_COMMON} {_ARCHIVED} letterType",
    "thesis": f"{_COMMON} {_ARCHIVED} thesisType university place numPages",
}
CREATORS = {
    "book": "author contributor editor translator seriesEditor",
    "bookSection": "author contributor editor bookAuthor translator seriesEditor",
    "journalArticle": "author contributor editor translator reviewedAuthor",
    "forumPost": "author contributor",
    "letter": "author contributor recipient",
    "thesis": "author contributor",
}
_ALWAYS = {"key", "version", "itemType", "creators", "tags", "collections", "relations", "parentItem", "note"}
_BATCH = 50


class ZoteroDouble(Double):
    """One Zotero.

    Attributes that tests set before they ask:
        writes: whether the local API can write (Zotero 10).
        readable: whether the user allows other programs in.
        editable: whether the selected library may be written to.
        answers: what the user says in the dialog, one after the other; then "always".
        fail_write: number of the write, counted from 1, at which the server breaks down.
    """

    def __init__(self, *, writes: bool = True, readable: bool = True, web: bool = False) -> None:
        super().__init__()
        self.writes, self.readable, self.web = writes, readable, web
        self.editable = True
        self.answers: list[str] = []
        self.fail_write = 0
        self.server_id = "Teu5iBeFPFcF"
        self.version = 10
        self.items: dict[str, dict[str, Any]] = {}
        self.collections: dict[str, str] = {}
        self.selected: tuple[int | None, str] = (None, "My Library")
        self.imported: list[bytes] = []
        self.sessions: set[str] = set()
        self.moved: list[tuple[str, str]] = []
        self.better_bibtex: dict[str, str] | None = None
        self.unknown_fields: set[str] = set()
        self.dialogs = 0
        self.writes_done = 0
        self._keys: dict[str, bool] = {"webkey": True} if web else {}
        self._tokens: set[str] = set()
        self._numbers = itertools.count(1)

    # What tests prepare and look at.

    def put(self, **data: Any) -> str:
        """An item that is there already."""
        key = self._new_key()
        self.version += 1
        base: dict[str, Any] = {"creators": [], "tags": [], "collections": []}
        self.items[key] = {**base, **data, "key": key, "version": self.version}
        return key

    @property
    def works(self) -> list[dict[str, Any]]:
        return [item for item in self.items.values() if item["itemType"] not in ("note", "attachment")]

    @property
    def notes(self) -> list[dict[str, Any]]:
        return [item for item in self.items.values() if item["itemType"] == "note"]

    # The server.

    def answer(self, ask: Ask) -> Reply:
        reply = self._web(ask) if self.web else self._here(ask)
        if not self.web and not reply.gone:
            reply.headers |= {"X-Zotero-Version": "10.0" if self.writes else "7.0.11"}
            reply.headers |= {"X-Zotero-Connector-API-Version": "3"}
        return reply

    def _here(self, ask: Ask) -> Reply:
        if ask.headers.get("host", "").rpartition(":")[0] not in ("127.0.0.1", "localhost"):
            return Reply(400, "Invalid Host header")
        allowed = {"x-zotero-connector-api-version", "zotero-allowed-request"} & set(ask.headers)
        if (ask.headers.get("user-agent", "").startswith("Mozilla/") or "origin" in ask.headers) and not allowed:
            return hang_up
        if ask.method == "POST" and not ask.headers.get("content-length", "").isdigit():
            return Reply(400, "Content-length not provided\n")
        if ask.path.startswith("/connector/"):
            return self._connector(ask)
        if ask.path.startswith("/api/"):
            return self._local(ask)
        if ask.path == "/better-bibtex/json-rpc" and self.better_bibtex is not None:
            return self._json_rpc(ask)
        return Reply(404, "No endpoint found\n")

    def _connector(self, ask: Ask) -> Reply:
        name = ask.path.removeprefix("/connector/")
        if name == "ping" and ask.method == "GET":
            return Reply(
                200, "<!DOCTYPE html><html><body>Zotero is running</body></html>", {"Content-Type": "text/html"}
            )
        if ask.method != "POST":
            return Reply(400, "Endpoint does not support method\n")
        if name == "import":
            return self._import(ask)
        if ask.headers.get("content-type", "").partition(";")[0] != "application/json":
            return Reply(400, "Endpoint does not support content-type\n")
        if name == "getSelectedCollection":
            return Reply(200, self._selected())
        if name == "updateSession":
            told = ask.json
            if told.get("sessionID") not in self.sessions:
                return Reply(400, {"error": "SESSION_NOT_FOUND"})
            self.moved.append((told["sessionID"], told["target"]))
            return Reply(200, {})
        return Reply(404, "No endpoint found\n")

    def _selected(self) -> dict[str, Any]:
        targets: list[dict[str, Any]] = [{"id": "L1", "name": "My Library", "level": 0}]
        targets += [
            {"id": f"C{number}", "name": name, "level": 1} for number, name in enumerate(self.collections.values(), 5)
        ]
        number, name = self.selected
        return {
            "libraryID": 1, "libraryName": "My Library", "libraryEditable": self.editable, "editable": self.editable,
            "id": number, "name": name, "targets": targets,
        }  # fmt: skip

    def _import(self, ask: Ask) -> Reply:
        titles = _titles(ask.body)
        if not titles:
            return Reply(400)
        if not self.editable:
            return Reply(500, {"libraryEditable": False})
        session = ask.query.get("session", "")
        if session in self.sessions:
            return Reply(409, {"error": "SESSION_EXISTS"})
        self.sessions.add(session)
        self.imported.append(ask.body)
        made = [self.items[self.put(itemType="book", title=title)] for title in titles]
        return Reply(201, made)

    def _local(self, ask: Ask) -> Reply:
        if not self.readable:
            return Reply(403, "Local API is not enabled", {"Content-Type": "text/plain"})
        headers = {"Zotero-API-Version": "3", "Zotero-Schema-Version": "44"}
        if self.writes:
            headers["Zotero-Server-ID"] = self.server_id
        reply = self._local_answer(ask)
        reply.headers = headers | reply.headers
        return reply

    def _local_answer(self, ask: Ask) -> Reply:
        if ask.headers.get("zotero-api-version", "3") != "3":
            return Reply(501, "API version not implemented")
        if ask.method == "POST":
            if not self.writes:
                return Reply(400, "Endpoint does not support method\n")
            told = ask.headers.get("zotero-server-id", "")
            if not told:
                return Reply(428, "Zotero-Server-ID not provided")
            if told != self.server_id:
                return Reply(412, "Zotero-Server-ID does not match this server")
        if ask.path == "/api/":
            return Reply(200, "Nothing to see here.", {"Content-Type": "text/plain"})
        if ask.path == "/api/local/authorize" and ask.method == "POST":
            return self._authorize(ask)
        if ask.path.startswith("/api/users/0") or ask.path.startswith("/api/itemTypeFields"):
            return self._library(ask, ask.path.removeprefix("/api").removeprefix("/users/0"))
        return Reply(404, "Not found")

    def _authorize(self, ask: Ask) -> Reply:
        if not str(ask.json.get("appName", "")).strip():
            return Reply(400, "appName not provided")
        self.dialogs += 1
        if self.dialogs > 5:
            return Reply(429, "Too many authorization requests", {"Retry-After": "42"})
        said = self.answers.pop(0) if self.answers else "always"
        if said == "deny":
            return Reply(403, {"denied": True})
        key = f"{next(self._numbers):032d}"
        self._keys[key] = said == "always"
        return Reply(200, {"key": key, "remember": said == "always"})

    def forget_keys(self) -> None:
        """As if the user revoked them in the settings."""
        self._keys.clear()

    def _web(self, ask: Ask) -> Reply:
        if ask.headers.get("zotero-api-version") != "3":
            return Reply(400, "version 3 only")
        key = ask.headers.get("zotero-api-key", "")
        if key not in self._keys:
            return Reply(403, "Invalid key")
        if ask.path == "/keys/current":
            return Reply(200, {"userID": 77, "access": {"user": {"library": True, "write": self.editable}}})
        if ask.path.startswith("/itemTypeFields"):
            return self._library(ask, ask.path)
        if ask.path.startswith("/users/77"):
            return self._library(ask, ask.path.removeprefix("/users/77"))
        return Reply(404, "Not found")

    def _library(self, ask: Ask, path: str) -> Reply:
        if ask.method == "POST":
            return self._write(ask, path)
        if path == "/itemTypeFields":
            names = FIELDS.get(ask.query.get("itemType", ""), "").split()
            if not names:
                return Reply(400, "Invalid or missing 'itemType' value")
            return Reply(200, [{"field": name, "localized": name} for name in names if name not in self.unknown_fields])
        if path == "/items/top":
            return self._page(ask, [{"key": i["key"], "version": i["version"], "data": i} for i in self.works])
        if path == "/collections":
            return self._page(
                ask, [{"key": k, "data": {"key": k, "name": name}} for k, name in self.collections.items()]
            )
        if found := re.fullmatch(r"/items/(\w+)/children", path):
            children = [item for item in self.items.values() if item.get("parentItem") == found[1]]
            return self._page(ask, [{"key": i["key"], "version": i["version"], "data": i} for i in children])
        if found := re.fullmatch(r"/items/(\w+)", path):
            item = self.items.get(found[1])
            return (
                Reply(200, {"key": item["key"], "version": item["version"], "data": item})
                if item
                else Reply(404, "Not found")
            )
        return Reply(404, "Not found")

    def _page(self, ask: Ask, rows: list[dict[str, Any]]) -> Reply:
        start = int(ask.query.get("start", 0))
        limit = int(ask.query.get("limit", len(rows)))
        if self.web:
            limit = min(limit, 100)
        return Reply(200, rows[start : start + limit], {"Total-Results": str(len(rows))})

    def _write(self, ask: Ask, path: str) -> Reply:
        if refused := self._unauthorised(ask):
            return refused
        if ask.headers.get("content-type", "").partition(";")[0] != "application/json":
            return Reply(400, "Endpoint does not support content-type\n")
        token = ask.headers.get("zotero-write-token", "")
        if token and token in self._tokens:
            return Reply(412, "Write token already used")
        self._tokens.add(token)
        objects = ask.json
        if not isinstance(objects, list) or len(objects) > _BATCH:
            return Reply(413, "Cannot add more than 50 items at a time")
        self.writes_done += 1
        if self.fail_write == self.writes_done:
            return hang_up
        if not self.editable:
            return Reply(403, "Write access denied")
        answer: dict[str, Any] = {"successful": {}, "success": {}, "unchanged": {}, "failed": {}}
        for place, data in enumerate(objects):
            fault = self._fault(data) if path == "/items" else None
            if fault:
                answer["failed"][str(place)] = {"code": fault[0], "message": fault[1]}
                continue
            key = self._store(data, path)
            answer["success"][str(place)] = key
            answer["successful"][str(place)] = {"key": key, "version": self.version, "data": self.items.get(key, {})}
        return Reply(200, answer, {"Last-Modified-Version": str(self.version)})

    def _unauthorised(self, ask: Ask) -> Reply | None:
        if self.web:
            return None
        key = ask.headers.get("zotero-api-key", "")
        if not key:
            return Reply(401, "API key required -- POST /api/local/authorize to obtain one")
        if key not in self._keys:
            return Reply(401, "Invalid or expired API key")
        if not self._keys[key]:
            # A key for one write is spent when it is shown, whatever comes of the write.
            del self._keys[key]
        return None

    def _fault(self, data: dict[str, Any]) -> tuple[int, str] | None:
        key = data.get("key")
        old = self.items.get(key) if key else None
        if key and old is None:
            return 404, "Item does not exist"
        if old is not None and "version" not in data:
            return 428, "Item version not provided"
        if old is not None and data["version"] != old["version"]:
            return (
                412,
                f"Item has been modified since specified version (expected {data['version']}, found {old['version']})",
            )
        kind = data.get("itemType") or (old or {}).get("itemType", "")
        if kind == "note":
            return None if data.get("note") else (400, "'note' not provided")
        if kind == "attachment":
            good = data.get("linkMode") == "linked_url" and data.get("parentItem") in self.items and data.get("url")
            return None if good else (400, "invalid attachment")
        if kind not in FIELDS:
            return 400, f"'{kind}' is not a valid itemType value"
        for name in data:
            if name not in _ALWAYS and (name not in FIELDS[kind].split() or name in self.unknown_fields):
                return 400, f"'{name}' is not a valid field for type '{kind}'"
        return self._lists_fault(data, kind)

    def _lists_fault(self, data: dict[str, Any], kind: str) -> tuple[int, str] | None:
        for person in data.get("creators", ()):
            if person["creatorType"] not in CREATORS[kind].split():
                return 400, f"'{person['creatorType']}' is not a valid creator type for item type '{kind}'"
            if set(person) - {"creatorType"} not in ({"name"}, {"firstName", "lastName"}):
                return 400, "creator names are invalid"
        if any(collection not in self.collections for collection in data.get("collections", ())):
            return 409, "Collection not found"
        return None

    def _store(self, data: dict[str, Any], path: str) -> str:
        self.version += 1
        if path == "/collections":
            key = self._new_key()
            self.collections[key] = data["name"]
            return key
        key = data.get("key") or self._new_key()
        self.items[key] = {
            **self.items.get(key, {"collections": [], "tags": []}),
            **data,
            "key": key,
            "version": self.version,
        }
        return str(key)

    def _new_key(self) -> str:
        return f"ABCD{next(self._numbers):04d}"

    def _json_rpc(self, ask: Ask) -> Reply:
        told = ask.json
        if told.get("jsonrpc") != "2.0" or ask.headers.get("content-type", "") != "application/json":
            return Reply(200, {"jsonrpc": "2.0", "error": {"code": -32600, "message": "Invalid Request"}, "id": None})
        keys = self.better_bibtex or {}
        results: dict[str, Any] = {
            "api.ready": {"zotero": "7.0.11", "betterbibtex": "7.0.5"},
            "item.citationkey": {key: keys.get(key) for key in (told["params"] or [[]])[0]},
        }
        return Reply(200, {"jsonrpc": "2.0", "result": results[told["method"]], "id": told["id"]})


def _titles(body: bytes) -> list[str]:
    """The titles of the records in a file that some translator of Zotero's reads; [] if none does."""
    text = body.decode("utf-8")
    if text.lstrip().startswith("<"):
        kind, title = "{http://www.zotero.org/namespaces/export#}itemType", "{http://purl.org/dc/elements/1.1/}title"
        records = [
            child for child in ElementTree.fromstring(text) if child.findtext(kind) not in (None, "note", "attachment")
        ]
        return [record.findtext(title) or "" for record in records]
    return re.findall(r"^T[I1]  - (.*)$", text, re.MULTILINE) if "TY  - " in text else []
