"""The rendered form before it becomes text: a tree of nodes with affixes, delimiters and marks.

    <text variable="title" prefix=" " suffix="." font-style="italic"/>
        -> Node("Deep Learning", prefix=" ", suffix=".", marks=(("font-style", "italic"),))

Nodes are built by the compiled style and never changed after they have been handed on, so one may be kept and used in
many cites. Punctuation is settled on copies (`settle`), text is made last (`draw`).
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["Counter", "Figure", "Kids", "Mark", "Marks", "Node", "plain", "prints"]

Mark = tuple[str, str]
"""A formatting attribute with its value, as CSL names it: ("font-style", "italic"), ("quotes", "true")."""
Marks = tuple[Mark, ...]


class Node:
    """Text, or nodes joined by a delimiter, between a prefix and a suffix; the marks cover neither affix."""

    __slots__ = ("delimiter", "kids", "marks", "prefix", "suffix")

    def __init__(self, kids: Kids, prefix: str = "", suffix: str = "", delimiter: str = "", marks: Marks = ()) -> None:
        self.kids = kids
        self.prefix = prefix
        self.suffix = suffix
        self.delimiter = delimiter
        self.marks = marks

    def __repr__(self) -> str:
        shown = {
            name: getattr(self, name) for name in ("prefix", "suffix", "delimiter", "marks") if getattr(self, name)
        }
        return f"{type(self).__name__}({self.kids!r}{''.join(f', {k}={v!r}' for k, v in shown.items())})"


Kids = str | Sequence[Node]
"""What stands inside a node."""


class Figure(Node):
    """A number in figures: punctuation does not move into it."""

    __slots__ = ()


class Counter(Figure):
    """A number that may join its neighbours in a range: citation numbers and year suffixes, `kids` is how it is set."""

    __slots__ = ("kind", "number", "range_delimiter", "successor_delimiter")

    def __init__(
        self,
        text: str,
        number: int,
        kind: str,
        *,
        prefix: str = "",
        suffix: str = "",
        marks: Marks = (),
        range_delimiter: str = "",
        successor_delimiter: str = "",
    ) -> None:
        super().__init__(text, prefix, suffix, "", marks)
        self.number = number
        self.kind = kind
        self.range_delimiter = range_delimiter
        self.successor_delimiter = successor_delimiter


def prints(nodes: Sequence[Node]) -> bool:
    """Whether any of the nodes has text in it."""
    return any(bool(node.kids) if isinstance(node.kids, str) else prints(node.kids) for node in nodes)


def plain(nodes: Sequence[Node], delimiter: str = "") -> str:
    """The text alone, affixes and delimiters included, punctuation unsettled: enough to tell two forms apart."""
    parts = []
    for node in nodes:
        kids = node.kids
        text = kids if isinstance(kids, str) else plain(kids, node.delimiter)
        if text:
            parts.append(f"{node.prefix}{text}{node.suffix}")
    return delimiter.join(parts)
