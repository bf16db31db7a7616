"""What the reader saw in a document, for when notes seem to be missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from biblio.cli import _options

if TYPE_CHECKING:
    from biblio.model import Document, Reading

_MOST = 8
"""Of a kind of thing, how many are shown."""
_WIDTH = 72


@click.command("doctor")
@click.argument("source", metavar="INPUT")
@_options.format_option("text", "json")
def command(source: str, format: str) -> int:
    """Say what was seen in INPUT: format, encoding, lines, notes and calls, and what may be missing and why."""
    from biblio import notes, readers
    from biblio.model import Severity

    document = readers.open_source(source)
    reading = notes.find(document)
    lines = [
        *_file(document),
        "",
        *_found(document, reading),
        *_remarks(document, reading),
        *_advice(document, reading),
    ]
    _options.emit(_options.as_json(_json(document, reading)) if format == "json" else "\n".join(lines), None)
    remarks = (*document.diagnostics, *reading.diagnostics)
    return 1 if any(remark.severity is not Severity.INFO for remark in remarks) else 0


def _file(document: Document) -> list[str]:
    pages = max((line.page for line in document.lines), default=0)
    words = len(document.text.split())
    return [
        f"source    {document.source}",
        f"format    {document.format}",
        f"encoding  {document.encoding}",
        f"title     {document.title or '(none seen)'}",
        f"language  {document.language or '(not declared; it is told from the words)'}",
        f"text      {len(document.lines)} lines, {words} words, {f'{pages} pages' if pages else 'pages not marked'}",
        f"notes     {_kind_of_notes(document)}",
    ]


def _kind_of_notes(document: Document) -> str:
    if document.notes is not None:
        return "the format has real notes; they are taken at its word"
    if document.body is not None:
        return "the format can have notes, but this file has none; typed ones were looked for"
    return "the format has no notes; typed ones were looked for"


def _found(document: Document, reading: Reading) -> list[str]:
    if not reading.notes:
        return ["No notes were found.", ""]
    rules = Counter(note.rule for note in reading.notes)
    kinds = Counter(str(note.kind) for note in reading.notes)
    called = sum(1 for note in reading.notes if note.call)
    lines = [
        f"{len(reading.notes)} notes ({_listed(kinds)}), {called} called",
        *(f"  {count:5} by {rule}" for rule, count in rules.most_common()),
        f"  labels  {_labels(reading)}",
    ]
    doubtful = sorted((note for note in reading.notes if note.confidence < 0.8), key=lambda note: note.confidence)
    for note in doubtful[:_MOST]:
        line = document.position(note.body.origin(0))[0]
        lines.append(f"  doubtful ({note.confidence:.0%}): {note.label}, line {line}: {_short(note.body.text)}")
    return [*lines, ""]


def _listed(kinds: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}s" for kind, count in kinds.items())


def _json(document: Document, reading: Reading) -> dict[str, Any]:
    return {
        "schema": 1,
        "source": document.source,
        "format": document.format,
        "encoding": document.encoding,
        "title": document.title,
        "language": document.language,
        "lines": len(document.lines),
        "words": len(document.text.split()),
        "pages": max((line.page for line in document.lines), default=0),
        "real_notes": document.notes is not None,
        "notes": len(reading.notes),
        "called": sum(1 for note in reading.notes if note.call),
        "rules": dict(Counter(note.rule for note in reading.notes)),
        "diagnostics": [
            {"code": remark.code, "message": remark.message, "severity": str(remark.severity), "line": remark.line}
            for remark in (*document.diagnostics, *reading.diagnostics)
        ],
    }


def _labels(reading: Reading) -> str:
    labels = [note.label or "?" for note in reading.notes]
    return (
        " ".join(labels) if len(labels) <= 4 * _MOST else f"{' '.join(labels[:_MOST])} ... {' '.join(labels[-_MOST:])}"
    )


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH - 1]}…"


def _remarks(document: Document, reading: Reading) -> list[str]:
    """Every code once, with its first places."""
    remarks = (*document.diagnostics, *reading.diagnostics)
    lines = []
    for code, count in Counter(remark.code for remark in remarks).most_common():
        lines.append(f"{code} ({count})")
        for remark in [remark for remark in remarks if remark.code == code][:_MOST]:
            lines.append(f"  {f'line {remark.line}: ' if remark.line else ''}{remark.message}")
    return [*lines, ""] if lines else []


def _advice(document: Document, reading: Reading) -> list[str]:
    if reading.notes:
        uncalled = sum(1 for note in reading.notes if note.call is None)
        return (
            [f"{uncalled} notes have no call: the marks may have been lost when the text was copied."]
            if uncalled
            else []
        )
    lines = ["What may begin a note or call one:"]
    candidates = [line for line in document.lines if _opens(line.span.of(document.text))]
    for line in candidates[:_MOST]:
        lines.append(f"  line {line.number}: {_short(line.span.of(document.text))}")
    if not candidates:
        return [
            "No line begins with a number or a sign, as notes do.",
            "If the document has notes, they were lost on the way: open the original, not a copy of its text.",
        ]
    if len(candidates) > _MOST:
        lines.append(f"  ... and {len(candidates) - _MOST} more")
    return [*lines, "They do not count up together with calls in the text, so they were not taken for notes."]


def _opens(line: str) -> bool:
    head = line.strip()[:6].lstrip("[(")
    digits = len(head) - len(head.lstrip("0123456789"))
    return 0 < digits < 4 or head[:1] in ("*", "†", "‡", "¹", "²", "³")
