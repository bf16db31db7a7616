"""Whether the links of a bibliography are alive, moved or dead."""

from __future__ import annotations

import contextlib
import re
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from biblio.cli import _changes, _kept, _options, _proposals, _sources
from biblio.errors import BiblioError

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def _age(context: click.Context, option: click.Parameter, value: str | None) -> timedelta | None:
    """`12h`, `7d`, `2w`, `30m`; a bare number is days."""
    if value is None:
        return None
    match = re.fullmatch(r"(\d{1,6}(?:\.\d+)?)\s*([mhdw]?)", value.strip().lower())
    if match is None:
        raise click.BadParameter(f"{value!r} is no age; write 12h, 7d or 2w", context, option)
    return timedelta(**{_UNITS[match[2] or "d"]: float(match[1])})


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
@click.option("--fresh", is_flag=True, help="Ask for every link, whatever earlier runs found.")
@click.option("--max-age", callback=_age, metavar="AGE", help="Take over no verdict older than this: 12h, 7d, 2w.")
@click.option(
    "--state", "kept", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where to keep what is found; by default links.sqlite in the user's cache.",
)  # fmt: skip
@click.option("--no-state", is_flag=True, help="Keep nothing, and take over nothing.")
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
    fresh: bool,
    max_age: timedelta | None,
    kept: Path | None,
    no_state: bool,
) -> int:
    """Check every link of a bibliography, or of the notes of a document.

    What is found is kept for a while (ok 7 days, dead 30 days), so that a second run asks only for what is unknown or
    old; a run that was stopped goes on where it was.

    With --rescue, what is gone is looked for in web archives: a copy that shows the cited thing is proposed. With
    --diff and --write the proposals (better addresses, archiveurl, archivedate, urldate) are shown and put in.
    """
    from biblio import archives, links
    from biblio.contracts import checking
    from biblio.contracts.checking.rows import FINDINGS
    from biblio.http import Client
    from biblio.model import Severity, Verdict

    opened = _proposals.opened(source, diff or write)
    sites = archives.named(places) if places else None
    with contextlib.ExitStack() as stack:
        stack.enter_context(_stopping())
        client = stack.enter_context(Client(offline=offline, allow_private=allow_private))
        state = None if no_state or offline else _kept.opened(stack, kept, fresh=fresh, max_age=max_age)
        library = opened.library if opened else None
        broken = list(library.diagnostics) if library else []
        ledger = stack.enter_context(links.Ledger.of(library) if library else _sources.ledger_of(source, broken))
        remarks = links.check_all(ledger, client, state=state, progress=_options.progress)
        if rescue or places:
            links.rescue_all(ledger, client, sites=sites, state=state, progress=_options.progress)
        if opened:
            _proposals.show(opened, ledger, diff=diff, write=write, format=format, output=output)
        else:
            _options.emit_pieces(checking.pieces(ledger, source, format), output)
        counts = ledger.counts()
    _options.remark((*broken, *remarks), source)
    findings = FINDINGS if not strict else set(Verdict) - {Verdict.OK}
    unread = any(remark.severity is Severity.ERROR for remark in broken)
    return int(unread or any(counts[verdict] for verdict in findings))


@contextlib.contextmanager
def _stopping() -> Iterator[None]:
    """SIGTERM ends the run as Ctrl-C does: what is on its way is still written down."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        raise BiblioError("stopped", hint="what was found is kept; the same command goes on from there") from None
    finally:
        signal.signal(signal.SIGTERM, before)
