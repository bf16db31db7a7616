"""A gone post of a mailing list -> the same post in another archive of that list, found by subject, author and date."""

from __future__ import annotations

from collections.abc import Sequence

from biblio.addresses import normalise, recognise
from biblio.errors import LinkError
from biblio.http import Client
from biblio.links.migrating import pipermail
from biblio.links.migrating.rules import Migration, migrations
from biblio.links.migrating.wanted import Again, Wanted
from biblio.model import Entry, LinkCheck

__all__ = ["Again", "Migration", "found_again", "migrations"]

_NOWHERE = Again()


def found_again(
    check: LinkCheck, entries: Sequence[Entry], client: Client, rules: Sequence[Migration] | None = None
) -> Again:
    """Where the cited post is now; nothing where the address is no post, no rule is for it, or it was not found.

    Args:
        rules: where lists have moved to; None for those that are known.
    """
    url = normalise(check.link.url)
    address = recognise(url)
    address = address.inner if address is not None and address.inner is not None else address
    if address is None or address.item != "message" or not address.list_name:
        return _NOWHERE
    wanted = Wanted.of(address, entries)
    words = []
    for rule in migrations() if rules is None else rules:
        if not rule.applies(address) or not wanted.cited:
            continue
        try:
            found = pipermail.search(rule, address, wanted, client)
        except LinkError as error:
            words.append(error.message)
            continue
        if found.url:
            return found
        words.append(found.words)
    return Again(words="; ".join(word for word in words if word))
