"""Whether the links of a bibliography are alive, moved or dead."""

from __future__ import annotations

from pathlib import Path

import click

from biblio.cli import _changes, _options, _proposals, _sources


@click.command("check")
@click.argument("source", metavar="[refs.bib | INPUT]", default="refs.bib")
@_options.format_option("text", "json", "sarif", "junit")
@_options.output_option
@click.option("--offline", is_flag=True, help="Ask nothing of the network; say what the addresses tell by themselves.")
@click.option("--allow-private", is_flag=True, help="Also ask loopback, private and link-local addresses.")
@click.option("--rescue", is_flag=True, help="Look in web archives, and lists' other archives, for what is gone.")
@click.option(
    "--archive", "places", multiple=True, metavar="ARCHIVE",
    help="Ask this archive; may be repeated: a name (wayback, arquivo.pt ...), a folder of WARC files, or the "
    "address of a Memento archive.",
)  # fmt: skip
@_changes.options
@click.option("--strict", is_flag=True, help="Exit with 1 for anything but ok.")
def command(
    source: str,
    format: str,
    output: Path | None,
    offline: bool,
    allow_private: bool,
    rescue: bool,
    places: tuple[str, ...],
    diff: bool,
    write: bool,
    strict: bool,
) -> int:
    """Check every link of a bibliography, or of the notes of a document.

    With --rescue, what is gone is looked for in web archives: a copy that shows the cited thing is proposed. With
    --diff and --write the proposals (better addresses, archiveurl, archivedate, urldate) are shown and put in.
    """
    from biblio import archives, links
    from biblio.contracts import checking
    from biblio.http import Client
    from biblio.model import Verdict

    opened = _proposals.opened(source, diff or write)
    library = opened.library if opened else _sources.library_of(source)
    sites = archives.named(places) if places else None
    with Client(offline=offline, allow_private=allow_private) as client:
        checks, remarks = links.check(library, client, progress=_options.progress)
        if rescue or places:
            checks = links.rescue(checks, library, client, sites=sites, progress=_options.progress)
    if opened:
        _proposals.show(opened, checks, diff=diff, write=write, format=format, output=output)
    else:
        _options.emit(checking.render(checks, library, source, format), output)
    _options.remark(remarks, source)
    findings = {Verdict.DEAD, Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH}
    return int(any(found.verdict in findings or (strict and found.verdict is not Verdict.OK) for found in checks))
