"""What styles there are: id, title and kind of each, from the head of its file.

Ten thousand heads take a second to read, so the list is kept in the user's cache and made anew when a folder changes.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path

from biblio import files
from biblio.errors import BiblioError
from biblio.styles.catalogue import folders

__all__ = ["Listing", "listings"]

_HEAD = 4096
"""Bytes that hold a style's <info> up to its categories."""
_VERSION = 1
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_SHORT = re.compile(r"<title-short>(.*?)</title-short>", re.DOTALL)
_FORMAT = re.compile(r'citation-format="([a-z-]+)"')
_FIELD = re.compile(r'<category field="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Listing:
    """One style of the catalogue."""

    id: str
    title: str
    short: str
    format: str
    """note, author-date, numeric, author or label."""
    fields: tuple[str, ...]
    path: str
    dependent: bool


def listings() -> tuple[Listing, ...]:
    """All styles, in the folders' order and then by id; of two with one id the first counts."""
    places = folders.styles()
    stamp = [_VERSION, *((str(place), place.stat().st_mtime) for place in places)]
    cache = _cache()
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(cache.read_text("utf-8"))
        if kept["stamp"] == json.loads(json.dumps(stamp)):
            return tuple(Listing(**{**row, "fields": tuple(row["fields"])}) for row in kept["styles"])
    found: dict[str, Listing] = {}
    for place in places:
        for listing in _read(place):
            found.setdefault(listing.id, listing)
    with suppress(BiblioError):  # a cache that cannot be written only costs time
        files.write(cache, json.dumps({"stamp": stamp, "styles": [asdict(row) for row in found.values()]}))
    return tuple(found.values())


def _cache() -> Path:
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "biblio" / "styles.json"


def _read(folder: Path) -> Iterator[Listing]:
    for path in [*sorted(folder.glob("*.csl")), *sorted(folder.glob("dependent/*.csl"))]:
        with suppress(OSError), path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", errors="replace")
            yield Listing(
                id=path.stem,
                title=_first(_TITLE, head) or path.stem,
                short=_first(_SHORT, head),
                format=_first(_FORMAT, head),
                fields=tuple(_FIELD.findall(head)),
                path=str(path),
                dependent='rel="independent-parent"' in head,
            )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return " ".join(unescape(match[1]).split()) if match else ""
