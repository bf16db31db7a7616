"""Senders and subjects as mail writes them: `Ann Smith <ann@x.org>`, `ann@x.org (Ann Smith)`, `=?utf-8?Q?...?=`."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from html import unescape

__all__ = ["decoded", "name", "plain"]

_ADDRESS = re.compile(r"\s*<[^<>]*>\s*|\s*\([^()]*@[^()]*\)")
_BRACKETED = re.compile(r"@\S+\s*\(([^()]+)\)|\S+ (?:at|AT) \S+\s*\(([^()]+)\)")


def name(sender: str) -> str:
    """The sender's name; the address if there is none."""
    sender = decoded(sender)
    match = _BRACKETED.search(sender)
    found = (match[1] or match[2]) if match else _ADDRESS.sub(" ", sender)
    return found.strip().strip("\"'") or sender.strip("<> ")


def decoded(text: str) -> str:
    """Words in another character set (RFC 2047) as they are meant; what cannot be read stays."""
    if "=?" not in text:
        return text
    try:
        return str(make_header(decode_header(text)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return text


def plain(markup: str) -> str:
    """The words of a piece of markup."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", markup)).split())
