"""Rich Text Format, as word processors paste it."""

from __future__ import annotations

from typing import ClassVar

from biblio.styles.outputs import Output, StringOutput

__all__ = ["RtfOutput", "plugin"]


class RtfOutput(StringOutput):
    """ASCII only: other characters by their UTF-16 numbers."""

    body: ClassVar[tuple[str, str]] = ("{\\rtf1\\ansi\\ansicpg1252\\uc1 \n", "}")

    def text(self, text: str) -> str:
        """Control characters and everything beyond ASCII escaped."""
        if text.isascii() and not any(sign in text for sign in "\\{}\n\t"):
            return text
        return "".join(map(_escape, text))

    def italic(self, inner: str) -> str:
        """font-style italic."""
        return f"{{\\i {inner}}}"

    def upright(self, inner: str) -> str:
        """font-style normal inside italics."""
        return f"{{\\i0 {inner}}}"

    def small_caps(self, inner: str) -> str:
        """font-variant small-caps."""
        return f"{{\\scaps {inner}}}"

    def normal_caps(self, inner: str) -> str:
        """font-variant normal inside small capitals."""
        return f"{{\\scaps0 {inner}}}"

    def bold(self, inner: str) -> str:
        """font-weight bold."""
        return f"{{\\b {inner}}}"

    def medium(self, inner: str) -> str:
        """font-weight normal inside bold."""
        return f"{{\\b0 {inner}}}"

    def underline(self, inner: str) -> str:
        """text-decoration underline."""
        return f"{{\\ul {inner}}}"

    def not_underlined(self, inner: str) -> str:
        """text-decoration none."""
        return f"{{\\ulnone {inner}}}"

    def superscript(self, inner: str) -> str:
        """vertical-align sup."""
        return f"{{\\super {inner}}}"

    def subscript(self, inner: str) -> str:
        """vertical-align sub."""
        return f"{{\\sub {inner}}}"

    def baseline(self, inner: str) -> str:
        """vertical-align baseline."""
        return f"{{\\nosupersub {inner}}}"

    def display(self, inner: str, kind: str) -> str:
        """A first field ends with a tab; blocks on lines of their own."""
        if kind == "left-margin":
            return f"{inner}\\tab "
        if kind == "right-inline":
            return inner
        return f"\\line {inner}" if kind == "block" else f"\\line\\tab {inner}"

    def link(self, inner: str, url: str) -> str:
        """A hyperlink field."""
        target = self.text(url.replace('"', "%22"))
        return f'{{\\field{{\\*\\fldinst{{HYPERLINK "{target}"}}}}{{\\fldrslt {inner}}}}}'

    def entry(self, inner: str) -> str:
        """A paragraph with a hanging indent of half an inch."""
        return f"\\pard\\li720\\fi-720 {inner}\\par\n"

    def note(self, label: str, inner: str) -> str:
        """One note of a list of notes, under its printed label."""
        return f"\\pard\\sa120 {{\\super {self.text(label)}}} {inner}\\par\n"

    def heading(self, text: str) -> str:
        """The title of a section of a bibliography."""
        return f"\\pard\\sb240\\sa120{{\\b\\fs26 {self.text(text)}}}\\par\n"

    def page(self, title: str, inner: str, language: str = "") -> str:
        """A whole file; a bibliography is one already."""
        start, end = self.body
        inner = inner.removeprefix(start).removesuffix(end)
        return f"{start}\\pard\\sa240{{\\b\\fs32 {self.text(title)}}}\\par\n{inner}{end}"


def _escape(letter: str) -> str:
    if letter in "\\{}":
        return f"\\{letter}"
    if letter == "\n":
        return "\\line "
    if letter == "\t":
        return "\\tab "
    if letter == "\u00a0":
        return "\\~"
    if letter.isascii():
        return letter
    units = letter.encode("utf-16-le", "surrogatepass")
    numbers = (int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2))
    return "".join(f"\\u{number}?" for number in numbers)


plugin: Output[str] = RtfOutput()
