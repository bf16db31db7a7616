"""First bytes that betray a format which is no plain text, though some of it would decode as such."""

from __future__ import annotations

import re

__all__ = ["certain", "foreign"]

_SIGNATURES: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("PDF", re.compile(rb"\s*%PDF-")),
    ("ZIP, as docx, odt and epub are", re.compile(rb"PK[\x03\x05]")),
    ("RTF", re.compile(rb"\s*\{\\rtf")),
    ("PostScript", re.compile(rb"%!PS")),
    ("an old Office file", re.compile(rb"\xd0\xcf\x11\xe0")),
    ("HTML", re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p)\b", re.I | re.S)),
    ("XML", re.compile(rb"\s*<\?xml\b")),
    ("LaTeX", re.compile(rb"(?:\s*%[^\n]*\n)*\s*\\document(?:class|style)\b")),
)


def foreign(head: bytes) -> str:
    """The name of the format that `head` begins, "" if it may be text."""
    bare = head.removeprefix(b"\xef\xbb\xbf")
    return next((name for name, pattern in _SIGNATURES if pattern.match(bare)), "")


_CERTAIN = re.compile(
    rb"\s*(?:%PDF-|PK[\x03\x05]|\{\\rtf|%!PS|\xd0\xcf\x11\xe0|<\?xml\b|<!doctype\s+html|<html\b|<TEI\b|<article\b)",
    re.I,
)


def certain(head: bytes) -> bool:
    """Whether no other format begins like this, whatever the file is called; Markdown may well begin `<div>`."""
    return bool(_CERTAIN.match(head.removeprefix(b"\xef\xbb\xbf")))
