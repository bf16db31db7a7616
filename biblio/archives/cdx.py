"""Capture indexes (CDX) in the shapes that servers give them, one capture a row.

Plain, as the Internet Archive's server answers; `-` stands for nothing:

    gov,nasa)/ 19961231235847 http://www.nasa.gov:80/ text/html 200 MGIGF4GRGGF5GKV6VNCBAXOE3OR5BTZC 1811

`output=json` of the same server: one array of arrays, names of the fields first. pywb and Common Crawl: one JSON object
a line, with `url`, `mime`, `status` for `original`, `mimetype`, `statuscode`; pywb's own files (CDXJ) have key and time
before the object.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

__all__ = ["Capture", "moment", "parse", "playable", "timestamp"]

_PLAIN = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_ALIASES = {"url": "original", "mime": "mimetype", "status": "statuscode"}
_PLACE = ("filename", "offset", "length")
_STAMP = "%Y%m%d%H%M%S"
REVISIT = "warc/revisit"
"""Media type of a row for a page that was the same as at an earlier capture; its status is `-`."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One row; `-` in it is "" here."""

    original: str
    datetime: datetime
    stamp: str
    """The time as the archive writes it, which its addresses want."""
    mime_type: str
    status: str
    digest: str
    more: tuple[tuple[str, str], ...] = ()
    """Where Common Crawl keeps it: `filename`, `offset` and `length`."""


def parse(text: str) -> tuple[tuple[Capture, ...], int]:
    """The captures of an answer, each once, and how many of its rows were no captures.

    A resume key stands after an empty row and is left out. Real answers hold impossible times (month 00, hour 24) and
    rows run together; those are counted and passed over.
    """
    captures: dict[tuple[str, str], Capture] = {}
    malformed = 0
    for row in _rows(text):
        capture = _capture(row) if row is not None else None
        if capture is None:
            malformed += 1
        else:
            captures.setdefault((capture.stamp, capture.original), capture)
    return tuple(captures.values()), malformed


def playable(captures: Iterable[Capture]) -> tuple[Capture, ...]:
    """Those that show the page: status 200, and revisits of such.

    A revisit row has no status of its own; it counts if its digest is that of a 200, or where nothing is known of it,
    if no capture with another status has its digest.
    """
    captures = tuple(captures)
    good = {capture.digest for capture in captures if capture.status == "200"}
    bad = {capture.digest for capture in captures if capture.status not in ("200", "")}
    return tuple(
        capture
        for capture in captures
        if capture.status == "200"
        or (capture.mime_type == REVISIT and not capture.status and capture.digest not in bad - good)
    )


def timestamp(when: datetime) -> str:
    """A time as indexes write it."""
    return when.astimezone(UTC).strftime(_STAMP)


def moment(stamp: str) -> datetime | None:
    """A time as indexes write it, 14 digits; None if there is no such time."""
    if len(stamp) != 14 or not (stamp.isascii() and stamp.isdigit()):
        return None
    try:
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def _rows(text: str) -> Iterator[dict[str, str] | None]:
    """Each row by the names of its fields; None for one that is no row."""
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    if text.startswith("["):
        with suppress(ValueError):
            yield from _table(json.loads(text))
            return
    for line in text.partition("\n\n")[0].split("\n"):
        if line.strip():
            yield _line(line)


def _line(line: str) -> dict[str, str] | None:
    if line.startswith("{"):
        return _object(line)
    parts = line.split(" ", 2)
    if len(parts) == 3 and parts[2].startswith("{"):
        told = _object(parts[2])
        return told and {"urlkey": parts[0], "timestamp": parts[1], **told}
    return _plain(line.split(" "))


def _table(rows: Any) -> Iterator[dict[str, str] | None]:
    """An array of arrays; an empty one stands before the resume key."""
    names: list[str] = []
    for row in rows if isinstance(rows, list) else ():
        if not row:
            return
        if not isinstance(row, list):
            yield None
        elif not names:
            names = [str(name) for name in row]
        else:
            yield _named(zip(names, row, strict=False))


def _object(line: str) -> dict[str, str] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return _named(found.items()) if isinstance(found, dict) else None


def _plain(values: list[str]) -> dict[str, str] | None:
    """Seven fields; `resolveRevisits=true` puts three behind them, of which the first is a length too."""
    if len(values) not in (len(_PLAIN), len(_PLAIN) + 3) or not (values[6].isdigit() or values[6] == "-"):
        return None
    return _named(zip(_PLAIN, values, strict=False))


def _named(fields: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {_ALIASES.get(name, name): "" if value in ("-", None) else str(value) for name, value in fields}


def _capture(row: Mapping[str, str]) -> Capture | None:
    stamp, original = row.get("timestamp", ""), row.get("original", "")
    when = moment(stamp)
    if when is None or "://" not in original:
        return None
    return Capture(
        original,
        when,
        stamp,
        row.get("mimetype", ""),
        row.get("statuscode", ""),
        row.get("digest", ""),
        tuple((name, value) for name, value in row.items() if name in _PLACE),
    )
