"""Entries into Zotero through the door made for its browser extension: a file, which Zotero imports.

Every Zotero has it. It makes new items only, so what is there already must be known from elsewhere and left out.
"""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from biblio import formats
from biblio.errors import ManagerError
from biblio.identity import fold
from biblio.managers import Done, Order, Outcome, Sent
from biblio.managers._matching import Index, match
from biblio.managers._speech import Server, excerpt, heard
from biblio.managers._zotero.reading import Existing
from biblio.model import Library

__all__ = ["send", "target"]

_FORMATS = (("zotero-rdf", "application/rdf+xml; charset=utf-8"), ("ris", "application/x-research-info-systems"))
"""What Zotero imports, the one that carries most first."""
_IMPORT = 600.0
"""Seconds for a long import."""


def target(server: Server) -> Mapping[str, Any]:
    """The library or collection that is selected in Zotero's window, with all that could be; {} if it does not say."""
    answer = server.post("/connector/getSelectedCollection", b"{}", "application/json", seconds=10.0)
    found = heard(answer) if answer.status == 200 else None
    return found if isinstance(found, dict) else {}


_WINDOW = "open Zotero's window and select where the entries shall go"


def send(library: Library, order: Order, server: Server, existing: Sequence[Existing] | None) -> Sent:
    """Import what is not there yet.

    Args:
        existing: what is there; None if Zotero does not let it be read.
    """
    chosen = target(server)
    place, moved_to = _place(chosen, order)
    outcomes = _outcomes(library, existing)
    fresh = tuple(entry for entry in library.entries if outcomes[entry.key].done is Done.CREATED)
    new = replace(library, entries=fresh)
    remarks = _remarks(existing)
    if not new.entries or order.dry_run:
        return Sent(place, tuple(outcomes[entry.key] for entry in library.entries), remarks)
    session = secrets.token_hex(8)
    made = _import(new, server, session)
    if made is None:
        remarks += ("Zotero took them, but does not say what it made of them: look there",)
    else:
        outcomes |= _missing(new, made)
    remarks += _move(server, session, moved_to, order)
    return Sent(place, tuple(outcomes[entry.key] for entry in library.entries), remarks)


def _outcomes(library: Library, existing: Sequence[Existing] | None) -> dict[str, Outcome]:
    index = Index(existing or (), "Zotero")
    found = {}
    for entry in library.entries:
        known = match(entry, index)
        if known.doubt:
            found[entry.key] = Outcome(entry.key, Done.LEFT, known.doubt)
        elif known.item is not None:
            found[entry.key] = Outcome(
                entry.key, Done.UNCHANGED, f"found by {known.rule}; this Zotero only takes new items"
            )
        else:
            found[entry.key] = Outcome(entry.key, Done.CREATED)
    return found


def _remarks(existing: Sequence[Existing] | None) -> tuple[str, ...]:
    if existing is not None:
        return ()
    return (
        "Zotero does not let its library be read, so entries sent before are sent again; allow it in "
        "Settings > Advanced > Allow other applications on this computer to communicate with Zotero",
    )


def _place(chosen: Mapping[str, Any], order: Order) -> tuple[str, str]:
    """Where the entries go, in words, and the target they must be moved to after the import; "" if it is selected."""
    library, name = str(chosen.get("libraryName") or "Zotero"), str(chosen.get("name") or "")
    if not order.collection:
        if chosen.get("libraryEditable") is False or chosen.get("editable") is False:
            raise ManagerError(f"{name or library!r}, selected in Zotero, is read-only", hint=_WINDOW)
        return (f"{library} > {name}" if chosen.get("id") is not None and name != library else library), ""
    targets = [found for found in chosen.get("targets") or () if isinstance(found, dict)]
    fitting = [str(found.get("id", "")) for found in targets if found.get("name") == order.collection]
    if len(fitting) != 1:
        problem = "has no collection" if not fitting else f"has {len(fitting)} collections"
        raise ManagerError(
            f"Zotero {problem} called {order.collection!r}",
            hint="make it in Zotero, or select another one there and leave --collection out",
        )
    return f"{library} > {order.collection}", fitting[0]


def _missing(sent: Library, titles: Sequence[str]) -> dict[str, Outcome]:
    """The entries that are not among the items which Zotero says it made, if it made fewer than it was sent."""
    if len(titles) >= len(sent.entries):
        return {}
    made = Counter(fold(title) for title in titles)
    found = {}
    for entry in sent.entries:
        title = fold(entry.work.title)
        if made[title]:
            made[title] -= 1
        else:
            found[entry.key] = Outcome(entry.key, Done.FAILED, "not among what Zotero says it imported")
    return found


def _import(library: Library, server: Server, session: str) -> tuple[str, ...] | None:
    """The titles of the items that Zotero made; None if it made some without saying which.

    Raises:
        ManagerError: it made none, with the reason.
    """
    name, content_type = next(found for found in _FORMATS if found[0] in formats.names())
    body = formats.by_name(name).dumps(library).encode("utf-8")
    answer = server.post(f"/connector/import?session={session}", body, content_type, seconds=_IMPORT)
    if answer.status == 201:
        # What was imported is imported: an answer that makes no sense must not lead to a second sending.
        items = heard(answer)
        if not isinstance(items, list):
            return None
        works = (item for item in items if isinstance(item, dict) and item.get("itemType") not in _NO_WORKS)
        return tuple(_title(item) for item in works)
    words, hint = _REFUSALS.get(answer.status, (f"answered {answer.status}: {excerpt(answer)!r}", ""))
    if answer.status == 500 and b"libraryEditable" in answer.body:
        words, hint = "cannot write into the selected library, which is read-only", _WINDOW
    raise ManagerError(f"Zotero {words}", hint=hint)


_NO_WORKS = ("note", "attachment")


def _title(item: Mapping[str, Any]) -> str:
    """The title under whatever name the item's type has for it."""
    return next((str(item[name]) for name in ("title", "caseName", "nameOfAct", "subject") if item.get(name)), "")


_REFUSALS = {
    400: ("does not recognise the format of what was sent", "update Zotero's translators, or import the file by hand"),
    403: ("does not let biblio in", "Settings > Advanced > Allow other applications ..."),
    404: ("has no door for imports", "update Zotero"),
    409: ("has an import of this name already", "run it again"),
    500: ("failed in importing", "look at Help > Report Errors in Zotero; what it imported before that is there"),
}


def _move(server: Server, session: str, target_id: str, order: Order) -> tuple[str, ...]:
    """Move what was imported into the wanted collection; a refusal is only said, the items are there."""
    if not target_id:
        return ()
    body = json.dumps({"sessionID": session, "target": target_id, "tags": ""}).encode()
    answer = server.post("/connector/updateSession", body, "application/json")
    if answer.status == 200:
        return ()
    return (f"the entries are in Zotero, but not in {order.collection!r}: drag them there",)
