"""HTML exactly as the CSL test suite writes it, to be compared with its fixtures."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import ClassVar

from biblio.styles.outputs import Output, StringOutput

__all__ = ["SuiteHtmlOutput", "plugin"]

_ESCAPES = str.maketrans({"&": "&#38;", "<": "&#60;", ">": "&#62;"})
_UNDECOMPOSED = {"\u02c0": "\u0294", "\u02c1": "\u0295", "\u06e5": "\u0648", "\u06e6": "\u064a"}
_BLOCKS = ((0xAA, 0xBA), (0x2B0, 0x2E4), (0x1D2C, 0x1DBF), (0x2070, 0x207F), (0x2120, 0x2122), (0x3192, 0x319F))
_SPECIAL = re.compile(
    "[&<>\u00aa-\u00ba\u02b0-\u02e4\u06e5\u06e6\u1d2c-\u1dbf\u2070-\u207f\u2120-\u2122\u3192-\u319f]|\\s\\s"
)


@cache
def _raised() -> dict[int, str]:
    """Raised letters and digits of Unicode as the plain ones in superscript."""
    found = {ord(sign): f"<sup>{plain}</sup>" for sign, plain in _UNDECOMPOSED.items()}
    for first, last in _BLOCKS:
        for code in range(first, last + 1):
            kind, _, plain = unicodedata.decomposition(chr(code)).partition(" ")
            if kind == "<super>":
                found[code] = f"<sup>{''.join(chr(int(part, 16)) for part in plain.split())}</sup>"
    return found


class SuiteHtmlOutput(StringOutput):
    """The suite's dialect: numeric entities, style attributes, div blocks with the suite's line breaks."""

    body: ClassVar[tuple[str, str]] = ('<div class="csl-bib-body">\n', "</div>")

    def text(self, text: str) -> str:
        """Escaped; two spaces keep apart, raised characters become superscripts."""
        if not _SPECIAL.search(text):
            return text
        text = re.sub(r"\s\s", "\u00a0 ", text.translate(_ESCAPES))
        return text if text.isascii() else text.translate(_raised())

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
