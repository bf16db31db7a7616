"""A .bib entry, macros resolved, -> `Entry`: what we have a name for into the work, all else into `Work.extra`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from biblio.formats._nesting import SERIAL, flat, nest
from biblio.formats._tex.dates import read_edtf, read_year_month
from biblio.formats._tex.dialect import Dialect
from biblio.formats._tex.latex import decode
from biblio.formats._tex.names import read_names
from biblio.formats._tex.remarks import SLOTS, read_archived, read_cited_in, read_known
from biblio.formats._tex.types import ENTRY_TYPE, csl_type, read_degree, subtype_of, usual_type
from biblio.model import Contributor, Date, Entry, Identifier, IdentifierKind, Mention, Pages, Related, Role, Work

__all__ = ["Fields", "read_entry"]

_URL = re.compile(r"\s*\\(?:url|href)\s*\{((?:[^{}]|\{\})*)\}\s*\Z|\s*(https?://\S+)\s*\Z")
_ESCAPED = re.compile(r"\\([_%&#$~{}])(?:\{\})?")
_NUMBERED = frozenset(
    ("report", "patent", "legal_case", "legislation", "bill", "standard", "regulation", "treaty", "dataset")
)
_EPRINTS = {"pubmed": IdentifierKind.PMID, "handle": IdentifierKind.HANDLE} | {
    kind.value: kind for kind in IdentifierKind
}
_WEB = frozenset(("post", "post-weblog", "webpage"))


class Fields:
    """The fields of an entry under BibLaTeX's names; taking one marks it as understood."""

    def __init__(self, kind: str, values: Mapping[str, str], dialect: Dialect) -> None:
        self.kind = kind
        self.dialect = dialect
        self._left: dict[str, str] = {}
        for name, value in values.items():
            target = dialect.aliases.get(name, name)
            # Where both names are used, the alias stays what it is.
            self._left[name if target in self._left or (target != name and target in values) else target] = value

    def raw(self, name: str) -> str:
        """The field as it stands."""
        return self._left.pop(name, "")

    def text(self, name: str) -> str:
        """The field in plain Unicode."""
        return decode(self.raw(name))

    def verbatim(self, name: str) -> str:
        """A field that is no LaTeX, freed of the escapes that people put there all the same."""
        value = self.raw(name).strip()
        match = _URL.match(value)
        if match:
            value = match[1] or match[2]
        return _ESCAPED.sub(r"\1", value)

    def as_mapping(self) -> Mapping[str, str]:
        """All that nobody took yet."""
        return self._left

    def peek(self, name: str) -> str:
        """The field as it stands, left for others to take."""
        return self._left.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self._left

    def left(self) -> tuple[tuple[str, str], ...]:
        """What nobody took, in the file's order, under CSL's name where there is one."""
        names = {field: variable for variable, field in self.dialect.extra.items()}
        return tuple(
            (names.get(name, name), value.strip() if name in self.dialect.verbatim else decode(value))
            for name, value in self._left.items()
        )


def read_entry(kind: str, key: str, values: Mapping[str, str], dialect: Dialect, line: int = 0) -> Entry:
    """An entry from its fields, macros resolved."""
    fields = Fields(kind, values, dialect)
    work = Work(type=csl_type(kind, fields.as_mapping(), dialect))
    if subtype_of(fields.peek("entrysubtype")):
        fields.raw("entrysubtype")
    for _, rule in RULES:
        work = rule(work, fields)
    title, main = _containers(work, kind, fields)
    mentions, work = _own(work, fields)
    work = nest(work, title, main)
    chosen = usual_type(flat(work), dialect)
    given = () if kind.lower() in (chosen, *dialect.synonyms) else ((ENTRY_TYPE, kind),)
    return Entry(key, replace(work, extra=given + fields.left()), mentions, line)


def _people(work: Work, fields: Fields) -> Work:
    found = [Contributor(name, role) for field, role in _ROLES for name in read_names(fields.raw(field))]
    for slot in ("editora", "editorb", "editorc"):
        role = _role(fields.raw(slot + "type").strip(), fields.dialect)
        found += [Contributor(name, role) for name in read_names(fields.raw(slot))]
    if "editortype" in fields:
        role = _role(fields.raw("editortype").strip(), fields.dialect)
        found = [replace(one, role=role) if one.role is Role.EDITOR else one for one in found]
    return replace(work, contributors=tuple(found))


def _role(kind: str, dialect: Dialect) -> Role:
    known = {theirs: Role(ours) for ours, theirs in dialect.roles.items()}
    if kind in known or kind not in set(Role):
        return known.get(kind, Role.CONTRIBUTOR if kind else Role.EDITOR)
    return Role(kind)


_ROLES = (
    ("author", Role.AUTHOR),
    ("editor", Role.EDITOR),
    ("translator", Role.TRANSLATOR),
    ("bookauthor", Role.CONTAINER_AUTHOR),
    *((role.value, role) for role in Role if role not in (Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR)),
)


def _title(work: Work, fields: Fields) -> Work:
    return replace(work, title=_joined(fields.text("title"), fields.text("subtitle")))


def _joined(title: str, subtitle: str) -> str:
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ":.?!" else f"{title}: {subtitle}"


def _plain(work: Work, fields: Fields) -> Work:
    found: dict[str, Any] = {ours: fields.text(name) for ours, name in fields.dialect.fields.items() if ours != "place"}
    return replace(work, place=fields.text("location"), **found)


def _publisher(work: Work, fields: Fields) -> Work:
    for name in ("publisher", "institution", "organization"):
        if name in fields:
            return replace(work, publisher=fields.text(name))
    return work


def _numbers(work: Work, fields: Fields) -> Work:
    number, issue = fields.text("number"), fields.text("issue")
    docs, series = fields.text("docnumber"), fields.text("seriesnumber")
    if work.type in SERIAL:
        return replace(
            work, issue=", ".join(part for part in (number, issue) if part), number=docs, series_number=series
        )
    if work.type in _NUMBERED:
        return replace(work, number=number, issue=issue, series_number=series)
    return replace(work, series_number=number, number=docs, issue=issue)


def _dates(work: Work, fields: Fields) -> Work:
    date = _edtf(fields, "date")
    if date is None or date.start is None:
        date = read_year_month(*(fields.text(name) for name in ("year", "month", "day"))) or date
    else:
        _drop_repeated(date, fields)
    return replace(work, date=date, original_date=_edtf(fields, "origdate"), accessed=_edtf(fields, "urldate"))


def _drop_repeated(date: Date, fields: Fields) -> None:
    """Take year, month and day out where they say what `date` says; other ones are kept."""
    year, month, day = (decode(fields.peek(name)) for name in ("year", "month", "day"))
    again = read_year_month(year or str(date.year), month, day)
    if again and again.start and date.start and str(date.start).startswith(str(again.start)):
        for name in ("year", "month", "day"):
            fields.raw(name)


def _edtf(fields: Fields, name: str) -> Date | None:
    raw = fields.raw(name).strip().strip("{}")
    # A tilde is "about" in EDTF and a blank in LaTeX.
    date = read_edtf(raw) if raw else None
    return read_edtf(decode(raw)) if date and date.start is None else date


def _pages(work: Work, fields: Fields) -> Work:
    text = fields.text("pages")
    return replace(work, pages=Pages.parse(text.replace("–", "-"))) if text else work


def _genre(work: Work, fields: Fields) -> Work:
    genre = fields.text("type")
    if work.type == "thesis":
        genre = read_degree(genre, fields.kind)
    archive, _, location = fields.text("library").partition("; ")
    return replace(work, genre=genre, archive=archive, archive_location=location)


def _identifiers(work: Work, fields: Fields) -> Work:
    found = []
    for kind in (IdentifierKind.DOI, IdentifierKind.ISBN, IdentifierKind.ISSN):
        value = fields.verbatim(kind.value)
        parts = [value] if kind is IdentifierKind.DOI else re.split(r"\s*[,;]\s*", value)
        found += [Identifier(kind, re.sub(r"^https?://(?:dx\.)?doi\.org/", "", part)) for part in parts if part]
    if (fields.peek("eprinttype") or "arxiv").lower() in _EPRINTS and "eprint" in fields:
        kind = _EPRINTS[fields.raw("eprinttype").lower() or "arxiv"]
        found.append(Identifier(kind, fields.verbatim("eprint")))
    for name, kind in _EPRINTS.items():
        if name in fields:
            found.append(Identifier(kind, fields.verbatim(name)))
    return replace(work, identifiers=tuple(found))


def _web(work: Work, fields: Fields) -> Work:
    url = fields.verbatim("url")
    match = _URL.match(fields.peek("howpublished"))
    if match and not url:
        url = _ESCAPED.sub(r"\1", match[1] or match[2])
        fields.raw("howpublished")
    return replace(work, url=url, language=_language(fields))


def _language(fields: Fields) -> str:
    known = fields.dialect.languages
    langid, language = fields.text("langid"), fields.peek("language")
    if langid:
        return known.get(langid.lower(), langid)
    plain = decode(language)
    if plain.lower() in known:
        fields.raw("language")
        return known[plain.lower()]
    return ""


def _related(work: Work, fields: Fields) -> Work:
    names = {theirs: ours for ours, theirs in fields.dialect.related.items()}
    kind = fields.peek("relatedtype").strip()
    if kind not in names:
        return work
    fields.raw("relatedtype")
    keys = [key.strip() for key in fields.raw("related").split(",") if key.strip()]
    return replace(work, related=tuple(Related(names[kind], key) for key in keys))


RULES: tuple[tuple[str, Callable[[Work, Fields], Work]], ...] = (
    ("people", _people),
    ("title", _title),
    ("plain", _plain),
    ("publisher", _publisher),
    ("numbers", _numbers),
    ("dates", _dates),
    ("pages", _pages),
    ("genre", _genre),
    ("identifiers", _identifiers),
    ("web", _web),
    ("related", _related),
)
"""What reads which fields; each takes from the fields what it understands."""


def _containers(work: Work, kind: str, fields: Fields) -> tuple[str, str]:
    """Titles of the work's container and of the larger one that holds it."""
    main = _joined(fields.text("maintitle"), fields.text("mainsubtitle"))
    if work.type in SERIAL or kind.lower() in ("article", "review"):
        return _joined(fields.text("journaltitle"), fields.text("journalsubtitle")), main
    if work.type in _WEB:
        name = "titleaddon" if "titleaddon" in fields else "howpublished"
        return fields.text(name), main
    title = _joined(fields.text("booktitle"), fields.text("booksubtitle"))
    if not title and fields.dialect.classic and kind.lower() == "misc":
        title = fields.text("howpublished")
    return title or fields.text("journaltitle"), main


def _own(work: Work, fields: Fields) -> tuple[tuple[Mention, ...], Work]:
    """Our own remarks: the citing places, and what is known of the work besides its fields."""
    mentions: tuple[Mention, ...] = ()
    for slot in (*SLOTS, "x-cited-in", "x-remarks"):
        value = fields.peek(slot).strip()
        cited, known = (read_cited_in(value), read_known(value)) if value else (None, None)
        if cited is not None:
            mentions += cited
        if known is not None:
            work = _remarked(work, known)
        if cited is not None or known is not None:
            fields.raw(slot)
    medium = fields.text("howpublished" if not fields.dialect.classic or "medium" not in fields else "medium")
    return mentions, replace(work, medium=medium)


def _remarked(work: Work, known: Mapping[str, list[str]]) -> Work:
    for inferred in known.get("inferred", ()):
        work = replace(work, inferred=tuple(inferred.split(", ")))
    for printed in known.get("printed date", ()):
        work = replace(work, date=work.date.as_written(printed) if work.date else Date(literal=printed))
    for archived in known.get("archived", ()):
        url, date = read_archived(archived)
        work = replace(work, archive_url=url, archive_date=date)
    relations = tuple(Related(*relation.split(" ", 1)) for relation in known.get("related", ()) if " " in relation)
    return replace(work, related=work.related + relations)
