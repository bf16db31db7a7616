"""The JSON of `biblio check`."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from biblio.contracts.checking.rows import Row, rows
from biblio.model import LinkCheck, Memento, Probe

__all__ = ["SCHEMA", "document", "pieces"]

SCHEMA = 1


def pieces(checks: Sequence[LinkCheck], source: str) -> Iterator[str]:
    """The document as text, a result a piece."""
    yield json.dumps({"schema": SCHEMA, "source": source}, ensure_ascii=False, indent=2).removesuffix("\n}")
    yield ',\n  "results": ['
    between = "\n"
    for row in rows(checks):
        yield between + textwrap.indent(json.dumps(_result(row), ensure_ascii=False, indent=2), "    ")
        between = ",\n"
    yield "]\n}\n" if between == "\n" else "\n  ]\n}\n"


def document(checks: Sequence[LinkCheck], source: str = "") -> dict[str, Any]:
    """The checks as plain data: one result for each entry and link."""
    return {"schema": SCHEMA, "source": source, "results": [_result(row) for row in rows(checks)]}


def _result(row: Row) -> dict[str, Any]:
    check = row.check
    last = check.probes[-1] if check.probes else None
    best = check.copy
    return {
        "key": row.key,
        "url": check.link.url,
        "verdict": check.verdict.value,
        "reason": check.reason,
        "rule": check.rule,
        "status": last.status if last and last.status else None,
        "error": last.error if last and last.error else None,
        "final_url": last.final_url if last and last.status else None,
        "hops": [{"url": hop.url, "status": hop.status} for hop in last.hops] if last else [],
        "title": last.title if last else "",
        "match": check.match,
        "archive_url": best.uri if best else None,
        "archive_date": best.datetime.date().isoformat() if best else None,
        "archive_match": best.match if best else None,
        "captures": [_capture(memento) for memento in check.mementos],
        "rescue": check.rescue or None,
        "proposed_url": check.proposed_url or None,
        "checked": _time(check.checked),
        "failing_since": _time(check.failing_since),
        "address": check.archive or None,
        "earliest": _day(check.earliest),
        "latest": _day(check.latest),
        "line": row.line or None,
        "probes": [_probe(probe) for probe in check.probes if probe.status or check.checked],
    }


def _capture(memento: Memento) -> dict[str, Any]:
    return {
        "url": memento.uri,
        "archive": memento.archive,
        "at": _time(memento.datetime),
        "digest": memento.digest or None,
        "title": memento.title,
        "match": memento.match,
        "rejected": memento.rejected or None,
    }


def _probe(probe: Probe) -> dict[str, Any]:
    return {
        "url": probe.url,
        "at": _time(probe.at),
        "status": probe.status or None,
        "error": probe.error or None,
        "final_url": probe.final_url or None,
        "title": probe.title,
        "kind": probe.kind or "plain",
        "authors": list(probe.authors),
        "date": probe.date,
        "headers": dict(probe.headers),
        "digest": probe.digest or None,
    }


def _time(when: datetime | None) -> str | None:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None


def _day(when: date | None) -> str | None:
    return when.isoformat() if when else None
