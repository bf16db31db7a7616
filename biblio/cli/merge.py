"""One library of several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from biblio import files
from biblio.cli import _changes, _libraries, _options

if TYPE_CHECKING:
    from biblio.cli._libraries import Opened
    from biblio.library.joining import Joined


@click.command("merge")
@click.argument("sources", metavar="FIRST OTHER...", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the library to this file; else print it.")
@_libraries.from_option
@_changes.options
@_options.format_option("text", "json")
def command(
    sources: tuple[str, ...], output: Path | None, from_: str | None, diff: bool, write: bool, format: str
) -> int:
    """Make one library of several: what they share is filed once, under the key of the first that has it.

    Gaps are filled from the others; where two say different things the first stays and the other is kept beside it.
    Different works that have one key get different ones. --diff and --write are about FIRST.
    """
    from biblio.formats import bibtex
    from biblio.library import joining

    if len(sources) < 2:
        raise click.UsageError("name at least two libraries")
    if format == "json" and not (output or diff or write):
        raise click.UsageError("--json reports; say with -o where the library goes, or --diff or --write")
    opened = [_libraries.open_library(source, from_) for source in sources]
    text, starts, macros = _concatenated(opened)
    source = bibtex.source(text, sources[0])
    entries = _entries(text, opened[0])
    joined = joining.join(source, entries, starts, bibtex.plain)
    result = joining.ended_as(opened[0].source.text, bibtex.amend(source, joined.entries))
    change = opened[0].change(result)
    said = "\n".join(_said(joined, macros, sources, len(source.entries)))
    if output is None and not diff and not write:
        _options.emit(change.text, None)
        click.echo(said, err=True)
    else:
        if output is not None:
            again = output.exists() and sources[0] != files.STANDARD and output.samefile(sources[0])
            _options.emit(change.data if again else _in_format(result, change.text, opened[0], output), output)
        data = _json(joined, macros, sources, len(source.entries)) if format == "json" else None
        _changes.settle([change], diff=diff, write=write, said=said, data=data)
    return int(bool(joined.conflicts or joined.likely))


def _concatenated(opened: Sequence[Opened]) -> tuple[str, list[int], dict[str, str]]:
    """The libraries' texts one after the other, where each begins, and the macros that had to be renamed."""
    from biblio.formats import bibtex
    from biblio.library import joining

    text, starts = opened[0].source.text.removeprefix("\ufeff"), [0]
    macros: dict[str, str] = {}
    for other in opened[1:]:
        first = bibtex.source(text)
        entries, blocks, new = joining.foreign_macros(first, other.source)
        macros |= new
        text = text.rstrip("\r\n") + ("\n\n" if text.strip() else "")
        starts.append(len(text))
        text += bibtex.amend(other.source, entries, blocks, joining.said_before(first, other.source)).lstrip("\r\n")
    return text, starts, macros


def _entries(text: str, first: Opened) -> Any:
    from biblio import formats

    return formats.by_name(first.format if first.is_bib else "biblatex").loads(text, first.file.source).entries


def _in_format(bib: str, as_first: str, first: Opened, output: Path) -> str:
    """In the format that the output's suffix tells, or else that of the first library."""
    from biblio import formats

    name = formats.name_for(output) if formats.is_library(output) else first.format
    if name in ("biblatex", "bibtex"):
        return bib
    return as_first if name == first.format else formats.by_name(name).dumps(formats.by_name("biblatex").loads(bib))


def _said(joined: Joined, macros: dict[str, str], sources: Sequence[str], found: int) -> Iterator[str]:
    for decision in joined.merged:
        yield f"{decision.right} is {decision.left}: {decision.reason}"
    for old, new in joined.renamed.items():
        yield f"{old.rpartition('-')[0]}: another work has this key; filed as {new}"
    for old, new in macros.items():
        yield f"@string {old} says two things; the second is now {new}"
    for decision in joined.likely:
        yield f"{decision.left} and {decision.right} may be one work: {decision.reason}"
    yield from map(str, joined.conflicts)
    yield (
        f"libraries: {len(sources)}, entries: {found}, in the end: {len(joined.entries)}, "
        f"conflicts: {len(joined.conflicts)}"
    )


def _json(joined: Joined, macros: dict[str, str], sources: Sequence[str], found: int) -> dict[str, Any]:
    return {
        "schema": 1,
        "sources": list(sources),
        "read": found,
        "entries": len(joined.entries),
        "merged": [
            {"key": one.right, "into": one.left, "rule": one.rule, "reason": one.reason, "confidence": one.confidence}
            for one in joined.merged
        ],
        "likely": [
            {"keys": [one.left, one.right], "rule": one.rule, "reason": one.reason, "confidence": one.confidence}
            for one in joined.likely
        ],
        "renamed": dict(joined.renamed),
        "macros": macros,
        "conflicts": [asdict(conflict) for conflict in joined.conflicts],
    }
