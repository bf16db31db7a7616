"""From the text of a variable, term or affix to a node, done once for each text and kept.

The order is CSL's and the test suite's: spaces before French punctuation, text case, periods stripped, markup parsed.
"""

from __future__ import annotations

import re

from biblio.styles.csl import textcase
from biblio.styles.csl.letters import alphabetic
from biblio.styles.csl.locale import Locale
from biblio.styles.csl.markup import Quotes, parser
from biblio.styles.csl.node import Kids, Marks, Node

__all__ = ["Typesetter", "strip_periods"]

_THIN_BEFORE = re.compile(r" ([:;?!\u00bb])")
_TERMINAL = ":.;!? "
_PERIOD = re.compile(r"\.([^a-z]|$)")


def strip_periods(text: str) -> str:
    """The text without its abbreviation points; one before a small letter stays (a web address)."""
    return _PERIOD.sub(r"\1", text) if "." in text else text


class Typesetter:
    """Makes nodes from strings in one locale, each string once."""

    def __init__(self, locale: Locale) -> None:
        word = locale.word
        self.quotes = Quotes(
            word("open-quote", "\u201c"),
            word("close-quote", "\u201d"),
            word("open-inner-quote", "\u2018"),
            word("close-inner-quote", "\u2019"),
        )
        self._parse = parser(self.quotes)
        self._known: dict[tuple[str, str, bool, str], tuple[str, Kids, bool]] = {}

    def node(
        self,
        text: str,
        prefix: str = "",
        suffix: str = "",
        marks: Marks = (),
        case: str = "",
        strip: bool = False,
        language: str = "",
    ) -> Node:
        """A node of that text; punctuation it begins with moves to the prefix, where it can merge."""
        key = (text, case, strip, language if case else "")
        try:
            lead, kids, alphabet = self._known[key]
        except KeyError:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[key] = lead, kids, alphabet = self._prepare(*key)
        if marks and not alphabet:
            marks = tuple(mark for mark in marks if mark[0] != "font-style")
        return Node(kids, prefix + lead if lead else prefix, suffix, "", marks)

    def _prepare(self, text: str, case: str, strip: bool, language: str) -> tuple[str, Kids, bool]:
        if " " in text:
            text = _THIN_BEFORE.sub("\u202f\\1", text).replace("\u00ab ", "\u00ab\u202f")
        lead = ""
        if text[:1] in _TERMINAL and not text.startswith(" "):
            bare = text.lstrip(_TERMINAL)
            if bare:
                lead, text = text[: len(text) - len(bare)], bare
        if case:
            text = textcase.apply(case, text, language)
        if strip:
            text = strip_periods(text)
        return lead, self._parse(text), bool(alphabetic(text))
