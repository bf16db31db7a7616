r"""LaTeX in an address: `\_`, `\%`, `\url{...}`; addresses are taken as they are, and the backslash goes with them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import SourceEntry

__all__ = ["plugin"]

_FIELDS = ("url", "doi", "eprint")
_URL = re.compile(r"\s*\\url\s*\{([^{}]*)\}\s*\Z")
_ESCAPED = re.compile(r"\{?\\([_%&#$~])(?:\{\})?\}?|\\textasciitilde(?:\{\}|\s)|\{?\$\\sim\$\}?")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """In `url`, `doi` and `eprint`."""
    for field in entry.fields:
        if field.name.lower() in _FIELDS and _bare(field.text) != field.text:
            yield flaw(field, f"no LaTeX belongs here: {_bare(field.text)}", fixable=True)


def _bare(text: str) -> str:
    match = _URL.match(text)
    return _ESCAPED.sub(lambda found: found[1] or "~", match[1] if match else text)


plugin = Rule(check, fix=mending_fields(_FIELDS, _bare))
