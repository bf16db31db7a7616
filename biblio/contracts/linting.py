"""[`Finding`] -> what `biblio lint` prints: a line each, JSON (docs/schemas/lint.schema.json), SARIF 2.1.0."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from biblio.library.linting import Finding
from biblio.model import Severity

__all__ = ["document", "explained", "sarif", "text"]

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def text(findings: Sequence[Finding], source: str, entries: int) -> str:
    """`file:line: severity code key: message`, and how many of what."""
    lines = []
    for one in findings:
        place = f"{source}:{one.line}" if one.line else source
        key = f"{one.key}: " if one.key else ""
        mark = " [can be mended]" if one.fixable else ""
        lines.append(f"{place}: {one.severity} {one.code}: {key}{one.message}{mark}")
    mendable = sum(one.fixable for one in findings)
    counts = ", ".join(f"{code} {count}" for code, count in Counter(one.code for one in findings).most_common())
    summary = f"entries: {entries}, findings: {len(findings)}"
    if findings:
        summary += f", of which --fix mends {mendable} ({counts})"
    return "\n".join([*lines, summary]) + "\n"


def document(findings: Sequence[Finding], source: str, entries: int, dialect: str) -> dict[str, Any]:
    """The JSON object."""
    return {
        "schema": 1,
        "source": source,
        "dialect": dialect,
        "entries": entries,
        "findings": [
            {
                "code": one.code,
                "severity": one.severity,
                "key": one.key,
                "field": one.field,
                "line": one.line,
                "message": one.message,
                "fixable": one.fixable,
            }
            for one in findings
        ],
    }


def sarif(findings: Sequence[Finding], source: str) -> dict[str, Any]:
    """The SARIF log, which code hosts show beside the lines of the file."""
    codes = sorted({one.code for one in findings})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "biblio",
                        "version": version("biblio-footnotes"),
                        "rules": [{"id": code, "shortDescription": {"text": explained(code)}} for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, source, codes) for one in findings],
            }
        ],
    }


def explained(code: str) -> str:
    """What a rule is about, in the words of its module; for the reader's own codes, the code."""
    try:
        module = import_module(f"biblio.library.linting.rules.{code.replace('-', '_')}")
    except ModuleNotFoundError:
        return code.replace("-", " ")
    return inspect.cleandoc(module.__doc__ or code)


def _result(one: Finding, source: str, codes: Sequence[str]) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(source.replace("\\", "/"), safe="/:~+,=@!$&'();")}}
    if one.line:
        place["region"] = {"startLine": one.line}
    return {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": _LEVELS[one.severity],
        "message": {"text": f"{one.key}: {one.message}" if one.key else one.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"finding/v1": f"{one.code} {one.key} {one.field}"},
    }
