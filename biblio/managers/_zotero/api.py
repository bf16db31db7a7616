"""Zotero's API, version 3, as zotero.org and the Zotero on this machine both have it: reading and writing objects."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from biblio.errors import ManagerError
from biblio.http import Answer
from biblio.managers._speech import Server, excerpt, said
from biblio.managers._zotero.access import Access
from biblio.managers._zotero.reading import Existing, existing

__all__ = ["BATCH", "Api", "Written"]

BATCH = 50
"""Objects in one write, at most."""
_WEB_PAGE = 100
"""Objects in one answer of the web API, at most."""
_LOCAL_PAGE = 500
"""The Zotero on this machine has no such limit; it searches anew for each page, and is silent while it writes one."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the objects of one write, by their place in it."""

    keys: Mapping[int, str]
    """Of those that were written, or were as they should be already."""
    failed: Mapping[int, tuple[int, str]]
    """Status and words for those that were refused."""


@dataclass(frozen=True, slots=True)
class Api:
    """One library."""

    server: Server
    root: str
    """What comes before every path: "/api", or "" on the web."""
    library: str
    """"/users/0", "/groups/123"."""
    access: Access | None
    """None for reading only."""

    def items(self) -> tuple[Existing, ...]:
        """All works of the library, without notes, attachments and what lies in the trash."""
        try:
            listed = self._all("/items/top")
        except ManagerError:
            listed = self._all("/items")
        return tuple(found for raw in listed if (found := existing(raw)) is not None)

    def readable_items(self) -> tuple[Existing, ...] | None:
        """The same; None where they cannot be read."""
        try:
            return self.items()
        except ManagerError:
            return None

    def item(self, key: str) -> Existing | None:
        """One item as it is now; None if it is gone."""
        answer = self._get(f"{self.library}/items/{quote(key, safe='')}")
        return None if answer.status == 404 else existing(self._said(answer, dict))

    def children(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """The notes and attachments of an item."""
        found = [raw.get("data") for raw in self._all(f"/items/{quote(key, safe='')}/children")]
        return tuple(data for data in found if isinstance(data, dict))

    def collections(self) -> tuple[tuple[str, str], ...]:
        """(key, name) of each collection."""
        found = [raw.get("data", raw) for raw in self._all("/collections")]
        return tuple((str(data.get("key", "")), str(data.get("name", ""))) for data in found if isinstance(data, dict))

    def fields(self, types: Iterable[str]) -> dict[str, frozenset[str]]:
        """Which fields item types have here; a server that does not say is taken to have those we know."""
        found: dict[str, frozenset[str]] = {}
        for name in types:
            answer = self._get(f"/itemTypeFields?itemType={quote(name)}")
            if answer.status != 200:
                continue
            with suppress(ManagerError):
                rows = said(answer, self.server.name, list)
                names = frozenset(str(row["field"]) for row in rows if isinstance(row, dict) and "field" in row)
                found |= {name: names} if names else {}
        return found

    def create_collection(self, name: str) -> str:
        """The key of a new collection.

        Raises:
            ManagerError: it was refused.
        """
        done = self.write("/collections", [{"name": name, "parentCollection": False}])
        if 0 in done.failed:
            raise ManagerError(f"Zotero made no collection {name!r}: {done.failed[0][1]}")
        return done.keys[0]

    def write(self, path: str, objects: Sequence[Mapping[str, Any]]) -> Written:
        """Create objects, or change those that have a key and the version that was read; at most `BATCH`.

        Raises:
            ManagerError: the write as a whole was refused, or there is no leave to write.
        """
        if self.access is None:
            raise ManagerError("this library can only be read")
        body = json.dumps(list(objects), ensure_ascii=False).encode("utf-8")
        # The same token a second time is refused: an answer that got lost does not make doubles.
        token = secrets.token_hex(16)
        answer = self._post(path, body, token)
        if answer.status == 401:
            self.access.renew()
            answer = self._post(path, body, token)
        _raise_for(answer)
        return _written(said(answer, self.server.name, dict), len(objects))

    def _post(self, path: str, body: bytes, token: str) -> Answer:
        fields = self.access.fields() if self.access else ()
        return self.server.post(
            f"{self.root}{self.library}{path}", body, "application/json",
            headers=(*fields, ("Zotero-Write-Token", token)), seconds=120.0,
        )  # fmt: skip

    def _get(self, path: str) -> Answer:
        return self.server.get(self.root + path, seconds=120.0)

    def _all(self, path: str) -> list[dict[str, Any]]:
        """All objects of a list, page by page."""
        found: list[dict[str, Any]] = []
        most = _LOCAL_PAGE if self.root else _WEB_PAGE
        while True:
            answer = self._get(f"{self.library}{path}?limit={most}&start={len(found)}&format=json")
            page = self._said(answer, list)
            found += [raw if isinstance(raw, dict) else {} for raw in page]
            total = answer.header("Total-Results")
            done = len(found) >= int(total) if total.isdigit() else len(page) < most
            if not page or done:
                return found

    def _said(self, answer: Answer, wanted: type) -> Any:
        if answer.status != 200:
            _raise_for(answer)
            raise ManagerError(f"{self.server.name} answered {answer.status}: {excerpt(answer)!r}")
        return said(answer, self.server.name, wanted)


_WORDS = {
    400: ("did not understand the question", ""),
    401: ("does not accept the key that it gave", "try again, and choose “Always Allow”"),
    403: ("does not allow it", "the key may not write, or the library is read-only"),
    404: ("has no such library", "look at the number of the user or group"),
    409: ("has the library locked", "try again when it has finished synchronising"),
    412: ("has been changed meanwhile", "run it again"),
    413: ("finds an entry too large", ""),
    428: ("misses a header field", ""),
    429: ("is asked too often", "try again later"),
}


def _raise_for(answer: Answer) -> None:
    if answer.status in (200, 201, 204):
        return
    words, hint = _WORDS.get(answer.status, (f"answered {answer.status}", ""))
    more = excerpt(answer)
    raise ManagerError(f"Zotero {words}{f' ({more})' if more else ''}", hint=hint)


def _written(raw: Mapping[str, Any], count: int) -> Written:
    """The parts of an answer to a write; every object must be in one of them.

    {"successful": {"0": {...}}, "success": {"0": "KEY"}, "unchanged": {}, "failed": {"1": {"code": 400, ...}}}
    """
    keys: dict[int, str] = {}
    for part in ("successful", "success", "unchanged"):
        for place, found in _part(raw, part):
            keys[place] = str(found.get("key", "")) if isinstance(found, dict) else str(found)
    failed = {
        place: (_code(found), str(found.get("message", "")) if isinstance(found, dict) else str(found))
        for place, found in _part(raw, "failed")
    }
    for place in range(count):
        if place not in keys and place not in failed:
            failed[place] = (0, "Zotero says nothing of it")
    return Written(keys, failed)


def _part(raw: Mapping[str, Any], name: str) -> list[tuple[int, Any]]:
    found = raw.get(name)
    return [(int(at), value) for at, value in found.items() if at.isdigit()] if isinstance(found, dict) else []


def _code(found: Any) -> int:
    code = found.get("code") if isinstance(found, dict) else 0
    return code if isinstance(code, int) else 0
