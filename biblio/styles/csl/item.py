"""One bibliographic item of CSL-JSON, cleaned once and read many times.

Values arrive as strings, numbers, lists or nonsense; what comes out is text, names and dates. Parsed forms are kept
with the item, so a name is taken apart once however many macros ask for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from biblio.styles.csl.abbreviations import NO_ABBREVIATIONS, Abbreviations
from biblio.styles.csl.extra import with_extra
from biblio.styles.csl.values.dates import Date, read_date
from biblio.styles.csl.values.names import Name, read_names
from biblio.styles.csl.values.numbers import Number, read_number
from biblio.styles.csl.variables import DATES, NAMES

__all__ = ["Item"]

_ALIASES = {"title-short": "shortTitle", "container-title-short": "journalAbbreviation"}
_SHORT_OF = {"title": "title-short", "container-title": "container-title-short"}


class Item:
    """Read access to one item by CSL variable."""

    __slots__ = (
        "_dates",
        "_names",
        "_numbers",
        "_texts",
        "abbreviations",
        "and_word",
        "data",
        "id",
        "language",
        "type",
    )

    def __init__(
        self, data: Mapping[str, Any], and_word: str = "", abbreviations: Abbreviations = NO_ABBREVIATIONS
    ) -> None:
        """`and_word` is the word that joins numbers in the language of the style."""
        self.data = data = with_extra(data)
        self.and_word = and_word
        self.abbreviations = abbreviations
        self.id = str(data.get("id", ""))
        kind = data.get("type")
        self.type = kind if isinstance(kind, str) else ""
        language = data.get("language")
        self.language = language.lower() if isinstance(language, str) else ""
        self._texts: dict[str, str] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date | None] = {}
        self._numbers: dict[str, Number] = {}

    def text(self, variable: str) -> str:
        """The variable as text; empty where it is missing or holds names, a date or nothing printable."""
        try:
            return self._texts[variable]
        except KeyError:
            self._texts[variable] = found = self._listed(variable) or self._read_text(variable)
            return found

    def short(self, variable: str) -> str:
        """The short form of a variable where the user's lists or the item have one, else the variable itself."""
        text = self.text(variable)
        listed = self.abbreviations.short(variable, text) if self.abbreviations else ""
        return listed or self.text(_SHORT_OF.get(variable, f"{variable}-short")) or text

    def names(self, variable: str) -> tuple[Name, ...]:
        """The persons and bodies of a name variable."""
        try:
            return self._names[variable]
        except KeyError:
            self._names[variable] = found = read_names(self.data.get(variable))
            return found

    def date(self, variable: str) -> Date | None:
        """The date, or None where there is none that says anything."""
        try:
            return self._dates[variable]
        except KeyError:
            self._dates[variable] = found = read_date(self.data.get(variable))
            return found

    def number(self, variable: str) -> Number:
        """The variable taken apart as a number: values, ranges, labels."""
        try:
            return self._numbers[variable]
        except KeyError:
            text = self.text(variable)
            text = self.abbreviations.number(text) or text
            self._numbers[variable] = found = read_number(text, variable, "", self.and_word)
            return found

    def has(self, variable: str) -> bool:
        """Whether the variable is not empty, as `<if variable=...>` asks."""
        if variable in DATES:
            return self.date(variable) is not None
        if variable in NAMES:
            return bool(self.names(variable))
        return bool(self.text(variable))

    def _listed(self, variable: str) -> str:
        """A short title that a list gives stands for the item's own."""
        if not (self.abbreviations and variable in _ALIASES):
            return ""
        whole = variable.removesuffix("-short")
        return self.abbreviations.short(whole, self.text(whole))

    def _read_text(self, variable: str) -> str:
        value = self.data.get(variable)
        if value is None or value == "":
            if variable == "page-first":
                return first_page(self.text("page"))
            value = self.data.get(_ALIASES.get(variable, ""), "")
        if isinstance(value, bool):
            return ""
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        return value if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def first_page(pages: str) -> str:
    """The first page of a range or list: "12-15, 20" -> "12"; an escaped hyphen does not end it."""
    head = pages
    for sign in ("&", ", ", "-", "\u2013"):
        before, found, _ = head.partition(sign)
        if found and not before.endswith("\\"):
            head = before.rstrip()
    return head
