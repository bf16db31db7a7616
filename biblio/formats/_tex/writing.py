"""Entry -> the type and fields that say it in BibLaTeX or BibTeX, in a stable order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from biblio.formats._nesting import SERIAL, flat
from biblio.formats._tex import capitals, verbatim
from biblio.formats._tex.dates import edtf, says_more, year_month
from biblio.formats._tex.dialect import Dialect
from biblio.formats._tex.latex import encode
from biblio.formats._tex.names import write_names
from biblio.formats._tex.remarks import cited_in, remarks, slots
from biblio.formats._tex.types import ENTRY_TYPE, csl_type, degree, entry_type, publisher_field
from biblio.model import Date, Entry, IdentifierKind, Related, Role, Work

__all__ = ["Record", "record"]

Fields = Iterator[tuple[str, str]]
"""(name, value as it stands in the file)."""
_NUMBERED = frozenset(
    ("report", "patent", "legal_case", "legislation", "bill", "standard", "regulation", "treaty", "dataset")
)
_EPRINT = (
    IdentifierKind.ARXIV,
    IdentifierKind.HANDLE,
    IdentifierKind.JSTOR,
    IdentifierKind.PMID,
    IdentifierKind.MESSAGE_ID,
)
_NO_FIELD = frozenset(("docnumber", "seriesnumber"))
"""Fields that BibLaTeX's data model does not have."""
_ONE_EDITOR = frozenset(("misc", "online", "booklet", "dataset", "software", "manual", "proceedings", "inproceedings"))
"""Entry types that have `editor` and `editortype`, but no `editora`."""
_EDITOR_SLOTS = ("editora", "editorb", "editorc")
_NAMED = frozenset((Role.ANNOTATOR, Role.COMMENTATOR, Role.INTRODUCTION, Role.FOREWORD, Role.AFTERWORD, Role.HOLDER))
"""Roles with a field of BibLaTeX's own."""


@dataclass(frozen=True, slots=True)
class Record:
    """An entry ready to be written; values carry their delimiters."""

    type: str
    key: str
    fields: tuple[tuple[str, str], ...]


def record(entry: Entry, dialect: Dialect) -> Record:
    """The whole entry in this dialect."""
    work = flat(entry.work)
    kind = entry_type(work, dialect)
    fields = [(name, value) for _, rule in RULES for name, value in rule(work, kind, dialect)]
    subtype = _subtype(work, kind, fields, dialect)
    if subtype:
        fields.insert(_after_titles(fields), ("entrysubtype", "{" + subtype + "}"))
    fields += _extra(work, dialect, {name for name, _ in fields})
    free = slots(name for name, _ in fields)
    spare = {} if dialect.classic else _spare(work)
    more = remarks(work, _spare_relations(work, dialect), _printed(work.date, dialect), spare)
    own = (cited_in(entry.mentions), more)
    fields += [(slot, "{" + text + "}") for slot, text in zip(free, own, strict=False) if text]
    return Record(kind, entry.key, tuple(fields))


def _spare(work: Work) -> dict[str, str]:
    """Numbers for which BibLaTeX has no field, by their names among the remarks."""
    if work.type in _NUMBERED:
        return {"series number": work.series_number}
    return {"number": work.number} | ({"series number": work.series_number} if work.type in SERIAL else {})


def _subtype(work: Work, kind: str, fields: list[tuple[str, str]], dialect: Dialect) -> str:
    """What `entrysubtype` must say for a reader to find the CSL type again."""
    names = {name: value.strip("{}") for name, value in fields}
    return "" if csl_type(kind, names, dialect) == work.type else work.type


def _after_titles(fields: list[tuple[str, str]]) -> int:
    titles = ("author", "editor", "editora", "editorb", "editorc", "translator", "bookauthor", "title")
    return next((index for index, (name, _) in enumerate(fields) if name not in titles), len(fields))


def _braced(name: str, text: str) -> Fields:
    if text:
        yield name, "{" + encode(text) + "}"


def _verbatim(name: str, text: str) -> Fields:
    """A field that is no LaTeX."""
    if text:
        yield name, "{" + verbatim.written(text) + "}"


def _people(work: Work, kind: str, dialect: Dialect) -> Fields:
    free = list(_EDITOR_SLOTS)
    if kind in _ONE_EDITOR and not work.names(Role.EDITOR):
        free.insert(0, "editor")
    plain = {
        Role.AUTHOR: "author",
        Role.EDITOR: "editor",
        Role.TRANSLATOR: "translator",
        Role.CONTAINER_AUTHOR: "bookauthor",
    }
    present = dict.fromkeys((*plain, *(contributor.role for contributor in work.contributors)))
    for role in present:
        names = write_names(work.names(role))
        if not names:
            continue
        if role in plain:
            yield plain[role], "{" + names + "}"
        elif dialect.classic or not free or role in _NAMED:
            yield role.value, "{" + names + "}"
        else:
            slot = free.pop(0)
            yield slot, "{" + names + "}"
            yield slot + "type", "{" + dialect.roles.get(role.value, role.value) + "}"


def _titles(work: Work, kind: str, dialect: Dialect) -> Fields:
    if work.title:
        yield "title", "{" + capitals.guarded(work.title, work.language) + "}"
    whole = work.container
    if whole is None:
        return
    name = _container_field(work, kind, dialect)
    if whole.title:
        title = encode(whole.title) if name != "booktitle" else capitals.guarded(whole.title, work.language)
        yield name, "{" + title + "}"
    if whole.container is not None and whole.container.title:
        yield "maintitle", "{" + encode(whole.container.title) + "}"


def _container_field(work: Work, kind: str, dialect: Dialect) -> str:
    if kind in ("article", "review") or work.type in SERIAL:
        return dialect.field("journaltitle")
    if kind == "online":
        return "titleaddon"
    if kind in ("book", "collection"):
        return "maintitle"
    return "howpublished" if dialect.classic and kind == "misc" else "booktitle"


def _publication(work: Work, kind: str, dialect: Dialect) -> Fields:
    for name in ("edition", "volume", "volumes", "series"):
        yield from _braced(dialect.fields[name], getattr(work, name))
    yield from _numbers(work, kind, dialect)
    yield from _braced(publisher_field(kind), work.publisher)
    yield from _braced(dialect.fields["place"], work.place)


def _numbers(work: Work, kind: str, dialect: Dialect) -> Fields:
    """`number` is an article's issue, a report's number, a book's place in its series."""
    issue, number, series = "issue", "docnumber", "seriesnumber"
    if work.type in SERIAL:
        issue = "number"
    elif work.type in _NUMBERED:
        number = "number"
    else:
        series = "number"
    for name, value in ((issue, work.issue), (number, work.number), (series, work.series_number)):
        if dialect.classic or name not in _NO_FIELD:
            yield from _braced(name, value)


def _dates(work: Work, kind: str, dialect: Dialect) -> Fields:
    if work.date:
        if dialect.classic:
            yield from ((name, value if name == "month" else _safe(value)) for name, value in year_month(work.date))
        else:
            text = edtf(work.date)
            yield from [("date", "{" + text + "}")] if text else _braced("year", work.date.literal)
    if work.original_date:
        yield from _braced("origdate", edtf(work.original_date) or work.original_date.literal)
    yield from _braced("origpublisher", work.original_publisher)
    yield from _braced("origlocation", work.original_place)


def _safe(value: str) -> str:
    """A worded date may hold anything."""
    inner = value[1:-1]
    return "{" + (inner if re.fullmatch(r"[\w .?-]*", inner) else encode(inner)) + "}"


def _pages(work: Work, kind: str, dialect: Dialect) -> Fields:
    if work.pages:
        text = encode(str(work.pages))
        yield "pages", "{" + (text if work.pages.raw else text.replace("-", "--")) + "}"


def _kind_of(work: Work, kind: str, dialect: Dialect) -> Fields:
    genre = degree(work.genre, kind) if work.type == "thesis" else work.genre
    yield from _braced("type", genre)
    yield from _braced("medium" if dialect.classic else "howpublished", work.medium)
    yield from _braced("eventtitle", work.event)
    yield from _braced(
        "library", "; ".join((work.archive, work.archive_location)) if work.archive_location else work.archive
    )
    yield from _braced("pubstate", work.status)
    yield from _braced("note", work.note)


def _identifiers(work: Work, kind: str, dialect: Dialect) -> Fields:
    for number in (IdentifierKind.DOI, IdentifierKind.ISBN, IdentifierKind.ISSN):
        values = [found.value for found in work.identifiers if found.kind is number]
        yield from _verbatim(number.value, ", ".join(values))
    prints = [found for found in work.identifiers if found.kind in _EPRINT]
    taken = any(name in ("eprint", "eprinttype", "archiveprefix") for name, _ in work.extra)
    for index, found in enumerate(prints):
        if not index and not taken:
            yield from _verbatim("eprint", found.value)
            yield from _verbatim("eprinttype" if not dialect.classic else "archiveprefix", _eprint_type(found.kind))
        else:
            yield from _verbatim(found.kind.value, found.value)


def _eprint_type(kind: IdentifierKind) -> str:
    return {IdentifierKind.ARXIV: "arxiv", IdentifierKind.PMID: "pubmed"}.get(kind, kind.value)


def _web(work: Work, kind: str, dialect: Dialect) -> Fields:
    yield from _verbatim("url", work.url)
    if work.accessed:
        yield from _braced("urldate", edtf(work.accessed) or work.accessed.literal)
    yield from _verbatim("archiveurl", work.archive_url)
    if work.archive_date:
        yield from _braced("archivedate", edtf(work.archive_date) or work.archive_date.literal)
    if work.language:
        langid = dialect.langids.get(work.language, work.language)
        yield from _braced("langid", langid)


def _relations(work: Work, kind: str, dialect: Dialect) -> Fields:
    main = _main_relations(work, dialect)
    if main:
        yield "related", "{" + ",".join(relation.key for relation in main) + "}"
        yield "relatedtype", "{" + dialect.related[main[0].kind] + "}"


def _main_relations(work: Work, dialect: Dialect) -> list[Related]:
    """BibLaTeX allows one `relatedtype`: that of the first relation it knows."""
    known = [relation for relation in work.related if relation.kind in dialect.related]
    return [relation for relation in known if relation.kind == known[0].kind]


def _spare_relations(work: Work, dialect: Dialect) -> list[Related]:
    main = _main_relations(work, dialect)
    return [relation for relation in work.related if relation not in main]


RULES: tuple[tuple[str, Callable[[Work, str, Dialect], Fields]], ...] = (
    ("people", _people),
    ("titles", _titles),
    ("publication", _publication),
    ("dates", _dates),
    ("pages", _pages),
    ("kind", _kind_of),
    ("identifiers", _identifiers),
    ("web", _web),
    ("relations", _relations),
)
"""What writes which fields; their order is the order in the file."""


def _extra(work: Work, dialect: Dialect, taken: set[str]) -> Fields:
    """Fields we have no name for, last; a second one of a name gets a number."""
    for name, value in work.extra:
        if name == ENTRY_TYPE:
            continue
        field = dialect.field(dialect.extra.get(name, re.sub(r"[^\w:.+/-]", "-", name)))
        count = 2
        while field in taken:
            field, count = f"{field.rstrip('0123456789').rstrip('-')}-{count}", count + 1
        taken.add(field)
        yield from _verbatim(field, value) if field in dialect.verbatim else _braced(field, value)


def _printed(date: Date | None, dialect: Dialect) -> str:
    """The words a date was printed in, where they say more than its parts."""
    if date is None or not says_more(date):
        return ""
    return date.literal if dialect.classic or edtf(date) != date.literal else ""
