"""Item of Zotero -> entry."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from biblio.formats._csl.variables import variables
from biblio.formats._nesting import nest
from biblio.formats._tex.remarks import read_cited_in
from biblio.formats._zotero import attachments, dates
from biblio.formats._zotero.extra import Extra, person, read_person
from biblio.formats._zotero.item import SPARE, Item
from biblio.formats._zotero.tables import tables
from biblio.formats._zotero.writing import ANNOTATION, FILE, item_type
from biblio.model import (
    Annotation,
    Contributor,
    Date,
    Entry,
    Identifier,
    IdentifierKind,
    Mention,
    Pages,
    Provenance,
    Related,
    Role,
    Work,
)

__all__ = ["entry", "finish", "plain", "read_notes"]

_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"(?:</p>\s*<p[^>]*>|<br\s*/?>\s*<br\s*/?>|</(?:li|h\d|div)>)", re.IGNORECASE)
_QUOTED_NOTE = re.compile(r"note (?P<label>[^:\s]{1,12}): (?P<text>.*)\Z", re.DOTALL)


def entry(found: Item) -> Entry:
    """An item as an entry under its citation key."""
    extra = Extra(found.extra)
    key = extra.take("citation-key") or found.key
    type_ = extra.take("type")
    values, spare = _values(found)
    work = Work(
        type=type_ if type_ in variables().types else tables().reads.get(found.type, "document"),
        contributors=_people(found, extra),
    )
    mentions, annotations, annote = read_notes(found.notes)
    if annote:
        spare.append(("annote", annote))
    if found.tags:
        spare.append(("keyword", ", ".join(found.tags)))
    files = [link for link in found.links if (link.path or link.url) not in ("", extra.peek("biblio.archive-url"))]
    if files and not extra.peek("tex.file"):
        spare.append((FILE, attachments.serialize(files)))
    if found.collections:
        spare.append(("groups", ", ".join(found.collections)))
    made = finish(key, work, values, extra, tuple(spare), mentions, annotations)
    if found.related and not made.work.related:
        related = tuple(Related("related", other) for other in found.related)
        made = replace(made, work=replace(made.work, related=related))
    if found.type in tables().fields and item_type(made.work) != found.type:
        kept = ((f"{SPARE}itemType", found.type), *made.work.extra)
        return replace(made, work=replace(made.work, extra=kept))
    return made


def finish(
    key: str,
    work: Work,
    values: dict[str, str],
    extra: Extra,
    spare: tuple[tuple[str, str], ...] = (),
    mentions: tuple[Mention, ...] = (),
    annotations: tuple[Annotation, ...] = (),
) -> Entry:
    """An entry from a work's type and people, CSL variables (those of Extra fill gaps) and what is left over."""
    known = variables()
    for name in (*known.plain, *known.identifiers, *known.own, "container-title", "page"):
        value = extra.take(name)
        if value and not values.get(name):
            values[name] = value
        elif name == "publisher-place" and not value and extra.peek("event-place") == values.get(name):
            # The place of the event, shown where items have their one place.
            values.pop(name, None)
    plain_fields: dict[str, Any] = {field: values.pop(name, "") for name, field in known.plain.items()}
    work = replace(work, **plain_fields)
    note = "\n".join(part for part in (work.note, extra.note()) if part)
    work = replace(work, note=note)
    if page := values.pop("page", ""):
        work = replace(work, pages=Pages.parse(page))
    work = _dated(work, values, extra)
    work = replace(work, identifiers=tuple(_identifiers(values, extra)))
    main, title = extra.take("biblio.main-title"), values.pop("container-title", "")
    work = _own(work, extra)
    named = ((name, value) for name, value in values.items() if value)
    work = replace(work, extra=(*named, *extra.left(), *spare))
    return Entry(key, nest(work, title, main), mentions, annotations=annotations)


def _values(found: Item) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """CSL variable -> value, and the fields that no variable is for as `zotero-NAME`."""
    known = tables()
    names = {base: variable for variable, bases in reversed([*known.variables.items()]) for base in bases}
    if found.type in known.fields:
        names |= {known.field(found.type, variable): variable for variable in reversed([*known.variables])}
    values: dict[str, str] = {}
    spare: list[tuple[str, str]] = []
    for name, value in found.fields.items():
        variable = names.get(name, "")
        if variable and variable not in values:
            values[variable] = value
        elif value:
            spare.append((f"{SPARE}{name}", value))
    return values, spare


def _people(found: Item, extra: Extra) -> tuple[Contributor, ...]:
    """The creators, then those in Extra; where Extra only says what a creator really is, he is not listed twice."""
    known = tables()
    people = [
        Contributor(person(creator.last, creator.first), known.role(found.type, creator.type))
        for creator in found.creators
    ]
    for role in Role:
        for value in extra.all(role.value):
            told = Contributor(read_person(value), role)
            shown = known.creator(found.type, role) if found.type in known.creators else ""
            stands_for = Contributor(told.name, known.role(found.type, shown)) if shown else None
            if stands_for in people:
                people[people.index(stands_for)] = told
            else:
                people.append(told)
    return tuple(people)


def _dated(work: Work, values: dict[str, str], extra: Extra) -> Work:
    issued = _exact(extra.take("issued")) or dates.read(values.pop("issued", ""))
    values.pop("issued", "")
    printed = extra.take("biblio.printed-date")
    submitted = dates.read(values.get("submitted", ""))
    if submitted:
        values["submitted"] = str(submitted)
    return replace(
        work,
        date=issued.as_written(printed) if issued and printed else issued,
        original_date=_exact(extra.take("original-date")),
        accessed=dates.read(values.pop("accessed", "")) or _exact(extra.take("accessed")),
        archive_date=_exact(extra.take("biblio.archive-date")),
        link_checked=_exact(extra.take("biblio.link-checked")),
    )


def _exact(text: str) -> Date | None:
    return dates.read(text) if text else None


def _identifiers(values: dict[str, str], extra: Extra) -> Iterator[Identifier]:
    for variable, kind in variables().identifiers.items():
        for value in re.split(r"[\s,;]+", values.pop(variable, "")):
            if value:
                yield Identifier(IdentifierKind(kind), value)
    for text in extra.all("biblio.identifier"):
        found = Identifier.parse(text)
        if found:
            yield found


def _own(work: Work, extra: Extra) -> Work:
    relations = [line.partition(" ") for line in extra.all("biblio.related")]
    return replace(
        work,
        archive_url=extra.take("biblio.archive-url"),
        link_status=extra.take("biblio.link-status"),
        inferred=tuple(part for part in extra.take("biblio.inferred").split(", ") if part),
        related=tuple(Related(kind, key) for kind, _, key in relations if key),
        provenance=tuple(_provenance(line) for line in extra.all("biblio.provenance")),
    )


def _provenance(line: str) -> Provenance:
    source, _, rest = line.partition(" | ")
    retrieved, _, fields = rest.partition("|")
    return Provenance(source, _exact(retrieved.strip()), tuple(part for part in fields.strip().split(", ") if part))


def read_notes(notes: Iterable[str]) -> tuple[tuple[Mention, ...], tuple[Annotation, ...], str]:
    """The citing places, what was written about the work, and the one annotation that is a field of it."""
    mentions: tuple[Mention, ...] = ()
    annotations: list[Annotation] = []
    annote = ""
    for note in notes:
        text = plain(note)
        cited = read_cited_in(text)
        quoted = _QUOTED_NOTE.match(text)
        if cited is not None:
            mentions += cited
        elif text.startswith(ANNOTATION) and not annote:
            annote = text.removeprefix(ANNOTATION).strip()
        elif quoted:
            annotations.append(Annotation(quoted["text"], quoted["label"]))
        elif text:
            annotations.append(Annotation(text))
    return mentions, tuple(annotations), annote


def plain(note: str) -> str:
    """The words of a note in HTML, paragraphs parted by an empty line."""
    parts = _PARAGRAPH.sub("\n\n", note).replace("<br/>", "\n").replace("<br>", "\n")
    return html.unescape(_TAG.sub("", parts)).strip()
