"""`mods` element -> entry, from whichever catalogue or program."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from biblio.formats._mods.tables import EXTRA, MODS, tables
from biblio.formats._tex.remarks import read_cited_in
from biblio.formats._xml import words
from biblio.formats._zotero.extra import Extra, person
from biblio.formats._zotero.reading import finish
from biblio.formats._zotero.tables import tables as zotero
from biblio.model import Annotation, Contributor, Entry, Identifier, IdentifierKind, Mention, Name, Role, Work

__all__ = ["read"]

_NS = {"m": MODS}
_DATES = ("dateIssued", "copyrightDate", "dateCreated", "dateOther")
_SERIAL = ("continuing", "serial")
_NUMBER = re.compile(r"\d+")


def read(node: etree._Element) -> Entry:
    """One record; its key may be ""."""
    extra = Extra(str(node.xpath(f"string(m:extension/*[namespace-uri()='{EXTRA}'])", namespaces=_NS)).split("\n"))
    host = next(iter(_all(node, "m:relatedItem[@type='host']")), None)
    values = {name: value for name, value in _values(node, host) if value}
    named = extra.take("type")
    work = Work(type=named or _type(node, host), contributors=tuple(_people(node, host)))
    _publisher_by_role(node, values)
    for number in _numbers(node, host):
        extra.put("biblio.identifier", str(number))
    for name, value in _more(node):
        if value:
            extra.put(name, value)
    mentions, annotations, note = _notes(node)
    values["note"] = note
    if annote := str(node.xpath("string(m:note[@type='content'])", namespaces=_NS)).strip():
        values["annote"] = annote
    words_ = [words(topic) for topic in _all(node, "m:subject/m:topic") if words(topic)]
    spare = (("keyword", ", ".join(words_)),) if words_ else ()
    key = _first(node, "m:identifier[@type='citekey']") or node.get("ID", "")
    return finish(key, work, values, extra, spare, mentions, annotations)


def _all(node: etree._Element | None, path: str) -> list[etree._Element]:
    found = node.xpath(path, namespaces=_NS) if node is not None else []
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _first(node: etree._Element | None, *paths: str) -> str:
    for path in paths:
        for found in _all(node, path):
            if text := words(found):
                return text
    return ""


def _title(node: etree._Element | None, condition: str = "not(@type)") -> str:
    for info in _all(node, f"m:titleInfo[{condition}]"):
        title = " ".join(filter(None, (_first(info, "m:nonSort"), _first(info, "m:title"))))
        parts = " ".join(filter(None, (_first(info, "m:partNumber"), _first(info, "m:partName"))))
        if subtitle := _first(info, "m:subTitle"):
            title = f"{title} {subtitle}" if title[-1:] in tuple(":?!") else f"{title}: {subtitle}"
        return ". ".join(filter(None, (title, parts)))
    return ""


def _values(node: etree._Element, host: etree._Element | None) -> Iterator[tuple[str, str]]:
    """CSL variable -> value."""
    yield "title", _title(node)
    yield "title-short", _title(node, "@type='abbreviated'")
    yield "container-title", _title(host)
    yield "container-title-short", _title(host, "@type='abbreviated'")
    series = [*_all(node, "m:relatedItem[@type='series']"), *_all(host, "m:relatedItem[@type='series']")]
    yield "collection-title", _first(series[0], "m:titleInfo/m:title") if series else ""
    yield "collection-number", _first(series[0], "m:titleInfo/m:partNumber", ".//m:detail/m:number") if series else ""
    yield "publisher", _both(node, host, "m:originInfo/m:publisher")
    yield "publisher-place", _both(node, host, "m:originInfo/m:place/m:placeTerm[@type='text' or not(@type)]")
    yield "edition", _both(node, host, "m:originInfo/m:edition")
    yield "volume", _both(node, host, "m:part/m:detail[@type='volume']/m:number")
    yield "issue", _both(node, host, "m:part/m:detail[@type='issue' or @type='number']/m:number")
    yield "page", _pages(node) or _pages(host)
    yield "event-title", _first(node, "m:name[@type='conference']/m:namePart")
    yield "language", _language(node)
    yield "abstract", _first(node, "m:abstract")
    yield "call-number", _first(node, "m:classification")
    yield "license", _first(node, "m:accessCondition")
    yield "URL", _both(node, host, "m:location/m:url") or _both(node, host, "m:identifier[@type='uri']")
    yield "archive", _first(node, "m:location/m:physicalLocation")
    yield "archive_location", _first(node, "m:location/m:shelfLocator")
    number = _NUMBER.match(_first(node, "m:physicalDescription/m:extent"))
    yield "number-of-pages", number[0] if number else ""
    yield "genre", _genre(node)


def _both(node: etree._Element, host: etree._Element | None, path: str) -> str:
    return _first(node, path) or _first(host, path)


def _pages(node: etree._Element | None) -> str:
    for extent in _all(node, "m:part/m:extent[@unit='pages' or @unit='page']"):
        first, last = _first(extent, "m:start"), _first(extent, "m:end")
        return (f"{first}-{last}" if last and last != first else first) or _first(extent, "m:list", "m:total")
    return _first(node, "m:part/m:detail[@type='page']/m:number")


def _language(node: etree._Element) -> str:
    found = _first(node, "m:language/m:languageTerm[@type='code']", "m:language/m:languageTerm", "m:language")
    return tables().languages.get(found, found)


def _genre(node: etree._Element) -> str:
    """The genre in the record's own words: no term of a list that only says the type."""
    return next((text for one in _all(node, "m:genre[not(@authority)]") if (text := words(one))), "")


def _type(node: etree._Element, host: etree._Element | None) -> str:
    named = zotero().reads.get(_first(node, "m:genre[@authority='local']"), "")
    if named:
        return named
    own = [tables().reads[text] for one in _all(node, "m:genre") if (text := words(one).lower()) in tables().reads]
    of = {words(one).lower() for one in _all(host, "m:genre")}
    if host is not None and (not own or own[0] in ("article-journal", "book", "review")):
        return _part_of(of, host)
    resource = _first(node, "m:typeOfResource").lower()
    return own[0] if own else tables().resources.get(resource, "document")


def _part_of(genres: set[str], host: etree._Element) -> str:
    """What something is that stands in a host of these genres."""
    serial = _all(host, "m:identifier[@type='issn']") or _first(host, "m:originInfo/m:issuance") in _SERIAL
    usual = "article-journal" if serial else "chapter"
    return next((kind for genre, kind in tables().hosts.items() if genre in genres), usual)


def _people(node: etree._Element, host: etree._Element | None) -> Iterator[Contributor]:
    for name in _all(node, "m:name[not(@type='conference')]"):
        if contributor := _person(name, Role.AUTHOR):
            yield contributor
    for name in _all(host, "m:name[not(@type='conference')]"):
        if contributor := _person(name, Role.EDITOR):
            role = Role.CONTAINER_AUTHOR if contributor.role is Role.AUTHOR else contributor.role
            yield Contributor(contributor.name, role)


def _person(node: etree._Element, usual: Role) -> Contributor | None:
    terms = [words(term).lower() for term in _all(node, "m:role/m:roleTerm")]
    roles = {term: role for role, term in tables().roles.items()} | dict(tables().other_roles)
    named = next((roles.get(term, term) for term in terms), usual.value)
    if named == "publisher":
        return None
    name = _name(node)
    return Contributor(name, Role(named) if named in set(Role) else Role.CONTRIBUTOR) if name else None


def _name(node: etree._Element) -> Name | None:
    family, given = _first(node, "m:namePart[@type='family']"), _joined(node, "m:namePart[@type='given']")
    plain = _joined(node, "m:namePart[not(@type)]") or _first(node, "m:displayForm")
    if family or given:
        suffix = _first(node, "m:namePart[@type='termsOfAddress']")
        return person(family or given, ", ".join(filter(None, (given if family else "", suffix))))
    if not plain:
        return None
    if node.get("type") == "personal" and "," in plain:
        last, _, first = plain.partition(", ")
        return person(last, first)
    return Name(literal=plain)


def _joined(node: etree._Element, path: str) -> str:
    return " ".join(filter(None, (words(part) for part in _all(node, path))))


def _publisher_by_role(node: etree._Element, values: dict[str, str]) -> None:
    """A thesis's university is often a name that granted the degree."""
    granting = {term for term, role in tables().other_roles.items() if role == "publisher"}
    for name in _all(node, "m:name"):
        if granting & {words(term).lower() for term in _all(name, "m:role/m:roleTerm")}:
            values.setdefault("publisher", _joined(name, "m:namePart"))


def _more(node: etree._Element) -> Iterator[tuple[str, str]]:
    """Dates and the original edition, as lines of Extra."""
    origin, part = "m:originInfo/m:", "m:relatedItem[@type='host']/m:"
    paths = [f"{before}{name}" for before in (origin, f"{part}originInfo/m:") for name in _DATES]
    yield "issued", _first(node, *paths, f"{part}part/m:date", "m:part/m:date")
    accessed = [one.get("dateLastAccessed", "") for one in _all(node, "m:location/m:url[@dateLastAccessed]")]
    yield "accessed", accessed[0] if accessed else ""
    original = "m:relatedItem[@type='original']/m:originInfo/m:"
    yield "original-date", _first(node, f"{original}dateIssued")
    yield "original-publisher", _first(node, f"{original}publisher")
    yield "original-publisher-place", _first(node, f"{original}place/m:placeTerm")


def _numbers(node: etree._Element, host: etree._Element | None) -> Iterator[Identifier]:
    kinds = {kind.value: kind for kind in IdentifierKind}
    for one in (*_all(node, "m:identifier"), *_all(host, "m:identifier")):
        kind = kinds.get(one.get("type", "").lower())
        if kind and words(one):
            yield Identifier(kind, words(one))


def _notes(node: etree._Element) -> tuple[tuple[Mention, ...], tuple[Annotation, ...], str]:
    mentions: tuple[Mention, ...] = ()
    annotations: list[Annotation] = []
    notes: list[str] = []
    for one in _all(node, "m:note[not(@type='content')]"):
        text = str(one.xpath("string()")).strip()
        cited = read_cited_in(" ".join(text.split()))
        if cited is not None:
            mentions += cited
        elif one.get("type") == "annotation":
            annotations.append(Annotation(text, one.get("displayLabel", "").removeprefix("note ")))
        elif text:
            notes.append(text)
    return mentions, tuple(annotations), "\n".join(notes)
