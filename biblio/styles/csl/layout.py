"""The two layouts of a style: what a cite or an entry is made of, as a tree of nodes."""

from __future__ import annotations

import re

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.compile import Compiler, Render, Scope
from biblio.styles.csl.letters import ends_alphabetic, starts_alphabetic
from biblio.styles.csl.node import Marks, Node
from biblio.styles.csl.scope import form_of
from biblio.styles.csl.source import Element

__all__ = ["Layout"]

_TAG = re.compile(r"<[^>]+>")
_TRAILING = re.compile("[\"'\u201d\u2019\u00bb\u202f\u00a0 ]+$")
_TERMINAL = ":.;!?"


class Layout:
    """A compiled layout with its affixes, delimiter and marks."""

    def __init__(self, scope: Scope, element: Element) -> None:
        self.scope = scope
        form = form_of(element)
        self.prefix, self.suffix, self.marks = form.prefix, form.suffix, form.marks
        self.delimiter = element.attrs.get("delimiter", "")
        align = scope.area_options.get("second-field-align", "") if scope.bibliography else ""
        compiler = Compiler(scope)
        self._render = _aligned(compiler, element) if align else compiler.children(element.kids)
        self.aligned = bool(align)
        self.displays = scope.bibliography and _has_display(element)

    def nodes(self, cite: Cite) -> list[Node]:
        """What the style makes of a cite, without the cite's own prefix and suffix."""
        out: list[Node] = []
        self._render(cite, out)
        return out

    def cite(self, cite: Cite) -> Node:
        """A cite with its own prefix and suffix."""
        inside: list[Node] = []
        if cite.prefix:
            inside.append(self._prefix(cite))
        inside.extend(self.nodes(cite))
        if cite.suffix:
            inside.append(self.scope.typesetter.node(spaced_suffix(cite.suffix)))
        return Node(inside)

    def _prefix(self, cite: Cite) -> Node:
        """A prefix that ends a sentence leaves what follows at the beginning of a new one."""
        prefix = spaced_prefix(cite.prefix)
        cite.started = not (_last_mark(prefix) in _TERMINAL and " " in prefix.strip())
        return self.scope.typesetter.node(prefix)

    def entry(self, cite: Cite) -> Node | None:
        """A bibliography entry, the layout's affixes included; None where it prints nothing."""
        nodes = self.nodes(cite)
        if self.aligned:
            return self._aligned_entry(nodes)
        nodes = [node for node in nodes if node.kids]
        if not nodes:
            return None
        if self.displays:
            last = nodes[-1]
            nodes = [*nodes[:-1], Node(last.kids, last.prefix, self.suffix or last.suffix, last.delimiter, last.marks)]
            return Node([Node(nodes, self.prefix)], marks=self.marks)
        return Node([Node(nodes, self.prefix, self.suffix)], marks=self.marks)

    def _aligned_entry(self, nodes: list[Node]) -> Node | None:
        at = next((n for n, node in enumerate(nodes) if node is _FIELD_END), len(nodes))
        first = [node for node in nodes[:at] if node.kids]
        rest = [node for node in nodes[at + 1 :] if node is not _FIELD_END and node.kids]
        if not (first or rest):
            return None
        blocks = []
        if first:
            blocks.append(Node(first, self.prefix, "", marks=_display("left-margin")))
        if rest:
            blocks.append(Node(rest, "", self.suffix, marks=_display("right-inline")))
        return Node(blocks, marks=self.marks)


_FIELD_END = Node("")
"""Stands after the first field of an entry whose second field is aligned."""


def _display(kind: str) -> Marks:
    return (("display", kind),)


def _aligned(compiler: Compiler, layout: Element) -> Render:
    """The layout with a sign put after the first field rendered."""

    class _Marked(Compiler):
        def __init__(self) -> None:
            super().__init__(compiler.scope)
            self.depth = 0

        def element(self, element: Element) -> Render:
            if element.tag == "choose" or self.depth:
                return super().element(element)
            self.depth += 1
            render = super().element(element)
            self.depth -= 1

            def field(cite: Cite, out: list[Node]) -> None:
                render(cite, out)
                if not any(node is _FIELD_END for node in out):
                    out.append(_FIELD_END)

            return field

        def macro(self, name: str) -> Render:
            return compiler.macro(name)

    return _Marked().children(layout.kids)


def _has_display(element: Element) -> bool:
    return "display" in element.attrs or any(_has_display(kid) for kid in element.kids)


def _last_mark(prefix: str) -> str:
    return _TRAILING.sub("", _TAG.sub("", prefix))[-1:] or " "


def spaced_prefix(prefix: str) -> str:
    """A cite's prefix with the space it needs before the cite."""
    last = _last_mark(prefix)
    needs = ends_alphabetic(last) or last in ":.;!?" or last in ")],0123456789"
    return re.sub(r"\s+", " ", prefix + (" " if needs and last.strip() else ""))


def spaced_suffix(suffix: str) -> str:
    """A cite's suffix with the space it needs after the cite."""
    if suffix and (starts_alphabetic(suffix) or suffix[0] in "[("):
        return " " + suffix
    return suffix
