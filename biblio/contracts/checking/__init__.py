"""[`LinkCheck`] -> what `biblio check` prints: table, JSON (docs/schemas/check.schema.json), SARIF 2.1.0, JUnit XML.

Every form is made piece by piece, so that neither the checks nor the report on a hundred thousand links are held whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from biblio.contracts.checking import document, junit, sarif, table
from biblio.model import LinkCheck

__all__ = ["FORMS", "document", "pieces", "render"]

Form = Callable[[Sequence[LinkCheck], str], Iterator[str]]

FORMS: dict[str, Form] = {
    "text": table.pieces,
    "json": document.pieces,
    "sarif": sarif.pieces,
    "junit": junit.pieces,
}


def render(checks: Sequence[LinkCheck], source: str, form: str) -> str:
    """The checks in one of the forms; see `pieces`."""
    return "".join(pieces(checks, source, form))


def pieces(checks: Sequence[LinkCheck], source: str, form: str) -> Iterator[str]:
    """The same piece by piece.

    Args:
        checks: as `biblio.links.check` gives them; gone through several times, one by one.
        source: name of the file the library was read from, for the forms that name places in it.
        form: a key of `FORMS`.
    """
    return FORMS[form](checks, source)
