"""Options of a name list, resolved once: the style's, the area's, and the name element's own (CSL 1.0.2, "Name")."""

from __future__ import annotations

from typing import NamedTuple

from biblio.styles.csl.scope import Form, Scope, form_of
from biblio.styles.csl.source import Element

__all__ = ["NameForm", "NameOptions", "name_options"]


class NameForm(NamedTuple):
    """What <name>, <et-al> and <name-part> say about how names are set."""

    name: Form
    family: Form
    given: Form
    et_al: Form
    et_al_term: str


class NameOptions(NamedTuple):
    """What decides how many names are shown and how each is written."""

    form: str
    conjunction: str
    """`text`, `symbol`, or empty for the delimiter alone."""
    delimiter: str
    names_delimiter: str
    precedes_et_al: str
    precedes_last: str
    et_al_min: int
    et_al_use_first: int
    """-1 where the style does not say."""
    subsequent_min: int
    subsequent_use_first: int
    use_last: bool
    initialize: bool
    initialize_with: str | None
    hyphen: bool
    sort_order: str
    """`first`, `all`, or empty."""
    sort_separator: str


def name_options(scope: Scope, name: dict[str, str], names: dict[str, str]) -> NameOptions:
    """Options from the name element over those of the area over those of the style."""
    inherited = scope.name_options
    if scope.sorting:
        options = {**inherited, **name, "name-as-sort-order": "all", "sort-separator": " ", **scope.key_options}
    else:
        options = {**inherited, **name}
    least = _integer(options.get("et-al-min"), 0)
    first = _integer(options.get("et-al-use-first"), -1)
    return NameOptions(
        form=name.get("form") or inherited.get("name-form", "long"),
        conjunction="" if scope.sorting else options.get("and", ""),
        delimiter=name["delimiter"] if "delimiter" in name else inherited.get("name-delimiter", ", "),
        names_delimiter=names["delimiter"] if "delimiter" in names else inherited.get("names-delimiter", ""),
        precedes_et_al=options.get("delimiter-precedes-et-al", "contextual"),
        precedes_last=options.get("delimiter-precedes-last", "contextual"),
        et_al_min=least,
        et_al_use_first=first,
        subsequent_min=_integer(options.get("et-al-subsequent-min"), least),
        subsequent_use_first=_integer(options.get("et-al-subsequent-use-first"), first),
        use_last=options.get("et-al-use-last") == "true",
        initialize=options.get("initialize") != "false",
        initialize_with=options.get("initialize-with"),
        hyphen=scope.style.options.get("initialize-with-hyphen") != "false",
        sort_order=options.get("name-as-sort-order", ""),
        sort_separator=options.get("sort-separator", ", "),
    )


def name_form(scope: Scope, name: Element | None, et_al: Element | None) -> NameForm:
    """Formatting of the list, of the parts of each name and of et al."""
    blank = form_of(Element("", {}, (), "", 0))
    parts = {part.attrs.get("name", ""): form_of(part) for part in name.every("name-part")} if name else {}
    return NameForm(
        form_of(name) if name else blank,
        parts.get("family", blank),
        parts.get("given", blank),
        form_of(et_al) if et_al else blank,
        et_al.attrs.get("term", "et-al") if et_al else "et-al",
    )


def _integer(value: str | None, default: int) -> int:
    return int(value) if value and value.isdecimal() else default
