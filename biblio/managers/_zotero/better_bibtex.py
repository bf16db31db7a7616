"""The citation keys that the Better BibTeX add-on has given, through its JSON-RPC; only read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from biblio.errors import ManagerError
from biblio.managers._speech import Server, said
from biblio.managers._zotero.reading import Existing

__all__ = ["with_keys"]

_MOST = 500
"""Items asked for in one question."""


def with_keys(items: Sequence[Existing], server: Server) -> tuple[Existing, ...]:
    """The items, those without a citation key with the one that Better BibTeX gave them, if it is there."""
    unkeyed = [item.key for item in items if not item.citation_key]
    keys: dict[str, str] = {}
    with suppress(ManagerError):
        if unkeyed and _call(server, "api.ready", []):
            for at in range(0, len(unkeyed), _MOST):
                keys |= _keys(_call(server, "item.citationkey", [unkeyed[at : at + _MOST]]))
    return tuple(replace(item, citation_key=keys.get(item.key, "")) if item.key in keys else item for item in items)


def _call(server: Server, method: str, params: list[Any]) -> dict[str, Any]:
    """The result of a call; {} if the add-on is not there or says no."""
    body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, "id": 1}).encode()
    answer = server.post("/better-bibtex/json-rpc", body, "application/json", seconds=20.0)
    if answer.status != 200:
        return {}
    result = said(answer, "Better BibTeX", dict).get("result")
    return result if isinstance(result, dict) else {}


def _keys(result: dict[str, Any]) -> dict[str, str]:
    pairs: Iterable[tuple[str, Any]] = result.items()
    return {key: value for key, value in pairs if isinstance(value, str) and value}
