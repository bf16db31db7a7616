"""A bibliography, or a document's own notes, set in a citation style."""

from __future__ import annotations

from pathlib import Path

import click

from biblio.cli import _options, _sources


@click.command("render")
@click.argument("source", metavar="[refs.bib | INPUT]", default="refs.bib")
@click.option("--style", required=True, help="CSL id, title or path (apa, mla, my.csl), or bst:plain.")
@click.option("--locale", default="", help="Language of the style's own words: en-GB, de-DE ...")
@click.option("--to", default="html", show_default=True, help="html, text, markdown, latex, rtf, typst ...")
@click.option("--notes", is_flag=True, help="Set the document's own notes again, commentary kept.")
@_options.output_option
def command(source: str, style: str, locale: str, to: str, notes: bool, output: Path | None) -> int:
    """Set a bibliography, or with --notes the notes of INPUT, in a style."""
    from biblio.styles import bibliography, documents

    if not notes:
        library = _sources.library_of(source)
        rendered = bibliography.render(library, style, to=to, locale=locale)
        _options.emit(documents.bibliography(rendered, to), output)
        _options.remark(library.diagnostics + rendered.diagnostics, source)
        return 0
    if _sources.is_library(source):
        raise click.UsageError(f"{source} is a bibliography: --notes sets the notes of a document")
    result = _sources.understand(source)
    found = bibliography.render_notes(
        result.citations, result.resolved, result.keys, result.library, style, to=to, locale=locale
    )
    _options.emit(documents.notes(found, to), output)
    return 0
