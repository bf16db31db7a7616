"""A bibliography from one format into another."""

from __future__ import annotations

from pathlib import Path

import click

from biblio.cli import _options, _sources


@click.command("convert")
@click.argument("source", metavar="IN", default="-")
@click.argument("target", metavar="OUT", default="-")
@click.option("-f", "--from", "from_", metavar="FORMAT", help="Format of IN; its suffix tells by default.")
@click.option("-t", "--to", metavar="FORMAT", help="Format of OUT; its suffix tells by default.")
def command(source: str, target: str, from_: str | None, to: str | None) -> int:
    """Convert IN to OUT (- for standard input and output): bibtex, biblatex, csl-json, ris."""
    from biblio import formats

    reader = from_ or formats.name_for(source)
    writer = to or formats.name_for(target)
    text, remarks = formats.convert(_sources.read_text(source), reader, writer, source)
    _options.emit(text, Path(target))
    _options.remark(remarks, source)
    return 0
