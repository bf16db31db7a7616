"""Finds the rule for each element and keeps the compiled macros."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, cast

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.node import Node
from biblio.styles.csl.scope import Render, Scope
from biblio.styles.csl.source import Element

__all__ = ["Compiler"]

_ELEMENTS = frozenset(("text", "number", "label", "date", "names", "group", "choose"))


class Compiler:
    """Compiles the elements of one scope."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._macros: dict[str, Render] = {}
        self.names_form: Any = None
        """While substitutes are compiled: the form of the names they stand in for."""
        self.alternatives = False
        """Among substitutes: of the elements that follow one another only the first that prints counts."""
        self._inside = False
        """Inside an element or a macro: what stands there is no block of the entry."""

    def element(self, element: Element) -> Render:
        """One rendering element; an element CSL does not know renders nothing."""
        if element.tag not in _ELEMENTS:
            return nothing
        module = import_module(f"biblio.styles.csl.compile.{element.tag}")
        choice = element.tag == "choose"
        inside, alternatives = self._inside, self.alternatives
        self._inside, self.alternatives = inside or not choice, alternatives and choice
        render = cast(Render, module.compile_element(self, element))
        self._inside, self.alternatives = inside, alternatives
        if "display" in element.attrs and self.scope.bibliography and not inside:
            return _displayed(render, element.attrs["display"])
        return render

    def children(self, elements: Sequence[Element]) -> Render:
        """Elements one after another; among substitutes, the first that prints."""
        compiled = [self.element(element) for element in elements]
        return first_of(compiled) if self.alternatives and len(compiled) > 1 else sequence(compiled)

    def _inner(self, elements: Sequence[Element]) -> Render:
        outer = self._inside, self.alternatives
        self._inside, self.alternatives = True, False
        render = self.children(elements)
        self._inside, self.alternatives = outer
        return render

    def macro(self, name: str) -> Render:
        """The shared closure of a macro, compiled when it is first called."""
        if name in self._macros:
            return self._macros[name]
        compiled: list[Render] = []
        elements = self.scope.style.macros[name].kids

        def render(cite: Cite, out: list[Node]) -> None:
            if not compiled:
                compiled.append(self._inner(elements))
            compiled[0](cite, out)

        self._macros[name] = _dated(render) if self.scope.sorting and any(map(_has_date, elements)) else render
        return self._macros[name]


def _has_date(element: Element) -> bool:
    return element.tag == "date" or any(map(_has_date, element.kids))


def _dated(render: Render) -> Render:
    """A sort key's macro with a date in it sorts by names and dates, whatever texts stand around them."""

    def dated(cite: Cite, out: list[Node]) -> None:
        cite.dates_only = True
        render(cite, out)
        cite.dates_only = False

    return dated


def nothing(_cite: Cite, _out: list[Node]) -> None:
    """Renders nothing."""


def sequence(renders: Sequence[Render]) -> Render:
    """One closure for several."""
    if len(renders) == 1:
        return renders[0]
    if len(renders) == 2:
        first, second = renders

        def both(cite: Cite, out: list[Node]) -> None:
            first(cite, out)
            second(cite, out)

        return both
    steps = tuple(renders)

    def every(cite: Cite, out: list[Node]) -> None:
        for step in steps:
            step(cite, out)

    return every


def first_of(renders: Sequence[Render]) -> Render:
    """The first closure that finds a variable with a value, or prints anything."""

    def first(cite: Cite, out: list[Node]) -> None:
        before = len(out)
        for render in renders:
            done = cite.done
            render(cite, out)
            if cite.success or len(out) > before:
                return
            cite.done = done

    return first


def _displayed(render: Render, kind: str) -> Render:
    """The element as a block of its own."""
    marks = (("display", kind),)

    def block(cite: Cite, out: list[Node]) -> None:
        inside: list[Node] = []
        render(cite, inside)
        if inside:
            out.append(Node(inside, marks=marks))

    return block
