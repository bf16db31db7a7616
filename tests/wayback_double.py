"""A double of the Wayback Machine on loopback: capture index, copies, availability, Save Page Now.

It answers as the recordings of the real one do (tests/test_archives.py holds it to them); faults are switched on by
fields of the server.
"""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote_plus, urlsplit

from biblio.archives import cdx, surt
from tests.pages_server import running

__all__ = ["Kept", "Wayback", "serving"]

_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
_BLOCKED = (
    "org.archive.util.io.RuntimeIOException: "
    "org.archive.wayback.exception.AdministrativeAccessControlException: Blocked Site Error"
)


@dataclass(slots=True)
class Kept:
    """One capture; with `row` it stands in the index exactly so."""

    url: str
    stamp: str
    title: str = "A page"
    status: str = "200"
    mime_type: str = "text/html"
    digest: str = ""
    row: str = ""
    location: str = ""
    page: str = ""
    """The whole page, where the title is not enough."""

    @property
    def fields(self) -> tuple[str, ...]:
        if self.row:
            return tuple(self.row.split(" "))
        digest = self.digest or f"{abs(hash(self.title)):X}"
        return (surt.key(self.url), self.stamp, self.url, self.mime_type, self.status, digest, "1000")


@dataclass(slots=True)
class Faults:
    """What goes wrong at the double."""

    index: list[tuple[int, str]] = field(default_factory=list)
    """Answers of the index before it does its work: status and body."""
    always: tuple[int, str] | None = None
    blocked: set[str] = field(default_factory=set)
    retry_after: str = ""
    save_fails: str = ""
    """`status_ext` with which every saving ends."""
    save_refuses: int = 0
    """Status with which saving is refused."""
    forgets: bool = False
    """Savings are reported as done and never come into the index."""


class Wayback(ThreadingHTTPServer):
    """Remembers what was asked, in order: (path with query, monotonic time)."""

    daemon_threads = True

    def __init__(self, kept: list[Kept]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.kept = kept
        self.faults = Faults()
        self.asked: list[tuple[str, float]] = []
        self.jobs: dict[str, tuple[str, int]] = {}
        self.authorizations: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def site(self, **changes: Any) -> dict[str, Any]:
        """Fields of an archive of the kind `wayback` that is this double, quick enough for tests."""
        return {
            "kind": "wayback",
            "holder": "the Wayback Machine",
            "ask": True,
            "index": f"{self.url}/cdx/search/cdx",
            "copies": f"{self.url}/web/",
            "timegate": f"{self.url}/web/",
            "timemap": f"{self.url}/web/timemap/link/",
            "availability": f"{self.url}/wayback/available",
            "save": f"{self.url}/save",
            "per_second": 1000.0,
            "copies_per_second": 1000.0,
            "saves_per_second": 1000.0,
            "busy_wait": 0.05,
            "backoff": 0.01,
            **changes,
        }

    def questions(self, path: str) -> list[str]:
        """The queries that were put to a path."""
        return [asked.partition("?")[2] for asked, _ in self.asked if asked.startswith(path)]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Wayback

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.server.asked.append((self.path, time.monotonic()))
        cut = urlsplit(self.path)
        query = dict(parse_qs(cut.query).items())
        if cut.path == "/cdx/search/cdx":
            self.index(query)
        elif cut.path == "/wayback/available":
            self.available(query["url"][0])
        elif cut.path.startswith("/save/status/"):
            self.status(cut.path.rpartition("/")[2])
        elif cut.path.startswith("/web/"):
            self.copy(self.path.removeprefix("/web/"))
        else:
            self.reply(404, "nothing")

    def do_POST(self) -> None:
        self.server.asked.append((self.path, time.monotonic()))
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        self.server.authorizations.append(self.headers.get("Authorization", ""))
        faults = self.server.faults
        if faults.save_refuses:
            self.reply(faults.save_refuses, "no", Retry_After=faults.retry_after or "0")
            return
        url = parse_qs(body)["url"][0]
        job = f"spn2-{len(self.server.jobs)}"
        self.server.jobs[job] = (url, 0)
        self.reply(200, json.dumps({"url": url, "job_id": job}), "application/json")

    def status(self, job: str) -> None:
        """Pending once, then done."""
        url, times = self.server.jobs[job]
        self.server.jobs[job] = (url, times + 1)
        told: dict[str, Any] = {"job_id": job, "status": "pending", "resources": []}
        if times and self.server.faults.save_fails:
            told = {"job_id": job, "status": "error", "status_ext": self.server.faults.save_fails, "message": "No."}
        elif times:
            stamp = "20261122100000"
            told = {"job_id": job, "status": "success", "original_url": url, "timestamp": stamp, "duration_sec": 2.5}
            if not self.server.faults.forgets:
                self.server.kept.append(Kept(url, stamp))
        self.reply(200, json.dumps(told), "application/json")

    def index(self, query: dict[str, list[str]]) -> None:
        faults = self.server.faults
        if faults.always or faults.index:
            status, body = faults.always or faults.index.pop(0)
            fields = {"Retry_After": faults.retry_after} if faults.retry_after else {}
            self.reply(status, body, **fields)
            return
        url = query["url"][0]
        if surt.key(url) in faults.blocked:
            self.reply(403, _BLOCKED, X_Archive_Wayback_Runtime_Error=_BLOCKED)
            return
        rows = [kept.fields for kept in self.server.kept if _matches(kept.fields, url, query)]
        rows = sorted(rows, key=lambda row: row[:2])
        start = unquote_plus(query.get("resumeKey", [""])[0])
        rows = [row for row in rows if f"{row[0]} {row[1]}" >= start]
        limit = int(query.get("limit", ["100000"])[0])
        shown = rows[:limit] if limit >= 0 else rows[limit:]
        resume = ""
        if query.get("showResumeKey") and len(shown) == limit:
            # The key is that of the last row given, the last figure of its time one higher: after 9 comes ":".
            key, stamp = shown[-1][:2]
            resume = f"{quote(key, safe='')}+{quote(stamp[:-1] + chr(ord(stamp[-1]) + 1), safe='')}"
        if query.get("output") == ["json"]:
            table: list[list[str]] = [list(_FIELDS), *map(list, shown)] if shown else []
            self.reply(200, json.dumps([*table, *([[], [resume]] if resume else [])]), "application/json")
            return
        text = "".join(" ".join(row) + "\n" for row in shown)
        self.reply(200, text + (f"\n{resume}\n" if resume else ""), "text/plain;charset=UTF-8")

    def available(self, url: str) -> None:
        found = [kept for kept in self.server.kept if surt.key(kept.url) == surt.key(url) and kept.status == "200"]
        closest = {
            "closest": {
                "available": True,
                "url": f"http://web.archive.org/web/{found[-1].stamp}/{url}",
                "timestamp": found[-1].stamp,
                "status": "200",
            }
        }
        self.reply(200, json.dumps({"url": url, "archived_snapshots": closest if found else {}}), "application/json")

    def copy(self, rest: str) -> None:
        """A capture of just that second, else a redirect to the nearest one."""
        match = re.match(r"(\d{1,14})([a-z]{2}_)?/(.+)", rest)
        if match is None:
            self.reply(404, "no")
            return
        stamp, modifier, url = match[1], match[2] or "", match[3]
        same = [kept for kept in self.server.kept if surt.key(kept.url) == surt.key(url) and not kept.row]
        exact = next((kept for kept in same if kept.stamp == stamp), None)
        if exact is None and same:
            nearest = min(same, key=lambda kept: abs(int(kept.stamp) - int(stamp.ljust(14, "0"))))
            place = f"{self.server.url}/web/{nearest.stamp}{modifier}/{nearest.url}"
            self.reply(302, "", Location=place, X_Archive_Redirect_Reason=f"found capture at {nearest.stamp}")
            return
        if exact is None:
            self.reply(404, "<title>Wayback Machine</title> has not archived that URL")
            return
        when = cdx.moment(exact.stamp)
        assert when is not None
        link = f'<{exact.url}>; rel="original", <{self.server.url}/web/{exact.url}>; rel="timegate"'
        fields = {"Memento_Datetime": format_datetime(when, usegmt=True), "Link": link}
        if exact.location:
            fields["Location"] = f"{self.server.url}/web/{exact.stamp}{modifier}/{exact.location}"
        body = f"<html><head><title>{exact.title}</title></head><body><h1>{exact.title}</h1></body></html>"
        body = exact.page or body
        if exact.status == "-":
            self.reply(200, body, **fields)
        else:
            self.reply(int(exact.status), body, exact.mime_type, **fields)

    def reply(self, status: int, text: str, content_type: str = "text/html; charset=utf-8", **fields: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in fields.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def _matches(row: tuple[str, ...], url: str, query: dict[str, list[str]]) -> bool:
    stamp = row[1]
    wanted = surt.key(url if "://" in url else f"http://{url}")
    prefix = query.get("matchType") == ["prefix"]
    if not (row[0] == wanted or (prefix and row[0].startswith(wanted.removesuffix("/")))):
        return False
    if "from" in query and stamp < query["from"][0].ljust(14, "0"):
        return False
    if "to" in query and stamp > query["to"][0].ljust(14, "9"):
        return False
    for rule in query.get("filter", ()):
        name, _, pattern = rule.removeprefix("!").partition(":")
        fits = re.fullmatch(pattern, row[_FIELDS.index(name)]) is not None
        if fits == rule.startswith("!"):
            return False
    return True


@contextlib.contextmanager
def serving(kept: list[Kept]) -> Iterator[Wayback]:
    """A running double, ended at the end."""
    with running(Wayback(kept)) as double:
        yield double
