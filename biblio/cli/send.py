"""A bibliography into a reference manager."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from biblio.cli import _options, _sources

if TYPE_CHECKING:
    from biblio.managers import Order, Sent
    from biblio.model import Library


@click.command("send")
@click.argument("manager", metavar="MANAGER")
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda *found: _list(*found),
    help="Say which managers there are and whether they can be reached, and exit.",
)
@click.argument("source", metavar="[refs.bib | INPUT]", default="refs.bib")
@_options.format_option("text", "json")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path),
    help="The file to write, for managers that import one; standard output by default.",
)  # fmt: skip
@click.option("--collection", default="", metavar="NAME", help="Collection (JabRef: group) to put the entries into.")
@click.option("--dry-run", is_flag=True, help="Say what would be made, changed or left alone, and change nothing.")
@click.option("--web", is_flag=True, help="Zotero's web API, with the key in ZOTERO_API_KEY.")
@click.option("--group", default="", metavar="NUMBER", help="Zotero's group library of this number.")
@click.option("--server", default="", metavar="URL", help="Where the manager's server is, if not in its usual place.")
@click.option("--pin", default="", metavar="NUMBER", help="The number JabRef shows for pairing; needed once.")
def command(manager: str, source: str, format: str, output: Path | None, **wishes: Any) -> int:
    """Send entries to MANAGER: zotero, jabref, or a file for endnote, mendeley or citavi.

    Running programs are asked first what they have: an entry sent twice is changed in place or left alone.
    """
    from biblio import managers
    from biblio.http import Client, Limits

    chosen = managers.by_name(manager)
    library = _read(source)
    _options.remark(library.diagnostics, source)
    order = managers.Order(**wishes, source="" if _sources.is_library(source) else Path(source).name, say=_say)
    with Client(purpose="reference manager", allow_private=True, limits=Limits(per_second=1000.0)) as client:
        sent = chosen.send(library, order, client)
    if chosen.writes_file and not order.dry_run:
        _options.emit(sent.document, output)
        sent = replace(sent, target=f"{output}, {sent.target}" if output else sent.target)
    _report(sent, order, format, aside=chosen.writes_file and output is None and not order.dry_run)
    return _code(sent)


def _list(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    """One manager a line."""
    if not wanted or context.resilient_parsing:
        return
    from biblio import managers
    from biblio.http import Client

    with Client(purpose="reference manager", allow_private=True) as client:
        for name in managers.names():
            found = managers.by_name(name).available(managers.Order(), client)
            click.echo(f"{name:<10} {'yes' if found.here else 'no ':<4} {found.words}")
    context.exit()


def _read(source: str) -> Library:
    """The entries; those of a document with the words of the notes that cite them."""
    from biblio.library.citing_notes import annotated

    if _sources.is_library(source):
        return _sources.library_of(source)
    result = _sources.understand(source)
    return annotated(result.library, result.reading.notes)


def _say(words: str) -> None:
    click.echo(words, err=True)


def _report(sent: Sent, order: Order, format: str, *, aside: bool) -> None:
    """The result, on standard error where standard output has the file."""
    text = _options.as_json(_document(sent, order)) if format == "json" else _table(sent, order)
    if aside:
        click.echo(text, err=True, nl=False)
    else:
        _options.emit(text, None)


def _document(sent: Sent, order: Order) -> dict[str, Any]:
    rows = [
        {"key": found.key, "done": found.done.value, "detail": found.detail, "item": found.item or None}
        for found in sent.outcomes
    ]
    return {
        "schema": 1, "target": sent.target, "dry_run": order.dry_run, "results": rows,
        "remarks": list(sent.remarks), "broken": sent.broken or None,
    }  # fmt: skip


def _table(sent: Sent, order: Order) -> str:
    from biblio.managers import Done

    quiet = (Done.CREATED, Done.UNCHANGED)
    lines = [
        f"{found.done.value:<9}  {found.key}{f': {found.detail}' if found.detail else ''}"
        for found in sent.outcomes
        if order.dry_run or found.done not in quiet or found.detail
    ]
    counts = [sum(found.done is done for found in sent.outcomes) for done in Done]
    summary = ", ".join(f"{count} {done.value}" for done, count in zip(Done, counts, strict=True) if count)
    lines.append(f"{'would be: ' if order.dry_run else ''}{summary or 'no entries'} in {sent.target}")
    lines += sent.remarks
    if sent.broken:
        lines.append(f"not finished: {sent.broken}")
    return "\n".join(lines) + "\n"


def _code(sent: Sent) -> int:
    from biblio.managers import Done

    if sent.broken:
        return 2
    return int(any(found.done in (Done.FAILED, Done.LEFT) for found in sent.outcomes))
