"""Names of the places on the page that links lead to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["card_id", "cite_id", "link_id", "note_id", "outward", "siglum", "work_id"]

_PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]*\Z")


def note_id(note: int) -> str:
    """The place of a note, by its index: labels may restart, places may not."""
    return f"note-{note + 1}"


def cite_id(note: int, cite: int) -> str:
    """The stretch of a note that is a cite."""
    return f"cite-{note + 1}-{cite + 1}"


def card_id(note: int, cite: int) -> str:
    """What was understood of a cite."""
    return f"understood-{note + 1}-{cite + 1}"


def work_id(key: str, position: int) -> str:
    """The place of an entry: its key where that is plain, so that one can link to it; else its position."""
    return f"work-{key}" if _PLAIN_KEY.match(key) else f"entry-{position + 1}"


def link_id(position: int) -> str:
    """The place of a link's verdict."""
    return f"link-{position + 1}"


def siglum(position: int) -> str:
    """a, b ... z, aa, ab: the letter that joins a cite to what was understood of it."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def outward(url: str) -> str:
    """An address fit to be followed from the page; "" unless it is http or https with a host."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    printable = url.isprintable() and not any(blank in url for blank in " \\")
    return url if parts.scheme.lower() in ("http", "https") and host and printable else ""
