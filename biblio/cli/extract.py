"""What each note of a document cites, and the works behind it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from biblio.cli import _options, _sources

if TYPE_CHECKING:
    from biblio.pipeline import Result


_WITH_NOTES = frozenset(("ris", "zotero-rdf", "endnote-xml"))
"""Formats of reference managers, which show the words of the citing notes as notes of a work."""


@click.command("extract")
@click.argument("source", metavar="INPUT")
@_options.format_option("json", "bibtex", "biblatex", "csl-json", "ris", "zotero-rdf", "endnote-xml")
@_options.output_option
def command(source: str, format: str, output: Path | None) -> int:
    """Print notes, citations and works of INPUT: a file, a folder (one JSON object a line), or - for standard input."""
    if Path(source).is_dir():
        return _folder(Path(source), output)
    result = _sources.understand(source)
    _options.emit(_render(result, format), output)
    _options.remark(result.diagnostics, source)
    return 1 if _sources.has_findings(result) else 0


def _render(result: Result, format: str) -> str:
    if format == "json":
        from biblio.contracts.extraction import extraction

        return _options.as_json(extraction(result))
    from biblio import formats

    library = result.library
    if format in _WITH_NOTES:
        from biblio.library.citing_notes import annotated

        library = annotated(library, result.reading.notes)
    return formats.by_name(format).dumps(library)


def _folder(folder: Path, output: Path | None) -> int:
    """Every document below a folder that some reader knows, one JSON object a line; bad ones are reported."""
    from biblio.contracts.extraction import extraction
    from biblio.errors import BiblioError

    lines, code = [], 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
        try:
            result = _sources.understand(str(path))
        except BiblioError as error:
            click.echo(f"biblio: {error}", err=True)
            code = 2
            continue
        lines.append(json.dumps(extraction(result), ensure_ascii=False))
        _options.remark(result.diagnostics, str(path))
        code = max(code, int(_sources.has_findings(result)))
    if not lines:
        raise BiblioError(f"{folder}: no document in this folder", hint="give a file, or a folder of documents")
    _options.emit("\n".join(lines), output)
    return code
