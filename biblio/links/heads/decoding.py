"""Bytes of a page to text."""

from __future__ import annotations

import codecs
import re

__all__ = ["decode"]

_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 2048
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a page: byte-order mark, header, meta element, UTF-8 if it fits, else Windows-1252; never fails."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    named = _CHARSET.search(content_type) or _CHARSET.search(body[:_HEAD].decode("latin-1"))
    for name in (_known(named[1]) if named else "", "utf-8"):
        try:
            return body.decode(name) if name else body.decode("utf-8")
        except UnicodeDecodeError as error:
            # The cap may have cut the last character in two.
            if error.start and error.reason == "unexpected end of data" and name == "utf-8":
                return body[: error.start].decode("utf-8", "replace")
    return body.decode("cp1252", "replace")


def _known(name: str) -> str:
    try:
        codec = codecs.lookup(name)
    except LookupError:
        return ""
    # What calls itself Latin-1 on the web is Windows-1252 (WHATWG Encoding, 4.2); others may be no text at all.
    if codec.name in ("iso8859-1", "ascii"):
        return ""
    return codec.name if getattr(codec, "_is_text_encoding", True) else ""
