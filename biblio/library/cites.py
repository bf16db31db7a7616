r"""Cites in a manuscript after keys have changed: LaTeX `\cite{old}`, Markdown `[@old, p. 3]`, Typst `@old`."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["SUFFIXES", "recited"]

_LATEX = re.compile(
    r"""
    (?P<head>\\(?:[A-Za-z]*[Cc]ite[A-Za-z]*|nocite|bibentry)\*?\s*(?:(?:\[[^\]]*\]|\([^)]*\)|<[^>]*>)\s*){0,3}\{)
    (?P<keys>[^{}]*)\}
    """,
    re.VERBOSE,
)
_MARKDOWN = re.compile(r"(?<![\w.@\\])(?P<head>-?@)(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>[\w](?:[\w:.#$%&+?<>~/-]*\w)?))")
_ONE = re.compile(r"[^,\s](?:[^,]*[^,\s])?")
SUFFIXES = {".tex": "latex", ".ltx": "latex", ".md": "markdown", ".markdown": "markdown", ".qmd": "markdown",
            ".rmd": "markdown", ".typ": "markdown"}  # fmt: skip
"""Suffix of a manuscript -> how it cites."""


def recited(text: str, keys: Mapping[str, str], manner: str) -> tuple[str, int]:
    """The manuscript with its cites under the new keys, and how many were changed.

    Args:
        text: the manuscript.
        keys: old key -> new key.
        manner: a value of `SUFFIXES`.
    """
    changed = 0

    def new(key: str) -> str:
        nonlocal changed
        changed += key in keys
        return keys.get(key, key)

    def latex(match: re.Match[str]) -> str:
        return match["head"] + _ONE.sub(lambda one: new(one[0]), match["keys"]) + "}"

    def markdown(match: re.Match[str]) -> str:
        return match["head"] + ("{" + new(match["braced"]) + "}" if match["braced"] else new(match["key"]))

    return (_LATEX.sub(latex, text) if manner == "latex" else _MARKDOWN.sub(markdown, text)), changed
