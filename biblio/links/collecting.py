"""`Library` -> [`Link`]: every address an entry gives, each once, and what is cited at it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from biblio.addresses import normalise, urls_in
from biblio.model import Entry, IdentifierKind, Library, Link, Work

__all__ = ["Cited", "addresses_of", "cited_at", "links_of"]

_RESOLVERS = (
    (IdentifierKind.DOI, "https://doi.org/"),
    (IdentifierKind.HANDLE, "https://hdl.handle.net/"),
    (IdentifierKind.ARXIV, "https://arxiv.org/abs/"),
)

_WITH_ADDRESSES = frozenset(("howpublished", "note", "addendum", "annote", "annotation"))
"""Fields kept as they were in which bibliographies of the classic styles write addresses."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What an entry says is at the address."""

    title: str = ""
    container_title: str = ""
    names: tuple[str, ...] = ()
    """Family names of authors, or of editors where there is no author."""
    year: int | None = None
    publisher: str = ""


def links_of(library: Library) -> tuple[Link, ...]:
    """Every address of the library in the order of the entries; writings of one address are one link.

    An entry without an address is reached through its DOI, handle or arXiv number.
    """
    written: dict[str, str] = {}
    keys: dict[str, list[str]] = {}
    for entry in library.entries:
        for url in addresses_of(entry.work):
            normal = normalise(url)
            written.setdefault(normal, url)
            users = keys.setdefault(normal, [])
            if entry.key not in users:
                users.append(entry.key)
    return tuple(Link(written[normal], tuple(users)) for normal, users in keys.items())


def addresses_of(work: Work) -> Iterator[str]:
    """The work's own address, its archived copy's, its container's, those in its notes; else one of an identifier."""
    own = [url for url in (work.url, work.archive_url, work.container.url if work.container else "") if url.strip()]
    texts = (work.note, *(value for name, value in work.extra if name in _WITH_ADDRESSES))
    own += [found.span.of(text) for text in texts for found in urls_in(text)]
    yield from own
    if not own:
        for kind, resolver in _RESOLVERS:
            if value := work.identifier(kind):
                yield resolver + value.strip()
                return


def cited_at(entry: Entry) -> Cited:
    """What the entry says of the thing its address leads to."""
    work = entry.work
    names = work.authors or tuple(contributor.name for contributor in work.contributors)
    return Cited(
        title=work.title,
        container_title=work.container.title if work.container else "",
        names=tuple(name.sort_name for name in names if name.sort_name),
        year=work.date.year if work.date else None,
        publisher=work.publisher,
    )
