"""The letter that tells an author's works of one year apart, and how several in a row are joined."""

from __future__ import annotations

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.node import Counter
from biblio.styles.csl.numbers.words import letters
from biblio.styles.csl.scope import Form, Scope

__all__ = ["suffix_counter"]


def suffix_counter(scope: Scope, cite: Cite, form: Form | None = None) -> Counter | None:
    """The suffix of a cite's year, open to be joined with those of the cites after it; None where it has none."""
    number = cite.settings.year_suffix
    if number is None or cite.looking:
        return None
    return Counter(
        letters(number),
        number,
        "year-suffix",
        prefix=form.prefix if form else "",
        suffix=form.suffix if form else "",
        marks=form.marks if form else (),
        range_delimiter=_range_delimiter(scope),
        successor_delimiter=_successor_delimiter(scope),
    )


def _range_delimiter(scope: Scope) -> str:
    """Between the first and the last of several in a row; empty where they do not collapse."""
    if scope.collapse != "year-suffix-ranged":
        return ""
    return scope.locale.word("citation-range-delimiter", "\u2013")


def _successor_delimiter(scope: Scope) -> str:
    """Between two after one year."""
    options = scope.area_options
    return options.get("cite-group-delimiter") or options.get("year-suffix-delimiter") or scope.layout_delimiter
