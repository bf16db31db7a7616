"""HyperKitty (Mailman 3): `/archives/list/marxism@lists.example.org/message/HASH/`."""

from __future__ import annotations

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts
from biblio.addresses.periods import from_folders


def recognise(parts: Parts) -> Address | None:
    """A message or thread by its hash, or a dated index."""
    after = parts.after("list")
    if not after or "@" not in after[0] or not {"archives", "hyperkitty"} & set(parts.segments):
        return None
    name, _, list_host = after[0].partition("@")
    single = len(after) > 2 and after[1] in ("message", "thread")
    return Address(
        kind="hyperkitty",
        holder="a HyperKitty archive",
        host=parts.host,
        item=after[1] if single else "index",
        list_name=name,
        list_host=list_host,
        period=None if single else from_folders(after[1:])[0],
        identifier=after[2] if single else "",
    )
