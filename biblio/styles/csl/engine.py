"""A style compiled for one locale: layouts and sort keys, ready to render any item."""

from __future__ import annotations

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.collation import collator
from biblio.styles.csl.compile import Scope
from biblio.styles.csl.layout import Layout
from biblio.styles.csl.locale import Locale
from biblio.styles.csl.node import Node, plain
from biblio.styles.csl.sort import Keys, compile_keys
from biblio.styles.csl.source import Element
from biblio.styles.csl.style import Style
from biblio.styles.csl.typeset import Typesetter

__all__ = ["Engine"]


class Engine:
    """Everything about a style that does not depend on items."""

    def __init__(self, style: Style, locale: Locale, *, keep_order: bool = False) -> None:
        self.style = style
        self.locale = locale
        self.typesetter = Typesetter(locale)
        self.citation = Layout(Scope(style, locale, self.typesetter, style.citation), style.citation_layout)
        self.bibliography = (
            Layout(Scope(style, locale, self.typesetter, style.bibliography), style.bibliography_layout)
            if style.bibliography and style.bibliography_layout
            else None
        )
        collate = collator(locale.lang)
        self.citation_keys = compile_keys(style, locale, self.typesetter, style.citation, collate)
        self.bibliography_keys = (
            compile_keys(style, locale, self.typesetter, style.bibliography, collate)
            if style.bibliography and not keep_order
            else Keys((), collate)
        )
        self.options = style.citation.attrs
        self.note_style = style.cls == "note"
        self.has_condition = _mentions(style, "disambiguate", "true")
        self.positions_matter = any(
            name in style.options or _mentions(style, name, "")
            for name in ("position", "et-al-subsequent-min", "et-al-subsequent-use-first")
        )
        variables = _variables(style)
        self.numbered = "citation-number" in variables
        """Citations show numbers."""
        self.numbers_matter = self.numbered or self.citation_keys.by_number
        """Citations depend on numbers: they show them or are sorted by them."""
        collapses = style.cls == "in-text" and bool(self.options.get("collapse"))
        groups = bool(self.options.get("cite-group-delimiter")) and not (self.positions_matter or self.numbered)
        self.grouped_sort = (collapses or groups) and not self.citation_keys.by_number
        """Cites of one author stay together when they are sorted."""

    def form(self, cite: Cite) -> str:
        """The text of a cite as it is compared with others."""
        return plain(self.citation.nodes(cite))

    def cite(self, cite: Cite) -> Node:
        """A cite as it is set."""
        return self.citation.cite(cite)


def _mentions(style: Style, attribute: str, value: str) -> bool:
    def inside(element: Element) -> bool:
        found = element.attrs.get(attribute)
        return (found is not None and (not value or found == value)) or any(inside(kid) for kid in element.kids)

    return any(inside(part) for part in (style.citation, *style.macros.values()))


def _variables(style: Style) -> frozenset[str]:
    """Variables the citation's layout calls, through macros too."""
    seen: set[str] = set()
    macros: set[str] = set()

    def walk(element: Element) -> None:
        seen.update(element.attrs.get("variable", "").split())
        name = element.attrs.get("macro")
        if name and name not in macros:
            macros.add(name)
            walk(style.macros[name])
        for kid in element.kids:
            walk(kid)

    walk(style.citation_layout)
    return frozenset(seen)
