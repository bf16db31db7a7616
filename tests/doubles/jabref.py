"""JabRef's HTTP server, after the resources of its public source."""

from __future__ import annotations

from typing import Any

from tests.doubles.server import Ask, Double, Reply

__all__ = ["JabRefDouble"]


class JabRefDouble(Double):
    """One JabRef with a library open, or none."""

    def __init__(self, *, paired_only: bool = False, library_open: bool = True) -> None:
        super().__init__()
        self.paired_only, self.library_open = paired_only, library_open
        self.csl: list[dict[str, Any]] = []
        self.appended: list[tuple[str, str]] = []
        """(BibTeX, group)."""

    def answer(self, ask: Ask) -> Reply:
        if ask.path == "/":
            return Reply(200, "<html><body><p>JabRef http API runs.</p></body>", {"Content-Type": "text/html"})
        if ask.path == "/auth/pair" and ask.method == "POST":
            right = ask.json.get("pin") == "123456"
            return Reply(200, {"token": "t0ken"}) if right else Reply(403, {"error": "Invalid or expired PIN"})
        if self.paired_only and ask.headers.get("authorization") != "Bearer t0ken":
            return Reply(401, "Missing or invalid Authorization header")
        if ask.path == "/libraries":
            return Reply(200, ["refs.bib-1234", "demo"] if self.library_open else ["demo"])
        if ask.path == "/libraries/current" and ask.method == "GET":
            return self._library(ask)
        if ask.path == "/libraries/current/entries" and ask.method == "POST":
            return self._append(ask)
        return Reply(404, "")

    def _library(self, ask: Ask) -> Reply:
        if not self.library_open:
            return Reply(404, "")
        if ask.headers.get("accept") != "application/x-bibtex-library-csl+json":
            return Reply(406, "")
        return Reply(200, self.csl)

    def _append(self, ask: Ask) -> Reply:
        if ask.headers.get("content-type", "").partition(";")[0] != "application/x-bibtex":
            return Reply(415, "")
        if not ask.body.strip():
            return Reply(400, "BibTeX data must not be empty.")
        self.appended.append((ask.body.decode("utf-8"), ask.query.get("group", "")))
        return Reply(204, b"")
