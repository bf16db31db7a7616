"""Text case of a field that may hold markup (CSL 1.0.2, "Text-case").

Text inside nocase spans, small capitals, superscripts and subscripts keeps its case. Title case follows the Chicago
Manual of Style: stop words stay small unless first, last, or after a colon; words with a capital in them stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files

__all__ = ["apply", "stop_words"]

_CUT = re.compile(
    r"""( \u2018|\u2019|\u201C|\u201D|[ ]"|[ ]'|"|' | [-\u2013\u2014/.,;?!:] | [\[\]()]
        | <span\ style="font-variant:\s*small-caps;?"[^>]*> | <span\ class="no(?:case|decor)"[^>]*> | </span>
        | </?(?:i|sc|b|sub|sup)> )""",
    re.VERBOSE,
)
_SPACES = re.compile("([\u0020\u00a0\u2000-\u200b\u205f\u3000]+)")
_SHIELDS = {"<sc>": "</sc>", "<sub>": "</sub>", "<sup>": "</sup>"}
_GREEK = re.compile("[\u0370-\u03ff]")


def apply(case: str, text: str, language: str = "") -> str:
    """The text in that case; an unknown case leaves it alone. `language` matters for the I of Turkish."""
    rule = _RULES.get(case)
    return rule(text, language) if rule else text


@cache
def stop_words() -> frozenset[str]:
    """Words that stay small inside a title."""
    return frozenset(files(__package__).joinpath("stopwords.txt").read_text(encoding="utf-8").split("\n")) - {""}


def _lower(text: str, language: str) -> str:
    if language.startswith(("tr", "az")):
        text = text.replace("I", "\u0131").replace("\u0130", "i")
    return text.lower()


def _upper(text: str, language: str) -> str:
    if language.startswith(("tr", "az")):
        text = text.replace("i", "\u0130")
    return text.upper()


def _capital(word: str, language: str) -> str:
    """First letter large; a lone Greek letter is a symbol and stays."""
    if not word or (len(word) == 1 and _GREEK.match(word)):
        return word
    return _upper(word[0], language) + word[1:]


def _cut(text: str) -> list[str]:
    """Words and what stands between them in turn; an apostrophe stays with the letters after it (o'clock)."""
    pieces = _CUT.split(text)
    for at in range(1, len(pieces), 2):
        if pieces[at] == "'" and pieces[at + 1]:
            pieces[at], pieces[at + 1] = "", "'" + pieces[at + 1]
    return pieces


def _shielded(pieces: list[str]) -> list[bool]:
    """For each piece whether its case must stay."""
    flags = []
    closers: list[str] = []
    for piece in pieces:
        if piece.startswith("<span") or piece in _SHIELDS:
            closers.append(_SHIELDS.get(piece, "</span>"))
        elif closers and piece == closers[-1]:
            closers.pop()
        flags.append(bool(closers))
    return flags


def _map_words(text: str, change: Callable[[str], str], *, mind_quotes: bool = False) -> str:
    pieces = _cut(text)
    shielded = _shielded(pieces)
    stray = _after_stray_quotes(pieces) if mind_quotes else frozenset()
    for at in range(0, len(pieces), 2):
        if pieces[at] and not shielded[at]:
            changed = change(pieces[at])
            pieces[at] = pieces[at][0] + changed[1:] if at in stray else changed
    return "".join(pieces)


_PARTNERS = {' "': (" '", '"'), " '": (' "', "'"), "\u2018": ("\u2018", "\u2019"), "\u201c": ("\u201c", "\u201d")}
"""For each opening quotation mark: the one that may open inside it, and the one that closes it."""
_CLOSING = frozenset(("\u2019", "\u201d", '"', "'"))


def _after_stray_quotes(pieces: list[str]) -> frozenset[int]:
    """Words that follow a mark without a partner, such as an apostrophe: their first letter keeps its case."""
    found: set[int] = set()
    still_open: list[tuple[str, str, int]] = []
    for at in range(1, len(pieces), 2):
        sign = pieces[at]
        if sign in _PARTNERS:
            if still_open and still_open[-1][0] != sign:
                found.add(still_open.pop()[2])
            still_open.append((*_PARTNERS[sign], at + 1))
        elif sign in _CLOSING:
            if still_open and still_open[-1][1] == sign:
                still_open.pop()
            else:
                found.add(at + 1)
    found.update(place for _, _, place in still_open)
    return frozenset(found)


def _lowercase(text: str, language: str) -> str:
    return _map_words(text, lambda words: _lower(words, language))


def _uppercase(text: str, language: str) -> str:
    return _map_words(text, lambda words: _upper(words, language))


def _sentence(text: str, language: str) -> str:
    """The first word with a capital, everything else small."""
    first = True

    def change(words: str) -> str:
        nonlocal first
        parts = words.split(" ")
        for at, word in enumerate(parts):
            if word:
                parts[at] = _capital(word, language) if first else _lower(word, language)
                first = False
        return " ".join(parts)

    return _map_words(text, change, mind_quotes=True)


def _capitalize_first(text: str, language: str) -> str:
    """The first word with a capital if it has none in it; a shielded word counts as the first."""
    pieces = _cut(text)
    shielded = _shielded(pieces)
    for at in range(0, len(pieces), 2):
        if not pieces[at].strip():
            continue
        if not shielded[at] and at not in _after_stray_quotes(pieces):
            lead = len(pieces[at]) - len(pieces[at].lstrip())
            words = _SPACES.split(pieces[at][lead:])
            if words[0] == _lower(words[0], language):
                words[0] = _capital(words[0], language)
            pieces[at] = pieces[at][:lead] + "".join(words)
        break
    return "".join(pieces)


def _capitalize_all(text: str, language: str) -> str:
    def change(words: str) -> str:
        return "".join(
            _capital(word, language) if word and word == _lower(word, language) else word
            for word in _SPACES.split(words)
        )

    return _map_words(text, change, mind_quotes=True)


class _Title:
    """State of one pass of title case: whether the next word is first, and where the last word was."""

    def __init__(self, pieces: list[str], language: str) -> None:
        self.pieces = pieces
        self.language = language
        self.first = True
        self.after_stop = False
        self.last: tuple[int, int] | None = None
        self.stray = _after_stray_quotes(pieces)

    def run(self) -> str:
        shielded = _shielded(self.pieces)
        for at, piece in enumerate(self.pieces):
            if at % 2:
                if piece[-1:] in "!?:":
                    self.after_stop = True
            elif not piece.strip():
                continue
            elif shielded[at]:
                self.first = self.after_stop = False
                self.last = None
            else:
                self._words(at)
        self._capital_on_last()
        return "".join(self.pieces)

    def _words(self, at: int) -> None:
        words = _SPACES.split(self.pieces[at])
        for n in range(0, len(words), 2):
            word = words[n]
            if not word:
                continue
            if not (n == 0 and at in self.stray) and self._wants_capital(word, at, n == len(words) - 1):
                words[n] = _capital(word, self.language)
            self.first = self.after_stop = False
            self.last = None if at in self.stray else (at, n)
        self.pieces[at] = "".join(words)

    def _wants_capital(self, word: str, at: int, ends: bool) -> bool:
        small = _lower(word, self.language)
        if word != small:
            return False
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else ""
        if len(word) > 1 and small not in stop_words():
            return True
        return (ends and at == 0 and following == "-") or self.first or self.after_stop

    def _capital_on_last(self) -> None:
        if self.last is None:
            return
        at, n = self.last
        words = _SPACES.split(self.pieces[at])
        if len(words[n]) > 1 and words[n] in stop_words():
            words[n] = _capital(words[n], self.language)
            self.pieces[at] = "".join(words)


def _title(text: str, language: str) -> str:
    return _Title(_cut(text), language).run()


_RULES: dict[str, Callable[[str, str], str]] = {
    "lowercase": _lowercase,
    "uppercase": _uppercase,
    "sentence": _sentence,
    "title": _title,
    "capitalize-first": _capitalize_first,
    "capitalize-all": _capitalize_all,
}
