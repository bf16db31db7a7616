"""Capture indexes (CDX) of the Internet Archive's server: one capture a line, fields parted by spaces.

gov,nasa)/ 19961231235847 http://www.nasa.gov:80/ text/html 200 MGIGF4GRGGF5GKV6VNCBAXOE3OR5BTZC 1811
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["Capture", "parse", "timestamp"]

_FIELDS = 7
_STAMP = "%Y%m%d%H%M%S"


@dataclass(frozen=True, slots=True)
class Capture:
    """One line; `-` in it is "" here."""

    original: str
    datetime: datetime
    stamp: str
    """The time as the archive writes it, which its addresses want."""
    mime_type: str
    status: str
    digest: str


def parse(text: str) -> tuple[tuple[Capture, ...], int]:
    """The captures of an answer and how many of its lines were no captures.

    A resume key stands after an empty line and is left out. Real answers hold impossible times (month 00, hour 24) and
    lines run together; those are counted and passed over.
    """
    captures: dict[tuple[str, str], Capture] = {}
    malformed = 0
    rows, _, _ = text.replace("\r\n", "\n").partition("\n\n")
    for line in rows.split("\n"):
        if not line.strip():
            continue
        capture = _capture(line.split(" "))
        if capture is None:
            malformed += 1
        else:
            captures.setdefault((capture.stamp, capture.original), capture)
    return tuple(captures.values()), malformed


def timestamp(when: datetime) -> str:
    """A time as the index writes it."""
    return when.astimezone(UTC).strftime(_STAMP)


def _capture(fields: list[str]) -> Capture | None:
    if len(fields) != _FIELDS or not (fields[6].isdigit() or fields[6] == "-"):
        return None
    _, stamp, original, mime_type, status, digest, _ = ("" if field == "-" else field for field in fields)
    if len(stamp) != 14 or not stamp.isdigit() or "://" not in original:
        return None
    try:
        when = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Capture(original, when, stamp, mime_type, status, digest)
