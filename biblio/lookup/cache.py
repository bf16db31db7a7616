"""Answers of catalogues, kept for a while in a file of SQLite: `$XDG_CACHE_HOME/biblio/lookup.sqlite`."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

__all__ = ["Cache", "place"]

_DAY = 86400.0
_FOUND = 30 * _DAY
_NOT_FOUND = 7 * _DAY
"""What is not known today may be added tomorrow."""
_MAKE = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, status INTEGER, body BLOB, at REAL)"


def place() -> Path:
    """The usual file."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG specification: a path that is not absolute is to be ignored.
    base = Path(home) if os.path.isabs(home) else Path.home() / ".cache"
    return base / "biblio" / "lookup.sqlite"


class Cache:
    """Answers by their questions; a cache that cannot be read or written is no cache, and no error."""

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        """`fresh`: give out nothing that was kept before, but keep what is put in."""
        self._path = path
        self._begun = time.time() if fresh else 0.0
        with suppress(OSError, sqlite3.Error):
            path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(path, timeout=2.0)) as store, store:
                store.execute(_MAKE)

    def get(self, question: str) -> tuple[int, bytes] | None:
        """(status, body) of an answer that is not too old."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._path, timeout=2.0)) as store:
            row = store.execute("SELECT status, body, at FROM answers WHERE question = ?", (question,)).fetchone()
            if row and row[2] >= max(self._begun, time.time() - (_FOUND if row[0] == 200 else _NOT_FOUND)):
                return int(row[0]), bytes(row[1])
        return None

    def put(self, question: str, status: int, body: bytes) -> None:
        """Keep an answer, and let go of those that nobody would be given any more."""
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._path, timeout=2.0)) as store, store:
            store.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", (question, status, body, time.time()))
            store.execute("DELETE FROM answers WHERE at < ?", (time.time() - _FOUND,))
