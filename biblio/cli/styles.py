"""Which citation styles there are, and what a note and an entry look like in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from biblio.cli import _options

if TYPE_CHECKING:
    from biblio.styles.catalogue import Listing


@click.command("styles")
@click.argument("words", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Show at most this many.")
@click.option("--all", "everything", is_flag=True, help="Show all that are found, without previews.")
@_options.format_option("text", "json")
def command(words: tuple[str, ...], limit: int, everything: bool, format: str) -> int:
    """List the citation styles that have all of WORDS in their name, kind or field, with a preview of each.

    Any name shown here, a title, or a part that only one style has, is good for --style.
    """
    from biblio.styles import catalogue

    found = catalogue.search(" ".join(words))
    shown = found if everything else found[:limit]
    rows = [_row(listing, preview=not everything) for listing in shown]
    if format == "json":
        _options.emit(_options.as_json({"schema": 1, "found": len(found), "styles": rows}), None)
    else:
        _options.emit("\n".join(map(_text, rows)) + f"\n{_count(len(found), len(shown))}\n", None)
    return 0 if found else 1


def _row(listing: Listing, *, preview: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": listing.id,
        "title": listing.title,
        "format": listing.format,
        "fields": list(listing.fields),
    }
    if preview:
        from biblio.styles import preview as previews

        row |= previews.preview(listing.path)
    return row


def _text(row: dict[str, Any]) -> str:
    head = f"{row['id']}\n    {row['title']}" + (f" ({row['format']})" if row["format"] else "")
    lines = [f"    {name}: {row[name]}" for name in ("note", "citation", "entry", "problem") if row.get(name)]
    return "\n".join([head, *lines])


def _count(found: int, shown: int) -> str:
    if found > shown:
        return f"{found} styles, {shown} shown; --all shows all, more words find fewer"
    return f"{found} style{'' if found == 1 else 's'}"
