"""WordprocessingML's names; the transitional and the strict namespace are read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from biblio.readers import _xml

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["child", "is_on", "value"]


def value(element: _Element, name: str) -> str:
    """An attribute by its name without namespace, "" if it is not there."""
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return ""


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child of that name; of that, the first child of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if _xml.local(inner) == name), None)
    return element


def is_on(element: _Element) -> bool:
    """Whether a toggle such as `<w:i w:val="0"/>` is on."""
    return value(element, "val") not in ("0", "false", "off", "none")
