"""A page on the web without the day on which it was read: it may say something else today."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_WEB = frozenset(("online", "electronic", "www", "misc"))


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """For what is on the web only, and has no DOI or archived copy."""
    url = entry.get("url")
    dated = any(entry.get(name) for name in ("urldate", "lastchecked", "accessed", "doi", "eprint"))
    if not url or dated or entry.type.lower() not in _WEB or "accessed" in entry.text("note").lower():
        return
    if not context.work(entry).archive_url:
        yield flaw(url, "no urldate: when was it read?")


plugin = Rule(check, Severity.INFO)
