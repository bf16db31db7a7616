"""An entity or tag of HTML: "&amp;", "<i>"; copied from a web page, and printed as it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import SourceEntry

__all__ = ["plugin"]

_ENTITY = re.compile(r"\\?&(?:[A-Za-z]{2,8}|\\?#\d{2,5});")
_TAG = re.compile(r"</?(?:i|b|em|strong|sup|sub|scp|span|p|jats:\w+|mml:\w+)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_LATEX = {"&": r"\&", "%": r"\%", "#": r"\#", "$": r"\$", "_": r"\_", "{": r"\{", "}": r"\}"}


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Outside verbatim fields; tags are shown, entities mended."""
    for field in entry.fields:
        if field.name.lower() in context.model.verbatim:
            continue
        if _mended(field.text) != field.text:
            yield flaw(field, f"{_ENTITY.findall(field.text)[0]} is HTML", fixable=True)
        tag = _TAG.search(field.text)
        if tag and field.name.lower() != "abstract":
            yield flaw(field, f"{tag[0]} is HTML")


def _mended(text: str) -> str:
    return _ENTITY.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    plain = html.unescape(match[0].replace("\\", ""))
    return match[0] if plain == match[0].replace("\\", "") else _LATEX.get(plain, plain)


plugin = Rule(check, fix=mending_fields(None, _mended))
