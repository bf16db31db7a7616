"""Zotero's Extra field: `Label: value` lines that it takes for variables it has no field for, and the user's own words.

Citation Key: marx1976
Original Date: 1867
tex.x-shelf: 4b
"""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["citation_key", "merged", "read", "written"]

_LINE = re.compile(r"(?P<label>[A-Za-z][A-Za-z0-9 ._-]{0,40}):\s*(?P<value>\S.*)\Z")
_KEY = re.compile(r"^\s*(?:citation[ -]?key|bibtex)\s*[:*]\s*(?P<key>\S+)\s*$", re.IGNORECASE | re.MULTILINE)


def read(text: str) -> tuple[tuple[str, str], ...]:
    """The (label, value) lines, in order; labels as written, other lines under ""."""
    found = []
    for line in text.split("\n"):
        match = _LINE.match(line.strip())
        found.append((match["label"], match["value"].strip()) if match else ("", line.strip()))
    return tuple(pair for pair in found if pair[1])


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """The lines of `pairs`, each value on one line."""
    lines = (f"{label}: {value}" if label else value for label, value in pairs)
    return "\n".join(" ".join(line.split()) for line in lines)


def citation_key(text: str) -> str:
    """The citation key that Extra gives, as Better BibTeX reads it; "" if it gives none."""
    match = _KEY.search(text)
    return match["key"] if match else ""


def merged(theirs: str, ours: str) -> str:
    """`theirs` with our lines in it: a labelled one in the place of the one with its label, new ones at the end."""
    wanted = dict(_keyed(ours))
    lines = []
    for line in theirs.split("\n") if theirs else []:
        match = _LINE.match(line.strip())
        key = _folded(match["label"]) if match else line.strip()
        lines.append(wanted.pop(key, line) if key else line)
    return "\n".join([*lines, *wanted.values()])


def _keyed(text: str) -> Iterable[tuple[str, str]]:
    for line in text.split("\n"):
        match = _LINE.match(line)
        if line:
            yield (_folded(match["label"]) if match else line), line


def _folded(label: str) -> str:
    return re.sub(r"[\s_-]+", " ", label.strip().lower())
