r"""LaTeX <-> Unicode: `G{\"o}del` is "Gödel", `\& Co` is "& Co".

Decoding gives plain text: braces that guard capitals and commands that only say how text is set go, maths (`$x^2$`) and
commands we do not know stay as they are. Encoding leaves letters in UTF-8 and escapes only what TeX would misread, so
`decode(encode(text)) == text` for any text whose white space is single blanks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from biblio.formats._tex.commands import Commands, commands

__all__ = ["decode", "encode", "escapes", "group_end", "knows", "unescaped"]

_SPECIAL = re.compile(r"[\\{}$~`^]|--|''")
_MATHS = re.compile(r"\$(?=[^\s$\d]|\d[^$]*[\\^_])(?:\\.|[^$\\])*(?<![\s\\])\$(?!\d)")
r"""`$n$`, `$10^{3}$`; not "US$ 5 and A$ 6", after pandoc's rule for dollars."""
_TOKEN = re.compile(
    r"""
    (?P<maths>\$(?:\\.|[^$\\])*\$)
  | \\(?P<accent>["'`^~=.]|(?:[uvHcdbkrhGUft]|textcommabelow|cb|textogonekcentered)(?![A-Za-z]))[ ]*
    (?P<base>\\[ij](?![A-Za-z])(?:\{\})?|[^\s{}\\$]|(?=[{\\]))
  | \\(?P<word>[A-Za-z]+\*?)(?P<after>\{\}|\s+)?
  | \\(?P<symbol>.)
  | (?P<quote>(?<![\w`])`(?P<quoted>[^`'{}\\]+)'(?![\w']))
  | (?P<ligature>---?|``|''|[?!]`|[`~])
  | (?P<brace>[{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_BRACE = re.compile(r"[{}]")
_BLANKS = re.compile(r"[\t\r\n\f\v][ \t\r\n\f\v]*|  [ \t\r\n\f\v]*| [\t\r\n\f\v]+[ \t\r\n\f\v]*")
_COMMAND = re.compile(r"\\(?P<word>[A-Za-z]+)")
_ESCAPED = re.compile(
    r"\\([_%&#$~{}^])(?:\{\})?|\\(?:textasciitilde|sim)(?![A-Za-z])(?:\{\}|[ ]+)?|\$\\sim\$|\{([_~])\}"
)
_DEEPEST = 30
"""Commands within commands that are followed; nobody writes more."""
_FREE_ACCENTS = {"~": "~", "^": "^", '"': '"', "'": "'", "`": "`", "=": "¯", ".": "˙"}
"""What an accent over nothing shows: `\\~{}`."""
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Vietnamese tone marks come after the letter's own mark, whatever the order of commands: `\\^{\\'e}` is ế."""


def escapes() -> Mapping[str, str]:
    """The characters that cannot stand for themselves in LaTeX, and how they are written."""
    return commands().escapes


def knows(word: str) -> bool:
    """Whether decoding understands the command `\\word`."""
    return commands().knows(word)


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


def unescaped(text: str) -> str:
    r"""An address without LaTeX's escapes (`\_`, `\%`, `\~{}`); its own (%20) stay."""
    return _ESCAPED.sub(lambda match: match[1] or match[2] or "~", text) if "\\" in text or "{" in text else text


def decode(text: str) -> str:
    """LaTeX -> plain Unicode text, white space made single blanks."""
    if _SPECIAL.search(text):
        text = unicodedata.normalize("NFC", _decoded(text))
    return (_BLANKS.sub(" ", text) if _BLANKS.search(text) else text).strip(" ")


def _decoded(text: str, depth: int = 0) -> str:
    if depth > _DEEPEST:
        return text
    tables, out, at = commands(), [], 0
    while match := _TOKEN.search(text, at):
        out.append(text[at : match.start()])
        piece, at = _token(tables, text, match, depth + 1)
        out.append(piece)
    return "".join(out) + text[at:]


def _token(tables: Commands, text: str, match: re.Match[str], depth: int) -> tuple[str, int]:
    """What one token stands for, and where reading goes on."""
    kind, end = match.lastgroup, match.end()
    if match["accent"]:
        return _accented(tables, text, match, depth)
    if match["word"]:
        return _word(tables, text, match, depth)
    if kind == "symbol":
        return tables.symbols.get(match["symbol"], match["symbol"]), end
    if kind == "ligature":
        return tables.ligatures[match["ligature"]], end
    if kind == "quote":
        return f"‘{_decoded(match['quoted'], depth)}’", end
    return (match[0], end) if kind == "maths" else ("", end)


def _accented(tables: Commands, text: str, match: re.Match[str], depth: int) -> tuple[str, int]:
    base, end = match["base"], match.end()
    if not base:
        base, end = _argument(tables, text, end)
    plain = _decoded(base, depth).strip()
    if not plain:
        return _FREE_ACCENTS.get(match["accent"], " " + tables.accents[match["accent"]]), end
    if plain[0] == "\\":
        return text[match.start() : end], end
    # An accent on a dotless letter gives the accented letter: \'\i is í.
    first, rest = {"ı": "i", "ȷ": "j"}.get(plain[0], plain[0]), plain[1:]
    while rest and unicodedata.combining(rest[0]):
        first, rest = first + rest[0], rest[1:]
    return _composed(first + tables.accents[match["accent"]]) + rest, end


def _argument(tables: Commands, text: str, at: int) -> tuple[str, int]:
    """The group, or the one command, that an accent stands before."""
    if text[at : at + 1] == "{":
        closed = group_end(text, at)
        return text[at + 1 : closed - 1], max(closed, at + 1)
    match = _TOKEN.match(text, at)
    return (match[0], match.end()) if match else ("", at)


def _composed(letter: str) -> str:
    """A letter with its marks as few characters, a mark that belongs to the letter before one that only tones it."""
    marked = unicodedata.normalize("NFD", letter)
    marks = sorted(marked[1:], key=lambda mark: mark in _TONES)
    return min(unicodedata.normalize("NFC", letter), unicodedata.normalize("NFC", marked[0] + "".join(marks)), key=len)


def _word(tables: Commands, text: str, match: re.Match[str], depth: int) -> tuple[str, int]:
    word, end = match["word"], match.end()
    if word in tables.letters:
        return tables.letters[word], end
    manner = tables.manners.get(word)
    if manner == "kept":
        return "", end
    if manner is None:
        return _unknown(text, match)
    closed = group_end(text, end)
    inner = text[end + 1 : closed - 1]
    if manner == "second":
        return "", closed
    if manner == "link":
        shown = group_end(text, closed)
        return _link(unescaped(inner), _decoded(text[closed + 1 : shown - 1], depth)), shown
    if manner == "dropped" or not inner:
        return "", max(closed, end)
    return _set(tables, manner, inner, depth), closed


def _link(target: str, shown: str) -> str:
    return f"{shown} ({target})" if shown and shown != target else target


def _set(tables: Commands, manner: str, inner: str, depth: int) -> str:
    if manner == "address":
        return unescaped(inner)
    plain = _decoded(inner, depth)
    if manner == "quoted":
        return f"“{plain}”"
    scripts = tables.raised if manner == "raised" else tables.lowered
    return plain.translate(scripts) if all(ord(char) in scripts for char in plain) else plain


def _unknown(text: str, match: re.Match[str]) -> tuple[str, int]:
    """A command we do not know: kept with its arguments, as the author wrote it."""
    end = match.end("word")
    while (closed := group_end(text, end)) > end:
        end = closed
    return text[match.start() : end], end


def encode(text: str) -> str:
    """Plain Unicode text -> LaTeX in UTF-8, with every brace paired."""
    if not _TO_ESCAPE.search(text):
        return text
    out, at = [], 0
    while at < len(text):
        kept = _kept(text, at)
        out.append(text[at:kept] if kept > at else _escaped(text, at))
        at = max(kept, at + 1)
    return "".join(out)


_TO_ESCAPE = re.compile(r"[\\{}$~`^&%#_\xa0]|--|''")


def _escaped(text: str, at: int) -> str:
    char = text[at]
    # Two hyphens or apostrophes would join to a dash or a closing quotation mark.
    if char in "-'" and text[at + 1 : at + 2] == char:
        return char + "{}"
    return escapes().get(char, char)


def _kept(text: str, at: int) -> int:
    """Where the maths or unknown command that starts at `at` ends; `at` if none does."""
    if text[at] == "$" and (match := _MATHS.match(text, at)):
        return match.end() if match[0].count("{") == match[0].count("}") == _paired(match[0]) else at
    if text[at] == "\\" and (match := _COMMAND.match(text, at)) and not knows(match["word"]):
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
