"""A library file put in order."""

from __future__ import annotations

import click

from biblio.cli import _changes, _libraries, _options

_USUAL = (
    "author,editor,translator,title,subtitle,booktitle,maintitle,journaltitle,journal,series,volume,number,issue,edition,"
    "date,year,month,publisher,location,address,pages"
)


@click.command("tidy")
@click.argument("source", metavar="[refs.bib]", default="refs.bib")
@click.option("--sort", metavar="KEY,...", help="Sort entries: key, author, year, title, type; -year is latest first.")
@click.option(
    "--order", metavar="FIELD,...", help="Put fields in this order, others after them; usual does it by itself."
)
@click.option("--indent", type=click.IntRange(0, 16), help="One field a line, so many blanks before it.")
@click.option("--tab", is_flag=True, help="One field a line, a tab before it.")
@click.option("--align/--no-align", default=None, help="The = signs one below the other; or a blank on either side.")
@click.option("--comma/--no-comma", default=None, help="A comma after the last field.")
@click.option("--lower", is_flag=True, help="Types and names of fields in lower case.")
@click.option("--braces", is_flag=True, help="Braces instead of quotation marks.")
@click.option("--blank", type=click.IntRange(0, 3), help="So many empty lines between entries.")
@click.option(
    "--all", "everything", is_flag=True, help="--indent 2 --align --comma --lower --braces --blank 1 --order usual."
)
@_libraries.from_option
@_changes.options
@_options.format_option("text", "json")
def command(
    source: str,
    sort: str | None,
    order: str | None,
    indent: int | None,
    tab: bool,
    align: bool | None,
    comma: bool | None,
    lower: bool,
    braces: bool,
    blank: int | None,
    everything: bool,
    from_: str | None,
    diff: bool,
    write: bool,
    format: str,
) -> int:
    """Sort entries, order and align their fields: only what is asked for, and no value changes.

    Comments stay with the entry they precede; macros stay before all that use them. Exit code 1 if something would
    change and --write is not given.
    """
    from biblio.formats import bibtex
    from biblio.library import linting, sorting

    layout = bibtex.Layout(
        indent="\t" if tab else " " * indent if indent is not None else "  " if everything else None,
        align=align if align is not None else True if everything else None,
        comma=comma if comma is not None else True if everything else None,
        lower=lower or everything,
        braces=braces or everything,
        order=_fields(order or ("usual" if everything else "")),
        blank=blank if blank is not None else 1 if everything else None,
    )
    if sort is None and layout == bibtex.Layout():
        raise click.UsageError("say what to put in order: --sort, --order, --indent, --align ... or --all")
    opened = _libraries.open_library(source, from_)
    entries = list(opened.source.entries)
    if sort:
        works = {entry.key: entry.work for entry in opened.library.entries}
        classic = linting.spoken(entries) == linting.BIBTEX
        entries = sorting.ordered(entries, works, [name.strip() for name in sort.split(",")], parents_last=classic)
    change = opened.change(bibtex.arrange(opened.source, entries, layout if layout != bibtex.Layout() else None))
    moved = sum(one.start != other.start for one, other in zip(entries, opened.source.entries, strict=True))
    said = f"entries: {len(entries)}, in another place: {moved}, the file {'changes' if change else 'is in order'}"
    data = {"schema": 1, "source": source, "entries": len(entries), "moved": moved, "changed": bool(change)}
    _changes.settle([change], diff=diff, write=write, said=said, data=data if format == "json" else None)
    return int(bool(change) and not write)


def _fields(order: str) -> tuple[str, ...] | None:
    if not order:
        return None
    return tuple(name.strip().lower() for name in (_USUAL if order == "usual" else order).split(","))
