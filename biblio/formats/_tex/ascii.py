r"""Letters spelled in ASCII as LaTeX commands: `é` is `{\'e}`, `ệ` is `{\d{\^e}}`, `ж` is `{\cyrzh}`, `ß` is `{\ss}`.

`decode` reads them back. A character that LaTeX's text commands do not have stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from biblio.formats._tex.commands import commands

__all__ = ["spelled", "within"]

_BEYOND = re.compile(r"[^\x00-\x7f]")
_SIGNS = {"–": "--", "—": "---", "“": "``", "”": "''", "‘": "`", "\u00a0": "~", "\u202f": r"\,"}
_LETTER_ACCENT = re.compile(r"[A-Za-z]+\Z")


def spelled(text: str) -> str:
    """LaTeX in UTF-8 -> LaTeX in ASCII, as far as there are commands."""
    return (
        _BEYOND.sub(lambda match: _command(match[0]), unicodedata.normalize("NFC", text))
        if not text.isascii()
        else text
    )


def within(text: str, encoding: str) -> str:
    """`text` with a command for each character that the encoding does not have."""
    try:
        text.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return _BEYOND.sub(lambda match: match[0] if _has(encoding, match[0]) else _command(match[0]), text)
    return text


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding, "surrogateescape")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _command(char: str) -> str:
    """The LaTeX of one character; the character itself if it has none."""
    if char in _SIGNS:
        return _SIGNS[char]
    inner = _spelling(char)
    return "{" + inner + "}" if inner else char


def _spelling(char: str) -> str:
    if char.isascii():
        return char
    if name := _names().get(char):
        return "\\" + name
    parts = unicodedata.normalize("NFD", char)
    accent = _accents().get(parts[-1]) if len(parts) > 1 else None
    base = _spelling(unicodedata.normalize("NFC", parts[:-1])) if accent else ""
    if not accent or not base:
        return ""
    base = {"i": r"\i", "j": r"\j"}.get(base, base) if accent not in ("d", "c", "k", "b") else base
    plain = len(base) == 1 and not _LETTER_ACCENT.match(accent)
    return f"\\{accent}{base}" if plain else f"\\{accent}{{{base}}}"


@cache
def _names() -> dict[str, str]:
    """Letter -> command; of several the first, which is the usual one."""
    found: dict[str, str] = {}
    for name, char in commands().letters.items():
        if len(char) == 1 and not char.isascii():
            found.setdefault(char, name)
    return found


@cache
def _accents() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, mark in commands().accents.items():
        found.setdefault(mark, name)
    return found
