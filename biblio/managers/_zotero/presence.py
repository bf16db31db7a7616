"""What runs on Zotero's port: Zotero of which kind, another program, or nothing."""

from __future__ import annotations

import os
from dataclasses import dataclass

from biblio.errors import ManagerError
from biblio.http import Client
from biblio.managers._speech import Server, excerpt

__all__ = ["ABSENT", "Here", "find", "server"]

USUAL = "http://127.0.0.1:23119"
ABSENT = "start Zotero and try again"
_CONNECTOR = (("X-Zotero-Connector-API-Version", "3"), ("Zotero-API-Version", "3"), ("Zotero-Allowed-Request", "1"))
"""What Zotero demands of others than browsers; with a User-Agent of "Mozilla/..." or an Origin it hangs up."""
_QUICK = 5.0


@dataclass(frozen=True, slots=True)
class Here:
    """The Zotero that answers."""

    server: Server
    version: str
    """"" where it does not say."""
    readable: bool
    """Whether its local API may be read."""
    server_id: str
    """Names the data that this Zotero has open; "" where its local API cannot write."""


def server(client: Client, base: str) -> Server:
    """The server of the Zotero on this machine."""
    return Server(
        "Zotero", (base or os.environ.get("BIBLIO_ZOTERO_URL", "") or USUAL).rstrip("/"), client, _CONNECTOR, ABSENT
    )


def find(client: Client, base: str) -> Here:
    """The Zotero on this machine.

    Raises:
        ManagerError: nobody answers, or another program does.
    """
    zotero = server(client, base)
    ping = zotero.get("/connector/ping", accept="text/html", seconds=_QUICK)
    version = ping.header("X-Zotero-Version")
    if ping.status != 200 or (not version and b"Zotero" not in ping.body):
        raise ManagerError(_stranger(zotero, excerpt(ping)), hint="end the other program, or give --server")
    api = zotero.get("/api/", accept="*/*", seconds=_QUICK)
    readable = api.status == 200
    return Here(zotero, version, readable, api.header("Zotero-Server-ID") if readable else "")


def _stranger(zotero: Server, words: str) -> str:
    """Who answers in Zotero's place; JabRef listens on the same port."""
    root = zotero.get("/", accept="text/html", seconds=_QUICK)
    if b"JabRef" in root.body:
        return f"JabRef, not Zotero, answers at {zotero.base}"
    return f"another program, not Zotero, answers at {zotero.base}: {words!r}"
