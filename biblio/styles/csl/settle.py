"""Punctuation where pieces meet, settled on a rendered tree (CSL 1.0.2 leaves most of this to the processor).

    suffix "." after "Jr."      one full stop stays            a title ending in "?" before ", "   "?,"
    a comma after a quotation   inside it in American English  two spaces                          one

Four passes, each from the outermost to the innermost node or back: `_upward` lifts leading and trailing spaces and
leading punctuation, `_leftward` moves a sibling's leading punctuation to the piece before it, `_downward` merges a
suffix with what it follows, `_quotes` moves punctuation into or out of quotation marks. The order and the table are
those the test suite was made with.
"""

from __future__ import annotations

from biblio.styles.csl.node import Counter, Figure, Node

__all__ = ["Piece", "settle"]

_JOINED: dict[str, str] = {
    "!.": "!", "!?": "!?", "!:": "!", "!,": "!,", "!;": "!;",
    "?!": "?!", "?.": "?", "?:": "?", "?,": "?,", "?;": "?;",
    ".!": ".!", ".?": ".?", ".:": ".:", ".,": ".,", ".;": ".;",
    ":!": "!", ":?": "?", ":.": ":", ":,": ":,", ":;": ":;",
    ",!": ",!", ",?": ",?", ",:": ",:", ",.": ",.", ",;": ",;",
    ";!": "!", ";?": "?", ";:": ";", ";.": ";", ";,": ";,",
}  # fmt: skip
"""What two marks become where they meet."""
_PUNCTUATION = frozenset("!?.:,;")
_WITH_SPACE = frozenset("!?.:,; ")
_INTO_QUOTES = frozenset("!?.,")
_OUT_OF_QUOTES = frozenset(":,;")
_STYLES = frozenset(("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align", "field-style"))
_QUOTES = frozenset(("quotes", "field-quotes"))


class Piece:
    """A node that may be changed: a copy of one tree made for one rendering."""

    __slots__ = (
        "counter",
        "delimiter",
        "figure",
        "kids",
        "leaf",
        "marks",
        "prefix",
        "quoted",
        "styled",
        "suffix",
        "text",
    )

    def __init__(self, node: Node) -> None:
        self.prefix = node.prefix
        self.suffix = node.suffix
        self.delimiter = node.delimiter
        self.marks = node.marks
        self.counter = node if isinstance(node, Counter) else None
        self.figure = isinstance(node, Figure)
        self.styled = False
        self.quoted = False
        for name, value in node.marks:
            if name in _STYLES:
                self.styled = True
            elif name in _QUOTES and value != "false":
                self.quoted = True
        self.text = ""
        self.kids: list[Piece] = []
        kids = node.kids
        if isinstance(kids, str):
            self.leaf = True
            self.text = kids
        else:
            self.leaf = False
            self.kids = [piece for piece in map(Piece, kids) if piece.text or piece.kids]


def settle(node: Node, punctuation_in_quote: bool) -> Piece | None:
    """A settled copy of the tree, or None where it prints nothing."""
    piece = Piece(node)
    if not (piece.text or piece.kids):
        return None
    _upward(piece)
    _leftward(piece)
    _downward(piece, punctuation_in_quote)
    _quotes(piece, punctuation_in_quote)
    return piece


def _drop_repeated(piece: Piece) -> None:
    """A suffix does not repeat the mark its text ends in."""
    suffix = piece.suffix
    if suffix and suffix[0] in _PUNCTUATION and piece.text.endswith(suffix[0]):
        piece.suffix = suffix[1:]


def _upward(parent: Piece) -> None:
    if parent.leaf:
        if parent.suffix:
            _drop_repeated(parent)
        return
    kids = parent.kids
    decorated = parent.styled or parent.quoted
    delimiter = parent.delimiter
    last = len(kids) - 1
    for at in range(last, -1, -1):
        kid = kids[at]
        _upward(kid)
        if at == 0 and kid.prefix:
            _lift_prefix(parent, kid, decorated)
        if at == last and not decorated and kid.suffix.endswith(" "):
            if not parent.suffix.startswith(" "):
                parent.suffix = " " + parent.suffix
            kid.suffix = kid.suffix[:-1]
        if at and delimiter and kid.prefix and delimiter[-1] in _WITH_SPACE and delimiter[-1] == kid.prefix[0]:
            kid.prefix = kid.prefix[1:]


def _lift_prefix(parent: Piece, kid: Piece, decorated: bool) -> None:
    if parent.prefix.endswith(" ") and kid.prefix.startswith(" "):
        kid.prefix = kid.prefix[1:]
    first = kid.prefix[:1]
    if first in _WITH_SPACE and first and not decorated and not parent.prefix:
        parent.prefix = first
        kid.prefix = kid.prefix[1:]


def _leftward(parent: Piece) -> None:
    kids = parent.kids
    joined = not parent.delimiter
    for at in range(len(kids) - 1, -1, -1):
        kid = kids[at]
        if kid.kids:
            _leftward(kid)
        if not joined or at + 1 >= len(kids):
            continue
        following = kids[at + 1]
        mark = following.prefix[:1]
        if mark not in _PUNCTUATION or not mark or kid.styled or following.styled:
            continue
        if kid.suffix.endswith(mark) or (not kid.suffix and kid.leaf and kid.text.endswith(mark)):
            following.prefix = following.prefix[1:]
        else:
            kid.suffix, following.prefix = _merge_left(kid.suffix, following.prefix)


def _merge_left(first: str, second: str) -> tuple[str, str]:
    """Move the first mark of `second` to the end of `first`, or drop it where it says the same."""
    mark = second[:1]
    if first.endswith(mark):
        return first, second[1:]
    if mark not in _PUNCTUATION:
        return first, second
    joined = _JOINED.get(first[-1:] + mark) if first else None
    if joined is None:
        return first + mark, second[1:]
    return first[:-1] + joined, second[1:]


def _merge_right(first: str, second: str) -> tuple[str, str]:
    """Move the last mark of `first` to the beginning of `second`."""
    mark = first[-1:]
    if second[:1] == mark:
        return first[:-1], second
    joined = _JOINED.get(mark + second[:1]) if second else None
    if joined is None:
        return first[:-1], mark + second
    return first[:-1], joined + second[1:]


def _is_number(piece: Piece) -> bool:
    return piece.figure or (len(piece.kids) == 1 and piece.kids[0].figure)


def _ends_in_number(piece: Piece) -> bool:
    while piece.kids:
        piece = piece.kids[-1]
    return piece.figure


def _ends_in_quotes(piece: Piece) -> bool:
    while True:
        if piece.quoted:
            return True
        if not piece.kids:
            return False
        piece = piece.kids[-1]


def _absorbs(mark: str, piece: Piece) -> bool:
    """Whether a mark would vanish in the one some last descendant ends with."""
    while True:
        end = piece.suffix[-1:] or (piece.text[-1:] if piece.leaf else "")
        joined = _JOINED.get(end + mark)
        if joined and len(joined) == 1:
            return True
        if not piece.kids:
            return False
        piece = piece.kids[-1]


def _ends_with(piece: Piece, mark: str) -> bool:
    """Whether the text of the piece, its own suffix left out, ends with a punctuation mark."""
    while True:
        if piece.leaf:
            return piece.text.endswith(mark)
        if not piece.kids:
            return False
        piece = piece.kids[-1]
        if piece.suffix:
            return piece.suffix.endswith(mark)


def _downward(parent: Piece, in_quote: bool) -> None:
    if parent.leaf:
        if parent.suffix:
            _drop_repeated(parent)
        return
    kids = parent.kids
    if parent.delimiter and parent.delimiter[0] in _PUNCTUATION:
        _spread_delimiter(parent)
    last = len(kids) - 1
    for at in range(last, -1, -1):
        kid = kids[at]
        decorated = kid.styled or kid.quoted
        if at == last:
            _settle_last(parent, kid, in_quote)
        elif kid.suffix:
            _settle_between(parent, kid, kids[at + 1], decorated)
        if kid.suffix and kid.leaf and not decorated and kid.suffix[0] in _PUNCTUATION and not _is_number(kid):
            kid.text, kid.suffix = _merge_left(kid.text, kid.suffix)
        _downward(kid, in_quote)


def _settle_last(parent: Piece, kid: Piece, in_quote: bool) -> None:
    if parent.suffix:
        _sink_suffix(parent, kid, in_quote)
    elif kid.leaf and kid.suffix and kid.suffix[0] in _WITH_SPACE and kid.text.endswith(kid.suffix[0]):
        kid.suffix = kid.suffix[1:]


def _settle_between(parent: Piece, kid: Piece, following: Piece, decorated: bool) -> None:
    """A suffix does not repeat the delimiter, nor the next piece's prefix the suffix."""
    if parent.delimiter:
        if parent.delimiter[0] in _WITH_SPACE and parent.delimiter[0] == kid.suffix[-1]:
            kid.suffix = kid.suffix[:-1]
    elif not decorated and kid.suffix[-1] in _WITH_SPACE and not _is_number(kid):
        following.prefix = following.prefix.removeprefix(kid.suffix[-1])


def _spread_delimiter(parent: Piece) -> None:
    """The mark a delimiter begins with becomes the suffix of each piece before it, so that it can merge there."""
    mark = parent.delimiter[0]
    for kid in parent.kids[:-1]:
        if not kid.suffix.endswith(mark):
            kid.suffix += mark
    parent.delimiter = parent.delimiter[1:]


def _sink_suffix(parent: Piece, kid: Piece, in_quote: bool) -> None:
    """Let the parent's suffix merge with the end of its last piece."""
    mark = parent.suffix[0]
    if (
        mark in _PUNCTUATION
        and (_absorbs(mark, kid) or (in_quote and _ends_in_quotes(kid)))
        and not _ends_in_number(kid)
    ):
        if kid.leaf:
            kid.text, parent.suffix = _merge_left(kid.text, parent.suffix)
        else:
            kid.suffix, parent.suffix = _merge_left(kid.suffix, parent.suffix)
        if parent.suffix.startswith("."):
            kid.suffix += "."
            parent.suffix = parent.suffix[1:]
    if kid.suffix.endswith(" ") and parent.suffix.startswith(" "):
        parent.suffix = parent.suffix[1:]
    if kid.suffix and kid.suffix[0] in _WITH_SPACE:
        if kid.leaf and kid.text.endswith(kid.suffix[0]):
            kid.suffix = kid.suffix[1:]
        if kid.suffix[-1:] == parent.suffix[:1]:
            parent.suffix = parent.suffix[:-1]
    first = parent.suffix[:1]
    if first and first in _PUNCTUATION and _ends_with(parent, first):
        parent.suffix = parent.suffix[1:]


def _quotes(parent: Piece, in_quote: bool) -> None:
    for kid in parent.kids:
        if kid.quoted:
            if in_quote:
                _swap_in(kid)
            else:
                _swap_out(kid)
        if kid.kids:
            _quotes(kid, in_quote)


def _swap_in(kid: Piece) -> None:
    while kid.suffix and kid.suffix[0] in _INTO_QUOTES:
        before = kid.suffix
        if kid.leaf:
            kid.text, kid.suffix = _merge_left(kid.text, kid.suffix)
        else:
            last = kid.kids[-1]
            last.suffix, kid.suffix = _merge_left(last.suffix, kid.suffix)
        if kid.suffix == before:
            return


def _swap_out(kid: Piece) -> None:
    if kid.leaf:
        while kid.text and kid.text[-1] in _OUT_OF_QUOTES:
            kid.text, kid.suffix = _merge_right(kid.text, kid.suffix)
    else:
        last = kid.kids[-1]
        while last.suffix and last.suffix[-1] in _OUT_OF_QUOTES:
            last.suffix, kid.suffix = _merge_right(last.suffix, kid.suffix)
