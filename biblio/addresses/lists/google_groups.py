"""Google Groups, all generations: `/g/GROUP/c/THREAD/m/MSG`, `/forum/#!topic/GROUP/THREAD`, `/group/GROUP/msg/ID`."""

from __future__ import annotations

from biblio.addresses.address import Address
from biblio.addresses.parts import Parts

_PLACES = ("g", "group", "d", "forum", "a")
_ITEMS = {
    "c": "thread", "topic": "thread", "browse_thread": "thread", "browse_frm": "thread", "thread": "thread",
    "m": "message", "msg": "message",
}  # fmt: skip


def recognise(parts: Parts) -> Address | None:
    """A thread, message or the front page of a group."""
    if not (parts.on("groups.google.com") or parts.host.startswith("groups.google.")) or not parts.segments:
        return None
    trail = parts.segments
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
