"""What the page calls things: names of data -> words, from words.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any
from unicodedata import bidirectional

__all__ = ["counted", "direction", "family", "in_brief", "listed", "word"]


_STRONG = ("L", "R", "AL")
"""Classes of letters that have a direction."""


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


def word(table: str, name: str) -> str:
    """What a table of words.toml calls `name`; the name itself, hyphens as blanks, where it has no word for it."""
    found = _tables()[table].get(name)
    return found if isinstance(found, str) else name.replace("-", " ").replace("_", " ")


def family(form: str) -> str:
    """The family of forms that shares a colour with this one."""
    return str(_tables()["families"].get(form, "mention"))


def in_brief(label: str, value: str) -> str:
    """A locator as notes print it: "pp. 59, 111-13"."""
    forms = _tables()["locators"].get(label)
    several = any(mark in value for mark in ",;-–—&") or " and " in value
    return f"{forms[several] if forms else label.replace('-', ' ')}\u00a0{value}"


def counted(count: int, one: str, several: str = "") -> str:
    """ "1 note", "18 notes", "no notes"."""
    return f"{count or 'no'} {one if count == 1 else several or one + 's'}"


def listed(words: list[str] | tuple[str, ...], last: str = " and ") -> str:
    """ "one", "one and two", "one, two and three"."""
    return last.join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def direction(text: str) -> str:
    """ "rtl" or "ltr", as the first letter that has a direction says (Unicode bidirectional algorithm, rule P2)."""
    return "rtl" if next((kind for kind in map(bidirectional, text) if kind in _STRONG), "L") != "L" else "ltr"
