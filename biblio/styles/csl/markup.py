"""Rich text inside a field -> nodes: tags, quotation marks, apostrophes.

    The <i>Iliad</i>          italic, or upright where the field is set in italics ("flip-flop")
    A "quoted" word           quotation marks of the locale, inner ones inside other quotes
    don't                     a typographic apostrophe

The marks made here are named "field-..." because only `draw` knows what they stand in and how to turn them round.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from biblio.styles.csl.letters import alphabetic
from biblio.styles.csl.node import Kids, Mark, Node

__all__ = ["Quotes", "parser", "strip_tags"]


class Quotes(NamedTuple):
    """The locale's quotation marks."""

    open: str
    close: str
    open_inner: str
    close_inner: str


_TAGS: dict[str, Mark | None] = {
    "<i>": ("field-style", "font-style italic"),
    "<b>": ("field-style", "font-weight bold"),
    "<sc>": ("field-style", "font-variant small-caps"),
    '<span style="font-variant:small-caps;">': ("field-style", "font-variant small-caps"),
    "<sup>": ("vertical-align", "sup"),
    "<sub>": ("vertical-align", "sub"),
    '<span class="nocase">': None,
    '<span class="nodecor">': ("field-plain", "true"),
}
_CLOSER = {tag: "</span>" if tag.startswith("<span") else f"</{tag[1:]}" for tag in _TAGS}
_SMALL_CAPS = re.compile(r'<span\s+style="font-variant:\s*small-caps;?"[^>]*>')
_CLASS = re.compile(r'<span\s+class="(no(?:case|decor))"[^>]*>')
_ANY_TAG = re.compile(
    r'</?(?:i|b|sc|sup|sub)>|</span>|<span (?:style="font-variant:small-caps;"|class="no(?:case|decor)")>'
)


class _Token(NamedTuple):
    kind: str
    """`open`, `close`, or `text`."""
    text: str
    """As written, for when it turns out to be no mark at all."""
    closer: str = ""
    mark: Mark | None = None


def strip_tags(text: str) -> str:
    """The text without markup."""
    return _ANY_TAG.sub("", _SMALL_CAPS.sub("", _CLASS.sub("", text)))


def parser(quotes: Quotes) -> Callable[[str], Kids]:
    """A function that parses a field under these quotation marks; a field without any markup comes back as it is."""
    pairs = {'"': '"', "'": "'"}
    if quotes.open not in ("", '"', "'") and quotes.close:
        pairs[quotes.open] = quotes.close
    if quotes.open_inner not in ("", '"', "'", quotes.open) and quotes.close_inner:
        pairs[quotes.open_inner] = quotes.close_inner
    inner = {"'", quotes.open_inner} - {quotes.open, '"'}
    signs = "|".join(re.escape(sign) for sign in sorted({*pairs, *pairs.values(), "\u2019"}, key=len, reverse=True))
    cut = re.compile(f"({_ANY_TAG.pattern}|{signs})")
    special = re.compile(f"<|{signs}")

    def parse(text: str) -> Kids:
        if not special.search(text):
            return text
        pieces = cut.split(_CLASS.sub(r'<span class="\1">', _SMALL_CAPS.sub(_small_caps, text)))
        return _build(_pair(_scan(pieces, pairs, inner)))

    return parse


def _small_caps(_match: re.Match[str]) -> str:
    return '<span style="font-variant:small-caps;">'


def _scan(pieces: list[str], pairs: dict[str, str], inner: set[str]) -> list[_Token]:
    """Pieces are text and signs in turn; tell for each quotation mark whether it may open or close."""
    tokens: list[_Token] = []
    outer_seen = ""
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            if piece:
                tokens.append(_Token("text", piece))
        elif piece in _TAGS:
            tokens.append(_Token("open", piece, _CLOSER[piece], _TAGS[piece]))
        elif piece.startswith("<"):
            tokens.append(_Token("close", piece, piece))
        else:
            token = _quote(piece, pieces[at - 1], pieces[at + 1], pairs, at == 1 or _is_opening(tokens))
            if token.kind == "open":
                outer = piece not in inner
                if piece in "\"'":
                    outer_seen = outer_seen or piece
                    outer = piece == outer_seen
                token = token._replace(mark=("field-quotes", "true" if outer else "inner"))
            tokens.append(token)
    return tokens


def _is_opening(tokens: list[_Token]) -> bool:
    return bool(tokens) and tokens[-1].kind == "open"


def _quote(sign: str, before: str, after: str, pairs: dict[str, str], after_open: bool) -> _Token:
    """A straight mark opens after a space, a bracket or another opening; a single one in a word is an apostrophe."""
    if sign not in "\"'\u2019":
        return _Token("open", sign, pairs[sign]) if sign in pairs else _Token("close", sign, sign)
    if sign == "\u2019":
        if before and after and alphabetic(before[-1]) and alphabetic(after[0]):
            return _Token("text", "\u2019")
        return _Token("close", sign, sign)
    opens = before[-1] in " (\u00a0" if before else after_open
    if sign == "'":
        if opens and after.startswith(" "):
            return _Token("text", "\u2019")
        if not opens and after and after[0] not in ",.?:; ":
            return _Token("text", "\u2019")
    return _Token("open" if opens else "close", sign, sign)


def _pair(tokens: list[_Token]) -> list[_Token]:
    """Turn every opening without a closing, and every closing without an opening, back into text."""
    open_at: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind == "open":
            open_at.append(at)
        elif token.kind == "close":
            _close(tokens, at, open_at)
    for at in open_at:
        tokens[at] = _as_text(tokens[at])
    return tokens


def _close(tokens: list[_Token], at: int, open_at: list[int]) -> None:
    token = tokens[at]
    while open_at:
        if tokens[open_at[-1]].closer == token.closer:
            open_at.pop()
            return
        if token.closer in ("'", "\u2019"):
            break
        last = open_at.pop()
        tokens[last] = _as_text(tokens[last])
    tokens[at] = _as_text(token)


def _as_text(token: _Token) -> _Token:
    return _Token("text", "\u2019" if token.text == "'" else token.text)


def _build(tokens: list[_Token]) -> Kids:
    """Nest what lies between an opening and its closing; neighbouring texts become one."""
    levels: list[tuple[Mark | None, list[Node]]] = [(None, [])]
    for token in tokens:
        kids = levels[-1][1]
        if token.kind == "open":
            levels.append((token.mark, []))
        elif token.kind == "close":
            mark, inside = levels.pop()
            if mark is None:
                levels[-1][1].extend(inside)
            else:
                levels[-1][1].append(Node(inside, marks=(mark,)))
        elif kids and isinstance(kids[-1].kids, str):
            kids[-1] = Node(kids[-1].kids + token.text)
        else:
            kids.append(Node(token.text))
    kids = levels[0][1]
    merged: list[Node] = []
    for kid in kids:
        last = merged[-1] if merged else None
        if last and isinstance(last.kids, str) and isinstance(kid.kids, str) and not kid.marks and not last.marks:
            merged[-1] = Node(last.kids + kid.kids)
        else:
            merged.append(kid)
    return merged
