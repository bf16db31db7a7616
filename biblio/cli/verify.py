"""Whether catalogues confirm or contradict what a bibliography says."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from biblio.cli import _catalogues, _options, _sources

if TYPE_CHECKING:
    from collections.abc import Sequence

    from biblio.lookup import Check


@click.command("verify")
@click.argument("source", metavar="[refs.bib | INPUT]", default="refs.bib")
@_catalogues.options
@_options.format_option("text", "json")
@_options.output_option
def command(source: str, format: str, output: Path | None, **wishes: Any) -> int:
    """Look entries up in catalogues and say which are confirmed, contradicted field by field, or not found.

    Not found proves nothing: much that exists is in no catalogue. Exits with 1 if something is contradicted.
    """
    from biblio import lookup

    library = _sources.library_of(source)
    _options.remark(library.diagnostics, source)
    entries = _catalogues.chosen(library.entries, wishes["only"], source)
    with _catalogues.asking("verify", wishes) as ask:
        checks = [lookup.verify(finding) for finding in _catalogues.find_all(entries, ask, wishes["services"])]
    text = _options.as_json(_document(source, checks)) if format == "json" else _table(checks)
    _options.emit(text, output)
    return int(any(check.status is lookup.Status.CONTRADICTED for check in checks))


def _document(source: str, checks: Sequence[Check]) -> dict[str, Any]:
    return {"schema": 1, "source": source, "results": [_row(check) for check in checks]}


def _row(check: Check) -> dict[str, Any]:
    return {
        "key": check.key,
        "status": check.status.value,
        "reason": check.reason,
        "service": check.service or None,
        "address": check.address or None,
        "score": round(check.score, 3) if check.service else None,
        "fields": [asdict(row) for row in check.fields],
    }


def _table(checks: Sequence[Check]) -> str:
    from biblio.lookup import Status

    lines = [
        f"{check.status.value:<13}  {check.key}: {check.reason}{f' {check.address}' if check.address else ''}"
        for check in checks
    ]
    counts = {status: sum(check.status is status for check in checks) for status in Status}
    lines.append(", ".join(f"{count} {status.value}" for status, count in counts.items() if count) or "no entries")
    return "\n".join(lines) + "\n"
