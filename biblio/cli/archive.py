"""Links that are alive, saved before they are not."""

from __future__ import annotations

import contextlib
from pathlib import Path

import click

from biblio.cli import _changes, _kept, _libraries, _options, _sources


@click.command("archive")
@click.argument("source", metavar="[refs.bib]", default="refs.bib")
@click.option("--wayback", is_flag=True, help="Have the Wayback Machine save them (Save Page Now).")
@click.option(
    "--warc", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
    help="Save them in a WARC file in this folder, which biblio check --archive DIR can search.",
)  # fmt: skip
@click.option("--page-only", is_flag=True, help="Keep pages without their images, style sheets and scripts (--warc).")
@click.option("--allow-private", is_flag=True, help="Also ask loopback, private and link-local addresses.")
@_changes.options
@_options.format_option("text", "json")
def command(
    source: str, wayback: bool, folder: Path | None, page_only: bool, allow_private: bool, diff: bool, write: bool,
    format: str,
) -> int:  # fmt: skip
    """Save the pages that a bibliography links to, while they are there.

    What biblio check found lately is not asked for again.

    --wayback wants the keys of an account at archive.org in IA_ACCESS_KEY_ID and IA_SECRET_ACCESS_KEY. With --diff and
    --write the Wayback Machine's copies are shown and put in as archiveurl and archivedate.
    """
    from biblio import archives, links
    from biblio.archives.save_page_now import Keys
    from biblio.contracts import saving
    from biblio.formats import bibtex
    from biblio.http import Client
    from biblio.links import proposing
    from biblio.links.saving import save

    if not wayback and folder is None:
        raise click.UsageError("say where to save: --wayback, --warc DIR, or both")
    if (diff or write) and not wayback:
        raise click.UsageError("only copies in the Wayback Machine are put into the file; add --wayback")
    keys = Keys.from_environment() if wayback else None
    site = archives.catalogue()["wayback"] if wayback else None
    opened = _libraries.open_library(source, None) if _sources.is_library(source) else None
    if opened is None and (diff or write):
        raise click.UsageError("only a bibliography can be changed")
    library = opened.library if opened else _sources.library_of(source)
    with contextlib.ExitStack() as stack:
        client = stack.enter_context(Client(allow_private=allow_private))
        checks, remarks = links.check(library, client, state=_kept.opened(stack), progress=_options.progress)
        parts = not page_only
        savings = save(checks, client, site=site, keys=keys, folder=folder, parts=parts, progress=_options.progress)
    report = saving.render(savings, source, format)
    if opened and (diff or write):
        checked = [one.checked for one in savings if one.copies and one.copies[0].archive == "wayback"]
        entries = proposing.applied(opened.source.entries, proposing.proposals(checked))
        change = opened.change(bibtex.amend(opened.source, entries))
        data = saving.document(savings, source) if format == "json" else None
        _changes.settle([change], diff=diff or (write and data is None), write=write, said=report, data=data)
    else:
        _options.emit(report, None)
    _options.remark(remarks, source)
    return int(any(one.failed for one in savings))
