"""`Library` + style -> bibliography and notes, in one output format.

A style is a CSL style, by whatever name the catalogue finds it, or `bst:NAME` for a BibTeX style.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from biblio.errors import StyleError
from biblio.model import Citation, Diagnostic, Library, Rendered, Resolved, Severity
from biblio.styles import catalogue, notes, outputs
from biblio.styles.outputs import Output, StringOutput
from biblio.styles.outputs.html import HtmlOutput
from biblio.styles.sections import Part, divide

if TYPE_CHECKING:
    from biblio.styles.csl import Bibliography as CslBibliography
    from biblio.styles.csl import Processor

__all__ = ["in_parts", "left_out", "prepared", "render", "render_notes", "render_notes_page"]

_BST = "bst:"
_TITLE = "Bibliography"
_REST = "Other Works"
"""The title over works that no section takes."""


def render(library: Library, style: str, *, to: str = "html", locale: str = "", parts: Sequence[Part] = ()) -> Rendered:
    """The whole library as a bibliography.

    Args:
        library: what to set; all entries are listed.
        style: a CSL id, title, unique part of either, or path; or `bst:` and the name or path of a BibTeX style.
        to: an output of `biblio.styles.outputs`.
        locale: language of the style's own words; by default the style's.
        parts: the sections of the bibliography; one without a title by default.

    Returns:
        The entries, and as `document` a whole file with them in it.

    Raises:
        StyleError: the style is not found or not usable, or the output does not exist.
    """
    output = _output(to, library)
    if style.startswith(_BST):
        from biblio.styles import bst

        if parts:
            raise StyleError("BibTeX styles set a bibliography without sections", hint="choose a CSL style")
        rendered = bst.render(library, style.removeprefix(_BST), to)
        return replace(rendered, document=output.page(_TITLE, rendered.document, locale))
    processor = prepared(library, style, output, locale)
    entries: list[tuple[str, str]] = []
    inner, start, end = "", "", ""
    for title, found in in_parts(processor, library, parts):
        texts = [(entry.id, entry.text) for entry in found.entries]
        entries += texts
        inner += (output.heading(title) if title else "") + "".join(text for _, text in texts)
        start, end = found.start, found.end
    return Rendered(
        bibliography=tuple(entries),
        document=output.page(_TITLE, start + inner + end, locale),
        diagnostics=(*processor.diagnostics, *left_out(library, {key for key, _ in entries})),
    )


def in_parts(
    processor: Processor, library: Library, parts: Sequence[Part]
) -> Iterator[tuple[str, CslBibliography[Any]]]:
    """(title, entries) of each section that has any; all entries under "" where there are no sections."""
    from biblio.formats import csl_json
    from biblio.styles.csl import Section

    if not parts:
        yield "", processor.bibliography()
        return
    for part, ids in divide(parts, csl_json.items(library)):
        found = processor.bibliography(Section(ids=ids))
        if found.entries:
            yield (part.title if part else _REST), found


def render_notes(
    citations: tuple[Citation, ...],
    resolved: Resolved,
    keys: tuple[str, ...],
    library: Library,
    style: str,
    *,
    to: Output[Any],
    locale: str = "",
) -> tuple[notes.SetNote, ...]:
    """Every note of a document set again in the style; cites that were not resolved stay as they were written.

    Raises:
        StyleError: as `render`; and a BibTeX style sets no notes.
    """
    processor = prepared(library, style, to, locale)
    parted, groups = notes.clusters(citations, resolved, keys)
    texts = iter([cluster.text for cluster in processor.process(groups)])
    return tuple(
        notes.set_note(citation, parts, [next(texts) for part in parts if part.cites], processor.output)
        for citation, parts in zip(citations, parted, strict=True)
    )


def render_notes_page(
    citations: tuple[Citation, ...],
    resolved: Resolved,
    keys: tuple[str, ...],
    library: Library,
    style: str,
    *,
    to: str = "html",
    locale: str = "",
) -> str:
    """A whole file with every note of a document set again; as `render_notes`."""
    output = _output(to, library)
    found = render_notes(citations, resolved, keys, library, style, to=output, locale=locale)
    return output.page("Notes", "".join(output.note(note.label, note.text) for note in found), locale)


def left_out(library: Library, listed: set[str]) -> Iterator[Diagnostic]:
    """Styles may cite a kind of work in notes only: Chicago lists no letters and no posts."""
    missing = [entry.key for entry in library.entries if entry.key not in listed]
    if missing:
        message = f"the style lists no works of this kind in its bibliography: {', '.join(missing)}"
        yield Diagnostic("style-leaves-out", message, Severity.INFO)


def _output(name: str, library: Library) -> StringOutput:
    """The output of that name; links in HTML lead to an archive's copy too, where the library has one."""
    archived = {
        entry.work.url: (entry.work.archive_url, str(entry.work.archive_date or ""))
        for entry in library.entries
        if entry.work.archive_url
    }
    return HtmlOutput(archived) if name == "html" and archived else outputs.strings(name)


def prepared(library: Library, style: str, to: Output[Any], locale: str = "") -> Processor:
    """The processor for a style by any of its names, with the library's entries as its items."""
    from biblio.formats import csl_json
    from biblio.styles.csl import Processor

    if style.startswith(_BST):
        raise StyleError(f"{style} sets bibliographies only", hint="choose a CSL style for notes and Word files")
    chosen = catalogue.load(style)
    items: list[dict[str, Any]] = csl_json.items(library)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "biblio" / "compiled"
    return Processor(
        chosen.xml, items, locale=locale or chosen.locale or None, locales=catalogue.locales(), output=to, cache=cache
    )
