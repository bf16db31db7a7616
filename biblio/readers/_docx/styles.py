"""How runs are set: by their own properties, their character style, their paragraph's style."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from biblio.model import Mark
from biblio.readers import _xml
from biblio.readers._docx.names import child, is_on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Look", "Styles", "look_of"]

_TOGGLES = {"i": Mark.ITALIC, "b": Mark.BOLD, "smallCaps": Mark.SMALL_CAPS}
_DEEPEST = 12
"""Styles that rest on one another; Word allows no more than eleven."""


@dataclass(frozen=True, slots=True)
class Look:
    """Marks that are switched on and off, and whether the text is hidden."""

    on: frozenset[Mark] = frozenset()
    off: frozenset[Mark] = frozenset()
    hidden: bool = False
    style: str = ""
    language: str = ""

    def over(self, base: Look) -> Look:
        """This look on top of another."""
        return Look(
            (base.on - self.off) | self.on,
            (base.off - self.on) | self.off,
            self.hidden or base.hidden,
            language=self.language or base.language,
        )


def look_of(properties: _Element | None) -> Look:
    """What a `w:rPr` says."""
    if properties is None:
        return Look()
    on: set[Mark] = set()
    off: set[Mark] = set()
    hidden, style, language = False, "", ""
    for item in properties:
        name = _xml.local(item)
        if name in _TOGGLES:
            (on if is_on(item) else off).add(_TOGGLES[name])
        elif name == "vertAlign":
            (on if value(item, "val") == "superscript" else off).add(Mark.SUPERSCRIPT)
        elif name == "vanish":
            hidden = is_on(item)
        elif name == "rStyle":
            style = value(item, "val")
        elif name == "lang":
            language = value(item, "val")
    return Look(frozenset(on), frozenset(off), hidden, style, language)


@dataclass(slots=True)
class Styles:
    """word/styles.xml."""

    looks: dict[str, Look] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    _resolved: dict[str, Look] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Iterable[_Element] | None) -> Styles:
        """Of the part's root element."""
        styles = cls()
        for style in root if root is not None else ():
            if _xml.local(style) != "style":
                continue
            key = value(style, "styleId")
            styles.looks[key] = look_of(child(style, "rPr"))
            if (base := child(style, "basedOn")) is not None:
                styles.based_on[key] = value(base, "val")
            if (name := child(style, "name")) is not None:
                styles.names[key] = value(name, "val").lower()
        return styles

    def look(self, key: str) -> Look:
        """What a style and those it rests on say together."""
        if key not in self._resolved:
            chain: list[Look] = []
            at = key
            while at in self.looks and len(chain) < _DEEPEST:
                chain.append(self.looks[at])
                at = self.based_on.get(at, "")
            look = Look()
            for one in reversed(chain):
                look = one.over(look)
            self._resolved[key] = look
        return self._resolved[key]
