"""A description of a book, chapter, article, letter, post: what a bibliography lists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from biblio.model.dates import Date
from biblio.model.identifiers import Identifier, IdentifierKind
from biblio.model.names import Name
from biblio.model.pages import Pages

__all__ = ["CSL_ROLES", "Contributor", "Provenance", "Related", "Role", "Work"]


class Role(StrEnum):
    """What somebody did for a work: the name variables of CSL 1.0.2, then roles that only BibLaTeX or Zotero has."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    CONTAINER_AUTHOR = "container-author"
    COLLECTION_EDITOR = "collection-editor"
    RECIPIENT = "recipient"
    INTERVIEWER = "interviewer"
    REVIEWED_AUTHOR = "reviewed-author"
    DIRECTOR = "director"
    ILLUSTRATOR = "illustrator"
    COMPOSER = "composer"
    COMPILER = "compiler"
    CONTRIBUTOR = "contributor"
    CHAIR = "chair"
    CURATOR = "curator"
    EDITORIAL_DIRECTOR = "editorial-director"
    EDITOR_TRANSLATOR = "editor-translator"
    EXECUTIVE_PRODUCER = "executive-producer"
    GUEST = "guest"
    HOST = "host"
    NARRATOR = "narrator"
    ORGANIZER = "organizer"
    ORIGINAL_AUTHOR = "original-author"
    PERFORMER = "performer"
    PRODUCER = "producer"
    SCRIPT_WRITER = "script-writer"
    SERIES_CREATOR = "series-creator"

    ANNOTATOR = "annotator"
    COMMENTATOR = "commentator"
    INTRODUCTION = "introduction"
    FOREWORD = "foreword"
    AFTERWORD = "afterword"
    FOUNDER = "founder"
    CONTINUATOR = "continuator"
    REDACTOR = "redactor"
    REVISER = "reviser"
    HOLDER = "holder"
    """Of a patent."""

    COMMENTER = "commenter"
    COSPONSOR = "cosponsor"
    COUNSEL = "counsel"
    ATTORNEY = "attorney"
    LYRICIST = "lyricist"


CSL_ROLES = frozenset(tuple(Role)[: tuple(Role).index(Role.ANNOTATOR)])
"""The roles that are variables of CSL."""


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody and what they did."""

    name: Name
    role: Role = Role.AUTHOR


@dataclass(frozen=True, slots=True)
class Related:
    """Another work this one stands in a relation to (BibLaTeX's `related` and `relatedtype`)."""

    kind: str
    """"reprint-of", "translation-of", "review-of"."""
    key: str
    """Citation key of the other work; during resolution, its `WorkId` as digits."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record, or some of its fields, came from when not from the document itself."""

    source: str
    """A file, a service with its own identifier: "crossref 10.1000/x", "library.ris"."""
    retrieved: Date | None = None
    fields: tuple[str, ...] = ()
    """Names of the fields that were taken from there; empty for all of them."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work in CSL's terms; what is not known is empty.

    A chapter's book and an article's journal are `container` works with their own title, editors, volume, date;
    flattening to `booktitle` or `container-title` is the business of `formats`. Titles are plain text.
    """

    type: str = "document"
    """A CSL 1.0.2 item type: book, chapter, article-journal, post ..."""
    title: str = ""
    contributors: tuple[Contributor, ...] = ()
    date: Date | None = None
    original_date: Date | None = None
    container: Work | None = None
    series: str = ""
    """CSL `collection-title`."""
    series_number: str = ""
    publisher: str = ""
    place: str = ""
    original_publisher: str = ""
    original_place: str = ""
    edition: str = ""
    volume: str = ""
    volumes: str = ""
    """CSL `number-of-volumes`."""
    issue: str = ""
    pages: Pages | None = None
    number: str = ""
    """Report, law, case or document number."""
    genre: str = ""
    """"PhD thesis", "letter", "minutes"."""
    medium: str = ""
    archive: str = ""
    archive_location: str = ""
    """Shelf-mark within the archive."""
    event: str = ""
    language: str = ""
    identifiers: tuple[Identifier, ...] = ()
    url: str = ""
    accessed: Date | None = None
    archive_url: str = ""
    """An archive's copy of `url`, with its date in `archive_date`."""
    archive_date: Date | None = None
    link_status: str = ""
    """What was found when `url` was last asked for: a `Verdict` ("ok", "dead")."""
    link_checked: Date | None = None
    status: str = ""
    """"forthcoming", "in press"."""
    note: str = ""
    """Bibliographic words worth printing that have no field: "2 vols", "translated from the German"."""
    related: tuple[Related, ...] = ()
    inferred: tuple[str, ...] = ()
    """Fields that were not printed in any cite but concluded from its surroundings: ("author",)."""
    provenance: tuple[Provenance, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    """Everything else by name, in the file's order: the further variables of CSL under CSL's names (`abstract`,
    `keyword`, `title-short`, `call-number`, `number-of-pages`, `event-date` as EDTF ...; see `variable`), and what a
    file has that nobody has a name for, as it was."""

    def names(self, role: Role) -> tuple[Name, ...]:
        """The names in one role, in order."""
        return tuple(contributor.name for contributor in self.contributors if contributor.role is role)

    @property
    def authors(self) -> tuple[Name, ...]:
        """The authors, in order."""
        return self.names(Role.AUTHOR)

    def variable(self, name: str) -> str:
        """A variable of CSL that has no field of its own ("abstract", "title-short"), or ""."""
        return next((value for key, value in self.extra if key == name), "")

    @property
    def keywords(self) -> tuple[str, ...]:
        """The keywords one by one; CSL and .bib files keep them in one line, parted by commas or semicolons."""
        parts = self.variable("keyword").replace(";", ",").split(",")
        return tuple(part.strip() for part in parts if part.strip())

    def identifier(self, kind: IdentifierKind) -> str:
        """The first identifier of a kind, or ""."""
        return next((found.value for found in self.identifiers if found.kind is kind), "")
