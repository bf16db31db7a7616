"""Markdown (CommonMark, with Pandoc's marks for small capitals and raised letters)."""

from __future__ import annotations

import re

from biblio.styles.outputs import Output, StringOutput

__all__ = ["MarkdownOutput", "plugin"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>^~$])")
_LIST_MARK = re.compile(r"\A(\s*)(\d+)([.)])(\s)|\A(\s*)([-+#])(\s)")


class MarkdownOutput(StringOutput):
    """Marks as punctuation; paragraphs part entries."""

    def text(self, text: str) -> str:
        """Every sign that could be a mark is escaped."""
        return _SPECIAL.sub(r"\\\1", text)

    def italic(self, inner: str) -> str:
        """font-style italic."""
        return _around("*", inner)

    def bold(self, inner: str) -> str:
        """font-weight bold."""
        return _around("**", inner)

    def small_caps(self, inner: str) -> str:
        """font-variant small-caps."""
        return f"[{inner}]{{.smallcaps}}"

    def superscript(self, inner: str) -> str:
        """vertical-align sup."""
        return f"^{inner}^"

    def subscript(self, inner: str) -> str:
        """vertical-align sub."""
        return f"~{inner}~"

    def display(self, inner: str, kind: str) -> str:
        """The number of an entry stands before it, other blocks on lines of their own."""
        if kind == "left-margin":
            return f"{inner.rstrip()} "
        return inner if kind == "right-inline" else f"\\\n{inner}"

    def link(self, inner: str, url: str) -> str:
        """A link; an address that stands for itself is left in angle brackets."""
        if not url.lower().startswith(("http://", "https://")):
            return inner
        if inner.replace("\\", "") == url:
            return f"<{url}>"
        return f"[{inner}]({url})"

    def entry(self, inner: str) -> str:
        """One entry of a bibliography: a paragraph that cannot be taken for a list or a heading."""
        return _LIST_MARK.sub(_escaped, inner.strip()) + "\n\n"

    def note(self, label: str, inner: str) -> str:
        """A footnote definition; further paragraphs are indented."""
        return f"[^{label}]: {inner.replace(chr(10), chr(10) + '    ')}\n\n"

    def heading(self, text: str) -> str:
        """The title of a section of a bibliography."""
        return f"\n## {self.text(text)}\n\n"

    def page(self, title: str, inner: str, language: str = "") -> str:
        """The text under its title."""
        return f"# {self.text(title)}\n\n{inner.strip()}\n"


def _around(mark: str, inner: str) -> str:
    """Marks must touch a letter: blanks at the ends go outside."""
    core = inner.strip()
    if not core:
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{mark}{core}{mark}{after}"


def _escaped(match: re.Match[str]) -> str:
    if match[2]:
        return f"{match[1]}{match[2]}\\{match[3]}{match[4]}"
    return f"{match[5]}\\{match[6]}{match[7]}"


plugin: Output[str] = MarkdownOutput()
