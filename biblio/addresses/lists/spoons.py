"""The Spoons Collective's lists of 1994 to 1998, at driftline.org: `archive_msg.cgi?file=spoon-archives/...`."""

from __future__ import annotations

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts


def recognise(parts: Parts) -> Address | None:
    """A message or index; the file names the list."""
    folders = parts.field("file").split("/")
    if "spoon-archives" not in folders[:-1]:
        return None
    name = folders[folders.index("spoon-archives") + 1].removesuffix(".archive")
    number = parts.field("msgnum")
    return Address(
        kind="spoons",
        holder="the archive of the Spoons lists",
        host=parts.host,
        item="message" if number else "index",
        list_name=name,
        number=number,
    )
