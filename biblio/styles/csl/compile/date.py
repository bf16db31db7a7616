"""<date>: a date variable in the style's own parts or in the locale's form, ranges included."""

from __future__ import annotations

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.compile.compiler import Compiler
from biblio.styles.csl.compile.silence import silences_date
from biblio.styles.csl.dates.parts import DatePart, date_parts
from biblio.styles.csl.dates.render import date_nodes
from biblio.styles.csl.dates.sortable import sortable
from biblio.styles.csl.node import Node
from biblio.styles.csl.scope import Form, Render, Scope, form_of
from biblio.styles.csl.source import Element
from biblio.styles.csl.values.dates import Date

__all__ = ["compile_element"]


def compile_element(compiler: Compiler, element: Element) -> Render:
    """A date element; in a sort key its parts become one number."""
    scope = compiler.scope
    variable = element.attrs.get("variable", "")
    parts = date_parts(scope, element)
    if scope.sorting:
        return _sorted(variable, parts)
    return _set(scope, variable, parts, *_frame(scope, element))


def _frame(scope: Scope, element: Element) -> tuple[Form, str]:
    """Formatting and delimiter of the whole date; a localized date brings the locale's, under the style's own."""
    form = form_of(element)
    localized = scope.locale.dates.get(element.attrs.get("form", ""))
    if localized is None:
        return form, element.attrs.get("delimiter", "")
    base = form_of(localized)
    merged = Form(
        form.prefix or base.prefix, form.suffix or base.suffix, form.marks or base.marks, form.case, form.strip
    )
    return merged, localized.attrs.get("delimiter", "")


def _sorted(variable: str, parts: tuple[DatePart, ...]) -> Render:
    names = frozenset(part.name for part in parts)

    def render(cite: Cite, out: list[Node]) -> None:
        date = cite.item.date(variable)
        if date is None or variable in cite.done:
            cite.attempt = True
            return
        cite.success = True
        key = sortable(date, names)
        if key:
            out.append(Node(key))

    return render


def _set(scope: Scope, variable: str, parts: tuple[DatePart, ...], form: Form, delimiter: str) -> Render:
    names = frozenset(part.name for part in parts)
    whole_case = form.case

    def render(cite: Cite, out: list[Node]) -> None:
        date = cite.item.date(variable)
        if date is None or variable in cite.done or (cite.looking and variable == "accessed"):
            cite.attempt = True
            return
        if not _says_something(date, names):
            cite.attempt = True
            return
        cite.success = True
        if cite.substituting:
            cite.done |= {variable}
        if silences_date(cite):
            return
        cite.strip += form.strip
        nodes = date_nodes(scope, date, parts, cite, whole_case, delimiter)
        cite.strip -= form.strip
        cite.printed = True
        if nodes:
            cite.started = True
            out.append(Node(nodes, form.prefix, form.suffix, delimiter, form.marks))

    return render


def _says_something(date: Date, names: frozenset[str]) -> bool:
    if date.literal or (date.season and "month" in names):
        return True
    start = date.start
    return start is not None and bool(
        ("year" in names and start.year) or ("month" in names and start.month) or ("day" in names and start.day)
    )
