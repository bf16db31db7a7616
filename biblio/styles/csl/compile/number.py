"""<number>: a number variable in figures, as an ordinal, in words or in roman numerals."""

from __future__ import annotations

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.compile import text
from biblio.styles.csl.compile.compiler import Compiler
from biblio.styles.csl.compile.silence import is_silent
from biblio.styles.csl.node import Node
from biblio.styles.csl.numbers.render import numeric_node
from biblio.styles.csl.scope import Render, form_of
from biblio.styles.csl.source import Element

__all__ = ["compile_element"]


def compile_element(compiler: Compiler, element: Element) -> Render:
    """A number element."""
    scope, form = compiler.scope, form_of(element)
    variable = element.attrs.get("variable", "")
    style = element.attrs.get("form", "numeric")
    if variable == "citation-number":
        return text.compile_element(compiler, element)

    def render(cite: Cite, out: list[Node]) -> None:
        number = cite.locator_number() if variable == "locator" else cite.item.number(variable)
        if not number.parts or variable in cite.done:
            cite.attempt = True
            return
        cite.success = True
        if cite.substituting:
            cite.done |= {variable}
        if is_silent(cite):
            return
        cite.started = True
        out.append(numeric_node(scope, variable, number, form, cite, style))

    return render
