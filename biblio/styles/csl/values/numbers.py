"""A number variable or locator taken apart: values, the joints between them, and labels written inside.

    "12-15, 20"        values 12, 15, 20 joined by "-" and ", "
    "22, sec. 12"      a page and a section
    "2nd"              numeric;  "Third"  not

What counts as numeric follows CSL 1.0.2 ("Choose", is-numeric): numbers, possibly with affixes, joined by hyphens,
commas or ampersands.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["Number", "Part", "read_number"]

_SIGN = re.compile(
    r"((?:^|\ )(?:[a-z]{1,4}|subpara|subch|amend|bibliog|annot|illus|princ|intro|sched|subdiv|subsec)(?:\.|\ )\ *)"
)
_VALUE = re.compile(r"([0-9]*[a-zA-Z]+0*)?([0-9]+(?:[a-zA-Z]*|[-,a-zA-Z]+))")
_LEADING_NUMBER = re.compile(r"(?:[0-9]+|[ixv]+)([-,:a-zA-Z]*|-[-0-9]+)")
_BETWEEN_SIGNS = re.compile(r"[0-9]+[-;,:a-zA-Z]*")
_ROMAN = re.compile(r"[ivxlcmIVXLCM]+")
_FRACTION = re.compile(r"[0-9]+(?:/[0-9]+)+")
_LABELLED = frozenset(("locator", "number", "page"))


class Part(NamedTuple):
    """One value with the joint that follows it."""

    value: str
    label: str
    """CSL term of its kind; empty for a variable that is its own kind."""
    sign: str
    """The label as written in the text; empty where it is the variable's own."""
    particle: str = ""
    """Letters and zeros before a number: the "A" of "A12"."""
    joint: str = ""
    numeric: bool = True
    plain_number: bool = True
    """Begins with a digit or is a roman numeral, so that ranges and the plural apply."""


class Number(NamedTuple):
    """The whole variable."""

    parts: tuple[Part, ...] = ()
    numeric: bool = False
    plural: bool = False
    label: str = ""
    """Kind named by the first part, which a label element shows."""


@cache
def _joint(and_word: str) -> re.Pattern[str]:
    """What joins values: 12 & 13;  12, 13;  12-13;  12 and 13, in English and in the style's language."""
    words = "|".join(rf",\s+{word}\s+|\s+{word}\s+" for word in dict.fromkeys(("and", re.escape(and_word or "and"))))
    return re.compile(rf"(\s*&\s*|{words}|;\s+|,\s+|\s*\\*[-\u2013]+\s*)")


@cache
def _signs() -> dict[str, str]:
    return tomllib.loads(files(__package__).joinpath("labels.toml").read_text(encoding="utf-8"))


@cache
def _sign_of() -> dict[str, str]:
    found: dict[str, str] = {}
    for sign, label in _signs().items():
        found.setdefault(label, sign)
    return found


def read_number(text: str, variable: str, label: str = "", and_word: str = "") -> Number:
    """Take a variable apart; `label` is the locator's kind as the cite gives it, `and_word` the language's "and"."""
    text = text.strip()
    if not text:
        return Number()
    own = _own_label(variable, label)
    parts = _split(text, variable, own, and_word)
    if not parts:
        return Number()
    groups = _group(parts)
    marked = tuple(part for group in groups for part in _mark(group))
    first = marked[0]
    plural = len(groups[0]) > 1 and first.plain_number and _ranged(groups[0])
    numeric = first.numeric
    if variable.startswith("number-of-") and numeric and first.value.isdecimal() and int(first.value) > 1:
        plural = True
    if len(marked) == 1 and _FRACTION.fullmatch(first.value):
        return Number((first._replace(numeric=True, plain_number=False),), True, False, first.label)
    return Number(marked, numeric, plural and numeric, first.label)


def _own_label(variable: str, label: str) -> str:
    """The kind a value has where its text names none."""
    if variable in ("locator", "page", "page-first"):
        return label.replace("sub verbo", "sub-verbo") or "page"
    return variable if variable in _sign_of() else ""


def _split(text: str, variable: str, own: str, and_word: str) -> list[Part]:
    """Cut at the joints, then at labels written inside."""
    if "\\-" in text:
        text = text.replace("\\-", "\ue000")
    pieces = _joint(and_word).split(text)
    if variable in ("page", "page-first"):
        pieces = [piece.replace("\u2013", "-") for piece in pieces]
    label, sign = own, ""
    found: list[Part] = []
    for at in range(0, len(pieces), 2):
        joint = pieces[at + 1] if at + 1 < len(pieces) else ""
        chunks = _cut_at_signs(pieces[at], variable, first=at == 0)
        for n, (new_sign, value) in enumerate(chunks):
            if new_sign:
                sign, label = new_sign.strip(), _signs()[new_sign.strip()]
                sign = "" if not found and label == own else new_sign
            last = n == len(chunks) - 1
            if value or last:
                found.append(_part(value.strip(), label, sign, joint if last else " "))
                sign = ""
    return _join_subsections(found)


def _cut_at_signs(text: str, variable: str, *, first: bool) -> list[tuple[str, str]]:
    """("sec. ", "12") for each labelled stretch; at the start, a word that is no label of this variable stays there."""
    cut = _SIGN.split(text)
    chunks = [("", cut[0])]
    for sign, value in zip(cut[1::2], cut[2::2], strict=True):
        before = chunks[-1][1]
        between_numbers = not before or (_BETWEEN_SIGNS.fullmatch(before) and _BETWEEN_SIGNS.fullmatch(value))
        if between_numbers and _is_label(sign.strip(), variable, first=first):
            chunks.append((sign.lstrip(), value))
        else:
            chunks[-1] = (chunks[-1][0], before + sign + value)
    return [chunk for chunk in chunks if chunk[0] or chunk[1]] or [("", "")]


def _is_label(sign: str, variable: str, *, first: bool) -> bool:
    term = _signs().get(sign)
    return term is not None and (not first or variable in _LABELLED or term == variable)


def _part(value: str, label: str, sign: str, joint: str) -> Part:
    match = _VALUE.fullmatch(value)
    particle, number = (match[1] or "", match[2]) if match else ("", value)
    joint = re.sub(r"\s*[-\u2013]\s*", "-", joint) if joint.strip("\\ ")[:1] in ("-", "\u2013") else joint
    return Part(number.replace("\ue000", "-"), label, sign, particle.replace("\ue000", "-"), joint)


def _join_subsections(parts: list[Part]) -> list[Part]:
    """ "12a-c" is one value, not a range of two."""
    joined: list[Part] = []
    for part in parts:
        previous = joined[-1] if joined else None
        if (
            previous
            and previous.joint == "-"
            and re.fullmatch(r"[0-9]+[,a-zA-Z]+", previous.value)
            and re.fullmatch(r"[,a-zA-Z]+", part.value)
            and not part.sign
        ):
            joined[-1] = previous._replace(value=f"{previous.value}-{part.value}", joint=part.joint)
        else:
            joined.append(part)
    return joined


def _group(parts: list[Part]) -> list[list[Part]]:
    """Runs of parts of the same kind."""
    groups: list[list[Part]] = []
    for part in parts:
        if groups and groups[-1][-1].label == part.label and not part.sign:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _mark(group: list[Part]) -> list[Part]:
    """Say of every part whether the group is numeric and whether the part begins as a number."""
    numeric = bool(_LEADING_NUMBER.fullmatch(group[0].value))
    return [part._replace(numeric=numeric, plain_number=_begins_as_number(part.value)) for part in group]


def _begins_as_number(value: str) -> bool:
    return "0" <= value[:1] <= "9" or bool(_ROMAN.fullmatch(value))


def _ranged(group: list[Part]) -> bool:
    """Several values of one kind call for the plural."""
    return all(not part.joint.startswith("\\") for part in group[:-1])
