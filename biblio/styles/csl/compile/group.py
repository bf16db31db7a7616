"""<group>: its children with a delimiter between them, or nothing where all variables it calls are empty.

CSL 1.0.2, group: "cs:group implicitly acts as a conditional: cs:group and its child elements are suppressed if a) at
least one rendering element in cs:group calls a variable (either directly or via a macro), and b) all variables that are
called are empty."
"""

from __future__ import annotations

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.compile.compiler import Compiler
from biblio.styles.csl.node import Node
from biblio.styles.csl.scope import Form, Render, form_of
from biblio.styles.csl.source import Element

__all__ = ["compile_element", "conditional"]


def compile_element(compiler: Compiler, element: Element) -> Render:
    """A group."""
    return conditional(compiler.children(element.kids), form_of(element), element.attrs.get("delimiter", ""))


def conditional(render: Render, form: Form, delimiter: str = "") -> Render:
    """Render inside a group's condition; a macro is such a group too."""
    prefix, suffix, marks = form.prefix, form.suffix, form.marks
    strip = 1 if form.strip else 0

    def group(cite: Cite, out: list[Node]) -> None:
        attempt, success, term, started = cite.attempt, cite.success, cite.term, cite.started
        cite.attempt = cite.success = cite.term = False
        cite.strip += strip
        inside: list[Node] = []
        render(cite, inside)
        cite.strip -= strip
        if cite.success or (cite.term and not cite.attempt):
            cite.success = True
            cite.attempt = attempt
            cite.term = term
            if inside:
                out.append(Node(inside, prefix, suffix, delimiter, marks))
        else:
            cite.started = started
            cite.attempt = attempt or cite.attempt
            cite.success = success
            cite.term = term

    return group
