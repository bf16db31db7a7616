"""CSV for spreadsheets: a row an entry, a column a variable of CSL or a role, dates in EDTF.

Names are "Last, First" with semicolons between, institutions in braces. What CSL has no variable for is in the column
`extra`, a line each, as in Zotero's Extra field. Zotero's own CSV is read, too.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format
from biblio.formats._csl.texts import texts
from biblio.formats._csl.variables import variables
from biblio.formats._keys import Keys
from biblio.formats._nesting import flat
from biblio.formats._tex.remarks import cited_in, read_cited_in
from biblio.formats._zotero import reading
from biblio.formats._zotero.extra import Extra
from biblio.formats._zotero.item import SPARE, Creator, Item
from biblio.formats._zotero.tables import tables as zotero
from biblio.formats._zotero.writing import own_lines
from biblio.model import Annotation, Contributor, Diagnostic, Entry, Library, Name, Role, Work

__all__ = ["plugin"]

_FIRST = ("key", "type", "author", "title", "container-title", "editor", "issued")
_LAST = ("keyword", "note", "cited-in", "annotations", "extra")
_LARGEST_CELL = 2**24
_BETWEEN = re.compile(r"\s*;\s*(?![^{}]*\})")


class Csv:
    """The header names the columns; only columns that some entry fills are written."""

    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv")

    def loads(self, text: str, source: str = "") -> Library:
        """Read rows; commas, semicolons or tabulators part the cells, as the header has them."""
        csv.field_size_limit(_LARGEST_CELL)
        header, _, _ = text.lstrip("\ufeff").partition("\n")
        delimiter = max(",;\t", key=header.count)
        reader = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter, strict=False)
        remarks: list[Diagnostic] = []
        keys = Keys(remarks)
        entries: list[Entry] = []
        try:
            columns = [name.strip() for name in next(reader, [])]
            if columns and not {"title", "type", "Title", "Item Type"} & set(columns):
                raise FormatError("no table of works: no column is called `title` or `type`", place=Place(source, 1, 1),
                                  hint="the first line names the columns as CSL names its variables")  # fmt: skip
            for cells in reader:
                row = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
                if row:
                    found = _zotero_row(row) if "Item Type" in columns else _row(row)
                    entries.append(Entry(keys.free(found.key, reader.line_num, "row"), found.work, found.mentions,
                                         reader.line_num, found.annotations))  # fmt: skip
        except csv.Error as error:
            raise FormatError(
                f"broken CSV: {error}", place=Place(source, reader.line_num), hint="save it as CSV"
            ) from error
        return Library(tuple(entries), text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write a header and the entries, cells in quotes where they need them."""
        rows = [_cells(entry) for entry in library.entries]
        names = dict.fromkeys(name for row in rows for name in row)
        middle = [name for name in names if name not in _FIRST + _LAST]
        columns = [name for name in (*_FIRST, *middle, *_LAST) if name in names or name in _FIRST[:2]]
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return out.getvalue()


def _cells(entry: Entry) -> dict[str, str]:
    work, known = flat(entry.work), variables()
    found: dict[str, str] = {"key": entry.key, "type": work.type}
    for contributor in work.contributors:
        name = contributor.role.value
        found[name] = "; ".join(filter(None, (found.get(name, ""), str(contributor.name))))
    found |= texts(work)
    found |= {variable: str(date) for variable, field in known.dates.items() if (date := getattr(work, field))}
    found |= {name: value for name, value in work.extra if name in known.other_dates}
    found["cited-in"] = cited_in(entry.mentions)
    notes = [{"note": annotation.note, "text": annotation.text} for annotation in entry.annotations]
    found["annotations"] = json.dumps(notes, ensure_ascii=False) if notes else ""
    spare = [f"tex.{name}: {value}" for name, value in work.extra if name.startswith(SPARE) or name == "groups"]
    found["extra"] = "\n".join((*own_lines(work), *spare))
    return {name: value for name, value in found.items() if value}


def _row(row: Mapping[str, str]) -> Entry:
    cells = {name.strip(): value for name, value in row.items()}
    people = [
        Contributor(Name.parse(name), role)
        for role in (Role(name) for name in cells if name in set(Role))
        for name in _BETWEEN.split(cells[role.value])
        if name
    ]
    extra = Extra(cells.pop("extra", "").split("\n"))
    known = variables()
    for name in known.dates:
        if cells.get(name):
            extra.put(name, cells.pop(name))
    type_ = cells.pop("type", "")
    work = Work(type=type_ if type_ in known.types else "document", contributors=tuple(people))
    mentions = read_cited_in(cells.pop("cited-in", "")) or ()
    annotations = tuple(_annotations(cells.pop("annotations", "")))
    key = cells.pop("key", "") or cells.pop("id", "")
    values = {name: value for name, value in cells.items() if name not in set(Role)}
    return reading.finish(key, work, values, extra, (), mentions, annotations)


def _annotations(text: str) -> Iterable[Annotation]:
    try:
        found: Any = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return [Annotation(text)]
    raws = [raw for raw in found if isinstance(raw, dict)] if isinstance(found, list) else []
    return [Annotation(str(raw.get("text", "")), str(raw.get("note", ""))) for raw in raws]


def _zotero_row(row: Mapping[str, str]) -> Entry:
    """A row of Zotero's own CSV: "Publication Title", "Manual Tags"; names of a kind are in one cell."""
    type_ = row.get("Item Type", "document")
    known = zotero()
    creators = []
    for kind in known.creators.get(type_, ("author",)):
        heading = re.sub(r"(?<!^)(?=[A-Z])", " ", kind).title()
        for name in filter(None, row.get(heading, "").split("; ")):
            last, _, first = name.partition(", ")
            creators.append(Creator(kind, last, first))
    names = {_heading(base): own for base, own in known.fields.get(type_, {}).items()}
    fields = {names[heading]: value for heading, value in row.items() if heading in names}
    return reading.entry(
        Item(
            key=row.get("Key", ""), type=type_, fields=fields, creators=tuple(creators),
            extra=tuple(row.get("Extra", "").split("\n")),
            tags=tuple(tag for tag in row.get("Manual Tags", "").split("; ") if tag),
            notes=(row["Notes"],) if "Notes" in row else (),
        )
    )  # fmt: skip


def _heading(field: str) -> str:
    """How Zotero heads the column of a field: "ISBN", "Url", "Num Pages", "Place"."""
    return field if field.isupper() else re.sub(r"(?<!^)(?=[A-Z])", " ", field[:1].upper() + field[1:])


plugin: Format = Csv()
