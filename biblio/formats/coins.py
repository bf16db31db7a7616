"""COinS: each work as an OpenURL in the title of an empty span, which Zotero and link resolvers find in a page.

After Z39.88-2004 and its formats `journal`, `book`, `dissertation`, `patent` and `dc`. One author is named in parts.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import ClassVar
from urllib.parse import quote

from biblio.formats import Format
from biblio.formats._csl.texts import texts
from biblio.formats._nesting import SERIAL, flat
from biblio.formats._one_way import WrittenOnly
from biblio.formats._zotero.extra import last_and_first
from biblio.model import Entry, IdentifierKind, Library, Work

__all__ = ["plugin"]

_PARTS = ("chapter", "entry", "entry-dictionary", "entry-encyclopedia")
_GENRES = dict.fromkeys(_PARTS, "bookitem") | dict.fromkeys(("book", "classic", "pamphlet", "collection"), "book")
_GENRES |= {"paper-conference": "proceeding", "report": "report"}
"""CSL type -> `rft.genre` of the format `book`."""
_DC = {"webpage": "webpage", "post": "forumPost", "post-weblog": "blogPost", "personal_communication": "letter",
       "manuscript": "manuscript", "interview": "interview", "motion_picture": "videoRecording", "map": "map",
       "graphic": "artwork", "software": "computerProgram", "song": "audioRecording", "speech": "presentation",
       "broadcast": "radioBroadcast", "document": "document"}  # fmt: skip
"""CSL type -> `rft.type` of the format `dc`, in the words that Zotero writes and reads."""


class Coins(WrittenOnly):
    """A line with one span an entry."""

    suffixes: ClassVar[tuple[str, ...]] = ()
    carries: ClassVar[frozenset[str]] = frozenset((
        "title", "contributors", "date", "publisher", "place", "edition", "volume", "issue", "pages", "series", "url",
        "container", "identifiers", "language", "container-title-short",
    ))  # fmt: skip

    def dumps(self, library: Library) -> str:
        """Write all spans."""
        return "".join(_span(entry) for entry in library.entries)


def _span(entry: Entry) -> str:
    work = flat(entry.work)
    pairs = [("ctx_ver", "Z39.88-2004"), ("rfr_id", "info:sid/biblio"), *_keys(work), *_people(work), *_numbers(work)]
    address = "&".join(f"{key}={quote(value, safe='')}" for key, value in pairs if value)
    return f'<span class="Z3988" title="{html.escape(address)}"></span>\n'


def _keys(work: Work) -> Iterator[tuple[str, str]]:
    found = texts(work)
    title = found.get("container-title", "")
    kind = _format(work)
    yield "rft_val_fmt", f"info:ofi/fmt:kev:mtx:{kind}"
    yield "rft.genre", "article" if kind == "journal" else _GENRES.get(work.type, "unknown") if kind == "book" else ""
    if kind == "journal":
        yield from (
            ("rft.atitle", work.title),
            ("rft.jtitle", title),
            ("rft.stitle", found.get("container-title-short", "")),
        )
    elif kind == "book" and title:
        yield from (("rft.atitle", work.title), ("rft.btitle", title))
    elif kind == "book":
        yield "rft.btitle", work.title
    else:
        yield "rft.title", work.title
    if kind == "dc":
        yield from (("rft.type", _DC.get(work.type, "document")), ("rft.source", title), ("rft.identifier", work.url))
    yield "rft.inst" if kind == "dissertation" else "rft.pub" if kind == "book" else "rft.publisher", work.publisher
    yield "rft.place", work.place
    yield "rft.date", str(work.date) if work.date and work.date.start else ""
    for field in ("volume", "issue", "edition", "series", "language"):
        yield f"rft.{field}", getattr(work, field)
    yield from _pages(work)


def _format(work: Work) -> str:
    if work.type in SERIAL:
        return "journal"
    return {"thesis": "dissertation", "patent": "patent"}.get(work.type) or ("book" if work.type in _GENRES else "dc")


def _pages(work: Work) -> Iterator[tuple[str, str]]:
    if work.pages:
        yield "rft.pages", str(work.pages)
        if len(work.pages.ranges) == 1:
            yield from zip(("rft.spage", "rft.epage"), work.pages.ranges[0], strict=True)


def _people(work: Work) -> Iterator[tuple[str, str]]:
    # An OpenURL has authors only; a book without any is known by its editors.
    for number, name in enumerate(work.authors or tuple(one.name for one in work.contributors)):
        last, first = last_and_first(name)
        if not number and first:
            yield "rft.aulast", last
            yield "rft.aufirst", first
        yield "rft.creator" if _format(work) == "dc" else "rft.au", f"{first} {last}".strip()


def _numbers(work: Work) -> Iterator[tuple[str, str]]:
    for kind, key, prefix in ((IdentifierKind.DOI, "rft_id", "info:doi/"), (IdentifierKind.ISBN, "rft.isbn", ""),
                              (IdentifierKind.ISSN, "rft.issn", ""), (IdentifierKind.PMID, "rft_id", "info:pmid/"),
                              (IdentifierKind.HANDLE, "rft_id", "info:hdl/")):  # fmt: skip
        for number in work.identifiers:
            if number.kind is kind:
                yield key, prefix + number.value
    yield "rft_id", work.url


plugin: Format = Coins()
