"""What compiled elements know of their surroundings: the style, the locale, the area, and the options handed down."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.locale import Locale
from biblio.styles.csl.node import Marks, Node
from biblio.styles.csl.source import Element
from biblio.styles.csl.style import Style
from biblio.styles.csl.typeset import Typesetter

__all__ = ["Form", "Render", "Scope", "form_of"]

Render = Callable[[Cite, list[Node]], None]
"""A compiled element: puts what it renders for a cite at the end of the list."""

_FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


class Form(NamedTuple):
    """The formatting attributes of one element."""

    prefix: str
    suffix: str
    marks: Marks
    case: str
    strip: bool

    @property
    def bare(self) -> bool:
        """Whether nothing is asked for."""
        return not (self.prefix or self.suffix or self.marks)


def form_of(element: Element) -> Form:
    """Read the formatting attributes."""
    attrs = element.attrs
    marks = tuple((name, attrs[name]) for name in _FORMATS if attrs.get(name))
    if "quotes" in attrs:
        marks += (("quotes", attrs["quotes"]),)
    case = attrs.get("text-case", "")
    return Form(
        attrs.get("prefix", ""),
        attrs.get("suffix", ""),
        marks,
        "" if case == "normal" else case,
        attrs.get("strip-periods") == "true",
    )


class Scope:
    """One area of a style: citation or bibliography, for setting or for sorting."""

    def __init__(
        self,
        style: Style,
        locale: Locale,
        typesetter: Typesetter,
        area: Element,
        *,
        sorting: bool = False,
        key: Element | None = None,
    ) -> None:
        self.style = style
        self.locale = locale
        self.typesetter = typesetter
        self.bibliography = area.tag == "bibliography"
        self.sorting = sorting
        self.area_options = {**style.options, **area.attrs}
        self.name_options = self.area_options
        self.key_options = _key_options(key)
        self.demote = style.options.get("demote-non-dropping-particle", "display-and-sort")
        self.page_format = style.options.get("page-range-format", "")
        self.year_format = style.options.get("year-range-format", "")
        self.givenname_rule = style.citation.attrs.get("givenname-disambiguation-rule", "by-cite")
        self.add_givenname = style.citation.attrs.get("disambiguate-add-givenname") == "true"
        self.collapse = "" if self.bibliography else area.attrs.get("collapse", "")
        layout = style.bibliography_layout if self.bibliography else style.citation_layout
        self.layout_delimiter = layout.attrs.get("delimiter", "") if layout else ""
        self.explicit_year_suffix = _uses_variable(style, "year-suffix") or _uses_variable(style, "citation-label")
        self.english = (locale.lang or "en").startswith("en")

    def case_language(self, cite: Cite) -> str:
        """Language that decides on text case: the item's, else the style's."""
        return cite.item.language or self.locale.lang.lower()

    def text(self, text: str, form: Form, cite: Cite, *, foreign: bool = False) -> Node:
        """A node of that text in that form; title case leaves alone a title (`foreign`) that is not in English."""
        case = form.case
        if case:
            language = self.case_language(cite)
            if foreign and case == "title" and not language.startswith("en"):
                case = ""
        else:
            language = ""
        return self.typesetter.node(
            text, form.prefix, form.suffix, form.marks, case, form.strip or cite.strip > 0, language
        )


def _key_options(key: Element | None) -> dict[str, str]:
    """Name options of a sort key under the names the name element uses."""
    if key is None:
        return {}
    names = {"names-min": "et-al-min", "names-use-first": "et-al-use-first", "names-use-last": "et-al-use-last"}
    return {option: key.attrs[name] for name, option in names.items() if name in key.attrs}


def _uses_variable(style: Style, variable: str) -> bool:
    def inside(element: Element) -> bool:
        return element.attrs.get("variable") == variable or any(inside(kid) for kid in element.kids)

    areas = [style.citation, *style.macros.values()] + ([style.bibliography] if style.bibliography else [])
    return any(inside(area) for area in areas)
