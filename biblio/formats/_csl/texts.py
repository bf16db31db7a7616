"""The text variables of a work, whatever holds them."""

from __future__ import annotations

from biblio.formats._csl.variables import variables
from biblio.model import Work

__all__ = ["texts"]


def texts(work: Work) -> dict[str, str]:
    """CSL variable -> value, of a flat work; without names, dates, its type and what CSL has no variable for."""
    known = variables()
    found = {variable: value for variable, field in known.plain.items() if (value := getattr(work, field))}
    if work.container and work.container.title:
        found["container-title"] = work.container.title
    if work.pages:
        found["page"] = str(work.pages)
    for variable, kind in known.identifiers.items():
        values = [number.value for number in work.identifiers if number.kind.value == kind]
        if values:
            found[variable] = " ".join(values)
    for name, value in work.extra:
        if name in known.own - known.other_dates:
            found.setdefault(name, value)
    return found
