"""A page's bytes -> its tree, decoded as the page itself says."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from biblio.errors import Place, ReadError
from biblio.model import Diagnostic
from biblio.readers import _xml
from biblio.readers.decoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["parse"]

_CHARSET = re.compile(rb"""<(?:meta\b[^>]*?charset\s*=|\?xml\b[^>]*?encoding\s*=)\s*["']?\s*([\w.:-]+)""", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
_LATIN = frozenset({"iso8859-1", "ascii", "iso8859-15"})
"""What the web calls Latin-1 is Windows-1252 (WHATWG Encoding Standard); Latin-9 pages are really that."""
_TOO_DEEP = ("depth", "huge")


def parse(data: bytes, source: str) -> tuple[_Element, str, tuple[Diagnostic, ...]]:
    """The root element, the encoding, and remarks.

    Raises:
        ReadError: it is no text, or nested deeper than any page.
    """
    from lxml import etree

    _xml.check_size(data, source)
    text, encoding, remarks = _decoded(data, source)
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"no web page: {error}", place=Place(source), hint="save it again from the browser") from error
    for entry in parser.error_log:
        if any(word in entry.message.lower() for word in _TOO_DEEP):
            raise ReadError("elements are nested too deep", place=Place(source, entry.line), hint=entry.message)
    if root is None:
        raise ReadError("no text in it", place=Place(source), hint="is it the right file?")
    return root, encoding, remarks


def _decoded(data: bytes, source: str) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """What a byte order mark says, then the page itself, then as any text."""
    declared = _CHARSET.search(data[:4096])
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if declared and not marked and b"\0" not in data:
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            name = "cp1252" if name in _LATIN else name
            return data.decode(name), name, ()
        except (LookupError, UnicodeError):
            pass
    decoded = decode(data, source)
    return decoded.text, decoded.encoding, decoded.diagnostics
