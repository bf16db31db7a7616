"""[`Saving`] -> what `biblio archive` prints: a table, or JSON (docs/schemas/archive.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from biblio.links.saving import Saving

__all__ = ["SCHEMA", "document", "render"]

SCHEMA = 1


def render(savings: Sequence[Saving], source: str, form: str) -> str:
    """The report as text or JSON."""
    if form == "json":
        return json.dumps(document(savings, source), ensure_ascii=False, indent=2) + "\n"
    failed = sum(saving.failed for saving in savings)
    saved = sum(bool(saving.copies) and not saving.failed for saving in savings)
    lines = [line for saving in savings for line in _lines(saving)]
    links = f"{len(savings)} {'link' if len(savings) == 1 else 'links'}"
    counts = f"{saved} saved, {failed} failed, {len(savings) - saved - failed} passed over"
    return "\n".join([*lines, "", f"{links}: {counts}"]) + "\n"


def document(savings: Sequence[Saving], source: str) -> dict[str, Any]:
    """The report as plain data: one result for each link."""
    return {"schema": SCHEMA, "source": source, "results": [_result(saving) for saving in savings]}


def _lines(saving: Saving) -> list[str]:
    word = "failed" if saving.failed else "saved" if saving.copies else "passed"
    lines = [f"{word:<7} {', '.join(saving.check.link.keys)}  {saving.check.link.url}"]
    lines += [f"        {copy.datetime.date().isoformat()}  {copy.uri}" for copy in saving.copies]
    return [*lines, f"        {saving.words}"] if saving.words else lines


def _result(saving: Saving) -> dict[str, Any]:
    remote = next((copy for copy in saving.copies if not copy.uri.startswith("file:")), None)
    local = next((copy for copy in saving.copies if copy.uri.startswith("file:")), None)
    return {
        "keys": list(saving.check.link.keys),
        "url": saving.check.link.url,
        "verdict": saving.check.verdict.value,
        "saved": bool(saving.copies) and not saving.failed,
        "archive_url": remote.uri if remote else None,
        "archive_date": remote.datetime.date().isoformat() if remote else None,
        "warc": local.uri if local else None,
        "reason": saving.words or None,
    }
