"""The main job: a document's notes become a library, a link report, a bibliography and a page to look at."""

from __future__ import annotations

import contextlib
import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from biblio.cli import _options, _sources

if TYPE_CHECKING:
    from biblio.pipeline import Result


@click.command("run")
@click.argument("source", metavar="INPUT")
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path(),
    help="Folder to write to; by default the current one.",
)  # fmt: skip
@click.option("--style", "styles", multiple=True, metavar="STYLE", help="Style of the bibliography; may be repeated.")
@click.option("--locale", default="", help="Language of the style's own words: en-GB, de-DE ...")
@click.option("--offline", is_flag=True, help="Ask nothing of the network.")
@click.option("--rescue", is_flag=True, help="Look in web archives, and lists' other archives, for what is gone.")
def command(source: str, folder: Path, styles: tuple[str, ...], locale: str, offline: bool, rescue: bool) -> int:
    """Do the main job on INPUT: find its notes, understand them, write refs.bib, check links, set the bibliography.

    Writes refs.bib, refs.json, refs.ris, bibliography.html (.txt, .md), notes.html, links.json and report.html.
    An existing refs.bib keeps all it has.
    """
    from biblio import pipeline
    from biblio.cli import _kept, _results

    # Word lists and models are many objects and no garbage; to go through them over and over takes a tenth of the time.
    gc.set_threshold(50_000, 20, 20)
    existing = _sources.existing_library(folder / "refs.bib")
    with contextlib.ExitStack() as stack:
        state = None if offline else _kept.opened(stack)
        result = pipeline.run(
            source, offline=offline, rescue=rescue, existing=existing, state=state, progress=_options.progress
        )
    _results.write(result, folder, styles or (_results.DEFAULT_STYLE,), locale)
    inherited = existing.diagnostics if existing else ()
    _options.remark(inherited, str(folder / "refs.bib"))
    _options.remark((remark for remark in result.diagnostics if remark not in inherited), source)
    _options.emit(_summary(result, folder), None)
    return 1 if _sources.has_findings(result) else 0


def _summary(result: Result, folder: Path) -> str:
    """A short table and what to do next."""
    from biblio.model import Verdict

    cites = sum(len(citation.cites) for citation in result.citations)
    unresolved = sum(1 for found in result.resolved.resolutions if found.work is None)
    called = sum(1 for citation in result.citations if citation.note.call)
    verdicts = [check.verdict for check in result.checks]
    rows = [
        ("notes", len(result.citations), f"{called} with their call in the text"),
        ("cites", cites, f"{unresolved} not resolved" if unresolved else "all resolved"),
        ("works", len(result.resolved.works), f"in {folder / 'refs.bib'}"),
        ("links", len(verdicts), ", ".join(f"{verdicts.count(v)} {v}" for v in Verdict if v in verdicts)),
    ]
    table = "\n".join(f"{name:<6} {count:>5}  {remark}".rstrip() for name, count, remark in rows)
    return f"{table}\n\nNext: look at {folder / 'report.html'}, then import {folder / 'refs.bib'}.\n"
