"""The JSON of `biblio extract`: notes, citations and works of a document (docs/schemas/extract.schema.json)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from biblio.formats import csl_json
from biblio.model import Cite, Diagnostic, Locator, Note, Resolution
from biblio.pipeline import Result

__all__ = ["SCHEMA", "extraction"]

SCHEMA = 1
_AROUND = 60
"""Characters of running text shown before and after a call."""


def extraction(result: Result) -> dict[str, Any]:
    """The whole result as plain data, ready for `json.dumps`."""
    resolutions = {(found.citation, found.cite): found for found in result.resolved.resolutions}
    cited = set(result.keys)
    concluded = _concluded(result)
    return {
        "schema": SCHEMA,
        "source": result.document.source,
        "notes": [
            _note(result, index, citation.note, citation.cites, citation.prose, resolutions, concluded)
            for index, citation in enumerate(result.citations)
        ],
        "works": [csl_json.item(entry) for entry in result.library.entries if entry.key in cited],
        "diagnostics": [diagnostic(remark) for remark in result.diagnostics],
    }


def diagnostic(remark: Diagnostic) -> dict[str, Any]:
    """A diagnostic as plain data."""
    return {
        "code": remark.code,
        "message": remark.message,
        "severity": remark.severity.value,
        "note": remark.note or None,
        "span": [remark.span.start, remark.span.end] if remark.span else None,
        "line": remark.line or None,
    }


def _note(
    result: Result,
    index: int,
    note: Note,
    cites: Sequence[Cite],
    prose: Sequence[Any],
    resolutions: Mapping[tuple[int, int], Resolution],
    concluded: Mapping[tuple[int, int], tuple[str, ...]],
) -> dict[str, Any]:
    return {
        "label": note.label,
        "ordinal": note.ordinal,
        "kind": note.kind.value,
        "text": note.body.text,
        "call": _call(result, note),
        "spans": _lines(result, note),
        "rule": note.rule,
        "confidence": round(note.confidence, 3),
        "citations": [
            _cite(result, cite, resolutions.get((index, position)), concluded.get((index, position), ()))
            for position, cite in enumerate(cites)
        ],
        "commentary": [[span.start, span.end] for span in prose],
    }


def _call(result: Result, note: Note) -> dict[str, Any] | None:
    if note.call is None:
        return None
    body = result.reading.body.text
    low, high = max(0, note.call.at - _AROUND), note.call.at + _AROUND
    return {
        "text": " ".join(body[low:high].split()),
        "mark": note.call.span.of(result.document.text),
        "offset": note.call.span.start,
        "line": result.document.position(note.call.span.start)[0],
    }


def _lines(result: Result, note: Note) -> list[list[int]]:
    """First line, first column, last line, last column of each piece of the source behind a note."""
    position = result.document.position
    return [[*position(source.start), *position(max(source.start, source.end - 1))] for source in _blocks(result, note)]


def _blocks(result: Result, note: Note) -> list[Any]:
    """The note's stretches of source with those that only a line break parts put together."""
    blocks: list[Any] = []
    for source in note.body.sources():
        between = result.document.text[blocks[-1].end : source.start] if blocks else "x"
        if blocks and not between.strip():
            blocks[-1] = type(source)(blocks[-1].start, source.end)
        else:
            blocks.append(source)
    return blocks


def _concluded(result: Result) -> dict[tuple[int, int], tuple[str, ...]]:
    """What an entry holds that no cite prints, for the first cite of its work."""
    entries = {entry.key: entry.work.inferred for entry in result.library.entries}
    first: dict[int, tuple[int, int]] = {}
    for found in result.resolved.resolutions:
        if found.work is not None:
            place = (found.citation, found.cite)
            first[found.work] = min(first.get(found.work, place), place)
    return {place: entries.get(result.keys[work], ()) for work, place in first.items()}


def _cite(result: Result, cite: Cite, resolution: Resolution | None, concluded: tuple[str, ...]) -> dict[str, Any]:
    keys = result.keys
    work = resolution.work if resolution else None
    return {
        "work": keys[work] if work is not None else None,
        "form": cite.form.value,
        "locator": _locator(cite.locator),
        "prefix": cite.prefix,
        "suffix": cite.suffix,
        "span": [cite.span.start, cite.span.end],
        "rule": resolution.rule if resolution else cite.rule,
        "confidence": round(min(cite.confidence, resolution.confidence if resolution else 1.0), 3),
        "candidates": [keys[candidate] for candidate in resolution.candidates] if resolution else [],
        "inferred": list(dict.fromkeys((*cite.reference.work.inferred, *concluded))),
        "fields": [[name, span.start, span.end] for name, span in cite.reference.evidence],
        "field_confidence": [round(sure, 3) for sure in cite.reference.sure],
    }


def _locator(locator: Locator | None) -> dict[str, str] | None:
    return {"label": locator.label, "value": locator.value} if locator else None
