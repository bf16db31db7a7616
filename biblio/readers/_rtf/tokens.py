r"""RTF's bytes -> tokens: `{`, `}`, `\word123`, `\'e4`, plain bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

__all__ = ["Kind", "Token", "tokens"]

_TOKEN = re.compile(
    rb"""
    (?P<open>\{) | (?P<close>\})
  | \\'(?P<hex>[0-9A-Fa-f]{2})
  | \\(?P<word>[A-Za-z]+)(?P<number>-?[0-9]{1,10})?[ ]?
  | \\(?P<symbol>.)
  | (?P<text>[^\\{}\r\n\0]+)
    """,
    re.VERBOSE | re.DOTALL,
)


class Kind(Enum):
    """What a token is."""

    OPEN = 0
    CLOSE = 1
    WORD = 2
    SYMBOL = 3
    TEXT = 4
    HEX = 5


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `word` is a control word's or symbol's name, `data` the bytes of a text."""

    kind: Kind
    word: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    r"""All tokens in order; pictures' `\bin` data is passed over."""
    at = 0
    while match := _TOKEN.search(data, at):
        at = match.end()
        match match.lastgroup:
            case "open":
                yield _OPEN
            case "close":
                yield _CLOSE
            case "hex":
                yield Token(Kind.HEX, data=bytes.fromhex(match["hex"].decode("ascii")))
            case "text":
                yield Token(Kind.TEXT, data=match["text"])
            case "symbol":
                yield Token(Kind.SYMBOL, match["symbol"].decode("latin-1"))
            case _:
                number = int(match["number"]) if match["number"] else None
                word = match["word"].decode("ascii")
                if word == "bin" and number and number > 0:
                    at += number
                yield Token(Kind.WORD, word, number)
