"""CSL types <-> entry types.

What an entry type cannot tell, `entrysubtype` says: `@online` with `entrysubtype = {post}`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from biblio.formats._tex.dialect import BIBLATEX, Dialect, dialect
from biblio.model import Role, Work

__all__ = [
    "ENTRY_TYPE",
    "csl_type",
    "degree",
    "entry_type",
    "publisher_field",
    "read_degree",
    "subtype_of",
    "usual_type",
]

ENTRY_TYPE = "entry-type"
"""Name in `Work.extra` of an entry type that we would not have chosen: `manual`, `mvbook`, `customa`."""
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}
"""Values of `entrysubtype` that the standard styles document."""
_ALONE = frozenset(("misc", "unpublished", "letter"))
"""Entry types whose styles print no `booktitle`."""
_WITHOUT_PUBLISHER = {"booklet": "book", "unpublished": "misc"}
"""Entry types that have no publisher -> what is written where there is one."""
_WEB = frozenset(("post", "post-weblog", "webpage"))
_MASTERS = re.compile(r"master|\bM\.?\s?(?:A|Sc|Phil|Litt)\b|magist|diplom|licen", re.IGNORECASE)
_ENTRY_TYPE = re.compile(r"[^\W\d_][\w-]*")
_BARE_URL = re.compile(r"\s*(?:\\(?:url|href)\b|https?://)")


def subtype_of(text: str) -> str:
    """The CSL type that an `entrysubtype` names, "" if it names none."""
    text = text.strip().lower()
    return _SUBTYPES.get(text) or (text if text in dialect(BIBLATEX).types else "")


def csl_type(kind: str, fields: Mapping[str, str], speech: Dialect) -> str:
    """The CSL type of an entry type, given its fields under BibLaTeX's names."""
    named = subtype_of(fields.get("entrysubtype", ""))
    if named:
        return named
    kind = kind.lower()
    if kind == "misc" and ("url" in fields or _BARE_URL.match(fields.get("howpublished", ""))):
        return "webpage"
    return speech.reads.get(kind, "document")


def entry_type(work: Work, speech: Dialect) -> str:
    """The entry type for a (flat) work: the one it was read with, else the dialect's for its CSL type."""
    given = next((value for name, value in work.extra if name == ENTRY_TYPE), "")
    if given and _ENTRY_TYPE.fullmatch(given) and (not speech.classic or given.lower() in speech.standard):
        return given
    roles = {contributor.role for contributor in work.contributors}
    contained = bool(work.container and work.container.title)
    return usual_type(work.type, roles, contained, bool(work.publisher), work.genre, speech)


def usual_type(
    type_: str, roles: AbstractSet[Role], contained: bool, published: bool, genre: str, speech: Dialect
) -> str:
    """The dialect's entry type for a work, whatever it was read with.

    Args:
        type_: its CSL type.
        roles: what people did for it or for what it stands in.
        contained: whether it stands in something with a title.
        published: whether somebody brought it out.
        genre: what kind of thesis it is.
        speech: the dialect.
    """
    kind = speech.types.get(type_, "misc")
    if contained and kind in _ALONE and type_ not in _WEB:
        # A letter, document or poem in a book: printed as part of it.
        return "incollection"
    if published and kind in _WITHOUT_PUBLISHER:
        return _WITHOUT_PUBLISHER[kind]
    if type_ == "book" and not speech.classic:
        return "collection" if Role.EDITOR in roles and Role.AUTHOR not in roles else "book"
    if type_ == "chapter" and Role.CONTAINER_AUTHOR in roles and not speech.classic:
        return "inbook"
    if kind == "phdthesis" and _MASTERS.search(genre):
        return "mastersthesis"
    return kind


def publisher_field(kind: str) -> str:
    """The field in which an entry type has whoever brought it out."""
    return _PUBLISHERS.get(kind, "publisher")


_PUBLISHERS = (
    dict.fromkeys(("techreport", "report", "thesis"), "institution")
    | dict.fromkeys(("online", "electronic", "www", "manual", "misc"), "organization")
    | dict.fromkeys(("phdthesis", "mastersthesis"), "school")
)
_DEGREES = {"phdthesis": "PhD thesis", "mathesis": "Master's thesis"}
"""BibLaTeX's localised values of `type`, and what a reader of English sees."""
_OF_TYPE = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
"""What an entry type says where `type` says nothing."""
_ANY = "Thesis"
"""Written where no degree is known, so that no style invents one."""


def degree(genre: str, kind: str) -> str:
    """The `type` field of a thesis; "" where the entry type says it."""
    if kind in _OF_TYPE:
        return "" if _OF_TYPE[kind] == genre else genre or _ANY
    return next((key for key, words in _DEGREES.items() if words == genre), genre)


def read_degree(text: str, kind: str) -> str:
    """The genre of a thesis from its `type` field and entry type."""
    if not text:
        return _OF_TYPE.get(kind.lower(), "")
    return "" if text == _ANY else _DEGREES.get(text, _OF_TYPE.get(text, text))
