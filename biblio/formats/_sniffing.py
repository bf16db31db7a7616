"""Which format a text is in, told by the text: an ordered list of marks, each of one format alone."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["sniff"]

_HEAD = 65_536
"""Characters that are looked at."""


def _matches(pattern: str, flags: int = 0) -> Callable[[str], object]:
    return re.compile(pattern, flags | re.MULTILINE).search


_XML = r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*"
_MARKS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("zotero-rdf", _matches(_XML + r"<(?:\w+:)?RDF\b", re.DOTALL)),
    ("mods", _matches(_XML + r"<(?:\w+:)?mods(?:Collection)?\b", re.DOTALL)),
    (
        "endnote-xml",
        _matches(_XML + r"<(?:xml|records)\b[^>]*>\s*(?:<records\b[^>]*>\s*)?(?:<record\b|\Z|</)", re.DOTALL),
    ),
    ("ris", _matches(r"^\s{0,3}TY\s{0,2}-\s*[A-Z]")),
    ("refer", _matches(r"\A\s*(?:^%\S(?:\s.*)?\n)*^%0 \w|\A\s*%[A-Z@] .*\n%[A-Z0-9@?] ")),
    ("json-lines", _matches(r"\A\s*\{[^\n]*\}[ \t]*\n\s*\{[^\n]*\}[ \t]*$")),
    ("csl-json", _matches(r"\A\s*(?:\[\s*\{|\[\s*\]|\{\s*\")")),
    ("cff", _matches(r"^cff-version\s*:")),
    ("csl-yaml", _matches(r"\A\s*(?:---\s*)?(?:.*\n)*?references\s*:|\A\s*(?:---\s*)?-\s+(?:id|type|title)\s*:")),
    ("hayagriva", _matches(r"\A\s*(?:---\s*|#.*\n)*^[^\s:#%@][^:\n]*:\s*\n(?:[ \t]+\S.*\n)*?[ \t]+type\s*:")),
    ("biblatex", _matches(r"^\s*@\s*[A-Za-z]+\s*[{(]")),
    ("csv", _matches(r"\A[^\n]*\b(?:title|Title)\b[^\n]*[,;\t][^\n]*$|\A[^\n]*[,;\t]\"?(?:title|Title)\b")),
)
"""Format and what only its files have; the first that is there decides."""


def sniff(text: str, said: str = "") -> str:
    """The name of the format, "" if nothing tells it; that of `said` if the text bears it out."""
    head = text[:_HEAD].lstrip("\ufeff").replace("\r\n", "\n")
    # An abstract in a .bib file may have a line that looks like another format's.
    if any(name == said and found(head) for name, found in _MARKS):
        return said
    return next((name for name, found in _MARKS if found(head)), "")
