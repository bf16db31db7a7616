"""Handles: `hdl.handle.net/2027/mdp.39015012345678`, and repositories' `/handle/10023/1234`."""

from __future__ import annotations

import re

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

_HANDLE = re.compile(r"(\d+(?:\.[\w-]+)*/[^\s/]+)(?:/.*)?\Z")


def recognise(parts: Parts) -> Address | None:
    """The handle in the path of the resolver, or after `/handle/` (DSpace)."""
    resolver = parts.on("handle.net")
    match = _HANDLE.match("/".join(parts.segments if resolver else parts.after("handle")))
    if not match:
        return None
    return Address(
        kind="handle",
        holder="registered at hdl.handle.net" if resolver else f"a page of {parts.host}",
        host=parts.host,
        item="handle",
        identifier=match[1],
    )
