"""Zotero: its program on this machine, through the best of its doors, or its web API.

The doors, the best first: the web API if it is asked for; the local API where it writes (Zotero 10); the connector,
which every Zotero has, with the local API for reading where that is allowed.
"""

from __future__ import annotations

import os
from typing import Any, ClassVar

from biblio.errors import ManagerError
from biblio.http import Client
from biblio.managers import Manager, Order, Presence, Sent
from biblio.managers._speech import Server, excerpt, said
from biblio.managers._zotero import connector, presence, sending
from biblio.managers._zotero.access import Local, Web
from biblio.managers._zotero.api import Api
from biblio.managers._zotero.better_bibtex import with_keys
from biblio.model import Library

__all__ = ["Zotero", "plugin"]

_WEB = "https://api.zotero.org"
_KEY = "ZOTERO_API_KEY"


class Zotero:
    """Items, collections and child notes."""

    writes_file: ClassVar[bool] = False

    def available(self, order: Order, client: Client) -> Presence:
        """Whether Zotero runs here, or whether there is a key for the web."""
        if order.web:
            return Presence(bool(os.environ.get(_KEY)), f"zotero.org, key from {_KEY}")
        try:
            here = presence.find(client, order.server)
        except ManagerError as error:
            return Presence(False, str(error))
        return Presence(True, f"Zotero {here.version}".rstrip())

    def send(self, library: Library, order: Order, client: Client) -> Sent:
        """Hand the entries over; see `Manager.send`."""
        return self._web(library, order, client) if order.web else self._here(library, order, client)

    def _here(self, library: Library, order: Order, client: Client) -> Sent:
        here = presence.find(client, order.server)
        kind = f"/groups/{order.group}" if order.group else "/users/0"
        if order.group and not here.server_id:
            raise ManagerError("this Zotero takes entries into the selected library only", hint="leave --group out")
        if not here.readable:
            return connector.send(library, order, here.server, None)
        access = Local(here.server, here.server_id, order.say) if here.server_id else None
        api = Api(here.server, "/api", kind, access)
        if access is None:
            there = api.readable_items()
            return connector.send(
                library, order, here.server, with_keys(there, here.server) if there is not None else None
            )
        items = with_keys(api.items(), here.server)
        return sending.send(
            library, order, api, items, f"Zotero, group {order.group}" if order.group else "Zotero, My Library"
        )

    def _web(self, library: Library, order: Order, client: Client) -> Sent:
        key = os.environ.get(_KEY, "")
        if not key:
            raise ManagerError(
                f"the web API wants a key in the environment variable {_KEY}",
                hint="make one at https://www.zotero.org/settings/keys",
            )
        base = order.server or os.environ.get("BIBLIO_ZOTERO_WEB_URL", "") or _WEB
        fields = (("Zotero-API-Version", "3"), ("Zotero-API-Key", key))
        server = Server("zotero.org", base.rstrip("/"), client, fields, "is there a network?")
        group = order.group or os.environ.get("ZOTERO_GROUP_ID", "")
        kind = f"/groups/{group}" if group else f"/users/{os.environ.get('ZOTERO_USER_ID', '') or _user(server)}"
        api = Api(server, "", kind, Web(key))
        return sending.send(library, order, api, api.items(), f"zotero.org, group {group}" if group else "zotero.org")


def _user(server: Server) -> str:
    """The number of the user whose key it is, which also says whether it may write."""
    answer = server.get("/keys/current")
    if answer.status in (403, 404):
        raise ManagerError("zotero.org does not know the key", hint="make one at https://www.zotero.org/settings/keys")
    if answer.status != 200:
        raise ManagerError(f"zotero.org answered {answer.status}: {excerpt(answer)!r}")
    told = said(answer, "zotero.org", dict)
    if not _may_write(told.get("access")):
        raise ManagerError("the key may not write", hint="allow it at https://www.zotero.org/settings/keys")
    return str(told.get("userID", ""))


def _may_write(access: Any) -> bool:
    own = access.get("user") if isinstance(access, dict) else None
    return isinstance(own, dict) and bool(own.get("write"))


plugin: Manager = Zotero()
