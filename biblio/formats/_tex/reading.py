"""A .bib entry, macros resolved, -> `Entry`: what we have a name for into the work, all else into `Work.extra`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from biblio.formats._nesting import SERIAL, nested
from biblio.formats._tex.dates import read_edtf, read_year_month
from biblio.formats._tex.dialect import Dialect
from biblio.formats._tex.latex import decode
from biblio.formats._tex.names import read_names
from biblio.formats._tex.remarks import SLOTS, read_archived, read_cited_in, read_known
from biblio.formats._tex.types import ENTRY_TYPE, csl_type, publisher_field, read_degree, subtype_of, usual_type
from biblio.formats._tex.verbatim import address, plain_address
from biblio.model import Contributor, Date, Entry, Identifier, IdentifierKind, Mention, Pages, Related, Role, Work

__all__ = ["Fields", "read_entry"]

Known = dict[str, Any]
"""Fields of `Work` by name."""
_NUMBERED = frozenset(
    ("report", "patent", "legal_case", "legislation", "bill", "standard", "regulation", "treaty", "dataset")
)
_SHELF_MARKS = ("archivelocation", "archive_location", "archive-location")
_EPRINTS = {"pubmed": IdentifierKind.PMID, "handle": IdentifierKind.HANDLE} | {
    kind.value: kind for kind in IdentifierKind
}
_PUBLISHERS = ("publisher", "institution", "organization")
_WEB = frozenset(("post", "post-weblog", "webpage"))
_DOI_ADDRESS = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_LISTED = re.compile(r"\s*[,;]\s*")


class Fields:
    """The fields of an entry under BibLaTeX's names; taking one marks it as understood."""

    def __init__(self, kind: str, values: Mapping[str, str], dialect: Dialect) -> None:
        self.kind = kind.lower()
        self.dialect = dialect
        self._left: dict[str, str] = {}
        for name, value in values.items():
            if value and not value.isspace():
                self._left[self._free(dialect.aliases.get(name, name), name, values)] = value

    def _free(self, target: str, name: str, values: Mapping[str, str]) -> str:
        """The name to file a field under; where it is given under both its names, the alias is a second one."""
        given_twice = target != name and values.get(target, "").strip()
        return f"{target}-2" if given_twice or target in self._left else target

    def raw(self, name: str) -> str:
        """The field as it stands."""
        return self._left.pop(name, "")

    def text(self, name: str) -> str:
        """The field in plain Unicode."""
        value = self._left.pop(name, "")
        return decode(value) if value else ""

    def verbatim(self, name: str) -> str:
        """A field that is no LaTeX, freed of the escapes that people put there all the same."""
        value = self._left.pop(name, "")
        return plain_address(value) if value else ""

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
        names, verbatim = self.dialect.variables, self.dialect.verbatim
        return tuple(
            (names.get(name, name), value.strip() if name in verbatim else decode(value))
            for name, value in self._left.items()
        )


def read_entry(kind: str, key: str, values: Mapping[str, str], dialect: Dialect, line: int = 0) -> Entry:
    """An entry from its fields, macros resolved."""
    fields = Fields(kind, values, dialect)
    known: Known = {"type": csl_type(kind, fields.as_mapping(), dialect)}
    if "entrysubtype" in fields and subtype_of(fields.peek("entrysubtype")):
        fields.raw("entrysubtype")
    for _, rule in RULES:
        known.update(rule(known["type"], fields))
    title, main = _containers(known["type"], fields)
    mentions = _own(known, fields)
    roles = {contributor.role for contributor in known["contributors"]}
    chosen = usual_type(
        known["type"], roles, bool(title or main), bool(known.get("publisher")), known["genre"], dialect
    )
    given = () if fields.kind == chosen or fields.kind in dialect.synonyms else ((ENTRY_TYPE, kind),)
    known["extra"] = given + fields.left()
    return Entry(key, Work(**nested(known, title, main)), mentions, line)


def _people(type_: str, fields: Fields) -> Known:
    found: list[Contributor] = []
    editors = Role.EDITOR
    if "editortype" in fields and "editor" in fields:
        editors = _role(fields.raw("editortype").strip(), fields.dialect)
    for field, role in _roles():
        if field in fields:
            role = editors if role is Role.EDITOR else role
            found += [Contributor(name, role) for name in read_names(fields.raw(field))]
    for slot in ("editora", "editorb", "editorc"):
        if slot in fields:
            role = _role(fields.raw(slot + "type").strip(), fields.dialect)
            found += [Contributor(name, role) for name in read_names(fields.raw(slot))]
    order = {role: place for place, role in enumerate(dict(_roles()).values())}
    return {"contributors": tuple(sorted(found, key=lambda contributor: order[contributor.role]))}


def _role(kind: str, dialect: Dialect) -> Role:
    known = {theirs: Role(ours) for ours, theirs in dialect.roles.items()}
    if kind in known or kind not in set(Role):
        return known.get(kind, Role.CONTRIBUTOR if kind else Role.EDITOR)
    return Role(kind)


@cache
def _roles() -> tuple[tuple[str, Role], ...]:
    """Fields that are name lists."""
    usual = {
        "author": Role.AUTHOR,
        "editor": Role.EDITOR,
        "translator": Role.TRANSLATOR,
        "bookauthor": Role.CONTAINER_AUTHOR,
    }
    return tuple({**usual, **{role.value: role for role in Role}}.items())


def _title(type_: str, fields: Fields) -> Known:
    return {"title": _joined(fields.text("title"), fields.text("subtitle"))}


def _joined(title: str, subtitle: str) -> str:
    if not title or not subtitle:
        return title or subtitle
    return f"{title} {subtitle}" if title[-1] in ":.?!" else f"{title}: {subtitle}"


def _plain(type_: str, fields: Fields) -> Known:
    found = {ours: fields.text(name) for ours, name in fields.dialect.fields.items() if ours != "place"}
    return {**found, "place": fields.text("location")}


def _publisher(type_: str, fields: Fields) -> Known:
    for name in (publisher_field(fields.kind).replace("school", "institution"), *_PUBLISHERS):
        if name in fields:
            return {"publisher": fields.text(name)}
    return {}


def _numbers(type_: str, fields: Fields) -> Known:
    number, issue = fields.text("number"), fields.text("issue")
    docs, series = fields.text("docnumber"), fields.text("seriesnumber")
    if type_ in SERIAL:
        both = ", ".join(part for part in (number, issue) if part)
        return {"issue": both, "number": docs, "series_number": series}
    if type_ in _NUMBERED:
        return {"number": number, "issue": issue, "series_number": series}
    return {"series_number": number, "number": docs, "issue": issue}


def _dates(type_: str, fields: Fields) -> Known:
    date = _edtf(fields, "date")
    known = date is not None and date.start is not None
    date = _merged(date, fields) if date and known else _year_month(fields) or date
    return {"date": date, "original_date": _edtf(fields, "origdate"), "accessed": _edtf(fields, "urldate")}


def _year_month(fields: Fields) -> Date | None:
    """BibTeX's date; a month without a year, or with a year in words only, stays with what is not understood."""
    year = fields.text("year")
    found = read_year_month(year, decode(fields.peek("month")), decode(fields.peek("day"))) if year else None
    if found and found.start:
        fields.raw("month")
        fields.raw("day")
    return found


def _merged(date: Date, fields: Fields) -> Date:
    """`date`, or what `year`, `month` and `day` say if that is more exact; where they contradict it, they are kept."""
    year, month, day = (decode(fields.peek(name)) for name in ("year", "month", "day"))
    if not (year or month or day):
        return date
    again = read_year_month(year or str(date.year), month, day)
    if again is None or again.start is None or date.start is None:
        return date
    one, other = str(date.start), str(again.start)
    if not one.startswith(other) and not (other.startswith(one) and date.end is None):
        return date
    for name in ("year", "month", "day"):
        fields.raw(name)
    return date if one.startswith(other) else again


def _edtf(fields: Fields, name: str) -> Date | None:
    raw = fields.raw(name).strip().strip("{}")
    # A tilde is "about" in EDTF and a blank in LaTeX.
    date = read_edtf(raw) if raw else None
    if date and date.start is None:
        plain = decode(raw).strip()
        return read_edtf(plain) if plain else None
    return date


def _pages(type_: str, fields: Fields) -> Known:
    text = fields.text("pages").strip()
    return {"pages": Pages.parse(text.replace("–", "-"))} if text else {}


def _genre(type_: str, fields: Fields) -> Known:
    genre = fields.text("type")
    if type_ == "thesis":
        genre = read_degree(genre, fields.kind)
    return {"genre": genre, **_held(fields)}


def _held(fields: Fields) -> Known:
    """The archive and shelf-mark: BibLaTeX's `library`, or the fields that other programs name after CSL."""
    archive, _, location = fields.text("library").partition("; ")
    if not archive and fields.peek("archive").strip().lower() not in ("", *_EPRINTS):
        archive = fields.text("archive")
        marks = (name for name in _SHELF_MARKS if name in fields)
        location = next((fields.text(name) for name in marks), "")
    return {"archive": archive, "archive_location": location}


def _identifiers(type_: str, fields: Fields) -> Known:
    found = []
    for kind in (IdentifierKind.DOI, IdentifierKind.ISBN, IdentifierKind.ISSN):
        if value := fields.verbatim(kind.value):
            parts = [_DOI_ADDRESS.sub("", value)] if kind is IdentifierKind.DOI else _LISTED.split(value)
            found += [Identifier(kind, part) for part in parts if part]
    if fields.peek("eprint").strip() and (eprints := _EPRINTS.get((fields.peek("eprinttype") or "arxiv").lower())):
        fields.raw("eprinttype")
        found.append(Identifier(eprints, fields.verbatim("eprint")))
    found += [
        Identifier(kind, value)
        for name, kind in _EPRINTS.items()
        if name in fields and (value := fields.verbatim(name))
    ]
    return {"identifiers": tuple(found)}


def _web(type_: str, fields: Fields) -> Known:
    url = fields.verbatim("url")
    if not url and "howpublished" in fields and (url := address(fields.peek("howpublished"))):
        fields.raw("howpublished")
    archived = {"archive_url": fields.verbatim("archiveurl"), "archive_date": _edtf(fields, "archivedate")}
    return {"url": url, "language": _language(fields), **archived}


def _language(fields: Fields) -> str:
    known = fields.dialect.languages
    if langid := fields.text("langid"):
        return known.get(langid.lower(), langid)
    plain = decode(fields.peek("language"))
    if plain.lower() in known:
        fields.raw("language")
        return known[plain.lower()]
    return ""


def _related(type_: str, fields: Fields) -> Known:
    kind = fields.dialect.relations.get(fields.peek("relatedtype").strip())
    if not kind:
        return {}
    fields.raw("relatedtype")
    keys = [key.strip() for key in fields.raw("related").split(",") if key.strip()]
    return {"related": tuple(Related(kind, key) for key in keys)}


RULES: tuple[tuple[str, Callable[[str, Fields], Known]], ...] = (
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
"""What reads which fields, given the type; each takes from the fields what it understands."""


def _containers(type_: str, fields: Fields) -> tuple[str, str]:
    """Titles of the work's container and of the larger one that holds it."""
    main = _joined(fields.text("maintitle"), fields.text("mainsubtitle"))
    if type_ in SERIAL or fields.kind in ("article", "review"):
        return _joined(fields.text("journaltitle"), fields.text("journalsubtitle")), main
    if type_ in _WEB:
        name = "titleaddon" if "titleaddon" in fields else "howpublished"
        return fields.text(name), main
    title = _joined(fields.text("booktitle"), fields.text("booksubtitle"))
    if not title and fields.dialect.classic and fields.kind == "misc":
        title = fields.text("howpublished")
    return title or fields.text("journaltitle"), main


def _own(known: Known, fields: Fields) -> tuple[Mention, ...]:
    """Our own remarks: the citing places, and what is known of the work besides its fields."""
    mentions: tuple[Mention, ...] = ()
    for slot in (*SLOTS, "x-cited-in", "x-remarks"):
        value = fields.peek(slot).strip()
        if not value:
            continue
        cited, remarked = read_cited_in(value), read_known(value)
        if cited is not None:
            mentions += cited
        if remarked is not None:
            _remarked(known, remarked)
        if cited is not None or remarked is not None:
            fields.raw(slot)
    known["medium"] = fields.text("howpublished" if not fields.dialect.classic or "medium" not in fields else "medium")
    return mentions


def _remarked(known: Known, remarks: Mapping[str, list[str]]) -> None:
    for inferred in remarks.get("inferred", ()):
        known["inferred"] = tuple(inferred.split(", "))
    for printed in remarks.get("printed date", ()):
        known["date"] = known["date"].as_written(printed) if known["date"] else Date(literal=printed)
    for name in ("number", "series number"):
        for value in remarks.get(name, ()):
            known[name.replace(" ", "_")] = value
    for archived in () if known.get("archive_url") else remarks.get("archived", ()):
        known["archive_url"], known["archive_date"] = read_archived(archived)
    relations = tuple(Related(*relation.split(" ", 1)) for relation in remarks.get("related", ()) if " " in relation)
    known["related"] = known.get("related", ()) + relations
