"""A number taken apart -> a node: ranges in the style's form, ordinals and roman numerals, labels written inside."""

from __future__ import annotations

import re

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.node import Figure, Node
from biblio.styles.csl.numbers.pages import shorten
from biblio.styles.csl.numbers.words import long_ordinal, ordinal, roman
from biblio.styles.csl.scope import Form, Scope
from biblio.styles.csl.values.numbers import Number, Part

__all__ = ["numeric_node"]

_FIGURE = re.compile("[1-9][0-9]*")
_PAGE = re.compile("[0-9]+[a-z]*")
_END = re.compile("[0-9]+[a-z]*|[ivxlcmIVXLCM]+")

_EN_DASH_RANGES = frozenset(("locator", "issue", "volume", "edition", "number", "page", "page-first"))


def numeric_node(scope: Scope, variable: str, number: Number, form: Form, cite: Cite, style: str = "numeric") -> Node:
    """The whole variable in the style's form; `style` is numeric, ordinal, long-ordinal or roman."""
    parts = number.parts
    if len(parts) == 1 and not parts[0].numeric:
        return _words(scope, parts[0].particle + parts[0].value, form, cite)
    inner = form._replace(prefix="", suffix="", marks=())
    nodes: list[Node] = []
    for at, part in enumerate(parts):
        if part.sign and (at or not scope.locale.term(part.label)):
            nodes.append(scope.text(_label(scope, parts, at), inner, cite))
        value = _value(scope, variable, parts, at, style)
        joint = _joint(scope, variable, part, parts[at + 1]) if at + 1 < len(parts) else ""
        node = scope.text(value, inner, cite)
        kind = Figure if _FIGURE.fullmatch(part.value) else Node
        nodes.append(kind(node.kids, node.prefix, joint))
    return Node(nodes, form.prefix, form.suffix, "", form.marks)


def _words(scope: Scope, text: str, form: Form, cite: Cite) -> Node:
    """What is no number, as a text; one in quotation marks is quoted in the style's way."""
    if text.startswith('"') and text.endswith('"') and len(text) > 2:
        return scope.text(text[1:-1], form._replace(marks=(*form.marks, ("quotes", "true"))), cite)
    return scope.text(text, form, cite)


def _value(scope: Scope, variable: str, parts: tuple[Part, ...], at: int, style: str) -> str:
    """One value: the end of a range shortened, a plain number in the style's words."""
    part = parts[at]
    previous = parts[at - 1] if at else None
    ranged = previous is not None and previous.joint == "-" and _is_pages(variable, part)
    value = _shortened(scope, previous, part) if previous and ranged and not part.sign else part.value
    if part.plain_number and not part.particle and style != "numeric" and part.label == parts[0].label:
        value = _worded(scope, variable, value, style)
    if previous and ranged and previous.particle == part.particle and scope.page_format not in ("", "expanded"):
        return value
    return part.particle + value


def _is_pages(variable: str, part: Part) -> bool:
    return variable in ("page", "page-first") or (variable == "locator" and part.label == "page")


def _label(scope: Scope, parts: tuple[Part, ...], at: int) -> str:
    """The short term for a label written inside, as "sec." in "22, sec. 12"; the sign itself where there is no term."""
    following = at + 1
    while following < len(parts) and parts[following].label == parts[at].label and not parts[following].sign:
        following += 1
    sign = parts[at].sign
    term = scope.locale.term(parts[at].label, "short", plural=following - at > 1 and parts[at].plain_number)
    return sign if term is None else term + sign[len(sign.rstrip()) :]


def _shortened(scope: Scope, first: Part, last: Part) -> str:
    whole = _PAGE.fullmatch(first.value) and _PAGE.fullmatch(last.value)
    if not whole or first.particle != last.particle or not scope.page_format:
        return last.value
    return shorten(first.value, last.value, scope.page_format)


def _worded(scope: Scope, variable: str, value: str, style: str) -> str:
    if not value.isdecimal() or len(value) > 15:
        return value
    number = int(value)
    gender = scope.locale.genders.get(variable, "")
    if style == "ordinal":
        return ordinal(number, scope.locale, gender)
    if style == "long-ordinal":
        return long_ordinal(number, scope.locale, gender)
    return roman(number) if style == "roman" else value


def _joint(scope: Scope, variable: str, part: Part, following: Part) -> str:
    joint = part.joint
    if "&" in joint:
        word = scope.locale.term("and", "symbol") or "&"
        return " & " if word == scope.locale.word("and") else f" {word} "
    if joint.startswith("\\"):
        return "-"
    if joint != "-":
        return joint
    if not following.value or (following.label != part.label and not following.sign):
        return joint
    if variable == "collection-number" and part.numeric:
        return scope.locale.word("year-range-delimiter", "\u2013")
    if part.plain_number and following.plain_number:
        ranged = part.particle == following.particle and all(_END.fullmatch(end.value) for end in (part, following))
    else:
        ranged = part.numeric and variable in _EN_DASH_RANGES and scope.locale.term(part.label or "page") is not None
    if ranged:
        return scope.locale.word("page-range-delimiter", "\u2013")
    return joint
