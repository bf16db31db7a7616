"""Lines of Zotero's Extra field in an item that is there already: which key it gives, and ours put among the user's."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["citation_key", "merged"]

_LINE = re.compile(r"(?P<label>[A-Za-z][\w. -]{0,40}?)\s*:\s+\S")
_KEY = re.compile(r"^\s*(?:citation[ -]?key|bibtex)\s*[:*]\s*(?P<key>\S+)\s*$", re.IGNORECASE | re.MULTILINE)


def citation_key(text: str) -> str:
    """The citation key that Extra gives, as Better BibTeX reads it; "" if it gives none."""
    match = _KEY.search(text)
    return match["key"] if match else ""


def merged(theirs: str, ours: Iterable[str]) -> str:
    """`theirs` with our lines in it: labelled ones in the place of those with their label, new ones at the end."""
    wanted: dict[str, list[str]] = {}
    for line in ours:
        if line.strip() and line not in (same := wanted.setdefault(_label(line), [])):
            same.append(line)
    known = set(wanted)
    lines: list[str] = []
    for line in theirs.split("\n") if theirs else []:
        label = _label(line)
        if label in known:
            lines += wanted.pop(label, [])
        else:
            lines.append(line)
    return "\n".join([*lines, *(line for same in wanted.values() for line in same)])


def _label(line: str) -> str:
    """What a line is known by: its label, however it is written, or the whole of a line without one."""
    match = _LINE.match(line.strip())
    return re.sub(r"[\s_-]+", " ", match["label"].lower()) if match else f"={line.strip()}"
