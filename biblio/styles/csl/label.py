"""Citation labels made from names and year: Asthma 1990 by Noaks -> Noak90 (the "trigraph" of BibTeX's alpha style)."""

from __future__ import annotations

import re

from biblio.styles.csl.item import Item
from biblio.styles.csl.letters import alphabetic
from biblio.styles.csl.locale import Locale
from biblio.styles.csl.textcase import stop_words
from biblio.styles.csl.variables import NAMES

__all__ = ["trigraph"]

_LENGTHS = ((4,), (2, 2), (2, 1, 1), (1, 1, 1, 1))
"""Letters taken of each name, for one, two, three, and four or more names."""
_LABEL_NAMES = ("author", "editor", "translator")


def trigraph(item: Item, locale: Locale) -> str:
    """The label of an item."""
    names = next((item.names(name) for name in (*_LABEL_NAMES, *sorted(NAMES)) if item.names(name)), ())
    lengths = _LENGTHS[min(len(names), len(_LENGTHS)) - 1] if names else _LENGTHS[0]
    label = ""
    for name, length in zip(names, lengths, strict=False):
        text = re.sub(r"^([ '\u2019a-z]+\s+)", "", name.family) if name.family else name.literal
        text = re.sub(r"^(?:a|an|the)\s+", "", text, flags=re.IGNORECASE)
        label += "".join(filter(_is_letter, text))[:length].capitalize()
    if not label:
        words = [word for word in item.text("title").split() if word not in stop_words()]
        label = "".join(words)[:4].capitalize()
    if not label:
        label = locale.term("reference", "short") or "Ref"
        label = label.replace(".", "").capitalize()
    date = item.date("issued")
    year = str(abs(date.start.year)) if date and date.start else "0000"
    return label + year[-2:]


def _is_letter(letter: str) -> bool:
    return letter.isalpha() and bool(alphabetic(letter))
