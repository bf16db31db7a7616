"""Reprints: "‘Trotsky's Interpretation of Stalinism’, NLR 139, reprinted in Tariq Ali (ed.), The Stalinist Legacy"."""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import match_titles
from biblio.model import Form, Related, Role, Work, WorkId
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["as_reprint", "complete", "link"]

_SHORT = (Form.SHORT, Form.OP_CIT)
_KIND = "reprint-of"


def complete(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """A cite marked as a reprint, with its original known and what it leaves out taken from there."""
    at = occurrence.cite.reprint_of
    found = (seen for seen in memory.in_note(occurrence.citation) if seen.occurrence.index == at)
    original = next((seen.work for seen in found), None)
    if original is None or (occurrence.cite.form in _SHORT and best(replace(occurrence, original=original), memory)):
        # "reproduced in Nixon, Roosevelt, 1:319": a known book by its short title stays what it is.
        return occurrence
    work = as_reprint(occurrence.work, memory.works[original])
    return replace(occurrence.reworded(work), original=original)


def as_reprint(cited: Work, original: Work) -> Work:
    """The reprint as a work of its own: what is printed there again has the original's title and authors.

    A cite that gives the book only ("reprinted in Ali (ed.), The Stalinist Legacy") becomes a piece in that book.
    """
    if cited.title and match_titles(cited.title, original.title):
        return cited
    if cited.title and cited.container is None and not _own_piece(cited):
        moved = ("date", "publisher", "place", "edition", "volume", "volumes", "series", "series_number")
        held = Work(
            type="book",
            title=cited.title,
            contributors=cited.contributors,
            **{name: getattr(cited, name) for name in moved if name != "volumes"},
            volumes=cited.volumes,
        )
        cited = Work(
            type="chapter",
            container=held,
            date=cited.date,
            pages=cited.pages,
            identifiers=cited.identifiers,
            url=cited.url,
            accessed=cited.accessed,
            language=cited.language,
        )
    if cited.title or not original.title:
        return cited
    names = tuple(contributor for contributor in original.contributors if contributor.role is Role.AUTHOR)
    kept = tuple(contributor for contributor in cited.contributors if contributor.role is not Role.AUTHOR)
    inferred = tuple(dict.fromkeys((*cited.inferred, "title", *(("author",) if names and not cited.authors else ()))))
    return replace(
        cited,
        title=original.title,
        contributors=(*(names or cited.contributors[:0]), *kept) if not cited.authors else cited.contributors,
        inferred=inferred,
    )


def link(reprint: Work, original: WorkId) -> Work:
    """The reprint, related to its original."""
    related = Related(_KIND, str(original))
    return reprint if related in reprint.related else replace(reprint, related=(*reprint.related, related))


def _own_piece(cited: Work) -> bool:
    """Whether the title is that of a translation or new version rather than of a book that holds it.

    The pages of a book are those of a piece in it: "repr. in idem, Essays (London, 1971), 245–67".
    """
    if cited.pages is not None:
        return False
    return bool(cited.authors) and "author" not in cited.inferred and not cited.names(Role.EDITOR)
