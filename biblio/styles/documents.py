"""Set text -> a whole file of its format: a page with a head, a TeX document, plain lines."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from biblio.model import Rendered
from biblio.styles.notes import SetNote

__all__ = ["bibliography", "notes"]

_LANGUAGE = "en"
_CSS = """\
:root { color-scheme: light dark }
body { font: 1.05rem/1.55 "Iowan Old Style", Palatino, Georgia, serif; max-width: 42rem;
  margin: 3rem auto; padding: 0 1.2rem }
h1 { font-size: 1.5rem; font-weight: 600 }
.csl-entry { padding-left: 2em; text-indent: -2em; margin: 0 0 .55em }
.csl-entry .csl-left-margin, .csl-entry .csl-right-inline { text-indent: 0 }
ol.notes { list-style: none; padding: 0 }
ol.notes li { display: grid; grid-template-columns: 2.4rem 1fr; margin: 0 0 .8em }
ol.notes .label { text-align: right; padding-right: .6rem; font-variant-numeric: lining-nums; opacity: .7 }
ol.notes .text { white-space: pre-line; overflow-wrap: anywhere }
a { color: inherit }
"""


def bibliography(rendered: Rendered, to: str, *, title: str = "Bibliography", language: str = "") -> str:
    """A whole file with the bibliography in it."""
    if to == "html":
        return _page(title, rendered.document, language)
    if to == "latex":
        return _tex(title, rendered.document)
    if to == "markdown":
        return f"# {title}\n\n{rendered.document.strip()}\n"
    return rendered.document.strip() + "\n"


def notes(found: Sequence[SetNote], to: str, *, title: str = "Notes", language: str = "") -> str:
    """A whole file with the notes in it, each under its label."""
    if to == "html":
        rows = "\n".join(
            f'<li id="note-{number}"><span class="label">{escape(note.label)}</span>'
            f'<div class="text">{note.text}</div></li>'
            for number, note in enumerate(found, start=1)
        )
        return _page(title, f'<ol class="notes">\n{rows}\n</ol>', language)
    if to == "latex":
        return _tex(title, "\n".join(f"\\item[{note.label}] {note.text}" for note in found), "description")
    if to == "markdown":
        return f"# {title}\n\n" + "\n\n".join(f"[^{note.label}]: {note.text}" for note in found) + "\n"
    return "\n\n".join(f"{note.label} {note.text}" for note in found) + "\n"


def _page(title: str, body: str, language: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language or _LANGUAGE)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_CSS}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def _tex(title: str, body: str, environment: str = "") -> str:
    if environment:
        body = f"\\begin{{{environment}}}\n{body}\n\\end{{{environment}}}"
    return (
        "\\documentclass{article}\n\\usepackage{fontspec}\n\\usepackage{hyperref}\n\\begin{document}\n"
        f"\\section*{{{title}}}\n{body}\n\\end{{document}}\n"
    )
