"""How many names of a list are shown (CSL 1.0.2, "Et-al Abbreviation" and "Disambiguation")."""

from __future__ import annotations

from typing import NamedTuple

from biblio.styles.csl.cite import Cite, Position
from biblio.styles.csl.names.options import NameOptions

__all__ = ["Shown", "limit"]


class Shown(NamedTuple):
    """The `first` names of a list, and its last one too where `last` is set."""

    first: int
    last: bool
    shortened: bool


def limit(options: NameOptions, cite: Cite, total: int, place: int) -> Shown:
    """Names shown of `total` in the name list at that place of the cite.

    Disambiguation may ask for more than et-al would show; while forms are only compared it gets exactly what it asks.
    """
    least, first = options.et_al_min, options.et_al_use_first
    if cite.position != Position.FIRST and not cite.bibliography:
        least, first = options.subsequent_min, options.subsequent_use_first
    asked = cite.settings.names[place] if place < len(cite.settings.names) else 0
    abbreviated = bool(least) and first >= 0 and total >= least
    if cite.looking and asked:
        count = asked
    elif asked > first:
        count = asked if abbreviated else total
    else:
        count = first if abbreviated else total
    if options.use_last and not cite.looking and least and count > least - 2:
        count = least - 2 if abbreviated else count
    if not least or first < 0 or least < first or count >= total:
        return Shown(total, False, False)
    last = options.use_last and count + 1 < total
    if options.use_last and count + 1 == total:
        return Shown(total, False, False)
    return Shown(count, last, True)
