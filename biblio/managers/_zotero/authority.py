"""Leave to write into the Zotero on this machine: asked of the person in front of it, and remembered.

Zotero shows a dialog. "Always Allow" gives a key that holds until it is revoked in Zotero's settings, "Allow" one that
is good for a single write. Keys belong to the data that a Zotero has open (its server ID).
"""

from __future__ import annotations

import json

from biblio.errors import ManagerError
from biblio.managers import Say, _keys
from biblio.managers._speech import Server, excerpt, said

__all__ = ["APP_NAME", "authorize"]

APP_NAME = "biblio"
_DIALOG = 320.0
"""Seconds for somebody to answer the dialog; Zotero itself gives up after five minutes."""


def authorize(server: Server, server_id: str, say: Say) -> str:
    """A key, from the user by way of Zotero's dialog; one that lasts is put away.

    Raises:
        ManagerError: the user said no, did not answer, or was asked too often.
    """
    say("Zotero asks whether biblio may write: choose “Always Allow” in its window.")
    body = json.dumps({"appName": APP_NAME}).encode()
    answer = server.post(
        "/api/local/authorize", body, "application/json",
        headers=(("Zotero-Server-ID", server_id),), seconds=_DIALOG, tries=1,
    )  # fmt: skip
    if answer.status == 429:
        wait = answer.header("Retry-After") or "60"
        raise ManagerError("Zotero was asked for leave too often", hint=f"try again in {wait} seconds")
    if answer.status == 403:
        denied = b"denied" in answer.body
        words = "Zotero's dialog was answered with no" if denied else "Zotero lets no other program in"
        raise ManagerError(words, hint="nothing was sent" if denied else _SETTING)
    if answer.status != 200:
        raise ManagerError(f"Zotero gave no leave to write ({answer.status}): {excerpt(answer)!r}")
    granted = said(answer, "Zotero", dict)
    key = granted.get("key")
    if not isinstance(key, str) or not key:
        raise ManagerError(f"Zotero gave leave to write, but no key: {excerpt(answer)!r}")
    if granted.get("remember"):
        _keys.keep("zotero", server_id, key)
    return key


_SETTING = (
    "allow it in Zotero: Settings > Advanced > Allow other applications on this computer to communicate with Zotero"
)
