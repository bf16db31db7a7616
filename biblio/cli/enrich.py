"""Gaps of a bibliography filled from catalogues."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from biblio.cli import _catalogues, _changes, _libraries, _options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from biblio.cli._changes import Change
    from biblio.cli._libraries import Opened
    from biblio.lookup import Fill, Finding
    from biblio.model import Entry

_CLASSIC = frozenset(("year", "journal", "address", "school"))
_MODERN = frozenset(("date", "journaltitle", "location", "institution"))


@click.command("enrich")
@click.argument("source", metavar="[refs.bib]", default="refs.bib")
@_libraries.from_option
@_catalogues.options
@_changes.options
@_options.format_option("text", "json")
def command(source: str, from_: str | None, diff: bool, write: bool, format: str, **wishes: Any) -> int:
    """Look entries up in catalogues and fill their gaps: DOI, ISBN, pages, publisher, year of the first edition ...

    Asks Crossref, Open Library, DataCite, OpenAlex and Wikidata over the network, entry by entry. Only empty fields
    are filled, only from a record that agrees with the entry, and each with its source. Without --write nothing is
    changed.
    """
    from biblio import lookup

    opened = _libraries.open_library(source, from_)
    _options.remark(opened.library.diagnostics, source)
    entries = _catalogues.chosen(opened.library.entries, wishes["only"], source)
    with _catalogues.asking("enrich", wishes) as ask:
        wanting = [entry for entry in entries if not lookup.complete(entry.work)]
        findings = _catalogues.find_all(wanting, ask, wishes["services"])
    filled = [lookup.fill(finding) for finding in findings]
    fills = [fill for _, told in filled for fill in told]
    _changes.settle(
        [_change(opened, [entry for entry, told in filled if told])],
        diff=diff,
        write=write,
        said=_said(findings, fills),
        data=_document(source, findings, fills) if format == "json" else None,
    )
    return 0


def _change(opened: Opened, new: Sequence[Entry]) -> Change:
    from biblio import formats
    from biblio.formats import bibtex
    from biblio.formats._tex.dialect import BIBLATEX, BIBTEX, dialect

    changed = {entry.key: entry for entry in new}
    library = replace(opened.library, entries=tuple(changed.get(entry.key, entry) for entry in opened.library.entries))
    if not opened.is_bib:
        text = formats.by_name(opened.format).dumps(library) if new else opened.file.text
        return _changes.Change(opened.file, text)
    used = {field.name.lower() for entry in opened.source.entries for field in entry.fields}
    classic = used & _CLASSIC and not used & _MODERN
    return _changes.Change(
        opened.file, bibtex.update(opened.file.text, library, dialect(BIBTEX if classic else BIBLATEX))
    )


def _said(findings: Sequence[Finding], fills: Sequence[Fill]) -> str:
    from biblio import lookup

    lines = []
    for key in dict.fromkeys(fill.key for fill in fills):
        own = [fill for fill in fills if fill.key == key]
        label = lookup.service(own[0].service).label
        lines.append(f"{key}: {label}, agreement {own[0].score:.2f}, {own[0].address}")
        lines += [f"  + {fill.field} = {fill.value}" for fill in own]
    matched = sum(finding.match is not None for finding in findings)
    lines.append(f"{matched} of {len(findings)} found, {len(fills)} gaps to fill")
    return "\n".join(lines) + "\n"


def _document(source: str, findings: Sequence[Finding], fills: Sequence[Fill]) -> dict[str, Any]:
    rows = []
    for finding in findings:
        match = finding.match
        own = [fill for fill in fills if fill.key == finding.entry.key]
        rows.append(
            {
                "key": finding.entry.key,
                "service": match.candidate.service if match else None,
                "address": match.candidate.address if match else None,
                "score": round(match.score, 3) if match else None,
                "asked": list(finding.asked),
                "failed": list(finding.failed),
                "fills": [
                    {"field": fill.field, "value": fill.value, "service": fill.service, "address": fill.address}
                    for fill in own
                ],
            }
        )
    return {"schema": 1, "source": source, "results": rows}
