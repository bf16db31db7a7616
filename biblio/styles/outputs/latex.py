"""LaTeX: text commands only, so that an entry can stand anywhere; links need the package hyperref."""

from __future__ import annotations

from biblio.styles.outputs import Output, StringOutput

__all__ = ["LatexOutput", "plugin"]

_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
        "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "\u00a0": "~", "\u202f": r"\,", "\u2013": "--",
        "\u2014": "---", "\u2018": "`", "\u2019": "'", "\u201c": "``", "\u201d": "''", "\u2026": r"\ldots{}",
        "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    }
)  # fmt: skip
_URL_ESCAPES = str.maketrans({"%": r"\%", "#": r"\#", "{": r"\{", "}": r"\}", "\\": r"\\", "&": r"\&"})


class LatexOutput(StringOutput):
    """Escaped for text mode under UTF-8."""

    def text(self, text: str) -> str:
        """Special characters as commands, dashes and quotation marks as ligatures."""
        return text.translate(_ESCAPES)

    def italic(self, inner: str) -> str:
        """font-style italic."""
        return rf"\textit{{{inner}}}"

    def oblique(self, inner: str) -> str:
        """font-style oblique."""
        return rf"\textsl{{{inner}}}"

    def upright(self, inner: str) -> str:
        """font-style normal inside italics."""
        return rf"\textup{{{inner}}}"

    def small_caps(self, inner: str) -> str:
        """font-variant small-caps."""
        return rf"\textsc{{{inner}}}"

    def normal_caps(self, inner: str) -> str:
        """font-variant normal inside small capitals."""
        return rf"\textnormal{{{inner}}}"

    def bold(self, inner: str) -> str:
        """font-weight bold."""
        return rf"\textbf{{{inner}}}"

    def medium(self, inner: str) -> str:
        """font-weight normal inside bold."""
        return rf"\textmd{{{inner}}}"

    def underline(self, inner: str) -> str:
        """text-decoration underline."""
        return rf"\underline{{{inner}}}"

    def superscript(self, inner: str) -> str:
        """vertical-align sup."""
        return rf"\textsuperscript{{{inner}}}"

    def subscript(self, inner: str) -> str:
        """vertical-align sub."""
        return rf"\textsubscript{{{inner}}}"

    def display(self, inner: str, kind: str) -> str:
        """A first field in a box as wide as the hanging indent; blocks on lines of their own."""
        if kind == "left-margin":
            return rf"\makebox[2em][l]{{{inner.rstrip()}}}"
        if kind == "right-inline":
            return inner
        indent = r"\hspace*{2em}" if kind == "indent" else ""
        return rf"\newline {indent}{inner}"

    def link(self, inner: str, url: str) -> str:
        """A link by hyperref."""
        return rf"\href{{{url.translate(_URL_ESCAPES)}}}{{{inner}}}"

    def entry(self, inner: str) -> str:
        """A paragraph with a hanging indent."""
        return f"\\noindent\\hangindent=2em\\hangafter=1 {inner.removeprefix(chr(92) + 'newline ')}\\par\n\n"

    def note(self, label: str, inner: str) -> str:
        """One note of a list of notes, under its printed label."""
        return f"\\noindent\\textsuperscript{{{self.text(label)}}} {inner}\\par\n\n"

    def heading(self, text: str) -> str:
        """The title of a section of a bibliography."""
        return f"\n\\subsection*{{{self.text(text)}}}\n"

    def page(self, title: str, inner: str, language: str = "") -> str:
        """A document for XeLaTeX or LuaLaTeX."""
        return (
            "\\documentclass{article}\n\\usepackage{fontspec}\n\\usepackage{hyperref}\n\\begin{document}\n"
            f"\\section*{{{self.text(title)}}}\n{inner.strip()}\n\\end{{document}}\n"
        )


plugin: Output[str] = LatexOutput()
