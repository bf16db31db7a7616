"""JabRef, through the HTTP server of its program: entries into the library that is open.

Entries that JabRef has already are left out; of others that look alike JabRef asks its user itself.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import quote

from biblio import formats
from biblio.errors import ManagerError
from biblio.http import Answer, Client
from biblio.managers import Done, Manager, Order, Outcome, Presence, Sent, _keys
from biblio.managers._matching import Index, Match, match
from biblio.managers._speech import Server, excerpt, said
from biblio.model import Entry, Library, Work

__all__ = ["JabRef", "plugin"]

_USUAL = "http://127.0.0.1:23119"
_BIBTEX = "application/x-bibtex"
_CSL = "application/x-bibtex-library-csl+json"
_DEMO = "demo"
"""A library that JabRef always lists."""
_QUICK = 5.0
_START = "start JabRef and switch on its HTTP server: File > Preferences > Tool integration > HTTP server"
_PAIR = "in JabRef's preferences let other programs in without a token, or pair: biblio send jabref --pin NUMBER"


@dataclass(frozen=True, slots=True)
class _There:
    """An entry that JabRef has."""

    key: str
    citation_key: str
    work: Work


class JabRef:
    """The library that is open in JabRef's window."""

    writes_file: ClassVar[bool] = False

    def available(self, order: Order, client: Client) -> Presence:
        """Whether JabRef's server answers."""
        try:
            _find(order, client)
        except ManagerError as error:
            return Presence(False, str(error))
        return Presence(True, "JabRef")

    def send(self, library: Library, order: Order, client: Client) -> Sent:
        """Hand over what is not there yet."""
        server = _find(order, client)
        there, readable = _current(server)
        index = Index(there, "JabRef")
        outcomes = {entry.key: _outcome(entry, match(entry, index)) for entry in library.entries}
        new = tuple(entry for entry in library.entries if outcomes[entry.key].done is Done.CREATED)
        remarks = () if readable else ("JabRef does not show its library, so entries sent before are sent again",)
        if new and not order.dry_run:
            _append(replace(library, entries=new), order, server)
        group = f", group {order.collection!r}" if order.collection else ""
        return Sent(
            f"the library open in JabRef{group}", tuple(outcomes[entry.key] for entry in library.entries), remarks
        )


def _find(order: Order, client: Client) -> Server:
    """JabRef's server, with a token if there is one.

    Raises:
        ManagerError: nobody answers, another program does, or JabRef does not let us in.
    """
    base = (order.server or os.environ.get("BIBLIO_JABREF_URL", "") or _USUAL).rstrip("/")
    server = Server("JabRef", base, client, (), _START)
    if order.pin:
        _pair(server, order.pin)
    token = _keys.kept("jabref", base)
    if token:
        server = replace(server, headers=(("Authorization", f"Bearer {token}"),))
    answer = server.get("/libraries", seconds=_QUICK)
    if answer.status in (401, 403):
        raise ManagerError(f"JabRef does not let biblio in ({answer.status}): {excerpt(answer)}", hint=_PAIR)
    if answer.status != 200 or not answer.body.lstrip().startswith(b"["):
        raise ManagerError(_stranger(server), hint=f"end the other program, or give --server; then {_START}")
    said(answer, "JabRef", list)
    return server


def _stranger(server: Server) -> str:
    ping = server.get("/connector/ping", accept="text/html", seconds=_QUICK)
    if ping.header("X-Zotero-Version") or b"Zotero is running" in ping.body:
        return f"Zotero, not JabRef, answers at {server.base}"
    return f"another program, not JabRef, answers at {server.base}"


def _pair(server: Server, pin: str) -> None:
    """Exchange the number that JabRef shows for a token that lasts."""
    answer = server.post("/auth/pair", json.dumps({"pin": pin}).encode(), "application/json")
    if answer.status == 403:
        raise ManagerError(
            "JabRef does not accept the number", hint="it is good for a short time: let it show a new one"
        )
    if answer.status != 200:
        raise ManagerError(f"JabRef cannot be paired with ({answer.status}): {excerpt(answer)!r}")
    token = said(answer, "JabRef", dict).get("token")
    if not isinstance(token, str) or not token:
        raise ManagerError("JabRef gave no token")
    _keys.keep("jabref", server.base, token)


def _current(server: Server) -> tuple[tuple[_There, ...], bool]:
    """The entries of the open library, and whether JabRef let them be read.

    Raises:
        ManagerError: no library is open.
    """
    answer = server.get("/libraries/current", accept=_CSL)
    if answer.status == 404:
        name = _first(server)
        if not name:
            raise ManagerError("no library is open in JabRef", hint="open one, or make a new one, and try again")
        # Versions that do not know the library in the window by this name list all that are open.
        answer = server.get(f"/libraries/{quote(name, safe='')}", accept=_CSL)
    if answer.status != 200:
        return (), False
    found = formats.by_name("csl-json").loads(answer.body.decode("utf-8", "replace"), "JabRef")
    return tuple(_There(entry.key, entry.key, entry.work) for entry in found.entries), True


def _first(server: Server) -> str:
    """The first of the libraries that are open; "" if none is."""
    names = said(server.get("/libraries"), "JabRef", list)
    return next((name for name in names if isinstance(name, str) and name != _DEMO), "")


def _outcome(entry: Entry, found: Match[_There]) -> Outcome:
    if found.doubt:
        return Outcome(entry.key, Done.LEFT, found.doubt)
    if found.item is None:
        return Outcome(entry.key, Done.CREATED)
    there = found.item.citation_key
    return Outcome(entry.key, Done.UNCHANGED, "" if there == entry.key else f"is there as {there}")


def _append(library: Library, order: Order, server: Server) -> None:
    """Add entries to the open library.

    Raises:
        ManagerError: JabRef refuses.
    """
    body = formats.by_name("biblatex").dumps(library).encode("utf-8")
    group = f"?group={quote(order.collection)}" if order.collection else ""
    answer: Answer = server.post(f"/libraries/current/entries{group}", body, f"{_BIBTEX}; charset=utf-8")
    if answer.status == 404 and (name := _first(server)):
        path = f"/libraries/{quote(name, safe='')}/entries{group}"
        answer = server.post(path, body, f"{_BIBTEX}; charset=utf-8")
    if answer.status in (200, 201, 202, 204):
        return
    words = {400: "refuses", 401: "does not let biblio in", 404: "has no library open", 415: "is too old for this"}
    told = words.get(answer.status, f"answered {answer.status}")
    raise ManagerError(f"JabRef {told}: {excerpt(answer)!r}", hint=_PAIR if answer.status == 401 else "")


plugin: Manager = JabRef()
