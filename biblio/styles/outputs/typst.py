"""Typst markup; function calls end with a semicolon, so that what follows is never taken for an argument."""

from __future__ import annotations

import re

from biblio.styles.outputs import Output, StringOutput

__all__ = ["TypstOutput", "plugin"]

_SPECIAL = re.compile(r"""([\\*_`$#@<>\[\]~=+\-/"'])""")


class TypstOutput(StringOutput):
    """Escaped so that nothing is taken for markup, a comment or a quotation mark to be replaced."""

    def text(self, text: str) -> str:
        """Every character with a meaning gets a backslash."""
        return _SPECIAL.sub(r"\\\1", text).replace("\u00a0", "~").replace("...", "\\...")

    def italic(self, inner: str) -> str:
        """font-style italic."""
        return f'#text(style: "italic")[{inner}];'

    def oblique(self, inner: str) -> str:
        """font-style oblique."""
        return f'#text(style: "oblique")[{inner}];'

    def upright(self, inner: str) -> str:
        """font-style normal inside italics."""
        return f'#text(style: "normal")[{inner}];'

    def small_caps(self, inner: str) -> str:
        """font-variant small-caps."""
        return f"#smallcaps[{inner}];"

    def bold(self, inner: str) -> str:
        """font-weight bold."""
        return f'#text(weight: "bold")[{inner}];'

    def medium(self, inner: str) -> str:
        """font-weight normal inside bold."""
        return f'#text(weight: "regular")[{inner}];'

    def underline(self, inner: str) -> str:
        """text-decoration underline."""
        return f"#underline[{inner}];"

    def superscript(self, inner: str) -> str:
        """vertical-align sup."""
        return f"#super[{inner}];"

    def subscript(self, inner: str) -> str:
        """vertical-align sub."""
        return f"#sub[{inner}];"

    def display(self, inner: str, kind: str) -> str:
        """A first field in a box as wide as the hanging indent; blocks on lines of their own."""
        if kind == "left-margin":
            return f"#box(width: 2em)[{inner.rstrip()}];"
        if kind == "right-inline":
            return inner
        return f"#block[{inner}];" if kind == "block" else f"#pad(left: 2em)[{inner}];"

    def link(self, inner: str, url: str) -> str:
        """A link."""
        target = url.replace("\\", "\\\\").replace('"', '\\"')
        return f'#link("{target}")[{inner}];'

    def entry(self, inner: str) -> str:
        """A paragraph with a hanging indent."""
        return f"#par(hanging-indent: 2em)[{inner}]\n\n"

    def note(self, label: str, inner: str) -> str:
        """One note of a list of notes, under its printed label."""
        return f"#super[{self.text(label)}]; {inner}\n\n"

    def heading(self, text: str) -> str:
        """The title of a section of a bibliography."""
        return f"\n== {self.text(text)}\n\n"

    def page(self, title: str, inner: str, language: str = "") -> str:
        """A document."""
        lang = f'#set text(lang: "{language.split("-")[0]}")\n' if language else ""
        return f"{lang}= {self.text(title)}\n\n{inner.strip()}\n"


plugin: Output[str] = TypstOutput()
