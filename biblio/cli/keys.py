"""Citation keys made anew after a pattern, with every reference to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from biblio import files
from biblio.cli import _changes, _libraries, _options

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from biblio.cli._libraries import Opened
    from biblio.library.keys import Proposals
    from biblio.model import Entry


@click.command("keys")
@click.argument("source", metavar="[refs.bib]", default="refs.bib")
@click.option("--pattern", help="How keys are made: {author}{year}{title1:lower}; else trotsky1972, as extract does.")
@click.option("--missing", is_flag=True, help="Only for entries that have no key of their own.")
@click.option("--only", metavar="KEY,...", default="", help="Only for these entries.")
@click.option("--no-ids", is_flag=True, help="Do not keep the old key in ids.")
@click.option(
    "--in", "manuscripts", metavar="FILE", multiple=True, help="Change the cites of this .tex, .md or .typ too."
)
@_libraries.from_option
@_changes.options
@_options.format_option("text", "json")
def command(
    source: str,
    pattern: str | None,
    missing: bool,
    only: str,
    no_ids: bool,
    manuscripts: tuple[str, ...],
    from_: str | None,
    diff: bool,
    write: bool,
    format: str,
) -> int:
    """Give every entry a key after a pattern; without --diff or --write, say which would change.

    Markers: {author} {authors2} {authEtAl} {editor} {year} {shortyear} {title} {shorttitle} {title2} {journal} {volume}
    {firstpage} {key} ...; with :lower :upper :abbr :words(2) :3 :(instead). JabRef's brackets, [auth][year], do too.
    """
    from biblio.formats import bibtex
    from biblio.library import rekeying

    opened = _libraries.open_library(source, from_)
    chosen, taken = _chosen(opened, missing, only)
    new = rekeying.rekey(chosen, _proposals(pattern), taken, _aliases(opened), alias=not no_ids)
    written = _as_written(opened, new)
    references = {old.lower(): key for old, key in written.items()}
    entries = [rekeying.renamed(entry, references, new, alias=not no_ids) for entry in opened.source.entries]
    changes = [opened.change(bibtex.amend(opened.source, entries)), *_recited(manuscripts, written)]
    _changes.settle(
        changes,
        diff=diff,
        write=write,
        said="".join(f"{old} -> {key}\n" for old, key in new.items()) or "every key is as it should be\n",
        data=_json(opened, new, pattern) if format == "json" else None,
    )
    return int(bool(new) and not write)


def _chosen(opened: Opened, missing: bool, only: str) -> tuple[list[Entry], list[str]]:
    """The entries that may get another key, and the keys that no one may get."""
    wanted = {key.strip() for key in only.split(",") if key.strip()}
    known = {entry.key for entry in opened.library.entries}
    if wanted - known:
        raise click.UsageError(f"no entry {', '.join(sorted(wanted - known))} in {opened.file.source}")
    kept = {entry.filed for entry in opened.source.entries if entry.key == entry.filed} if missing else set()
    chosen = [
        entry for entry in opened.library.entries if entry.key not in kept and (not wanted or entry.key in wanted)
    ]
    endless = {entry.filed for entry in opened.source.entries if not entry.closed}
    chosen = [entry for entry in chosen if entry.key not in endless]
    free = {entry.key for entry in chosen}
    return chosen, [entry.filed for entry in opened.source.entries if entry.filed not in free]


def _aliases(opened: Opened) -> dict[str, str]:
    return {
        name.strip(): entry.filed
        for entry in opened.source.entries
        for name in entry.text("ids").split(",")
        if name.strip()
    }


def _proposals(pattern: str | None) -> Callable[[Entry], Proposals]:
    from biblio.library import keys, patterns

    return patterns.parse(pattern).proposals if pattern else lambda entry: keys.proposals(entry.work)


def _as_written(opened: Opened, new: Mapping[str, str]) -> dict[str, str]:
    """Old key -> new one as cites and references use it: the first entry of a key is the one they mean."""
    return {entry.key: new[entry.filed] for entry in opened.source.entries if entry.key == entry.filed in new}


def _recited(manuscripts: tuple[str, ...], new: Mapping[str, str]) -> list[_changes.Change]:
    from biblio.library import cites

    changes = []
    for name in manuscripts:
        manner = cites.SUFFIXES.get(Path(name).suffix.lower())
        if manner is None:
            raise click.UsageError(f"{name}: cites are changed in {', '.join(cites.SUFFIXES)} only")
        file = files.read(name)
        text, _ = cites.recited(file.text, new, manner)
        changes.append(_changes.Change(file, text))
    return changes


def _json(opened: Opened, new: Mapping[str, str], pattern: str | None) -> dict[str, Any]:
    lines = {entry.filed: entry.line for entry in opened.source.entries}
    return {
        "schema": 1,
        "source": opened.file.source,
        "pattern": pattern,
        "keys": new,
        "changed": [
            {"old": old, "new": key, "line": lines.get(old, 0) if opened.is_bib else 0} for old, key in new.items()
        ],
        "entries": len(opened.library),
    }
