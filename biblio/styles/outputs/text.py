"""Plain text: what is left when no mark can be set."""

from __future__ import annotations

from biblio.styles.outputs import Output, StringOutput

__all__ = ["TextOutput", "plugin"]


class TextOutput(StringOutput):
    """Text alone, one entry a line."""

    def display(self, inner: str, kind: str) -> str:
        """The number of an entry stands before it, other blocks on lines of their own."""
        if kind == "left-margin":
            return f"{inner.rstrip()} "
        return inner if kind == "right-inline" else f"\n    {inner}"

    def entry(self, inner: str) -> str:
        """One entry of a bibliography."""
        return f"{inner.strip()}\n"


plugin: Output[str] = TextOutput()
