"""[`LinkCheck`] -> what `biblio check` prints: table, JSON (docs/schemas/check.schema.json), SARIF 2.1.0, JUnit XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from biblio.contracts.checking import document, junit, sarif, table
from biblio.model import Library, LinkCheck

__all__ = ["FORMS", "document", "pieces", "render"]

Form = Callable[[Sequence[LinkCheck], Library, str], str]

FORMS: dict[str, Form] = {
    "text": table.render,
    "json": document.render,
    "sarif": sarif.render,
    "junit": junit.render,
}


def render(checks: Sequence[LinkCheck], library: Library, source: str, form: str) -> str:
    """The checks in one of the forms.

    Args:
        checks: as `biblio.links.check` gives them.
        library: the library they are of.
        source: name of the file the library was read from, for the forms that name places in it.
        form: a key of `FORMS`.
    """
    return FORMS[form](checks, library, source)


def pieces(checks: Sequence[LinkCheck], library: Library, source: str, form: str) -> Iterator[str]:
    """The same piece by piece, so that the report on a hundred thousand links need not be held whole."""
    if form == "json":
        yield from document.pieces(checks, library, source)
    else:
        yield render(checks, library, source, form)
