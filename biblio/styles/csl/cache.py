"""Parsed styles kept on disk, so that a large style is not parsed as XML again.

A file holds the element tree as plain tuples under the hash of the style's text; a missing, old or broken file only
means that the style is parsed once more.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from pathlib import Path
from typing import Any

from biblio.styles.csl.source import Element, parse

__all__ = ["CacheFolder", "load"]

CacheFolder = str | Path
_FORM = f"1-{sys.version_info[0]}.{sys.version_info[1]}"


def load(style_xml: str | bytes, folder: CacheFolder | None = None) -> Element:
    """The style's tree, from the folder where it is there, else parsed and put there.

    Raises:
        StyleError: the text is not well-formed.
    """
    if folder is None:
        return parse(style_xml)
    data = style_xml.encode("utf-8", "replace") if isinstance(style_xml, str) else style_xml
    path = Path(folder) / f"{hashlib.sha256(data).hexdigest()[:32]}-{_FORM}.csl"
    try:
        return _element(marshal.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, EOFError):
        root = parse(style_xml)
        _keep(path, root)
        return root


def _keep(path: Path, root: Element) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(marshal.dumps(_tuples(root)))
        part.replace(path)
    except OSError:
        return


def _tuples(element: Element) -> tuple[Any, ...]:
    return element.tag, element.attrs, tuple(map(_tuples, element.kids)), element.text, element.line


def _element(parts: Any) -> Element:
    tag, attrs, kids, text, line = parts
    return Element(tag, attrs, tuple(map(_element, kids)), text, line)
