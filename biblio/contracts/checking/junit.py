"""JUnit XML, as build servers read it: a link a test; findings fail, what nobody could find out is skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit
from xml.etree import ElementTree

from biblio.contracts.checking.rows import Row, rows
from biblio.model import LinkCheck, Verdict

__all__ = ["pieces"]

# XML 1.0, production 2: what no XML document may hold, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def pieces(checks: Sequence[LinkCheck], source: str) -> Iterator[str]:
    """The report as text, a test a piece."""
    counts = {name: str(count) for name, count in _counts(checks).items()}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n' + _opening("testsuites", counts)
    if counts["tests"] == "0":
        yield f"\n  {_opening('testsuite', {'name': _clean(source), **counts}, closed=True)}\n</testsuites>\n"
        return
    yield "\n  " + _opening("testsuite", {"name": _clean(source), **counts})
    for row in rows(checks):
        case = _case(row)
        ElementTree.indent(case, level=2)
        yield "\n    " + ElementTree.tostring(case, encoding="unicode")
    yield "\n  </testsuite>\n</testsuites>\n"


def _counts(checks: Sequence[LinkCheck]) -> dict[str, int]:
    counts = {"tests": 0, "failures": 0, "errors": 0, "skipped": 0}
    for row in rows(checks):
        counts["tests"] += 1
        counts["failures"] += row.is_finding
        counts["skipped"] += row.check.verdict is Verdict.UNKNOWN
    return counts


def _opening(name: str, fields: dict[str, str], *, closed: bool = False) -> str:
    """The tag that opens an element."""
    written = ElementTree.tostring(ElementTree.Element(name, fields), encoding="unicode")
    return written if closed else written.removesuffix(" />") + ">"


def _case(row: Row) -> ElementTree.Element:
    check = row.check
    fields = {"classname": _clean(_host(check.link.url)), "name": _clean(f"{row.key} {check.link.url}")}
    if row.line:
        fields["line"] = str(row.line)
    case = ElementTree.Element("testcase", fields)
    reason = _clean(check.reason)
    if row.is_finding:
        failure = ElementTree.SubElement(case, "failure", {"type": check.verdict.value, "message": reason})
        failure.text = _clean("\n".join(_advice(check))) or reason
    elif check.verdict is Verdict.UNKNOWN:
        ElementTree.SubElement(case, "skipped", {"message": reason})
    elif check.verdict is not Verdict.OK:
        ElementTree.SubElement(case, "system-out").text = f"{check.verdict.value}: {reason}"
    return case


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
