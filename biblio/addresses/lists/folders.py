"""The list's name and the period in the folders above a message."""

from __future__ import annotations

import re

from biblio.addresses.periods import Period, from_folders, month, two_digit_year

__all__ = ["split_list"]

_NOT_A_NAME = frozenset(
    ("archive", "archives", "arc", "arch", "current", "html", "index", "list", "lists", "mail", "mail-archive",
     "maillist", "messages", "ml", "msgs", "msg", "pipermail", "private", "public", "thread", "threads", "web", "www")
)  # fmt: skip

_VOLUME = re.compile(r"v(?:ol)?\d{1,3}\Z", re.IGNORECASE)
_DATED = re.compile(r"(?P<name>[A-Za-z][\w.-]*)-(?P<year>\d\d)(?P<month>0[1-9]|1[0-2])\Z")  # nettime-l-0212


def split_list(folders: tuple[str, ...]) -> tuple[str, Period | None]:
    """`("archives", "marxism", "2002w49")` -> ("marxism", that week); folders that name no list are passed over."""
    period, count = from_folders(folders)
    above = folders[: len(folders) - count]
    names = (name for name in reversed(above) if name.lower() not in _NOT_A_NAME and not _VOLUME.match(name))
    name = next(names, "")
    dated = _DATED.match(name) if period is None else None
    found = month(two_digit_year(dated["year"]), int(dated["month"])) if dated else None
    return (dated["name"], found) if dated and found else (name, period)
