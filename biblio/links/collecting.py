"""Entries -> every address they give, and what is cited at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from biblio.addresses import urls_in
from biblio.model import Cited, Entry, IdentifierKind, Use, Work

__all__ = ["addresses_of", "uses_in"]

_RESOLVERS = (
    (IdentifierKind.DOI, "https://doi.org/"),
    (IdentifierKind.HANDLE, "https://hdl.handle.net/"),
    (IdentifierKind.ARXIV, "https://arxiv.org/abs/"),
)

_WITH_ADDRESSES = frozenset(("howpublished", "note", "addendum", "annote", "annotation"))
"""Fields kept as they were in which bibliographies of the classic styles write addresses."""


def uses_in(entries: Iterable[Entry], text: str = "") -> Iterator[tuple[str, Use]]:
    """Each address as it is written and the entry that uses it, in the order of the entries.

    Args:
        entries: of a library.
        text: the file they were read from, to find the lines in; "" if there is none.
    """
    lines = _Lines(text)
    for entry in entries:
        cited = cited_at(entry)
        work = entry.work
        for url in addresses_of(work):
            line = lines.holding(url, entry.line)
            yield url, Use(entry.key, line, cited, work.date, work.accessed, work.archive_url)


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


class _Lines:
    """Finds lines in a text; quick where they are asked for in its order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._at = 1, 0

    def holding(self, url: str, first: int) -> int:
        """The line that holds an address, of the entry that begins on line `first`; that one if none does."""
        if not first or not self._go_to(first):
            return first
        number, at = first, self._at
        while at <= len(self._text):
            end = self._text.find("\n", at)
            line = self._text[at : end if end >= 0 else len(self._text)]
            if url in line:
                return number
            if end < 0 or (number > first and line.lstrip().startswith("@")):
                break
            number, at = number + 1, end + 1
        return first

    def _go_to(self, line: int) -> bool:
        """Whether there is such a line."""
        if line < self._line:
            self._line, self._at = 1, 0
        while self._line < line:
            end = self._text.find("\n", self._at)
            if end < 0:
                return False
            self._line, self._at = self._line + 1, end + 1
        return True
