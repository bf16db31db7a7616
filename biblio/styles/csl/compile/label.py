"""<label> outside names: the term for a number variable or a locator's kind, in the singular or plural it calls for."""

from __future__ import annotations

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.compile.compiler import Compiler
from biblio.styles.csl.compile.silence import is_silent
from biblio.styles.csl.node import Node
from biblio.styles.csl.scope import Render, form_of
from biblio.styles.csl.source import Element

__all__ = ["compile_element"]


def compile_element(compiler: Compiler, element: Element) -> Render:
    """A label element."""
    scope, form = compiler.scope, form_of(element)
    variable = element.attrs.get("variable", "")
    wanted = element.attrs.get("form", "long")
    plural = element.attrs.get("plural", "contextual")
    locator = variable == "locator"

    def render(cite: Cite, out: list[Node]) -> None:
        number = cite.locator_number() if locator else cite.item.number(variable)
        if not number.parts or variable in cite.done or (locator and cite.author_only):
            return
        name = number.label if number.label and variable in ("locator", "page", "number") else variable
        if variable == "number" and name == "issue":
            name = "number"
        many = number.plural if plural == "contextual" else plural == "always"
        text = scope.locale.term(name, wanted, many)
        if text is None:
            return
        cite.term = True
        if not text or is_silent(cite):
            return
        if form.strip or cite.strip:
            text = text.replace(".", "")
        cite.started = True
        out.append(scope.text(text, form._replace(strip=False), cite) if "." in text else scope.text(text, form, cite))

    return render
