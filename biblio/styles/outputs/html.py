"""Semantic HTML: links that can be followed, one element an entry."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from typing import ClassVar

from biblio.styles.outputs import Output, StringOutput

__all__ = ["HtmlOutput", "plugin"]


class HtmlOutput(StringOutput):
    """A fragment of a page; the class names are those of the CSL test suite's HTML."""

    body: ClassVar[tuple[str, str]] = ('<div class="csl-bib-body">\n', "</div>")

    def __init__(self, archived: Mapping[str, tuple[str, str]] | None = None) -> None:
        """`archived` gives for an address its copy in an archive and the copy's date (ISO 8601)."""
        self._archived = archived or {}

    def text(self, text: str) -> str:
        """Escaped."""
        return escape(text, quote=False)

    def italic(self, inner: str) -> str:
        """font-style italic."""
        return f"<i>{inner}</i>"

    def upright(self, inner: str) -> str:
        """font-style normal inside italics."""
        return f'<span class="csl-upright" style="font-style:normal">{inner}</span>'

    def small_caps(self, inner: str) -> str:
        """font-variant small-caps."""
        return f'<span style="font-variant:small-caps">{inner}</span>'

    def normal_caps(self, inner: str) -> str:
        """font-variant normal inside small capitals."""
        return f'<span style="font-variant:normal">{inner}</span>'

    def bold(self, inner: str) -> str:
        """font-weight bold."""
        return f"<b>{inner}</b>"

    def medium(self, inner: str) -> str:
        """font-weight normal inside bold."""
        return f'<span style="font-weight:normal">{inner}</span>'

    def underline(self, inner: str) -> str:
        """text-decoration underline."""
        return f"<u>{inner}</u>"

    def superscript(self, inner: str) -> str:
        """vertical-align sup."""
        return f"<sup>{inner}</sup>"

    def subscript(self, inner: str) -> str:
        """vertical-align sub."""
        return f"<sub>{inner}</sub>"

    def display(self, inner: str, kind: str) -> str:
        """A display block."""
        return f'<div class="csl-{kind}">{inner}</div>'

    def link(self, inner: str, url: str) -> str:
        """A link, if the address is one that a page may lead to."""
        if not url.lower().startswith(("http://", "https://")):
            return inner
        return f'<a href="{escape(url)}"{self._version(url)}>{inner}</a>'

    def _version(self, url: str) -> str:
        """The attributes of a Robust Link (robustlinks.mementoweb.org): where a copy is, and of when."""
        copy, date = self._archived.get(url, ("", ""))
        dated = f' data-versiondate="{escape(date)}"' if date else ""
        return f' data-versionurl="{escape(copy)}"{dated}' if copy else ""

    def entry(self, inner: str) -> str:
        """One entry of a bibliography."""
        return f'<div class="csl-entry">{inner}</div>\n'

    def heading(self, text: str) -> str:
        """The title of a section of a bibliography."""
        return f"<h2>{self.text(text)}</h2>\n"

    def note(self, label: str, inner: str) -> str:
        """One note of a list of notes, under its printed label."""
        return f'<div class="note"><span class="label">{self.text(label)}</span><div class="text">{inner}</div></div>\n'

    def page(self, title: str, inner: str, language: str = "") -> str:
        """A page that stands by itself."""
        css = files("biblio.styles").joinpath("assets", "page.css").read_text(encoding="utf-8")
        lang = f' lang="{escape(language)}"' if language else ""
        return (
            f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{self.text(title)}</title>\n<style>\n{css}</style>\n</head>\n<body>\n"
            f"<h1>{self.text(title)}</h1>\n{inner.strip()}\n</body>\n</html>\n"
        )


plugin: Output[str] = HtmlOutput()
