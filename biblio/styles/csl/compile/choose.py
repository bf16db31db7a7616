"""<choose>: the children of the first branch whose conditions hold."""

from __future__ import annotations

from collections.abc import Callable

from biblio.styles.csl.cite import Cite, Position
from biblio.styles.csl.compile.compiler import Compiler
from biblio.styles.csl.node import Node
from biblio.styles.csl.scope import Render
from biblio.styles.csl.source import Element
from biblio.styles.csl.variables import NUMBERS

__all__ = ["compile_element"]

Test = Callable[[Cite], bool]


def compile_element(compiler: Compiler, element: Element) -> Render:
    """A choose element; a branch is compiled when it is first taken."""
    branches = [
        (_condition(branch), compiler.children(branch.kids))
        for branch in element.kids
        if branch.tag in ("if", "else-if", "else")
    ]

    def render(cite: Cite, out: list[Node]) -> None:
        for test, branch in branches:
            if test(cite):
                branch(cite, out)
                return

    return render


def _condition(branch: Element) -> Test:
    """All tests of a branch under its `match`; `conditions` nested as in CSL-M are joined the same way."""
    if branch.tag == "else":
        return lambda cite: True
    return _matched(_tests(branch), branch.attrs.get("match", "all"))


def _matched(tests: list[Test], match: str) -> Test:
    if len(tests) == 1 and match in ("all", "any"):
        return tests[0]
    if match == "any":
        return lambda cite: any(test(cite) for test in tests)
    if match == "none":
        return lambda cite: not any(test(cite) for test in tests)
    if match == "nand":
        return lambda cite: not all(test(cite) for test in tests)
    return lambda cite: all(test(cite) for test in tests)


def _tests(branch: Element) -> list[Test]:
    tests: list[Test] = []
    for nested in branch.every("conditions"):
        inner = [_matched(_tests(part), part.attrs.get("match", "all")) for part in nested.every("condition")]
        tests.append(_matched(inner, nested.attrs.get("match", "all")))
    for name, make in _MAKERS:
        words = branch.attrs.get(name, "").split()
        if words:
            tests.extend(make(words, branch.attrs.get("match", "all")))
    return tests


def _types(words: list[str], match: str) -> list[Test]:
    """An item has one type only: several types mean any of them, but each counts alone under `match="none"`."""
    types = frozenset(words)
    return [lambda cite: cite.item.type in types]


def _variables(words: list[str], match: str) -> list[Test]:
    return [_has(word) for word in words]


def _has(variable: str) -> Test:
    if variable == "locator":
        return lambda cite: bool(cite.locator)
    if variable == "first-reference-note-number":
        return lambda cite: bool(cite.first_note)
    if variable in ("citation-number", "citation-label", "year-suffix"):
        return lambda cite: False
    return lambda cite: cite.item.has(variable)


def _numeric(words: list[str], match: str) -> list[Test]:
    return [_is_numeric(word) for word in words]


def _is_numeric(variable: str) -> Test:
    if variable == "locator":
        return lambda cite: cite.locator_number().numeric
    if variable in NUMBERS:
        return lambda cite: cite.item.number(variable).numeric
    return lambda cite: cite.item.text(variable)[-1:].isdecimal()


def _uncertain(words: list[str], match: str) -> list[Test]:
    return [_is_uncertain(word) for word in words]


def _is_uncertain(variable: str) -> Test:
    def test(cite: Cite) -> bool:
        date = cite.item.date(variable)
        return date is not None and date.circa

    return test


def _locators(words: list[str], match: str) -> list[Test]:
    joined = " ".join(words).replace("sub verbo", "sub-verbo").split()
    return [_has_locator(word) for word in joined]


def _has_locator(label: str) -> Test:
    return lambda cite: bool(cite.locator) and cite.locator_number().label == label


def _positions(words: list[str], match: str) -> list[Test]:
    return [_POSITIONS.get(word, lambda cite: False) for word in words]


def _at_least(position: Position) -> Test:
    return lambda cite: not cite.bibliography and cite.position >= position


_POSITIONS: dict[str, Test] = {
    "first": lambda cite: not cite.bibliography and cite.position == Position.FIRST,
    "subsequent": _at_least(Position.SUBSEQUENT),
    "ibid": _at_least(Position.IBID),
    "ibid-with-locator": _at_least(Position.IBID_WITH_LOCATOR),
    "near-note": lambda cite: not cite.bibliography and cite.position >= Position.SUBSEQUENT and cite.near_note,
    "far-note": lambda cite: not cite.bibliography and cite.position == Position.SUBSEQUENT and not cite.near_note,
}


def _disambiguates(words: list[str], match: str) -> list[Test]:
    if words != ["true"]:
        return []
    return [_holds]


def _holds(cite: Cite) -> bool:
    """Each condition met uses up one step of the disambiguation that was found necessary."""
    cite.conditions_seen += 1
    if cite.conditions < cite.settings.condition:
        cite.conditions += 1
        return True
    return False


_MAKERS: tuple[tuple[str, Callable[[list[str], str], list[Test]]], ...] = (
    ("type", _types),
    ("variable", _variables),
    ("is-numeric", _numeric),
    ("is-uncertain-date", _uncertain),
    ("locator", _locators),
    ("position", _positions),
    ("disambiguate", _disambiguates),
)
"""The conditions of CSL 1.0.2, each with what makes its tests."""
