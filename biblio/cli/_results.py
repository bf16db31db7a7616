"""The files of the main job, made whole before the first of them is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from biblio import files
from biblio.cli import _options

if TYPE_CHECKING:
    from biblio.model import Library
    from biblio.pipeline import Result

__all__ = ["DEFAULT_STYLE", "write"]

DEFAULT_STYLE = "turabian-notes-bibliography-subsequent-ibid"
"""Chicago for notes, with ibid., and with every kind of work in the bibliography; plain Chicago lists no posts."""


def write(result: Result, folder: Path, styles: tuple[str, ...], locale: str) -> None:
    """Put every file of the contract into `folder`.

    The first style makes bibliography.* and notes.html, a further one the same with its id in the name.

    Raises:
        BiblioError: a style is not found, or a file cannot be written; files are made before any is written.
    """
    from biblio import formats, web
    from biblio.contracts import checking

    made: dict[str, str | bytes] = {
        "refs.bib": _refs_bib(result.library, folder / "refs.bib"),
        "refs.json": formats.by_name("csl-json").dumps(result.library),
        "refs.ris": formats.by_name("ris").dumps(result.library),
        "links.json": checking.render(result.checks, str(folder / "refs.bib"), "json"),
        "report.html": web.report(result),
    }
    for number, style in enumerate(styles):
        suffix = f"-{Path(style.replace(':', '-')).stem}" if number else ""
        made |= {f"{name}{suffix}{ending}": text for (name, ending), text in _set(result, style, locale).items()}
    for name, content in made.items():
        files.write(folder / name, content)


def _refs_bib(library: Library, path: Path) -> str | bytes:
    """A fresh library whole; one that was there before in its own encoding, with nothing changed but what is new."""
    from biblio.formats import biblatex, bibtex

    if not library.source:
        return biblatex.plugin.dumps(library)
    text = biblatex.update(library.source, library)
    if not path.exists():
        return text
    old = files.read(path)
    return old.encode(bibtex.within(text, old.encoding))


def _set(result: Result, style: str, locale: str) -> dict[tuple[str, str], str]:
    """Bibliography in three formats and, where the style can set notes, the notes."""
    from biblio.model import Severity
    from biblio.styles import bibliography

    made = {}
    for to, ending in (("html", ".html"), ("text", ".txt"), ("markdown", ".md")):
        rendered = bibliography.render(result.library, style, to=to, locale=locale)
        made["bibliography", ending] = rendered.document
    _options.remark(rendered.diagnostics, style, Severity.INFO)
    notes_style = DEFAULT_STYLE if style.startswith("bst:") else style
    made["notes", ".html"] = bibliography.render_notes_page(
        result.citations, result.resolved, result.keys, result.library, notes_style, locale=locale
    )
    return made
