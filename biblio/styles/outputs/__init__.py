"""Rendered rich text -> an output format: one small class a format, one file each, found by its name.

An output says how text is escaped and how each mark is set. What it makes may be a string or anything that can be added
up, such as a tuple of typed runs for a word processor (`outputs/runs.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

from biblio import plugins
from biblio.errors import PluginError, StyleError

__all__ = ["Output", "Rich", "StringOutput", "find", "names", "strings"]

NOT_PLUGINS = ("runs",)
"""What it makes is no text: `styles/word.py` makes a file of it."""


class Rich(Protocol):
    """What an output makes: text that can be put together and knows whether it is empty."""

    def __add__(self, other: Any, /) -> Any: ...

    def __len__(self) -> int: ...


T = TypeVar("T", bound=Rich)


@runtime_checkable
class Output(Protocol[T]):
    """One output format."""

    body: ClassVar[tuple[str, str]]
    """What stands before and after a whole bibliography."""

    def text(self, text: str) -> T:
        """Plain text, escaped."""
        ...

    def join(self, parts: Sequence[T]) -> T:
        """The parts one after another."""
        ...

    def mark(self, inner: T, name: str, value: str) -> T:
        """A CSL formatting attribute: ("font-style", "italic"), ("vertical-align", "sup") ..."""
        ...

    def display(self, inner: T, kind: str) -> T:
        """A CSL display block: block, left-margin, right-inline, indent."""
        ...

    def link(self, inner: T, url: str) -> T:
        """A link to a web address."""
        ...

    def entry(self, inner: T) -> T:
        """One entry of a bibliography."""
        ...


class StringOutput:
    """A format made of strings, with one method a mark; a format overrides the marks it has."""

    body: ClassVar[tuple[str, str]] = ("", "")

    def text(self, text: str) -> str:
        """Plain text, escaped."""
        return text

    def join(self, parts: Sequence[str]) -> str:
        """The parts one after another."""
        return "".join(parts)

    def mark(self, inner: str, name: str, value: str) -> str:
        """The mark's own method if there is one: ("font-style", "italic") is `italic`."""
        method = _METHODS.get((name, value))
        if not method:
            return inner
        marked: str = getattr(self, method)(inner)
        return marked

    def italic(self, inner: str) -> str:
        """font-style italic."""
        return inner

    def oblique(self, inner: str) -> str:
        """font-style oblique."""
        return self.italic(inner)

    def upright(self, inner: str) -> str:
        """font-style normal inside italics."""
        return inner

    def small_caps(self, inner: str) -> str:
        """font-variant small-caps."""
        return inner

    def normal_caps(self, inner: str) -> str:
        """font-variant normal inside small capitals."""
        return inner

    def bold(self, inner: str) -> str:
        """font-weight bold."""
        return inner

    def medium(self, inner: str) -> str:
        """font-weight normal inside bold."""
        return inner

    def underline(self, inner: str) -> str:
        """text-decoration underline."""
        return inner

    def not_underlined(self, inner: str) -> str:
        """text-decoration none."""
        return inner

    def superscript(self, inner: str) -> str:
        """vertical-align sup."""
        return inner

    def subscript(self, inner: str) -> str:
        """vertical-align sub."""
        return inner

    def baseline(self, inner: str) -> str:
        """vertical-align baseline."""
        return inner

    def display(self, inner: str, kind: str) -> str:
        """A display block."""
        return inner

    def link(self, inner: str, url: str) -> str:
        """A link to a web address."""
        return inner

    def entry(self, inner: str) -> str:
        """One entry of a bibliography."""
        return inner

    def heading(self, text: str) -> str:
        """The title of a section of a bibliography."""
        return f"\n{self.text(text)}\n\n"

    def note(self, label: str, inner: str) -> str:
        """One note of a list of notes, under its printed label."""
        return f"{self.text(label)} {inner}\n\n"

    def page(self, title: str, inner: str, language: str = "") -> str:
        """A whole file with a bibliography or notes in it; `language` is a BCP 47 tag or empty."""
        return inner.strip() + "\n"


_METHODS = {
    ("font-style", "italic"): "italic",
    ("font-style", "oblique"): "oblique",
    ("font-style", "normal"): "upright",
    ("font-variant", "small-caps"): "small_caps",
    ("font-variant", "normal"): "normal_caps",
    ("font-weight", "bold"): "bold",
    ("font-weight", "normal"): "medium",
    ("text-decoration", "underline"): "underline",
    ("text-decoration", "none"): "not_underlined",
    ("vertical-align", "sup"): "superscript",
    ("vertical-align", "sub"): "subscript",
    ("vertical-align", "baseline"): "baseline",
}


def names() -> tuple[str, ...]:
    """Names of all output formats."""
    return plugins.names(__name__)


def find(name: str) -> Output[Any]:
    """The output format of that name.

    Raises:
        StyleError: there is none.
    """
    try:
        found: Output[Any] = plugins.load(__name__, name)
    except PluginError as error:
        raise StyleError(f"no output format {name!r}", hint=f"known: {', '.join(names())}") from error
    return found


def strings(name: str) -> StringOutput:
    """The output format of that name, one that makes text; raises as `find` does."""
    return find(name)  # type: ignore[return-value]  # every plug-in of this folder makes strings
