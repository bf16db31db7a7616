"""The links of a library, what uses them, and what is found of each: on disk, since there may be a hundred thousand.

It lies in a temporary file of SQLite's, which nobody else sees and which is gone when it is closed; so values are
pickled. Addresses are kept as bytes, because a file may hold letters that no encoding has.
"""

from __future__ import annotations

import pickle
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Any, Self, overload

from biblio.addresses import normalise
from biblio.http import host_of
from biblio.links.collecting import uses_in
from biblio.model import Entry, Library, Link, LinkCheck, Use, Verdict

__all__ = ["Ledger"]

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -1024;
CREATE TABLE links (number INTEGER PRIMARY KEY, normal BLOB NOT NULL UNIQUE, url BLOB NOT NULL, host BLOB NOT NULL);
CREATE TABLE uses (place INTEGER PRIMARY KEY, link INTEGER NOT NULL, key BLOB NOT NULL, use BLOB NOT NULL,
  UNIQUE (link, key));
CREATE TABLE found (link INTEGER PRIMARY KEY, verdict TEXT NOT NULL, found BLOB NOT NULL);
"""
_TURNS = """
DROP TABLE IF EXISTS turns;
CREATE TABLE turns AS SELECT number FROM (
  SELECT number, (row_number() OVER of_host - 0.5) / count(*) OVER (PARTITION BY host) AS turn
  FROM links LEFT JOIN found ON found.link = links.number WHERE found.link IS NULL
  WINDOW of_host AS (PARTITION BY host ORDER BY number)
) ORDER BY turn, number;
"""
"""Written down, since a query of such an order holds all rows in memory as long as it is read."""
_STRIDE = 128
"""Rows read at a time."""


class Ledger(Sequence[LinkCheck]):
    """Every link in the order of the entries, writings of one address as one; read as a sequence of the checks.

    A context manager, safe to use from several threads.

    Args:
        uses: each address as it is written and what uses it, as `uses_in` gives them.
    """

    def __init__(self, uses: Iterable[tuple[str, Use]]) -> None:
        self._lock = threading.RLock()
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.executescript(_SCHEMA)
        self._count = 0
        for url, use in uses:
            self._enter(url, use)

    @classmethod
    def of(cls, library: Library) -> Self:
        """The links of a library."""
        return cls(uses_in(library.entries, library.source))

    @classmethod
    def of_entries(cls, entries: Iterable[Entry], text: str = "") -> Self:
        """The links of entries that come one by one, and the lines of the text on which they stand."""
        return cls(uses_in(entries, text))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> LinkCheck: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[LinkCheck]: ...

    def __getitem__(self, place: int | slice) -> LinkCheck | Sequence[LinkCheck]:
        if isinstance(place, slice):
            return tuple(self[number] for number in range(*place.indices(self._count)))
        number = place + self._count if place < 0 else place
        (row,) = self._rows("SELECT found FROM found WHERE link = ?", number) or ((),)
        if not row:
            raise IndexError(place)
        return self._check(number, row[0])

    def __iter__(self) -> Iterator[LinkCheck]:
        for first in range(0, self._count, _STRIDE):
            query = "SELECT link, found FROM found WHERE link >= ? AND link < ? ORDER BY link"
            for number, found in self._rows(query, first, first + _STRIDE):
                yield self._check(number, found)

    def link(self, number: int) -> Link:
        """A link with all that uses it."""
        ((url,),) = self._rows("SELECT url FROM links WHERE number = ?", number)
        uses = self._rows("SELECT use FROM uses WHERE link = ? ORDER BY place", number)
        return Link(_text(url), tuple(pickle.loads(use) for (use,) in uses))

    def url(self, number: int) -> str:
        """The normal form of a link."""
        ((normal,),) = self._rows("SELECT normal FROM links WHERE number = ?", number)
        return _text(normal)

    def urls(self, *, step: int = 1) -> Iterator[str]:
        """The normal forms of all; with a step each so-manieth, then those behind these, and so on."""
        for start in range(step):
            for number in range(start, self._count, step):
                yield self.url(number)

    def turns(self) -> Iterator[tuple[int, str]]:
        """Numbers and normal forms of those nothing is found of yet, in an order in which hosts are spread evenly."""
        with self._lock:
            self._database.executescript(_TURNS)
        query = "SELECT turns.rowid, number, normal FROM turns JOIN links USING (number) WHERE turns.rowid > ?"
        last = 0
        while rows := self._rows(f"{query} ORDER BY turns.rowid LIMIT {_STRIDE}", last):
            last = rows[-1][0]
            for _, number, normal in rows:
                yield number, _text(normal)

    def open(self) -> tuple[int, int]:
        """How many links nothing is found of yet, and at how many hosts."""
        query = "SELECT count(*), count(DISTINCT host) FROM links WHERE number NOT IN (SELECT link FROM found)"
        ((links, hosts),) = self._rows(query)
        return links, hosts

    def put(self, number: int, check: LinkCheck) -> None:
        """Note what was found of a link, in place of what was found before."""
        found = pickle.dumps(replace(check, link=Link("")), pickle.HIGHEST_PROTOCOL)
        self._rows("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", number, check.verdict.value, found)

    def counts(self) -> Counter[Verdict]:
        """How many links have which verdict."""
        return Counter(
            {Verdict(word): count for word, count in self._rows("SELECT verdict, count(*) FROM found GROUP BY verdict")}
        )

    def _enter(self, url: str, use: Use) -> None:
        normal = normalise(url)
        key = _bytes(normal)
        known = self._rows("SELECT number FROM links WHERE normal = ?", key)
        if known:
            number = known[0][0]
        else:
            number, self._count = self._count, self._count + 1
            row = (number, key, _bytes(url), _bytes(host_of(normal)))
            self._rows("INSERT INTO links VALUES (?, ?, ?, ?)", *row)
        held = pickle.dumps(use, pickle.HIGHEST_PROTOCOL)
        self._rows("INSERT OR IGNORE INTO uses VALUES (NULL, ?, ?, ?)", number, _bytes(use.key), held)

    def _check(self, number: int, found: bytes) -> LinkCheck:
        check: LinkCheck = pickle.loads(found)
        return replace(check, link=self.link(number))

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._lock:
            return self._database.execute(query, values).fetchall()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")
