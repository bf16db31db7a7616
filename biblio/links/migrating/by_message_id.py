"""A post in archives that file their posts by message-id: HyperKitty, public-inbox, The Mail Archive."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import quote

from biblio.addresses import Address
from biblio.errors import LinkError
from biblio.http import Client
from biblio.links import heads
from biblio.links.migrating.rules import Migration
from biblio.links.migrating.wanted import Again, Wanted
from biblio.links.posts import posted_on

__all__ = ["address_of", "search"]


def address_of(rule: Migration, address: Address, message_id: str) -> str:
    """Where the other archive has a post of this name.

    HyperKitty calls a post by the SHA-1 of its message-id in base 32; the others by the message-id itself.
    """
    place = rule.place(address)
    if rule.to == "hyperkitty":
        hashed = hashlib.sha1(message_id.encode("utf-8", "surrogateescape"), usedforsecurity=False).digest()
        return f"{place}message/{base64.b32encode(hashed).decode('ascii')}/"
    return f"{place}{quote(message_id, safe='@!$*+=')}" + ("/" if rule.to == "public-inbox" else "")


def search(rule: Migration, address: Address, wanted: Wanted, message_id: str, client: Client) -> Again:
    """The post of that name, if its page has the cited subject and sender.

    Raises:
        LinkError: the other archive could not be asked.
    """
    url = address_of(rule, address, message_id)
    answer = client.fetch(url, cap=1 << 20)
    if answer.failure is not None:
        raise LinkError(f"{url} could not be asked: {answer.failure.words}")
    head = heads.read(answer)
    if answer.status != 200 or head.kind not in heads.MESSAGES:
        return Again()
    likeness = wanted.likeness(head.title, " ".join(head.authors))
    if not likeness or not wanted.possible(posted_on(head.date)):
        return Again()
    return Again(answer.final_url, f"the post is at {answer.final_url}, found by its message-id", likeness)
