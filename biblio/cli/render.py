"""A bibliography, or a document's own notes, set in a citation style."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from biblio.cli import _options, _sources

if TYPE_CHECKING:
    from biblio.model import Diagnostic, Library

_WORD = "docx"


@click.command("render")
@click.argument("source", metavar="[refs.bib | INPUT]", default="refs.bib")
@click.option("--style", required=True, help="CSL id, title or path (apa, mla, my.csl), or bst:plain.")
@click.option("--locale", default="", help="Language of the style's own words: en-GB, de-DE ...")
@click.option("--to", default="html", show_default=True, help="html, text, markdown, latex, rtf, typst or docx.")
@click.option("--notes", is_flag=True, help="Set the document's own notes again, commentary kept.")
@_options.output_option
def command(source: str, style: str, locale: str, to: str, notes: bool, output: Path | None) -> int:
    """Set a bibliography, or with --notes the notes of INPUT, in a style."""
    if notes and _sources.is_library(source):
        raise click.UsageError(f"{source} is a bibliography: --notes sets the notes of a document")
    if notes:
        _options.emit(_notes(source, style, locale, to), output)
        return 0
    library = _sources.library_of(source)
    text, remarks = _bibliography(library, style, locale, to)
    _options.emit(text, output)
    _options.remark(library.diagnostics + remarks, source)
    return 0


def _bibliography(library: Library, style: str, locale: str, to: str) -> tuple[str | bytes, tuple[Diagnostic, ...]]:
    from biblio.styles import bibliography, word

    if to == _WORD:
        return word.bibliography_file(library, style, locale=locale), ()
    rendered = bibliography.render(library, style, to=to, locale=locale)
    return rendered.document, rendered.diagnostics


def _notes(source: str, style: str, locale: str, to: str) -> str | bytes:
    from biblio.styles import bibliography, word

    result = _sources.understand(source)
    understood = (result.citations, result.resolved, result.keys, result.library, style)
    if to == _WORD:
        return word.essay_file(result.reading, *understood, locale=locale)
    return bibliography.render_notes_page(*understood, to=to, locale=locale)
