"""The list's name and the period in the folders above a message."""

from __future__ import annotations

from biblio.addresses.periods import Period, from_folders

__all__ = ["split_list"]

_NOT_A_NAME = frozenset(
    ("archive", "archives", "arc", "arch", "current", "html", "index", "list", "lists", "mail", "mail-archive",
     "maillist", "messages", "ml", "msgs", "msg", "pipermail", "private", "public", "thread", "threads", "web", "www")
)  # fmt: skip


def split_list(folders: tuple[str, ...]) -> tuple[str, Period | None]:
    """`("archives", "marxism", "2002w49")` -> ("marxism", that week); folders that name no list are passed over."""
    period, count = from_folders(folders)
    above = folders[: len(folders) - count]
    return next((name for name in reversed(above) if name.lower() not in _NOT_A_NAME), ""), period
