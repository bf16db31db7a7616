"""A number taken apart -> a node: ranges in the style's form, ordinals and roman numerals, labels written inside."""

from __future__ import annotations

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.node import Node
from biblio.styles.csl.numbers.pages import shorten
from biblio.styles.csl.numbers.words import long_ordinal, ordinal, roman
from biblio.styles.csl.scope import Form, Scope
from biblio.styles.csl.values.numbers import Number, Part

__all__ = ["numeric_node"]

_EN_DASH_RANGES = frozenset(("locator", "issue", "volume", "edition", "number", "page", "page-first"))


def numeric_node(scope: Scope, variable: str, number: Number, form: Form, cite: Cite, style: str = "numeric") -> Node:
    """The whole variable in the style's form; `style` is numeric, ordinal, long-ordinal or roman."""
    parts = number.parts
    texts: list[str] = []
    last = parts[0].label
    for at, part in enumerate(parts):
        if part.sign and (at or not scope.locale.term(part.label)):
            texts.append(_label(scope, parts, at))
        previous = parts[at - 1] if at else None
        value = part.value
        if previous and previous.joint == "-" and not part.sign and _is_pages(variable, part):
            value = _shortened(scope, previous, part)
        if part.plain_number and style != "numeric" and part.label == last:
            value = _worded(scope, variable, value, style)
        if previous and previous.joint == "-" and previous.particle == part.particle and _is_pages(variable, part):
            texts.append(("" if scope.page_format not in ("", "expanded") else part.particle) + value)
        else:
            texts.append(part.particle + value)
        if at + 1 < len(parts):
            texts.append(_joint(scope, variable, part, parts[at + 1]))
    text = "".join(texts)
    if text.startswith('"') and text.endswith('"') and len(text) > 2:
        form = form._replace(marks=(*form.marks, ("quotes", "true")))
        text = text[1:-1]
    return scope.text(text, form, cite)


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
    if not (first.value[:1].isdecimal() and last.value[:1].isdecimal()) or first.particle != last.particle:
        return last.value
    if not (first.plain_number and last.plain_number):
        return last.value
    if not scope.page_format:
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
    if part.plain_number and following.plain_number and part.particle != following.particle:
        return joint
    ranged = part.plain_number and following.plain_number
    if ranged or (part.numeric and variable in _EN_DASH_RANGES and scope.locale.term(part.label or "page") is not None):
        return scope.locale.word("page-range-delimiter", "\u2013")
    return joint
