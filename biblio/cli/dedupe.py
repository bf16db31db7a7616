"""Entries of a library that describe one work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from biblio.cli import _changes, _libraries, _options

if TYPE_CHECKING:
    from biblio.cli._libraries import Opened
    from biblio.library.combining.uniting import United
    from biblio.library.duplicates import Decision, Report

_SIGNS = {"same": "=", "likely": "~", "apart": "/"}


@click.command("dedupe")
@click.argument("source", metavar="[refs.bib]", default="refs.bib")
@click.option("--also", metavar="KEY,KEY", multiple=True, help="These are one work, too; the first of them stays.")
@click.option("--never", metavar="KEY,KEY", multiple=True, help="These are not one work, whatever they look like.")
@click.option("--preprints", is_flag=True, help="A preprint and what was published of it are one work.")
@click.option("--all", "everything", is_flag=True, help="Show what was kept apart, too, and on what grounds.")
@_libraries.from_option
@_changes.options
@_options.format_option("text", "json")
def command(
    source: str,
    also: tuple[str, ...],
    never: tuple[str, ...],
    preprints: bool,
    everything: bool,
    from_: str | None,
    diff: bool,
    write: bool,
    format: str,
) -> int:
    """Find entries that describe one work; with --write, make one of those that surely do.

    Editions, volumes, chapters, reprints and their originals, preprints and what was published of them are kept apart.
    Of a group the fullest entry stays and takes over what the others add; their keys live on in its ids.
    """
    from biblio.formats import bibtex
    from biblio.library import duplicates
    from biblio.library.combining.uniting import unite

    opened = _libraries.open_library(source, from_)
    report = _without(duplicates.find(opened.library.entries, preprints=preprints), _keys(opened, never))
    asked = _keys(opened, also)
    taken = {key for keys in asked for key in keys}
    sure = [group.keys for group in report.groups if not taken & set(group.keys)]
    chosen = unite(opened.source.entries, asked, bibtex.plain, first=True)
    united = unite(chosen.entries, sure, bibtex.plain, first=False)
    left = [decision for decision in report.likely if not taken >= {decision.left, decision.right}]
    _changes.settle(
        [opened.change(bibtex.amend(opened.source, united.entries))],
        diff=diff,
        write=write,
        said="\n".join(_said(opened, report, (chosen, united), everything)),
        data=_json(opened, report, (chosen, united)) if format == "json" else None,
    )
    return int(bool(left) or (bool(sure or asked) and not write))


def _keys(opened: Opened, groups: tuple[str, ...]) -> list[tuple[str, ...]]:
    known = {entry.key for entry in opened.library.entries}
    named = [tuple(key.strip() for key in group.split(",") if key.strip()) for group in groups]
    missing = sorted({key for keys in named for key in keys} - known)
    if missing:
        raise click.UsageError(f"no entry {', '.join(missing)} in {opened.file.source}")
    if any(len(keys) < 2 for keys in named):
        raise click.UsageError("name at least two keys, with a comma between them")
    return named


def _without(report: Report, never: Sequence[tuple[str, ...]]) -> Report:
    """The report without what the user says is not so."""
    from dataclasses import replace

    def denied(*keys: str) -> bool:
        return any(len(set(group) & set(keys)) > 1 for group in never)

    return replace(
        report,
        groups=tuple(group for group in report.groups if not denied(*group.keys)),
        likely=tuple(decision for decision in report.likely if not denied(decision.left, decision.right)),
    )


def _said(opened: Opened, report: Report, united: Sequence[United], everything: bool) -> Iterator[str]:
    lines = {entry.filed: entry.line for entry in opened.source.entries} if opened.is_bib else {}
    for group in report.groups:
        for decision in group.decisions:
            yield _line(decision, lines)
    for decision in (*report.likely, *(report.apart if everything else ())):
        yield _line(decision, lines)
    yield from (str(conflict) for one in united for conflict in one.conflicts)
    gone = sum(len(one.gone) for one in united)
    yield (
        f"entries: {len(opened.library)}, works there more than once: {len(report.groups)}, entries to go: {gone}, "
        f"pairs to look at: {len(report.likely)}, alike but kept apart: {len(report.apart)}"
        + ("" if everything or not report.apart else " (--all shows them)")
    )


def _line(decision: Decision, lines: dict[str, int]) -> str:
    one, other = (f"{key} (line {lines[key]})" if lines.get(key) else key for key in (decision.left, decision.right))
    grounds = ", ".join(f"{part.name} {part.weight:+.1f}" for part in decision.grounds)
    sure = f" {decision.confidence:.0%}" if decision.confidence else ""
    return (
        f"{one} {_SIGNS[decision.verdict]} {other}\n    {decision.verdict}{sure}, {decision.rule}: {decision.reason}"
        f" [{grounds}]"
    )


def _json(opened: Opened, report: Report, united: Sequence[United]) -> dict[str, Any]:
    return {
        "schema": 1,
        "source": opened.file.source,
        "entries": len(opened.library),
        "compared": report.compared,
        "groups": [
            {
                "keys": group.keys,
                "kept": next((one.gone[key] for one in united for key in group.keys if key in one.gone), ""),
                "confidence": group.confidence,
                "decisions": [_decision(decision) for decision in group.decisions],
            }
            for group in report.groups
        ],
        "likely": [_decision(decision) for decision in report.likely],
        "apart": [_decision(decision) for decision in report.apart],
        "conflicts": [asdict(conflict) for one in united for conflict in one.conflicts],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "keys": [decision.left, decision.right],
        "verdict": decision.verdict,
        "rule": decision.rule,
        "reason": decision.reason,
        "confidence": decision.confidence,
        "grounds": {part.name: round(part.weight, 2) for part in decision.grounds},
    }
