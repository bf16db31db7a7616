"""Variables written into an item's note, as Zotero's "Extra" field has them.

    original-date: 1923-04-01            one a line, from the first or second line on
    {:genre: Letter}{:recipient: Doe || Jane}

Only names of CSL variables are taken; anything else stays in the note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from biblio.styles.csl.variables import DATES, NAMES, NUMBERS, TEXTS

__all__ = ["with_extra"]

_BRACED = re.compile(r"\{:((?:[-_a-z]+|[A-Z]+):[^}]+)\}")
_LINE = re.compile(r"([-_a-z]+|[A-Z]+):\s*(.*)")
_KNOWN = DATES | NAMES | NUMBERS | TEXTS | {"type"}


def with_extra(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with what its note adds; the item's own values hold, but for its type and dates."""
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return data
    lines = _BRACED.sub(lambda match: f"\n{match[1]}\n", note).split("\n")
    found: dict[str, Any] = {}
    kept = []
    reading = True
    for at, line in enumerate(lines):
        match = _LINE.fullmatch(line.strip()) if reading else None
        if match and match[1] in _KNOWN:
            _add(found, match[1], match[2].strip())
            continue
        kept.append(line)
        if at and line.strip():
            reading = False
    if not found:
        return data
    added = {key: value for key, value in found.items() if key in DATES or key == "type" or not data.get(key)}
    return {**data, **added, "note": "\n".join(kept).strip()}


def _add(found: dict[str, Any], key: str, value: str) -> None:
    if key in DATES:
        found[key] = {"raw": value}
    elif key in NAMES:
        family, bars, given = (part.strip() for part in value.partition("||"))
        found.setdefault(key, []).append({"family": family, "given": given} if bars else {"literal": family})
    else:
        found[key] = value
