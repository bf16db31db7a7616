"""How spans and paragraphs are set: their style, and those it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from biblio.model import Mark
from biblio.readers._odt.names import FO, STYLE, TEXT

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Styles"]

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class _Style:
    on: frozenset[Mark] = frozenset()
    off: frozenset[Mark] = frozenset()
    parent: str = ""
    name: str = ""
    hidden: bool = False
    language: str = ""


@dataclass(slots=True)
class Styles:
    """The styles of content.xml and styles.xml by family and name."""

    found: dict[tuple[str, str], _Style] = field(default_factory=dict)

    def read(self, root: _Element | None) -> None:
        """Take in the styles of a part."""
        if root is None:
            return
        for element in root.iter(f"{STYLE}style"):
            key = element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")
            self.found[key] = _read(element)

    def marks(self, family: str, name: str, base: frozenset[Mark] = frozenset()) -> frozenset[Mark]:
        """The marks of a style on top of `base`."""
        for style in reversed(self._chain(family, name)):
            base = (base - style.off) | style.on
        return base

    def hidden(self, family: str, name: str) -> bool:
        """Whether the text is not shown."""
        return any(style.hidden for style in self._chain(family, name))

    def language(self, family: str, name: str) -> str:
        """The language that a style or one it rests on names."""
        return next((style.language for style in self._chain(family, name) if style.language), "")

    def is_title(self, name: str) -> bool:
        """Whether a paragraph style is the title's or rests on it."""
        return name == "Title" or any("Title" in (style.parent, style.name) for style in self._chain("paragraph", name))

    def _chain(self, family: str, name: str) -> list[_Style]:
        chain: list[_Style] = []
        while (style := self.found.get((family, name))) and len(chain) < _DEEPEST:
            chain.append(style)
            name = style.parent
        return chain


def _read(element: _Element) -> _Style:
    on: set[Mark] = set()
    off: set[Mark] = set()
    said = {
        str(key): str(value)
        for properties in element.iter(f"{STYLE}text-properties")
        for key, value in properties.items()
    }
    for key, mark, words in (
        (f"{FO}font-style", Mark.ITALIC, ("italic", "oblique")),
        (f"{FO}font-weight", Mark.BOLD, ("bold", "600", "700", "800", "900")),
        (f"{FO}font-variant", Mark.SMALL_CAPS, ("small-caps",)),
    ):
        if key in said:
            (on if said[key] in words else off).add(mark)
    if position := said.get(f"{STYLE}text-position", ""):
        raised = position.startswith("super") or (position[0].isdigit() and not position.startswith("0%"))
        (on if raised else off).add(Mark.SUPERSCRIPT)
    country = said.get(f"{FO}country", "")
    language = said.get(f"{FO}language", "").replace("none", "").replace("zxx", "")
    return _Style(
        frozenset(on),
        frozenset(off),
        element.get(f"{STYLE}parent-style-name", ""),
        element.get(f"{STYLE}name", ""),
        said.get(f"{TEXT}display", "") == "none",
        f"{language}-{country}" if language and country not in ("", "none") else language,
    )
