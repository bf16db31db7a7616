"""Titles written as the file they were read from has them, where they still say the same.

Which words of a title a person has put into braces is knowledge that plain text does not have: `The {Marx} Reader`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from biblio.formats._tex.blocks import RawEntry
from biblio.formats._tex.dialect import Dialect
from biblio.formats._tex.latex import decode, group_end
from biblio.formats._tex.writing import Record

__all__ = ["retained"]

_TITLES = frozenset(
    ("title", "booktitle", "maintitle", "journaltitle", "titleaddon", "eventtitle", "series", "shorttitle")
)

_GUARDED = re.compile(r"\{(?!\\)")
"""A brace that is not an accent's."""
_NO_BRACES = str.maketrans("", "", "{}")


def retained(records: Iterable[Record], raws: Iterable[RawEntry], speech: Dialect) -> Iterator[Record]:
    """The records with the wording that the entry of the same key has in the file."""
    found = {raw.key: raw for raw in raws}
    for record in records:
        raw = found.get(record.key)
        wordings = _wordings(raw, speech) if raw else {}
        yield _with_wording(record, wordings, speech) if wordings else record


def _wordings(raw: RawEntry, speech: Dialect) -> dict[str, str]:
    """BibLaTeX's name of a title with words in braces -> its LaTeX, without delimiters; macros are not followed."""
    found = {}
    for field in raw.fields:
        name = speech.aliases.get(field.name.lower(), field.name.lower())
        if name in _TITLES and _one_text(field.value) and _GUARDED.search(field.value, 1):
            found[name] = field.value[1:-1]
    return found


def _one_text(value: str) -> bool:
    if value.startswith("{"):
        return group_end(value, 0) == len(value)
    return value.startswith('"') and value.count('"') == 2 and value.endswith('"')


def _with_wording(record: Record, wordings: Mapping[str, str], speech: Dialect) -> Record:
    fields = []
    for name, value in record.fields:
        wording = wordings.get(speech.aliases.get(name, name), "")
        fields.append((name, "{" + wording + "}" if wording and _same(wording, value[1:-1]) else value))
    return Record(record.type, record.key, tuple(fields))


def _same(wording: str, made: str) -> bool:
    """Whether two wordings say the same; most differ in braces only, if at all."""
    return wording.translate(_NO_BRACES) == made.translate(_NO_BRACES) or decode(wording) == decode(made)
