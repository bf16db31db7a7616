"""<text>: a variable, a macro, a term or a text of the style's own."""

from __future__ import annotations

from biblio.styles.csl import label
from biblio.styles.csl.cite import Cite
from biblio.styles.csl.compile.compiler import Compiler, nothing
from biblio.styles.csl.compile.group import conditional
from biblio.styles.csl.compile.silence import is_silent
from biblio.styles.csl.node import Counter, Node
from biblio.styles.csl.numbers.render import numeric_node
from biblio.styles.csl.numbers.words import letters
from biblio.styles.csl.scope import Form, Render, Scope, form_of
from biblio.styles.csl.source import Element
from biblio.styles.csl.textcase import apply as apply_case
from biblio.styles.csl.variables import DATES, NAMES
from biblio.styles.csl.yearsuffix import suffix_counter

__all__ = ["compile_element"]

_NUMERIC = frozenset(
    ("page", "page-first", "chapter-number", "collection-number", "edition", "issue", "number", "number-of-pages",
     "number-of-volumes", "volume", "locator")
)  # fmt: skip
_HIDEABLE = frozenset(
    ("event", "event-title", "publisher", "publisher-place", "event-place", "title", "container-title",
     "collection-title", "authority", "genre", "title-short", "medium", "jurisdiction", "archive", "archive-place")
)  # fmt: skip
"""Variables that stand in for an author where the author's place is left out."""


def compile_element(compiler: Compiler, element: Element) -> Render:
    """A text element, by the attribute that says what it is."""
    attrs, form, scope = element.attrs, form_of(element), compiler.scope
    if "macro" in attrs:
        return _macro(compiler, attrs["macro"], form)
    if "variable" in attrs:
        return _variable(scope, attrs["variable"], attrs.get("form", ""), form)
    if "term" in attrs:
        return _term(scope, element, form)
    if attrs.get("value"):
        return _value(scope, attrs["value"], form)
    return nothing


def _macro(compiler: Compiler, name: str, form: Form) -> Render:
    return conditional(conditional(compiler.macro(name), Form("", "", (), "", False)), form)


def _value(scope: Scope, value: str, form: Form) -> Render:
    def render(cite: Cite, out: list[Node]) -> None:
        cite.term = True
        if is_silent(cite):
            return
        cite.started = True
        out.append(scope.text(value, form, cite))

    return render


def _term(scope: Scope, element: Element, form: Form) -> Render:
    attrs = element.attrs
    name, wanted = attrs["term"], attrs.get("form", "long")
    plural = attrs.get("plural") == "true"
    text = scope.locale.term(name, wanted, plural)
    if not text:
        return nothing
    bare = text.replace(".", "")
    in_text = scope.style.cls == "in-text" and not scope.bibliography
    first, first_bare = apply_case("capitalize-first", text), apply_case("capitalize-first", bare)

    def render(cite: Cite, out: list[Node]) -> None:
        cite.term = True
        if is_silent(cite):
            return
        stripped = form.strip or cite.strip
        plain, short = (text, bare) if cite.started or in_text else (first, first_bare)
        cite.started = True
        out.append(scope.text(short if stripped else plain, form, cite))

    return render


def _variable(scope: Scope, variable: str, wanted: str, form: Form) -> Render:
    if variable in _SPECIAL:
        return _SPECIAL[variable](scope, form)
    if variable in _NUMERIC:
        return _number(scope, variable, form)
    if variable in NAMES or variable in DATES:
        return nothing
    return _plain(scope, variable, wanted == "short", form)


def _plain(scope: Scope, variable: str, short: bool, form: Form) -> Render:
    hideable = variable in _HIDEABLE
    is_url = variable in ("URL", "DOI", "PMID", "PMCID")
    unstripped = form._replace(strip=False)

    def render(cite: Cite, out: list[Node]) -> None:
        cite.collapsed = False
        if variable in cite.done:
            cite.attempt = True
            return
        text = cite.item.short(variable) if short else cite.item.text(variable)
        if not text:
            cite.attempt = True
            return
        cite.success = True
        if cite.substituting:
            cite.done |= {variable}
        if is_silent(cite) or (hideable and cite.suppress_author and cite.substituting and not cite.printed):
            return
        if is_url:
            node = scope.text(text, unstripped, cite) if not cite.strip else scope.typesetter.node(text, *form[:3])
            out.append(linked(node, variable, text))
        else:
            out.append(scope.text(text if hideable else text.replace("\\", ""), form, cite, foreign=hideable))
        cite.started = True
        if hideable:
            cite.printed = True

    return render


def linked(node: Node, variable: str, text: str) -> Node:
    """The node with a link to what its variable names; the prefix of a DOI becomes part of the link."""
    if variable == "URL":
        url = text
    elif variable == "DOI":
        url = text if text.startswith("http") else f"https://doi.org/{text}"
    elif variable == "PMID":
        url = f"https://www.ncbi.nlm.nih.gov/pubmed/{text}"
    else:
        url = f"https://www.ncbi.nlm.nih.gov/pmc/articles/{text}"
    for address in ("https://doi.org/", "http://dx.doi.org/", "https://dx.doi.org/"):
        if variable == "DOI" and node.prefix.endswith(address):
            inner = Node(node.kids, address, "", "", node.marks)
            return Node([inner], node.prefix.removesuffix(address), node.suffix, "", (("link", url),))
    return Node(node.kids, node.prefix, node.suffix, node.delimiter, (*node.marks, ("link", url)))


_LOCATOR = frozenset(("locator",))
"""A cite names its place once: many styles ask for it under a condition and then again."""


def _number(scope: Scope, variable: str, form: Form) -> Render:
    def render(cite: Cite, out: list[Node]) -> None:
        if variable != "locator":
            cite.collapsed = False
        number = cite.locator_number() if variable == "locator" else cite.item.number(variable)
        if not number.parts or variable in cite.done or (variable == "locator" and cite.author_only):
            cite.attempt = True
            return
        cite.success = True
        if cite.substituting:
            cite.done |= {variable}
        if is_silent(cite):
            return
        cite.started = True
        out.append(numeric_node(scope, variable, number, form, cite))
        if variable == "locator":
            cite.done |= _LOCATOR

    return render


def _citation_number(scope: Scope, form: Form) -> Render:
    ranged = scope.collapse == "citation-number"
    range_delimiter = scope.locale.word("citation-range-delimiter", "\u2013") if ranged else ""

    def render(cite: Cite, out: list[Node]) -> None:
        cite.success = True
        if cite.looking or cite.author_only:
            return
        if scope.sorting:
            out.append(Node(f"{cite.citation_number:020d}"))
            return
        number = Counter(
            str(cite.citation_number),
            cite.citation_number,
            "citation-number",
            prefix=form.prefix,
            suffix=form.suffix,
            marks=form.marks,
            range_delimiter=range_delimiter,
            successor_delimiter=scope.layout_delimiter,
        )
        out.append(number)

    return render


def _year_suffix(scope: Scope, form: Form) -> Render:
    def render(cite: Cite, out: list[Node]) -> None:
        cite.success = True
        counter = suffix_counter(scope, cite, form)
        if counter:
            out.append(counter)

    return render


def _citation_label(scope: Scope, form: Form) -> Render:
    def render(cite: Cite, out: list[Node]) -> None:
        cite.success = True
        text = cite.item.text("citation-label") or label.trigraph(cite.item, scope.locale)
        if cite.settings.year_suffix is not None and not cite.looking:
            text += letters(cite.settings.year_suffix)
        if is_silent(cite):
            return
        cite.started = True
        out.append(scope.text(text, form, cite))

    return render


def _first_note(scope: Scope, form: Form) -> Render:
    def render(cite: Cite, out: list[Node]) -> None:
        cite.collapsed = False
        if not cite.first_note:
            cite.attempt = True
            return
        cite.success = True
        if not is_silent(cite):
            cite.started = True
            out.append(scope.text(str(cite.first_note), form, cite))

    return render


_SPECIAL = {
    "citation-number": _citation_number,
    "year-suffix": _year_suffix,
    "citation-label": _citation_label,
    "first-reference-note-number": _first_note,
}
