"""Google Groups, all generations.

/g/GROUP/c/THREAD/m/MSG    /a/DOMAIN/g/GROUP/c/THREAD    /d/topic/GROUP/THREAD    /forum/#!topic/GROUP/THREAD
/group/GROUP/browse_thread/thread/ID    /group/GROUP/msg/ID    /groups?selm=MESSAGE-ID    /groups?threadm=MESSAGE-ID
"""

from __future__ import annotations

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

_PLACES = ("g", "group", "d", "forum")
_ITEMS = {
    "c": "thread", "topic": "thread", "browse_thread": "thread", "browse_frm": "thread", "thread": "thread",
    "m": "message", "msg": "message",
}  # fmt: skip


def recognise(parts: Parts) -> Address | None:
    """A thread, message or the front page of a group."""
    if not (parts.on("groups.google.com") or parts.host.startswith("groups.google.")) or not parts.segments:
        return None
    if parts.segments[0] == "groups":
        return _of_usenet(parts)
    trail = parts.segments[2:] if parts.segments[0] == "a" and len(parts.segments) > 3 else parts.segments
    if parts.fragment.startswith("!"):
        trail = ("d", *parts.fragment.removeprefix("!").split("/"))
    # After the marker stand a kind and then the group (`/d/topic/GROUP/..`), or the group and then the kind.
    rest = next((trail[index + 1 :] for index, name in enumerate(trail) if name in _PLACES), ())
    if not rest:
        return None
    if rest[0] in _ITEMS and len(rest) > 1:
        rest = (rest[1], rest[0], *rest[2:])
    kinds = [_ITEMS[name] for name in rest[1:] if name in _ITEMS]
    names = [name for name in rest[1:] if name not in _ITEMS]
    return Address(
        kind="google-groups",
        holder="Google Groups",
        host=parts.host,
        item=kinds[-1] if kinds else "index",
        list_name=rest[0],
        identifier=names[-1] if kinds and names else "",
    )


def _of_usenet(parts: Parts) -> Address | None:
    """Of 2001 to 2004: a message or thread of a newsgroup by a message-id."""
    message, thread = parts.field("selm"), parts.field("threadm")
    group = parts.field("group")
    if not (message or thread or group):
        return None
    return Address(
        kind="google-groups",
        holder="Google Groups",
        host=parts.host,
        item="message" if message else "thread" if thread else "index",
        list_name=group,
        identifier=message or thread,
    )
