"""XML in and out: entities are never resolved, nothing is fetched, and what is no XML is refused with its line."""

from __future__ import annotations

import re

from lxml import etree

from biblio.errors import FormatError, Place

__all__ = ["clean", "line_of", "parse", "serialize", "words"]

_LARGEST = 256 * 2**20
"""Bytes; the largest libraries seen are a tenth of that."""
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENTITIES = re.compile(rb"<!DOCTYPE[^>\[]*\[[^\]]*<!ENTITY")
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")


def parse(text: str, source: str, expected: str) -> etree._Element:
    """The root of a document.

    Raises:
        FormatError: it is not well-formed, declares entities or is too large; `expected` says what should be there.
    """
    # The text is decoded already, whatever its declaration says of its encoding.
    data = _DECLARED.sub(lambda match: "\n" * match[0].count("\n"), text.lstrip("\ufeff")).encode("utf-8", "replace")
    if len(data) > _LARGEST:
        raise FormatError("too large to be read", place=Place(source), hint=f"more than {_LARGEST >> 20} MiB; split it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True,
                             remove_comments=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise FormatError(
            f"broken XML: {error.msg.partition(', line ')[0]}", place=Place(source, line, column), hint=expected
        ) from error
    if _ENTITIES.search(data):
        raise FormatError("declares entities", place=Place(source, 1), hint="remove its DOCTYPE; entities are not read")
    return root


def words(element: etree._Element | None) -> str:
    """All text in an element, white space as single blanks."""
    return " ".join(str(element.xpath("string()")).split()) if element is not None else ""


def line_of(element: etree._Element) -> int:
    """The line an element begins in, counted from 1."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def clean(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def serialize(root: etree._Element) -> str:
    """The document, indented by two blanks, with its declaration."""
    etree.indent(root)
    body = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'
