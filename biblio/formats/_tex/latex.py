r"""LaTeX <-> Unicode: `G{\"o}del` is "Gödel", `\& Co` is "& Co".

Decoding gives plain text: braces that guard capitals and commands that only say how text is set go, maths (`$x^2$`) and
commands we do not know stay as they are. Encoding leaves letters in UTF-8 and escapes only what TeX would misread, so
`decode(encode(text)) == text` for any text whose white space is single blanks.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["decode", "encode", "escapes", "group_end", "knows"]

_SPECIAL = re.compile(r"[\\{}$~`^]|--|''")
_MATHS = re.compile(r"\$(?=[^\s$\d]|\d[^$]*[\\^_])(?:\\.|[^$\\])*(?<![\s\\])\$(?!\d)")
r"""`$n$`, `$10^{3}$`; not "US$ 5 and A$ 6", after pandoc's rule for dollars."""
_TOKEN = re.compile(
    r"""
    (?P<maths>\$(?:\\.|[^$\\])*\$)
  | \\(?P<accent>["'`^~=.]|[uvHcdbkrhGUf](?![A-Za-z]))[ ]*(?P<base>\\[ij](?![A-Za-z])(?:\{\})?|[^\s{}\\$]|(?=\{))
  | \\(?P<word>[A-Za-z]+\*?)(?P<after>\{\}|\s+)?
  | \\(?P<symbol>.)
  | (?P<ligature>---?|``|''|[?!]`|[`~])
  | (?P<brace>[{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"[{}]")
_BLANKS = re.compile(r"[\t\r\n\f\v][ \t\r\n\f\v]*|  [ \t\r\n\f\v]*| [\t\r\n\f\v]+[ \t\r\n\f\v]*")
_COMMAND = re.compile(r"\\(?P<word>[A-Za-z]+)")


@dataclass(frozen=True, slots=True)
class _Tables:
    accents: Mapping[str, str]
    letters: Mapping[str, str]
    symbols: Mapping[str, str]
    ligatures: Mapping[str, str]
    escapes: Mapping[str, str]
    settings: frozenset[str]
    discarding: frozenset[str]

    def knows(self, word: str) -> bool:
        return (
            word in self.letters
            or word in self.settings
            or word in self.discarding
            or (len(word) == 1 and word in self.accents)
        )


@cache
def _tables() -> _Tables:
    raw = tomllib.loads(files("biblio.formats._tex").joinpath("latex.toml").read_text("utf-8"))
    return _Tables(
        raw["accents"],
        raw["letters"],
        raw["symbols"],
        raw["ligatures"],
        raw["escapes"],
        frozenset(raw["commands"]["with_argument"] + raw["commands"]["alone"]),
        frozenset(raw["commands"]["without_argument"]),
    )


def escapes() -> Mapping[str, str]:
    """The characters that cannot stand for themselves in LaTeX, and how they are written."""
    return _tables().escapes


def knows(word: str) -> bool:
    """Whether decoding understands the command `\\word`."""
    return _tables().knows(word)


def group_end(text: str, at: int) -> int:
    """Where the group that opens at `at` ends (after its brace); `at` if none opens there or it is not closed."""
    if text[at : at + 1] != "{":
        return at
    depth = 0
    for match in _BRACE.finditer(text, at):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.end()
    return at


def decode(text: str) -> str:
    """LaTeX -> plain Unicode text, white space made single blanks."""
    if _SPECIAL.search(text):
        text = unicodedata.normalize("NFC", _decoded(text))
    return (_BLANKS.sub(" ", text) if _BLANKS.search(text) else text).strip(" ")


def _decoded(text: str) -> str:
    tables, out, at = _tables(), [], 0
    while match := _TOKEN.search(text, at):
        out.append(text[at : match.start()])
        piece, at = _token(tables, text, match)
        out.append(piece)
    return "".join(out) + text[at:]


def _token(tables: _Tables, text: str, match: re.Match[str]) -> tuple[str, int]:
    """What one token stands for, and where reading goes on."""
    kind, end = match.lastgroup, match.end()
    if match["accent"]:
        return _accented(tables, text, match)
    if match["word"]:
        return _word(tables, text, match)
    if kind == "symbol":
        return tables.symbols.get(match["symbol"], match["symbol"]), end
    if kind == "ligature":
        return tables.ligatures[match["ligature"]], end
    return (match[0], end) if kind == "maths" else ("", end)


def _accented(tables: _Tables, text: str, match: re.Match[str]) -> tuple[str, int]:
    base, end = match["base"], match.end()
    if not base:
        closed = group_end(text, end)
        base, end = text[end + 1 : closed - 1], max(closed, end + 1)
    plain = _decoded(base).strip() or " "
    # An accent on a dotless letter gives the accented letter: \'\i is í.
    first = {"ı": "i", "ȷ": "j"}.get(plain[0], plain[0])
    return unicodedata.normalize("NFC", first + tables.accents[match["accent"]]) + plain[1:], end


def _word(tables: _Tables, text: str, match: re.Match[str]) -> tuple[str, int]:
    word, end = match["word"], match.end()
    if word in tables.letters:
        return tables.letters[word], end
    if word in tables.settings:
        return "", end
    if word in tables.discarding:
        return "", group_end(text, end)
    # Unknown: kept with its arguments, as the author wrote it.
    end = match.end("word")
    while (closed := group_end(text, end)) > end:
        end = closed
    return text[match.start() : end], end


def encode(text: str) -> str:
    """Plain Unicode text -> LaTeX in UTF-8, with every brace paired."""
    if not re.search(r"[\\{}$~`^&%#_\xa0]|--|''", text):
        return text
    out, at = [], 0
    while at < len(text):
        kept = _kept(text, at)
        out.append(text[at:kept] if kept > at else _escaped(text, at))
        at = max(kept, at + 1)
    return "".join(out)


def _escaped(text: str, at: int) -> str:
    char = text[at]
    # Two hyphens or apostrophes would join to a dash or a closing quotation mark.
    if char in "-'" and text[at + 1 : at + 2] == char:
        return char + "{}"
    return _tables().escapes.get(char, char)


def _kept(text: str, at: int) -> int:
    """Where the maths or unknown command that starts at `at` ends; `at` if none does."""
    if text[at] == "$" and (match := _MATHS.match(text, at)):
        return match.end() if match[0].count("{") == match[0].count("}") == _paired(match[0]) else at
    if text[at] == "\\" and (match := _COMMAND.match(text, at)) and not _tables().knows(match["word"]):
        end = match.end()
        while (closed := group_end(text, end)) > end:
            end = closed
        return end
    return at


def _paired(text: str) -> int:
    """How many pairs of braces `text` has, -1 if one is not closed."""
    depth = pairs = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        pairs += char == "{"
        if depth < 0:
            return -1
    return pairs if not depth else -1
