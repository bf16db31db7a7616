"""JUnit XML, as build servers read it: a link a test; findings fail, what nobody could find out is skipped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit
from xml.etree import ElementTree

from biblio.contracts.checking.rows import Row, rows
from biblio.model import Library, LinkCheck, Verdict

__all__ = ["render"]

# XML 1.0, production 2: what no XML document may hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(checks: Sequence[LinkCheck], library: Library, source: str) -> str:
    """The report as text."""
    used = list(rows(checks, library))
    failures = sum(row.is_finding for row in used)
    skipped = sum(row.check.verdict is Verdict.UNKNOWN for row in used)
    counts = {"tests": str(len(used)), "failures": str(failures), "errors": "0", "skipped": str(skipped)}
    suites = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(suites, "testsuite", {"name": _clean(source), **counts})
    for row in used:
        _case(suite, row)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _case(suite: ElementTree.Element, row: Row) -> None:
    check = row.check
    fields = {"classname": _clean(_host(check.link.url)), "name": _clean(f"{row.key} {check.link.url}")}
    if row.line:
        fields["line"] = str(row.line)
    case = ElementTree.SubElement(suite, "testcase", fields)
    reason = _clean(check.reason)
    if row.is_finding:
        failure = ElementTree.SubElement(case, "failure", {"type": check.verdict.value, "message": reason})
        failure.text = _clean("\n".join(_advice(check))) or reason
    elif check.verdict is Verdict.UNKNOWN:
        ElementTree.SubElement(case, "skipped", {"message": reason})
    elif check.verdict is not Verdict.OK:
        ElementTree.SubElement(case, "system-out").text = f"{check.verdict.value}: {reason}"


def _advice(check: LinkCheck) -> list[str]:
    proposed = [f"Proposed: {check.proposed_url}"] if check.proposed_url else []
    return proposed + [f"Copy: {memento.uri}" for memento in [check.copy] if memento]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or "no host"
    except ValueError:
        return "no host"


def _clean(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
