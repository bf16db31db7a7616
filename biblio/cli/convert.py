"""A bibliography from one format into another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from biblio.cli import _options, _sources

if TYPE_CHECKING:
    from collections.abc import Mapping

    from biblio.model import Diagnostic


@click.command("convert")
@click.argument("source", metavar="IN", default="-")
@click.argument("target", metavar="OUT", default="-")
@click.option("-f", "--from", "from_", metavar="FORMAT", help="Format of IN; its suffix and its text tell by default.")
@click.option("-t", "--to", metavar="FORMAT", help="Format of OUT; its suffix tells by default.")
@click.option("-l", "--list", "list_", is_flag=True, help="List the formats with their suffixes, and stop.")
def command(source: str, target: str, from_: str | None, to: str | None, list_: bool) -> int:
    """Convert IN to OUT (- for standard input and output): BibTeX, BibLaTeX, CSL-JSON, RIS, Zotero RDF, EndNote ...

    What the format of OUT cannot carry is said, entry by entry. OUT is a folder where the format is one of many files
    (`-t markdown-notes`); notes that are there keep what you wrote into them.
    """
    from biblio import files, formats

    if list_:
        _options.emit(_table(), None)
        return 0
    writer = to or formats.name_for(target)
    formats.by_name(writer)
    file = files.read(source)
    text = file.text
    reader, misled = (from_, ()) if from_ else formats.name_of(text, source)
    if formats.is_folder(writer) and target != "-":
        pages, remarks = formats.convert_to_folder(text, reader, writer, source)
        remarks += _write_folder(Path(target), pages, writer)
    else:
        written, remarks = formats.convert(text, reader, writer, source)
        _options.emit(file.data if written == text else written, Path(target))
    _options.remark((*misled, *remarks), source)
    return 0


def _table() -> str:
    from biblio import formats

    readable = formats.readable()
    rows = [
        (name, "in, out" if name in readable else "out", " ".join(formats.by_name(name).suffixes))
        for name in formats.names()
    ]
    return "".join(f"{name:<16}{ways:<9}{suffixes}".rstrip() + "\n" for name, ways, suffixes in rows)


def _write_folder(folder: Path, pages: Mapping[str, str], name: str) -> tuple[Diagnostic, ...]:
    """Write every page, none before all are made; a file there that is not one of ours is left alone."""
    from biblio import files
    from biblio.errors import BiblioError, Place
    from biblio.formats import updated_page
    from biblio.model import Diagnostic

    if folder.exists() and not folder.is_dir():
        raise BiblioError(
            "not a folder", place=Place(str(folder)), hint=f"{name} is a folder of files; name another OUT"
        )
    made: dict[str, str] = {}
    kept: list[Diagnostic] = []
    for page, text in pages.items():
        path = folder / page
        updated = updated_page(name, _sources.read_text(str(path)), text) if path.exists() else text
        if updated is None:
            kept.append(Diagnostic("note-kept", f"{path} is there already and not one of ours; it is left as it is"))
        else:
            made[page] = updated
    for page, text in made.items():
        files.write(folder / page, text)
    return tuple(kept)
