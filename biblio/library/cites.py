r"""Cites in a manuscript after keys have changed: LaTeX `\cite{old}`, Markdown `[@old, p. 3]`, Typst `@old`."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["SUFFIXES", "recited"]

_EXTRAS = r"(?:\s*(?:\[[^\]]*\]|\([^)]*\)|<[^>]*>))*"
_LATEX = re.compile(rf"\\(?:[A-Za-z]*[Cc]ite[A-Za-z]*|nocite|bibentry)\*?{_EXTRAS}\s*\{{[^{{}}]*\}}")
_SEVERAL = re.compile(rf"\\[A-Za-z]*[Cc]ites\*?(?:{_EXTRAS}\s*\{{[^{{}}]*\}})+")
"""BibLaTeX's `\\cites[5]{a}[7]{b}`."""
_KEYS = re.compile(r"\{([^{}]*)\}")
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
        return _KEYS.sub(lambda group: "{" + _ONE.sub(lambda one: new(one[0]), group[1]) + "}", match[0])

    def markdown(match: re.Match[str]) -> str:
        return match["head"] + ("{" + new(match["braced"]) + "}" if match["braced"] else new(match["key"]))

    if manner == "markdown":
        return _MARKDOWN.sub(markdown, text), changed
    both = re.compile(f"{_SEVERAL.pattern}|{_LATEX.pattern}")
    return both.sub(latex, text), changed
