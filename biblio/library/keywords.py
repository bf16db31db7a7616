"""Keywords of an entry, as `\\printbibliography[keyword=primary]` asks for them."""

from __future__ import annotations

import re
from dataclasses import replace

from biblio.model import SourceEntry, SourceField

__all__ = ["with_keyword"]


def with_keyword(entry: SourceEntry, word: str) -> SourceEntry:
    """The entry with `word` among its keywords; as it is where it has it, where `word` is "" or macros are used."""
    field = entry.get("keywords")
    if not word or (field is not None and not field.plain):
        return entry
    if field is None:
        return replace(entry, fields=(*entry.fields, SourceField("keywords", "{" + word + "}", word)))
    known = [one.strip() for one in re.split(r"[,;]", field.text) if one.strip()]
    if word.lower() in (one.lower() for one in known):
        return entry
    mark = ";" if ";" in field.text and "," not in field.text else ","
    return entry.with_field(field.saying(f"{field.text.rstrip(' ,;')}{mark} {word}" if known else word))
