"""Items of the Internet Archive: `archive.org/details/ITEM`, `/download/ITEM/file.pdf`, `/stream/ITEM/...`."""

from __future__ import annotations

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts


def recognise(parts: Parts) -> Address | None:
    """The item's name, which its metadata can be asked for."""
    after = parts.after("details", "download", "stream", "embed", "metadata")
    if parts.host != "archive.org" or not after:
        return None
    return Address(
        kind="archive.org-item", holder="at the Internet Archive", host=parts.host, item="item", identifier=after[0]
    )
