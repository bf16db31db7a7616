"""Which elements keep silent where only the author, or all but the author, is asked for."""

from __future__ import annotations

from biblio.styles.csl.cite import Cite

__all__ = ["is_silent", "silences_date", "silences_names"]


def is_silent(cite: Cite) -> bool:
    """Texts, numbers and labels: author-only shows them only in an author's place, a dated sort key not at all."""
    return cite.dates_only or (cite.author_only and (cite.printed or not cite.substituting))


def silences_names(cite: Cite) -> bool:
    """The first names are the author: author-only shows no others, suppress-author all others."""
    if cite.author_only:
        return cite.printed
    return cite.suppress_author and not cite.printed


def silences_date(cite: Cite) -> bool:
    """Author-only shows a date only in an author's place."""
    return cite.author_only and cite.printed
