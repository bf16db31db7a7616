"""A library in parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from biblio import files
from biblio.cli import _changes, _libraries, _options

if TYPE_CHECKING:
    from biblio.cli._libraries import Opened
    from biblio.library.splitting import Placed
    from biblio.model import SourceEntry


@click.command("split")
@click.argument("source", metavar="[refs.bib]", default="refs.bib")
@click.option(
    "--by",
    default="role",
    show_default=True,
    help="role, type, language, keyword, decade, century, archive, author, publisher or genre.",
)
@click.option("--until", type=int, default=0, help="Last year of the time studied: what is not later is a source.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Folder to write the parts to, a file each.")
@click.option("--mark", is_flag=True, help="Put each entry's part among its keywords instead; with --diff or --write.")
@_libraries.from_option
@_changes.options
@_options.format_option("text", "json")  # fmt: skip
def command(
    source: str,
    by: str,
    until: int,
    output: Path | None,
    mark: bool,
    from_: str | None,
    diff: bool,
    write: bool,
    format: str,
) -> int:
    """Divide a library, by default into archives, primary sources and secondary literature.

    Without -o, say which entry would go where, by which rule, and why. The parts together hold every entry; macros and
    what entries inherit from go with each part that needs them.
    """
    from biblio.formats import bibtex
    from biblio.library import splitting

    if (diff or write) and not mark:
        raise click.UsageError("--diff and --write go with --mark; -o writes the parts")
    opened = _libraries.open_library(source, from_)
    works = {entry.key: entry.work for entry in opened.library.entries}
    placed = splitting.divide(opened.source, works, by, until=until)
    written = _write(opened, placed, output) if output is not None else {}
    text = bibtex.amend(opened.source, _marked(opened, placed)) if mark else opened.source.text
    counts = Counter(one.part for one in placed)
    data = {
        "schema": 1,
        "source": source,
        "by": by,
        "parts": [{"name": name, "entries": count, "file": written.get(name)} for name, count in counts.most_common()],
        "entries": [asdict(one) for one in placed],
    }
    lines = [f"{one.key} -> {one.part} ({one.rule}: {one.reason})" for one in placed] if not written else []
    lines += [f"{written.get(name, name)}: {count}" for name, count in counts.most_common()]
    _changes.settle(
        [opened.change(text)] if mark else [],
        diff=diff,
        write=write,
        said="\n".join(lines),
        data=data if format == "json" else None,
    )
    return 0


def _write(opened: Opened, placed: Sequence[Placed], folder: Path) -> dict[str, str]:
    """The parts as files; all are made before the first is written."""
    from biblio import formats
    from biblio.formats import bibtex
    from biblio.library import splitting

    suffix = formats.by_name(opened.format).suffixes[0] if not opened.is_bib else ".bib"
    made = {}
    for part in splitting.parts(opened.source, placed):
        text = bibtex.arrange(opened.source, part.entries, None, part.blocks)
        made[part.name] = (folder / f"{part.name}{suffix}", opened.change(text).data)
    for path, data in made.values():
        files.write(path, data)
    return {name: str(path) for name, (path, _) in made.items()}


def _marked(opened: Opened, placed: Sequence[Placed]) -> list[SourceEntry]:
    from biblio.library.keywords import with_keyword

    parts = {one.key: one.part for one in placed}
    return [with_keyword(entry, parts.get(entry.filed, "")) for entry in opened.source.entries]
