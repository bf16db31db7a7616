"""XML from strangers -> a tree; entities are never resolved, nothing is loaded, depth is limited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from biblio.errors import Place, ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["LARGEST", "check_size", "local", "parse"]

LARGEST = 64 * 1024 * 1024
"""Bytes of markup that are read; a book of a thousand pages has some five million."""


def check_size(data: bytes, source: str) -> None:
    """Refuse more than any document has.

    Raises:
        ReadError: it is larger than `LARGEST`.
    """
    if len(data) > LARGEST:
        size = len(data) // (1024 * 1024)
        raise ReadError(
            f"too large: {size} MB", place=Place(source), hint=f"at most {LARGEST // (1024 * 1024)} MB; split the file"
        )


def parse(data: bytes, source: str) -> _Element:
    """The root element.

    Raises:
        ReadError: it is not well-formed, nested too deep, or a bomb.
    """
    from lxml import etree

    check_size(data, source)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        reason = str(getattr(error, "msg", error)).split(", line ")[0]
        raise ReadError(
            f"broken XML: {reason}", place=Place(source, line), hint="the file may be cut short; save it again"
        ) from error


def local(element: _Element) -> str:
    """An element's name without its namespace; "" for entities and comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
