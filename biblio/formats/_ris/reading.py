"""A record of RIS tags -> entry, whoever wrote it.

Programs differ in where they put things: EndNote writes a DOI to M3 or an issue to M1, Mendeley a DOI to L3, databases
the journal's title to JO, JF, T2 and JA at once, accession numbers to AN, several addresses to UR.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from biblio.formats._keys import Keys
from biblio.formats._nesting import SERIAL
from biblio.formats._ris import values
from biblio.formats._ris.tables import tables
from biblio.formats._ris.writing import EXTRA
from biblio.formats._zotero.extra import Extra, is_line, read_person
from biblio.formats._zotero.reading import finish, read_notes
from biblio.model import Annotation, Contributor, Date, Diagnostic, Entry, Mention, Role, Work

__all__ = ["read_entry"]

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S+)\Z", re.IGNORECASE)
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]\b(?![\w-])")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]\b")
_ARCHIVED = re.compile(r"https?://(?:web\.archive\.org|archive\.(?:today|is|ph)|perma\.cc)/")
_HTML = re.compile(r"<p>.*</p>\Z", re.DOTALL)
_CONTAINERS = ("T2", "JF", "JO", "BT", "J1", "JA", "J2")
_JOURNALS = ("JF", "T2", "JO", "J1", "JA", "J2")


def read_entry(line: int, found: Sequence[tuple[str, str]], keys: Keys, remarks: list[Diagnostic]) -> Entry:
    """One record; `found` begins with its TY."""
    kind = found[0][1].upper()
    fields = Fields(found)
    extra = Extra(fields.matching(EXTRA, is_line))
    if kind not in tables().reads:
        remarks.append(Diagnostic("unknown-type", f"TY {kind!r} is not known; read as a document", line=line))
    type_ = extra.take("type") or _type(kind, fields)
    archived = fields.archived()
    people = _people(fields, kind, extra)
    texts = _texts(fields, kind, type_)
    date = _date(fields)
    mentions, annotations, note, annote = _notes(fields)
    texts |= {"note": note} | ({"annote": annote} if annote else {})
    given = fields.first("ID", "LB")
    key = keys.free(extra.take("citation-key") or given, line)
    accessed, original = values.read_date(fields.first("Y2")), values.read_date(fields.first("OP"))
    entry = finish(key, Work(type=type_, contributors=people), texts, extra, fields.left(), mentions, annotations)
    work = entry.work
    work = replace(
        work,
        date=_dated(date, work.date),
        accessed=work.accessed or accessed,
        original_date=work.original_date or original,
        archive_url=work.archive_url or archived,
        genre="" if kind == "ICOMM" and work.genre == tables().post_genre else work.genre,
    )
    return replace(entry, work=work, line=line)


def _type(kind: str, fields: Fields) -> str:
    if kind == "ICOMM" and not fields.has("T2"):
        return "personal_communication"
    return tables().reads.get(kind, "document")


def _dated(tagged: Date | None, exact: Date | None) -> Date | None:
    """The date of the tags, or the exact one of Extra, which may have its printed words."""
    return exact if exact is not None else tagged


class Fields:
    """The lines of a record by tag; taking a tag marks it as understood."""

    def __init__(self, lines: Sequence[tuple[str, str]]) -> None:
        names = tables().aliases
        self.order = [(names.get(tag, tag), value) for tag, value in lines if tag != "TY" and value]
        self._values: dict[str, list[str]] = {}
        for tag, value in self.order:
            self._values.setdefault(tag, []).append(value)

    def all(self, tag: str) -> list[str]:
        return self._values.pop(tag, [])

    def first(self, *tags: str) -> str:
        """The first value of the first tag that is there; others of that tag stay."""
        for tag in tags:
            values = self._values.get(tag)
            if values:
                value = values.pop(0)
                if not values:
                    del self._values[tag]
                return value
        return ""

    def has(self, tag: str) -> bool:
        """Whether a tag is still there."""
        return bool(self._values.get(tag))

    def peek(self, tag: str) -> str:
        """The first value of a tag, left for others to take."""
        return next(iter(self._values.get(tag, ())), "")

    def matching(self, tag: str, wanted: Callable[[str], object]) -> list[str]:
        """The values of a tag for which `wanted` holds; others stay."""
        found = [value for value in self._values.get(tag, []) if wanted(value)]
        self._values[tag] = [value for value in self._values.get(tag, []) if not wanted(value)]
        return found

    def drop(self, tag: str, value: str) -> None:
        """Take a value out that another tag gave already; databases write the journal's title under several."""
        self._values[tag] = [other for other in self._values.get(tag, []) if other != value]

    def archived(self) -> str:
        """An archive's copy among several addresses."""
        alone = len(self._values.get("UR", ())) < 2
        return "" if alone else next(iter(self.matching("UR", _ARCHIVED.match)), "")

    def left(self) -> tuple[tuple[str, str], ...]:
        """What nobody took, tags without a name as `ris-XX`."""
        names = tables().extra
        found: list[tuple[str, str]] = []
        words = [word.strip() for line in self.all("KW") for word in line.split(";") if word.strip()]
        if words:
            found.append(("keyword", ", ".join(words)))
        for tag, lines in self._values.items():
            found += [(names.get(tag, f"ris-{tag}"), value) for value in lines]
        return tuple(found)


def _people(fields: Fields, kind: str, extra: Extra) -> tuple[Contributor, ...]:
    """Those of the tags, then those of Extra; where Extra only says what one really did, he is not listed twice."""
    tags = tables().people(kind)
    roles = {tag: role for role, tag in reversed([*tags.items()])}
    roles.setdefault("ED", Role.EDITOR)
    if kind == "EDBOOK" and not fields.has("A3") and not fields.has("ED"):
        roles["AU"] = Role.EDITOR
    # In a file of ours a name without a comma is an institution.
    ours = bool(extra.peek("citation-key"))
    read = values.read_inverted if not ours and _inverted(fields) else values.read_name
    people = [
        Contributor(read(name), roles[tag])
        for tag, value in fields.order
        if tag in roles and not (tag == "A2" and "authority" in tables().tags(kind))
        for name in values.split_names(value)
    ]
    for tag in roles:
        if tag in tags.values() or tag == "ED":
            fields.all(tag)
    for role in Role:
        for value in extra.all(role.value):
            _told(people, Contributor(read_person(value), role), roles.get(tags.get(role, "")))
    return tuple(people)


def _inverted(fields: Fields) -> bool:
    """Whether the authors are "Grafton AT", as medical databases have them: all of them, or none."""
    authors = [value for tag, value in fields.order if tag == "AU"]
    return bool(authors) and all(map(values.INVERTED.match, authors))


def _told(people: list[Contributor], told: Contributor, read_as: Role | None) -> None:
    shown = Contributor(told.name, read_as) if read_as else told
    if shown in people:
        people[people.index(shown)] = told
    elif told not in people:
        people.append(told)


def _texts(fields: Fields, kind: str, type_: str) -> dict[str, str]:
    """CSL variable -> value."""
    tags = tables().tags(kind)
    found: dict[str, str] = {}
    found |= dict(_titles(fields, tags, type_))
    found["page"] = _pages(fields) if tags.get("page") == "SP" else ""
    found |= {name: value for name, value in _numbers(fields, tags, kind) if value}
    for name, tag in tags.items():
        if tag not in ("SN", "DO", "TI", "T2") and name not in found and (value := fields.first(tag)):
            found[name] = value
    if kind in ("JOUR", "EJOUR", "JFULL") and not found.get("issue"):
        found["issue"] = fields.first("M1")
    if "M1" not in tags.values() and not found.get("number"):
        found["number"] = fields.first("M1")
    return {name: value for name, value in found.items() if value}


def _titles(fields: Fields, tags: Mapping[str, str], type_: str) -> Iterator[tuple[str, str]]:
    """Title, container, series; databases give the container's title several times over."""
    alone = "container-title" not in tags
    yield "title", fields.first("TI") or (fields.first("BT") if alone or type_ == "book" else "")
    yield "container-title-short", _abbreviation(fields, type_)
    if tags.get("container-title") in ("C3", "A2"):
        title = fields.first(tags["container-title"])
        fields.drop("T2", title)
        yield (
            "container-title",
            title or ("" if fields.has("T2") and "event-title" in tags else fields.first(*_CONTAINERS)),
        )
    for name, tag in tags.items():
        if tag == "T2" and name != "container-title":
            yield name, fields.first("T2", "T3")
    if tags.get("container-title") == "T2":
        order = _JOURNALS if type_ in SERIAL else _CONTAINERS
        container = fields.first(*order)
        for tag in order:
            fields.drop(tag, container)
        yield "container-title", container


def _abbreviation(fields: Fields, type_: str) -> str:
    """J2 or JA beside a full title; alone they are the only title there is."""
    full = any(fields.has(tag) for tag in ("JF", "T2")) or (fields.has("JO") and fields.peek("JO") != fields.peek("JA"))
    if not full:
        return ""
    for tag in ("J2", "JA", "J1"):
        if fields.has(tag) and fields.peek(tag) not in (fields.peek("JF"), fields.peek("T2")):
            return fields.first(tag)
    return ""


def _pages(fields: Fields) -> str:
    first, last = fields.first("SP"), fields.first("EP")
    joined = f"{first}-{last}" if first and last and not re.search(r"[-–,]", first) and first != last else first or last
    return joined.replace("–", "-").replace("--", "-")


def _numbers(fields: Fields, tags: Mapping[str, str], kind: str) -> Iterator[tuple[str, str]]:
    dois = [match[1] if (match := _DOI.match(value)) else value for value in fields.all("DO")]
    if not dois and (match := _DOI.match(fields.peek("M3"))):
        dois = [match[1]]
        fields.first("M3")
    if not dois and (said := fields.matching("N1", _DOI.match)):
        dois = [match[1] for value in said if (match := _DOI.match(value))]
    if not dois and (match := _DOI.match(fields.peek("UR"))):
        dois = [match[1]]
    yield "DOI", " ".join(dict.fromkeys(dois))
    yield "PMID", " ".join(value[3:].strip() for value in fields.matching("UR", lambda value: value.startswith("PM:")))
    isbns: list[str] = []
    issns: list[str] = []
    others: list[str] = []
    for value in fields.all("SN"):
        for part in re.split(r"\s*[;,]\s*|\s+(?=\d{4}-\d{3}[\dXx]\b)|\s+(?=97[89])", value):
            # "0028-6060 (print)": what it is for is said by the number itself.
            bare = re.sub(r"\s*\(.*?\)", "", part).strip()
            target = (
                issns if _ISSN.match(bare) else isbns if _ISBN.match(bare) or tags.get("number") != "SN" else others
            )
            target.append(bare if target is others else bare.replace(" ", "-"))
    yield "ISBN", " ".join(filter(None, isbns))
    yield "ISSN", " ".join(filter(None, issns))
    yield "number", " ".join(filter(None, others))


def _date(fields: Fields) -> Date | None:
    """The day if there is one, else the year; "May 5" is of the year that PY names."""
    year, day = fields.first("PY"), fields.first("DA")
    date, whole = values.read_date(day), values.read_date(year)
    if date and date.start is None and whole and whole.start:
        joined = values.read_date(f"{day} {whole.start.year}")
        return joined if joined and joined.start else whole
    if date is None or (whole and whole.start and date.start and _says_more(whole, date)):
        return whole
    return date


def _says_more(year: Date, day: Date) -> bool:
    """EndNote and others give the season or the month with the year, and the bare year as the day."""
    return bool(year.start and day.start and year.year == day.year and year.start.month and not day.start.month)


def _notes(fields: Fields) -> tuple[tuple[Mention, ...], tuple[Annotation, ...], str, str]:
    """Citing places, annotations, the note (the first remark that is neither, nor HTML), and `annote`."""
    notes = [*fields.all("N1"), *fields.all("RN")]
    mentions, annotations, annote = read_notes(note if _HTML.match(note) else _escaped(note) for note in notes)
    plain = {note for note in notes if not _HTML.match(note)}
    first = next((found for found in annotations if not found.note and found.text in plain), None)
    rest = tuple(found for found in annotations if found is not first)
    return mentions, rest, first.text if first else "", annote


def _escaped(note: str) -> str:
    """A note that is no HTML, as `read_notes` takes it."""
    return note.replace("&", "&amp;").replace("<", "&lt;")
