"""Gmane, off the web since 2016: `article.gmane.org/gmane.politics.marxism.marxmail/12345`."""

from __future__ import annotations

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts


def recognise(parts: Parts) -> Address | None:
    """A message or thread of a list that Gmane carried as a newsgroup."""
    name = next((part for part in parts.segments if part.startswith("gmane.")), "")
    if not parts.on("gmane.org", "gmane.io") or not name:
        return None
    number = parts.segments[-1] if parts.segments[-1].isdigit() else ""
    return Address(
        kind="gmane",
        holder="Gmane, off the web since 2016",
        host=parts.host,
        item="message" if number else "index",
        list_name=name,
        number=number,
    )
