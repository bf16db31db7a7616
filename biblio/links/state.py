"""What is known of links from this run and earlier ones: a small database in the user's cache.

Every answer is written when it comes. A run that was ended, in whatever way, goes on where it was: what it had asked is
not asked again. Later runs take over verdicts that are young enough.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from biblio.errors import LinkError
from biblio.links import records
from biblio.links.case import Case, Finding, Look, Sibling
from biblio.links.rescued import Rescued
from biblio.model import Verdict

__all__ = ["LIFETIMES", "Known", "State", "default_path"]

LIFETIMES: Mapping[Verdict, timedelta] = {
    Verdict.OK: timedelta(days=7),
    Verdict.MOVED: timedelta(days=7),
    Verdict.FRAGMENT: timedelta(days=7),
    Verdict.DEAD: timedelta(days=30),
    Verdict.SOFT404: timedelta(days=14),
    Verdict.PARKED: timedelta(days=30),
    Verdict.MISMATCH: timedelta(days=7),
    Verdict.BLOCKED: timedelta(days=3),
    Verdict.INSECURE: timedelta(days=1),
    Verdict.UNKNOWN: timedelta(0),
}
"""How long a verdict is good without asking again."""

_FAILURES = frozenset((Verdict.DEAD, Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH, Verdict.UNKNOWN))
_TIMES = 3
_APART = timedelta(days=3)
"""A link that failed so often, so far apart, has failed for good (the rule of Wikipedia's InternetArchiveBot)."""
_SITTING = timedelta(days=1)
"""A run that was ended is taken up again within this time."""
_SIBLINGS = timedelta(days=7)
_COPIES = timedelta(days=30)
"""How long a copy, or a new address, is good without looking again."""
_NO_COPIES = timedelta(days=7)
"""How long archives are not asked again that had none."""
_LONG_AGO = timedelta(days=90)
_VERSION = 1

_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, begun TEXT NOT NULL, ended TEXT);
CREATE TABLE IF NOT EXISTS links (
  url TEXT PRIMARY KEY, cited TEXT NOT NULL, run INTEGER NOT NULL, checked TEXT NOT NULL,
  verdict TEXT NOT NULL DEFAULT '', rule TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '',
  proposed TEXT NOT NULL DEFAULT '', registered INTEGER, looks TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS history (url TEXT NOT NULL, at TEXT NOT NULL, verdict TEXT NOT NULL, PRIMARY KEY (url, at))
  WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS siblings (site TEXT PRIMARY KEY, at TEXT NOT NULL, sibling TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pauses (host TEXT PRIMARY KEY, until TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rescues (
  url TEXT NOT NULL, question TEXT NOT NULL, at TEXT NOT NULL, rescued TEXT NOT NULL, PRIMARY KEY (url, question)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Known:
    """A verdict found earlier, with the looks it rests on; `rule` is empty where the verdict is not found yet."""

    rule: str
    finding: Finding
    looks: tuple[Look, ...]
    registered: bool | None
    checked: datetime


def default_path() -> Path:
    """`$XDG_CACHE_HOME/biblio/links.sqlite` (XDG Base Directory Specification)."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if home else Path.home() / ".cache") / "biblio" / "links.sqlite"


class State:
    """The database; a context manager, safe to use from several threads, and beside other runs.

    Args:
        path: where it lies; made if it is not there.
        fresh: take over nothing that earlier runs found, not even of one that was ended.
        max_age: longest time for which a verdict is taken over; its own lifetime if that is shorter.

    Raises:
        LinkError: it cannot be opened, or was made by another version.
    """

    def __init__(self, path: Path, *, fresh: bool = False, max_age: timedelta | None = None) -> None:
        self.path = path
        self._fresh = fresh
        self._max_age = max_age
        self._run = 0
        self._begun = datetime.now(UTC)
        self._lock = threading.RLock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(path, timeout=5.0, isolation_level=None, check_same_thread=False)
            self._prepare()
        except (sqlite3.Error, OSError) as error:
            raise LinkError(
                f"cannot keep what is found in {path}: {error}", hint="give another place, or none"
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._database.close()

    def begin(self, urls: Iterable[str]) -> None:
        """A run over these addresses begins, or goes on if the last one over them was ended before its end."""
        digest = hashlib.sha256()
        for url in urls:
            digest.update(url.encode("utf-8", "surrogatepass") + b"\n")
        subject, now = digest.hexdigest(), datetime.now(UTC)
        with self._lock:
            row = self._database.execute(
                "SELECT id FROM runs WHERE subject = ? AND ended IS NULL AND begun > ? ORDER BY id DESC LIMIT 1",
                (subject, (now - _SITTING).isoformat()),
            ).fetchone()
        if row and not self._fresh:
            self._run = int(row[0])
        else:
            self._run = self._write("INSERT INTO runs (subject, begun) VALUES (?, ?)", (subject, now.isoformat()))

    def end(self) -> None:
        """The run has come to its end."""
        now = datetime.now(UTC)
        self._write("UPDATE runs SET ended = ? WHERE id = ?", (now.isoformat(), self._run))
        self._write("DELETE FROM runs WHERE begun < ?", ((now - _LONG_AGO).isoformat(),))
        self._write("DELETE FROM rescues WHERE at < ?", ((now - _LONG_AGO).isoformat(),))
        self._write("DELETE FROM pauses WHERE until < ?", (now.isoformat(),))

    def known(self, case: Case) -> Known | None:
        """What this run, or an earlier one not too long ago, found of a link that is cited for the same thing."""
        with self._lock:
            row = self._database.execute(
                "SELECT run, checked, verdict, rule, reason, proposed, registered, looks FROM links"
                " WHERE url = ? AND cited = ?",
                (case.url, _cited(case)),
            ).fetchone()
        if row is None:
            return None
        run, checked, verdict, rule, reason, proposed, registered, looks = row
        when = datetime.fromisoformat(checked)
        if run != self._run and (not rule or self._fresh or not self._is_young(Verdict(verdict), when)):
            return None
        try:
            found = records.loads(Look, looks)
        except ValueError:
            return None
        finding = Finding(Verdict(verdict or Verdict.UNKNOWN), reason, proposed)
        return Known(rule, finding, found, None if registered is None else bool(registered), when)

    def note(self, case: Case, rule: str = "", finding: Finding | None = None) -> None:
        """Write down the looks taken so far, and the verdict if it is found."""
        now = datetime.now(UTC)
        verdict = finding.verdict.value if finding else ""
        row = (
            case.url,
            _cited(case),
            self._run,
            now.isoformat(),
            verdict,
            rule if finding else "",
            finding.reason if finding else "",
            finding.proposed_url if finding else "",
            case.registered,
            records.dumps(tuple(look.settled for look in case.looks) if finding else case.looks),
        )
        self._write("INSERT OR REPLACE INTO links VALUES (?,?,?,?,?,?,?,?,?,?)", row)
        if finding is not None:
            self._remember(case.url, now, finding.verdict)

    def failing_since(self, url: str) -> datetime | None:
        """Since when a link has failed each time, if that was three times at least three days apart; else None."""
        with self._lock:
            rows = self._database.execute("SELECT at, verdict FROM history WHERE url = ? ORDER BY at DESC", (url,))
            times: list[datetime] = []
            for at, verdict in rows:
                if Verdict(verdict) not in _FAILURES:
                    break
                times.append(datetime.fromisoformat(at))
        counted: list[datetime] = []
        for when in times:
            if not counted or counted[-1] - when >= _APART:
                counted.append(when)
        return times[-1] if len(counted) >= _TIMES else None

    def sibling(self, site: str) -> Sibling | None:
        """What a site said to a made-up address not too long ago."""
        with self._lock:
            row = self._database.execute("SELECT at, sibling FROM siblings WHERE site = ?", (site,)).fetchone()
        if row is None:
            return None
        when = datetime.fromisoformat(row[0])
        if when < self._begun and (self._fresh or datetime.now(UTC) - when > self._within(_SIBLINGS)):
            return None
        try:
            return records.loads(Sibling, row[1])[0]
        except (ValueError, IndexError):
            return None

    def note_sibling(self, site: str, sibling: Sibling) -> None:
        """Write down what a site said to a made-up address."""
        row = (site, datetime.now(UTC).isoformat(), records.dumps((sibling,)))
        self._write("INSERT OR REPLACE INTO siblings VALUES (?, ?, ?)", row)

    def rescued(self, url: str, question: str) -> Rescued | None:
        """What came of looking for a gone link elsewhere not too long ago.

        Args:
            url: the link's normal form.
            question: what was looked for and where; another question has another answer.
        """
        with self._lock:
            row = self._database.execute(
                "SELECT at, rescued FROM rescues WHERE url = ? AND question = ?", (url, _digest(question))
            ).fetchone()
        if row is None:
            return None
        try:
            found = records.loads(Rescued, row[1])[0]
        except (ValueError, IndexError):
            return None
        when = datetime.fromisoformat(row[0])
        lifetime = self._within(_COPIES if found.is_found else _NO_COPIES)
        return None if when < self._begun and (self._fresh or datetime.now(UTC) - when > lifetime) else found

    def note_rescued(self, url: str, question: str, rescued: Rescued) -> None:
        """Write down what came of looking for a gone link elsewhere."""
        row = (url, _digest(question), datetime.now(UTC).isoformat(), records.dumps((rescued,)))
        self._write("INSERT OR REPLACE INTO rescues VALUES (?, ?, ?, ?)", row)

    def pauses(self) -> Iterator[tuple[str, float]]:
        """Hosts that asked to be left alone, and the seconds that are left of it."""
        now = datetime.now(UTC)
        with self._lock:
            rows = self._database.execute(
                "SELECT host, until FROM pauses WHERE until > ?", (now.isoformat(),)
            ).fetchall()
        for host, until in rows:
            yield host, (datetime.fromisoformat(until) - now).total_seconds()

    def note_pause(self, host: str, seconds: float) -> None:
        """Write down that a host asked to be left alone."""
        until = datetime.now(UTC) + timedelta(seconds=min(seconds, 86400.0))
        self._write("INSERT OR REPLACE INTO pauses VALUES (?, ?)", (host, until.isoformat()))

    def _prepare(self) -> None:
        database = self._database
        version = int(database.execute("PRAGMA user_version").fetchone()[0])
        if version not in (0, _VERSION):
            raise sqlite3.DatabaseError(f"it is of version {version}, not {_VERSION}")
        # With the write-ahead log a killed process loses nothing it wrote; only a power cut can take the last answers.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("PRAGMA cache_size = -512")
        database.executescript(_SCHEMA)
        database.execute(f"PRAGMA user_version = {_VERSION}")

    def _write(self, statement: str, row: tuple[object, ...]) -> int:
        """One statement, which is a transaction of its own; the number of the row it made.

        A disk that is full, or another run that holds the database too long, costs only the note.
        """
        with self._lock, contextlib.suppress(sqlite3.Error):
            return int(self._database.execute(statement, row).lastrowid or 0)
        return 0

    def _within(self, lifetime: timedelta) -> timedelta:
        return lifetime if self._max_age is None else min(lifetime, self._max_age)

    def _is_young(self, verdict: Verdict, when: datetime) -> bool:
        return datetime.now(UTC) - when < self._within(LIFETIMES[verdict])

    def _remember(self, url: str, now: datetime, verdict: Verdict) -> None:
        """One row a day and verdict is enough."""
        with self._lock:
            last = self._database.execute(
                "SELECT at, verdict FROM history WHERE url = ? ORDER BY at DESC LIMIT 1", (url,)
            ).fetchone()
        if last and last[1] == verdict.value and now - datetime.fromisoformat(last[0]) < timedelta(days=1):
            return
        self._write("INSERT OR REPLACE INTO history VALUES (?, ?, ?)", (url, now.isoformat(), verdict.value))


def _cited(case: Case) -> str:
    return _digest(repr(case.cited))


def _digest(text: str) -> str:
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
