"""One page, or the pages of a book together: where elements stand, and what links point at."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urlsplit

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["BLOCKS", "Link", "Page", "classes", "text_of"]

BLOCKS = frozenset(
    """p div li h1 h2 h3 h4 h5 h6 blockquote section article tr td th table tbody thead tfoot dl dt dd pre ul ol hr
    figure figcaption header footer aside main address center form fieldset body html details summary caption
    hgroup nav""".split()  # noqa: SIM905
)


def text_of(element: _Element) -> str:
    """All letters inside."""
    return "".join(map(str, element.itertext()))


def classes(element: _Element) -> frozenset[str]:
    """The words of its class, role and EPUB type."""
    words = f"{element.get('class', '')} {element.get('role', '')} {element.get('epub:type', '')}"
    return frozenset(words.lower().split())


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one place of the page to another."""

    page: Page
    element: _Element
    fragment: str
    target: _Element
    text: str
    """What it prints, blanks at the edges taken off."""

    @property
    def backward(self) -> bool:
        """Whether it points at a place before its own."""
        return self.page.order[self.target] <= self.page.order[self.element]


class Page:
    """Trees by file name, with their elements counted through."""

    def __init__(self, roots: Iterable[tuple[str, _Element]]) -> None:
        self.roots = tuple(roots)
        self.order: dict[_Element, int] = {}
        self.file: dict[_Element, str] = {}
        self.targets: dict[tuple[str, str], _Element] = {}
        for name, root in self.roots:
            self.file[root] = name
            for element in root.iter("*"):
                self.order[element] = len(self.order)
                for key in (element.get("id"), element.get("name") if element.tag == "a" else None):
                    if key:
                        self.targets.setdefault((name, key), element)
        self._own = {name: self._own_addresses(name, root) for name, root in self.roots}

    def _own_addresses(self, name: str, root: _Element) -> frozenset[str]:
        """The addresses by which a saved page calls itself: every place that links name there is in it."""
        whole: dict[str, bool] = {}
        for element in root.iter("a"):
            address, fragment = urldefrag(element.get("href", "").strip())
            if address and fragment:
                whole[address] = whole.get(address, True) and (name, unquote(fragment)) in self.targets
        return frozenset(address for address, all_there in whole.items() if all_there)

    def links(self) -> Iterator[Link]:
        """All links inside the page or book, in order."""
        for name, root in self.roots:
            for element in root.iter("a"):
                fragment, target = self._target(name, element.get("href", ""))
                if target is not None and target is not element:
                    yield Link(self, element, fragment, target, " ".join(text_of(element).split()))

    def target(self, element: _Element) -> _Element | None:
        """Where a link points, if that is inside."""
        root = element.getroottree().getroot()
        return self._target(self.file.get(root, ""), element.get("href", ""))[1]

    def _target(self, file: str, href: str) -> tuple[str, _Element | None]:
        address, fragment = urldefrag(href.strip())
        if not fragment:
            return "", None
        try:
            path = urlsplit(address).path
        except ValueError:
            return "", None
        names: tuple[str, ...] = (unquote(fragment), fragment)
        files = [file]
        if path and len(self.roots) > 1:
            files = [posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(path)))]
        elif address and not _is_own(path, file) and address not in self._own[file]:
            return fragment, None
        for name in names:
            for one in files:
                if (one, name) in self.targets:
                    return name, self.targets[one, name]
        return fragment, None


def _is_own(path: str, file: str) -> bool:
    return posixpath.basename(path) == posixpath.basename(file.replace("\\", "/"))
