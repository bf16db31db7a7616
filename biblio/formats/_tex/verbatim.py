r"""Fields that are no LaTeX (addresses, DOIs, file names), and the LaTeX that people put into them all the same.

`http://a.org/x\_y\%20z`, `\url{http://a.org/}`, `\href{http://a.org/}{our page}`, `http://a.org/\~{}user`.
"""

from __future__ import annotations

import re

from biblio.formats._tex.latex import unescaped

__all__ = ["address", "plain_address", "written"]

_LINK = re.compile(
    r"\s*\\(?:url|href|path|nolinkurl)\s*\{((?:[^{}]|\{\})*)\}\s*(?:\{[^{}]*\})?\s*\Z|\s*(https?://\S+)\s*\Z"
)
_BRACE = re.compile(r"[{}]")


def address(text: str) -> str:
    r"""The address that is all of a LaTeX text, `\url{...}` or bare; "" if it is something else."""
    match = _LINK.match(text)
    return unescaped(match[1] or match[2]) if match else ""


def plain_address(text: str) -> str:
    """A verbatim field without the escapes of LaTeX; those of the address itself (%20) stay."""
    return address(text) or unescaped(text.strip())


def written(text: str) -> str:
    """A verbatim value for between braces: as it is where its braces pair, else with them as an address has them."""
    depth = 0
    for match in _BRACE.finditer(text):
        depth += 1 if match[0] == "{" else -1
        if depth < 0:
            break
    return text if not depth else text.replace("{", "%7B").replace("}", "%7D")
