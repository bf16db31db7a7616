"""pdfTeX."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from scripts.pdfs.essays import Block, Essay, Truth, render
from scripts.pdfs.layouts import Layout

__all__ = ["run", "source_of"]

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "\u202f": "~", "\u00a0": "~",
}  # fmt: skip


def _tex_quote(text: str) -> str:
    return re.sub(r"[\\{}%&#_$^~\u202f\u00a0]", lambda match: _TEX[match[0]], text)


def source_of(source: Essay, blocks: list[Block], layout: Layout) -> str:  # one line for each switch of a layout
    """A LaTeX source; it writes the label of each note to the log as `LABEL number label`."""
    number = 0

    def note(at: int) -> str:
        return render(source.notes[at], _tex_quote, (r"\emph{", "}"), lambda _: "")

    def call(at: int) -> str:
        nonlocal number
        number += 1
        if layout.endnotes:
            return rf"\textsuperscript{{{number}}}"
        return rf"\mynote{{{at}}}{{{note(at)}}}"

    out = []
    for block in blocks:
        text = render(block.text, _tex_quote, (r"\emph{", "}"), call)
        if block.kind in ("chapter", "heading", "title"):
            name = {"chapter": "section", "heading": "subsection", "title": "section"}[block.kind]
            out.append(rf"\{name}*{{{text}}}" + (r"\setcounter{footnote}{0}" if block.kind == "chapter" else ""))
        else:
            out.append(text)
    if layout.endnotes:
        out.append(r"\section*{Notes}\small")
        out += [rf"\noindent {at}. {note(at)}" for at in source.notes]
    style = _preamble(layout)
    return "\n".join(style) + "\n\\makeatother\n\\begin{document}\n" + "\n\n".join(out) + "\n\\end{document}\n"


def _preamble(layout: Layout) -> list[str]:
    size = {"a5": "a5paper,10pt", "a4": "a4paper,11pt"}[layout.page]
    style = [
        rf"\documentclass[{size}{',twocolumn' if layout.columns == 2 else ''}]{{article}}",
        r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{textcomp}",
        rf"\usepackage{{lmodern}}\renewcommand\rmdefault{{{layout.font or 'lmr'}}}",
        r"\sloppy\makeatletter",
        r"\newcommand\mynote[2]{\turn{#1}\footnote{\immediate\write\m@ne{LABEL #1 \thefootnote}\page@of{#1}#2}}",
        # Which page a note is on is known from the run before.
        r"\newcommand\page@of[1]{\write\@auxout{\string\notepage{#1}{\the\c@page}}}\def\notepage#1#2{\setpage{#1}{#2}}",
        r"\def\setpage#1#2{\expandafter\gdef\csname np@#1\endcsname{#2}}\newcommand\turn[1]{}",
        # Letters that a font lacks stop nothing; essays with such letters are not chosen.
        r"\batchmode",
    ]
    if layout.head:
        style.append(r"\usepackage{fancyhdr}\pagestyle{fancy}\fancyhead{}\fancyfoot{}")
        style.append(r"\fancyhead[L]{A Journal of Essays}\fancyhead[R]{\thepage}\setcounter{page}{117}")
    if layout.by_page:
        style.append(
            r"\def\lastpage{0}\renewcommand\turn[1]{\expandafter\let\expandafter\thispage\csname np@#1\endcsname"
            r"\ifx\thispage\lastpage\else\setcounter{footnote}{0}\global\let\lastpage\thispage\fi}"
        )
    if layout.run_in:
        style.append(r"\usepackage[para]{footmisc}")
    if layout.symbols:
        style.append(r"\renewcommand\thefootnote{\fnsymbol{footnote}}")
    if layout.large_notes:
        style.append(r"\let\footnotesize\normalsize")
    if not layout.rule:
        style.append(r"\renewcommand\footnoterule{}")
    if layout.marker == "dot":
        style.append(r"\renewcommand\@makefntext[1]{\noindent\@thefnmark.\ #1}")
    if not layout.indented:
        style.append(r"\setlength\parindent{0pt}\setlength\parskip{8pt}")
    return style


def run(source: str, target: Path, truth: Truth, *, by_page: bool) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.tex").write_text(source, encoding="utf-8")
        command = ["pdflatex", "-interaction=batchmode", "a.tex"]
        for _ in range(3 if by_page else 1):
            subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
        made = Path(folder) / "a.pdf"
        log = (Path(folder) / "a.log").read_text("latin-1") if (Path(folder) / "a.log").exists() else ""
        if not made.exists() or "! LaTeX Error" in log or "Missing character" in log:
            return False
        for at, label in re.findall(r"^LABEL (\d+) (.+)$", log, re.MULTILINE):
            if label.isdigit():
                truth.notes[int(at) - 1]["label"] = label
        shutil.copy(made, target)
    return True
