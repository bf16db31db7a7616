"""HTML exactly as the CSL test suite writes it, to be compared with its fixtures."""

from __future__ import annotations

import re
from typing import ClassVar

from biblio.styles.outputs import Output, StringOutput

__all__ = ["SuiteHtmlOutput", "plugin"]

_ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
_RAISED = {
    "\u00aa": "a", "\u00b2": "2", "\u00b3": "3", "\u00b9": "1", "\u00ba": "o", "\u02b0": "h", "\u02b1": "\u0266",
    "\u02b2": "j", "\u02b3": "r", "\u02b4": "\u0279", "\u02b5": "\u027b", "\u02b6": "\u0281", "\u02b7": "w",
    "\u02b8": "y", "\u02e0": "\u0263", "\u02e1": "l", "\u02e2": "s", "\u02e3": "x", "\u02e4": "\u0295",
    "\u2070": "0", "\u2071": "i", "\u2074": "4", "\u2075": "5", "\u2076": "6", "\u2077": "7", "\u2078": "8",
    "\u2079": "9", "\u207a": "+", "\u207b": "\u2212", "\u207c": "=", "\u207d": "(", "\u207e": ")", "\u207f": "n",
}  # fmt: skip
_SPECIAL = re.compile(f"[&<>{''.join(_RAISED)}]|\\s\\s")
_RAISED_RUN = re.compile(f"[{''.join(_RAISED)}]")


class SuiteHtmlOutput(StringOutput):
    """The suite's dialect: numeric entities, style attributes, div blocks with the suite's line breaks."""

    body: ClassVar[tuple[str, str]] = ('<div class="csl-bib-body">\n', "</div>")

    def text(self, text: str) -> str:
        """Escaped; two spaces keep apart, raised characters become superscripts."""
        if not _SPECIAL.search(text):
            return text
        text = re.sub(r"\s\s", "\u00a0 ", text.translate(_ESCAPES))
        return _RAISED_RUN.sub(lambda match: f"<sup>{_RAISED[match[0]]}</sup>", text)

    def italic(self, inner: str) -> str:
        """font-style italic."""
        return f"<i>{inner}</i>"

    def oblique(self, inner: str) -> str:
        """font-style oblique."""
        return f"<em>{inner}</em>"

    def upright(self, inner: str) -> str:
        """font-style normal."""
        return f'<span style="font-style:normal;">{inner}</span>'

    def small_caps(self, inner: str) -> str:
        """font-variant small-caps."""
        return f'<span style="font-variant:small-caps;">{inner}</span>'

    def normal_caps(self, inner: str) -> str:
        """font-variant normal."""
        return f'<span style="font-variant:normal;">{inner}</span>'

    def bold(self, inner: str) -> str:
        """font-weight bold."""
        return f"<b>{inner}</b>"

    def medium(self, inner: str) -> str:
        """font-weight normal."""
        return f'<span style="font-weight:normal;">{inner}</span>'

    def underline(self, inner: str) -> str:
        """text-decoration underline."""
        return f'<span style="text-decoration:underline;">{inner}</span>'

    def not_underlined(self, inner: str) -> str:
        """text-decoration none."""
        return f'<span style="text-decoration:none;">{inner}</span>'

    def superscript(self, inner: str) -> str:
        """vertical-align sup."""
        return f"<sup>{inner}</sup>"

    def subscript(self, inner: str) -> str:
        """vertical-align sub."""
        return f"<sub>{inner}</sub>"

    def baseline(self, inner: str) -> str:
        """vertical-align baseline."""
        return f'<span style="baseline">{inner}</span>'

    def display(self, inner: str, kind: str) -> str:
        """A display block."""
        if kind == "block":
            return f'\n\n    <div class="csl-block">{inner}</div>\n'
        if kind == "left-margin":
            return f'\n    <div class="csl-left-margin">{inner}</div>'
        return f'<div class="csl-{kind}">{inner}</div>\n  '

    def entry(self, inner: str) -> str:
        """One entry of a bibliography."""
        return f'  <div class="csl-entry">{inner}</div>\n'


plugin: Output[str] = SuiteHtmlOutput()
