"""How `biblio check` puts what it proposes into the file it checked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from biblio.cli import _changes, _libraries, _options, _sources

if TYPE_CHECKING:
    from biblio.cli._libraries import Opened
    from biblio.model import LinkCheck

__all__ = ["opened", "show"]


def opened(source: str, changing: bool) -> Opened | None:
    """The file that is to be changed; None where none is.

    Raises:
        UsageError: what is checked is no bibliography.
    """
    if not changing:
        return None
    if not _sources.is_library(source):
        raise click.UsageError("only a bibliography can be changed; make one with biblio run, and check that")
    return _libraries.open_library(source, None)


def show(
    opened: Opened, checks: Sequence[LinkCheck], *, diff: bool, write: bool, format: str, output: Path | None
) -> None:
    """The report, the changes that follow from it, and with `write` the changed file."""
    from biblio.contracts import checking
    from biblio.formats import bibtex
    from biblio.links import proposing

    entries = proposing.applied(opened.source.entries, proposing.proposals(checks))
    change = opened.change(bibtex.amend(opened.source, entries))
    report = checking.render(checks, opened.file.source, format)
    if format == "json" and output is None:
        data = checking.document.document(checks, opened.file.source)
        _changes.settle([change], diff=diff, write=write, data=data)
        return
    if format not in ("text", "json") and output is None and diff:
        raise click.UsageError(f"the {format} report and the diff both want standard output; give -o FILE")
    if output is not None or format != "text":
        _options.emit(report, output)
        report = ""
    # What is written is shown, asked for or not; a report of another kind keeps standard output to itself.
    shown = diff or (write and (output is not None or format == "text"))
    _changes.settle([change], diff=shown, write=write, said=report)
    if not change:
        click.echo(f"{opened.file.source}: nothing to change", err=True)
