"""SARIF 2.1.0 (OASIS), which code hosts show beside the lines of refs.bib; links that are well are left out."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from biblio.contracts.checking.rows import FINDINGS, Row, rows
from biblio.model import LinkCheck, Verdict

__all__ = ["pieces"]

_CLOSING = "]\n    }\n  ]\n}"
"""What ends the log behind its last result."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_DESCRIPTIONS = {
    Verdict.MOVED: "The page has moved for good to another address.",
    Verdict.FRAGMENT: "The page is there, the place on it is not.",
    Verdict.BLOCKED: "The page may not be looked at.",
    Verdict.INSECURE: "The page is there, but its secure connection is faulty.",
    Verdict.SOFT404: "The page is not there, though the host does not say so.",
    Verdict.PARKED: "The name of the host is parked or for sale.",
    Verdict.DEAD: "The page or its host does not exist any more.",
    Verdict.MISMATCH: "The page is there, but it is not the cited thing.",
    Verdict.UNKNOWN: "There was no answer that tells anything.",
}
_WARNINGS = frozenset((Verdict.MOVED, Verdict.FRAGMENT, Verdict.INSECURE))


def pieces(checks: Sequence[LinkCheck], source: str) -> Iterator[str]:
    """The log as text, a result a piece."""
    run = {"tool": {"driver": _driver()}, "columnKind": "unicodeCodePoints", "results": []}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    # The list of results stands last; what closes it and all around it is written after them.
    yield json.dumps(log, ensure_ascii=False, indent=2).removesuffix(_CLOSING)
    between = "\n"
    for row in rows(checks):
        if row.check.verdict in _DESCRIPTIONS:
            written = json.dumps(_result(row, source), ensure_ascii=False, indent=2)
            yield between + textwrap.indent(written, " " * 8)
            between = ",\n"
    yield ("\n      " if between == ",\n" else "") + _CLOSING + "\n"


def _driver() -> dict[str, Any]:
    return {
        "name": "biblio",
        "version": version("biblio-footnotes"),
        "rules": [
            {
                "id": verdict.value,
                "shortDescription": {"text": words},
                "defaultConfiguration": {"level": _level(verdict)},
            }
            for verdict, words in _DESCRIPTIONS.items()
        ],
    }


def _level(verdict: Verdict) -> str:
    if verdict in FINDINGS:
        return "error"
    return "warning" if verdict in _WARNINGS else "note"


def _result(row: Row, source: str) -> dict[str, Any]:
    check = row.check
    message = f"{row.key}: {check.link.url}: {check.reason}"
    if check.proposed_url:
        message += f" Proposed: {check.proposed_url}"
    if check.copy:
        message += f" Copy: {check.copy.uri}"
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(source.replace("\\", "/"), safe="/:~+,=@!$&'();")}}
    if row.line:
        place["region"] = {"startLine": row.line}
    return {
        "ruleId": check.verdict.value,
        "ruleIndex": list(_DESCRIPTIONS).index(check.verdict),
        "level": _level(check.verdict),
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"link/v1": f"{row.key} {check.link.url}"},
    }
