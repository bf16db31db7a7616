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
@click.option(
    "--section",
    "sections",
    multiple=True,
    metavar="TITLE[: CONDITIONS]",
    help='A section of the bibliography, in order: archives, primary, secondary, "Press: type=article-newspaper".',
)
@_options.output_option
def command(
    source: str, style: str, locale: str, to: str, notes: bool, sections: tuple[str, ...], output: Path | None
) -> int:
    """Set a bibliography, or with --notes the notes of INPUT, in a style."""
    if notes and sections and to != _WORD:
        raise click.UsageError("--section parts a bibliography; with --notes only a docx has one")
    if notes and _sources.is_library(source):
        raise click.UsageError(f"{source} is a bibliography: --notes sets the notes of a document")
    if notes:
        _options.emit(_notes(source, style, locale, to, sections), output)
        return 0
    library = _sources.library_of(source)
    text, remarks = _bibliography(library, style, locale, to, sections)
    _options.emit(text, output)
    _options.remark(library.diagnostics + remarks, source)
    return 0


def _bibliography(
    library: Library, style: str, locale: str, to: str, wanted: tuple[str, ...]
) -> tuple[str | bytes, tuple[Diagnostic, ...]]:
    from biblio.styles import bibliography, sections, word

    parts = [sections.parse(text) for text in wanted]
    if to == _WORD:
        return word.bibliography_file(library, style, locale=locale, parts=parts), ()
    rendered = bibliography.render(library, style, to=to, locale=locale, parts=parts)
    return rendered.document, rendered.diagnostics


def _notes(source: str, style: str, locale: str, to: str, wanted: tuple[str, ...]) -> str | bytes:
    from biblio.styles import bibliography, sections, word

    parts = [sections.parse(text) for text in wanted]

    result = _sources.understand(source)
    understood = (result.citations, result.resolved, result.keys, result.library, style)
    if to == _WORD:
        return word.essay_file(result.reading, *understood, locale=locale, parts=parts)
    return bibliography.render_notes_page(*understood, to=to, locale=locale)
