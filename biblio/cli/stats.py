"""A library in figures."""

from __future__ import annotations

from pathlib import Path

import click

from biblio import files
from biblio.cli import _options, _sources


@click.command("stats")
@click.argument("source", metavar="[refs.bib | INPUT]", default="refs.bib")
@click.option("--most", type=click.IntRange(1), default=8, show_default=True, help="So many of each list.")
@click.option("--from", "from_", metavar="FORMAT", help="Format of the file; its suffix tells by default.")
@_options.format_option("text", "json", "svg")
@_options.output_option
def command(source: str, most: int, from_: str | None, format: str, output: Path | None) -> int:
    """Count a library: kinds, decades, languages, people, publishers, places, what is missing, what is cited most.

    svg is a picture of the decades.
    """
    from biblio import formats
    from biblio.contracts import counting as contract
    from biblio.library.counting import statistics

    name = from_ or ("biblatex" if source == files.STANDARD else "")
    library = formats.by_name(name).loads(files.read(source).text, source) if name else _sources.library_of(source)
    found = statistics(library.entries)
    made = {
        "text": lambda: contract.text(found, most),
        "json": lambda: _options.as_json(contract.document(found, source)),
        "svg": lambda: contract.svg(found),
    }
    _options.emit(made[format](), output)
    _options.remark(library.diagnostics, source)
    return 0
