"""Run CSL test cases: one JSON object a line on stdin, one a line on stdout, in one long-lived process.

In:  {"name", "mode", "csl", "input": [...], "citation_items", "citations", "bibentries", "bibsection", ...}; absent
sections are null. Out: {"result": "..."} or {"error": "..."}, the result as the CSL test suite compares it. Locale
files come from the folder named by the environment variable CSL_LOCALES, else from those of the package citeproc-py.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from biblio.errors import BiblioError
from biblio.styles.csl import Bibliography, Processor, Section
from biblio.styles.csl.processor import NOTHING_PRINTED
from biblio.styles.outputs.suite_html import SuiteHtmlOutput

__all__ = ["locale_folder", "run"]


def locale_folder() -> Path:
    """The folder of locale files."""
    given = os.environ.get("CSL_LOCALES")
    if given:
        return Path(given)
    found = find_spec("citeproc")
    places = found.submodule_search_locations if found else None
    if not places:
        raise SystemExit("no locale files: set CSL_LOCALES, or install citeproc-py for its data")
    return Path(places[0]) / "data" / "locales"


class _LinkedHtml(SuiteHtmlOutput):
    """The suite's HTML with the links that its option `wrap_url_and_doi` asks for."""

    def link(self, inner: str, url: str) -> str:
        """A link round an address or a DOI; other identifiers have none."""
        return inner if "ncbi.nlm.nih.gov" in url else f'<a href="{self.text(url)}">{inner}</a>'


def run(case: Mapping[str, Any], locales: Path) -> str:
    """The result of one case."""
    items = case.get("input") or []
    processor = Processor(
        case["csl"],
        items,
        locales=locales,
        output=_LinkedHtml() if (case.get("options") or {}).get("wrap_url_and_doi") else SuiteHtmlOutput(),
        abbreviations=case.get("abbreviations"),
        keep_order=case.get("mode") == "bibliography-nosort",
    )
    citations = case.get("citations")
    if not citations:
        for ids in case.get("bibentries") or [processor.ids]:
            processor.register(ids)
    if case.get("mode", "citation").startswith("bibliography"):
        return _bibliography(processor, case, citations)
    if citations:
        return _sequence(processor, citations)
    clusters = case.get("citation_items") or [[{"id": key} for key in processor.ids]]
    return "\n".join(processor.cite(cluster) or _nothing(processor, cluster) for cluster in clusters)


def _nothing(processor: Processor, cluster: list[dict[str, Any]], mode: str = "") -> str:
    """What the suite expects where a citation prints nothing: an error, or where that was asked for, a remark."""
    if mode or any(cite.get("author-only") or cite.get("suppress-author") for cite in cluster):
        return "[NO_PRINTED_FORM]"
    layout = processor.engine.citation
    text = f"{layout.prefix}{NOTHING_PRINTED}{layout.suffix}"
    for name, value in layout.marks:
        text = processor.output.mark(text, name, value)
    return text


def _sequence(processor: Processor, citations: list[Any]) -> str:
    """Each citation put in as the case says; those the last one changed are marked."""
    changed: set[int] = set()
    for citation, before, after in citations:
        changed = {cluster.index for cluster in processor.insert(citation, before, after)}
    lines = []
    by_id = {str(citation.get("citationID")): citation for citation, _, _ in citations}
    for cluster in processor.clusters():
        sign = ">>" if cluster.index in changed else ".."
        given = by_id.get(cluster.id, {})
        mode = (given.get("properties") or {}).get("mode", "")
        text = cluster.text or _nothing(processor, given.get("citationItems") or [], mode)
        lines.append(f"{sign}[{cluster.index}] {text}")
    return "\n".join(lines)


def _bibliography(processor: Processor, case: Mapping[str, Any], citations: Any) -> str:
    if citations:
        _sequence(processor, citations)
    wanted = case.get("bibsection")
    section = (
        Section(**{name: wanted.get(name) for name in ("include", "exclude", "select", "quash")}) if wanted else None
    )
    made = processor.bibliography(section)
    if case.get("mode") == "bibliography-header":
        return _header(made)
    return made.start + "".join(entry.text for entry in made) + made.end


def _header(made: Bibliography[Any]) -> str:
    return "\n".join(
        (
            f"entryspacing: {made.entry_spacing}",
            f"linespacing: {made.line_spacing}",
            f"maxoffset: {made.max_offset}",
            f"second-field-align: {made.second_field_align or 'false'}",
        )
    )


def main() -> None:
    """Answer line by line until the input ends."""
    locales = locale_folder()
    for line in sys.stdin:
        try:
            answer = {"result": run(json.loads(line), locales)}
        except BiblioError as error:
            answer = {"error": str(error)}
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
