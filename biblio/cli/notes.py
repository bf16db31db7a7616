"""The notes of a document and the places that call them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from biblio.cli import _options

if TYPE_CHECKING:
    from biblio.model import Document, Note, Reading

_WORDS_BEFORE = 40
"""Letters."""
_SURE = 0.95


@click.command("notes")
@click.argument("source", metavar="INPUT")
@_options.format_option("text", "json")
def command(source: str, format: str) -> int:
    """Print the notes of INPUT with their calls, where each was found, by which rule, and how sure that is."""
    from biblio import notes, readers

    document = readers.open_source(source)
    reading = notes.find(document)
    _options.emit(_options.as_json(_json(document, reading)) if format == "json" else _text(document, reading), None)
    remarks = (*document.diagnostics, *reading.diagnostics)
    _options.remark(remarks, source)
    return 1 if not reading.notes or any(note.call is None for note in reading.notes) else 0


def _text(document: Document, reading: Reading) -> str:
    """One block a note: label, place and words of the call, how it was found; then the note itself."""
    blocks = []
    for note in reading.notes:
        sure = "" if note.confidence >= _SURE else f", {note.confidence:.0%} sure"
        called = (
            f"called {_at(document, note.call.span.start)} after “{_before(reading, note)}”" if note.call else "no call"
        )
        head = f"{note.label or '?'}  {note.kind}, {called}; {_at(document, note.body.origin(0))}, by {note.rule}{sure}"
        body = "\n\n".join(f"    {paragraph}" for paragraph in note.body.text.split("\n\n"))
        blocks.append(f"{head}\n{body}\n")
    return "\n".join(blocks)


def _at(document: Document, offset: int) -> str:
    line, _ = document.position(offset)
    page = _page(document, offset)
    return f"page {page}, line {line}" if page else f"line {line}"


def _page(document: Document, offset: int) -> int:
    """Counted from 1; 0 where the source does not say."""
    found = [line.page for line in document.lines if line.span.start <= offset]
    return found[-1] if found else 0


def _before(reading: Reading, note: Note) -> str:
    """The last words before a call."""
    if note.call is None:
        return ""
    start = max(note.call.at - _WORDS_BEFORE, 0)
    words = reading.body.text[start : note.call.at].split()
    return " ".join(words[1:] if start and len(words) > 1 else words)


def _json(document: Document, reading: Reading) -> dict[str, Any]:
    return {
        "schema": 1,
        "source": document.source,
        "notes": [_note(document, reading, note) for note in reading.notes],
        "diagnostics": [
            {"code": remark.code, "message": remark.message, "severity": str(remark.severity), "line": remark.line}
            for remark in (*document.diagnostics, *reading.diagnostics)
        ],
    }


def _note(document: Document, reading: Reading, note: Note) -> dict[str, Any]:
    call = note.call
    return {
        "label": note.label,
        "kind": str(note.kind),
        "ordinal": note.ordinal,
        "text": note.body.text,
        "runs": [
            {"span": [run.span.start, run.span.end], "marks": sorted(run.marks), "href": run.href}
            for run in note.body.runs
        ],
        "line": document.position(note.body.origin(0))[0],
        "page": _page(document, note.body.origin(0)),
        "call": {
            "mark": call.span.of(document.text),
            "line": document.position(call.span.start)[0],
            "page": _page(document, call.span.start),
            "offset": call.at,
            "before": _before(reading, note),
        }
        if call
        else None,
        "rule": note.rule,
        "confidence": note.confidence,
        "embedded": [
            {"span": [found.span.start, found.span.end], "manager": found.manager, "items": len(found.items)}
            for found in note.embedded
        ],
    }
