"""A gone post of a mailing list -> the same post in another archive of that list.

Found by subject, author and date in the other archive's months, or by the message-id that the old address or an
archived copy of the post gives.
"""

from __future__ import annotations

from collections.abc import Sequence

from biblio.addresses import Address, normalise, recognise
from biblio.errors import LinkError
from biblio.http import Client
from biblio.links.migrating import by_message_id, pipermail
from biblio.links.migrating.rules import Migration, migrations
from biblio.links.migrating.wanted import Again, Wanted
from biblio.model import LinkCheck

__all__ = ["Again", "Migration", "found_again", "has_post", "migrations"]


def has_post(check: LinkCheck) -> bool:
    """Whether the address, or what it is a copy of, is a post's."""
    return _post(check) is not None


def found_again(
    check: LinkCheck,
    client: Client,
    rules: Sequence[Migration] | None = None,
    *,
    message_id: str = "",
) -> Again:
    """Where the cited post is now; nothing where the address is no post, no rule is for it, or it was not found.

    Args:
        rules: where lists have moved to; None for those that are known.
        message_id: the post's own name, if a copy of it was read; then only archives that go by it are asked.
    """
    address = _post(check)
    if address is None:
        return Again()
    wanted = Wanted.of(address, check.link.uses)
    if not wanted.cited:
        return Again()
    named = message_id or (address.identifier if "@" in address.identifier else "")
    words = []
    is_sure = True
    for rule in migrations() if rules is None else rules:
        if not rule.applies(address) or (message_id and rule.to == "pipermail"):
            continue
        try:
            found = _searched(rule, address, wanted, named, client)
        except LinkError as error:
            words.append(error.message)
            is_sure = False
            continue
        if found.url:
            return found
        words.append(found.words)
    return Again(words="; ".join(word for word in words if word), is_sure=is_sure)


def _post(check: LinkCheck) -> Address | None:
    address = recognise(normalise(check.link.url))
    address = address.inner if address is not None and address.inner is not None else address
    known = address is not None and address.item == "message" and (address.list_name or address.identifier)
    return address if known else None


def _searched(rule: Migration, address: Address, wanted: Wanted, named: str, client: Client) -> Again:
    if rule.to == "pipermail":
        return pipermail.search(rule, address, wanted, client) if address.list_name else Again()
    return by_message_id.search(rule, address, wanted, named, client) if named else Again()
