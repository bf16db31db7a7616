"""What each format carries, and how fast: one work of every kind, and one with everything, written and read back.

    python scripts/bench_formats.py            the table as docs/formats.md has it
    python scripts/bench_formats.py --write    put it there
    python scripts/bench_formats.py --speed    entries a second, written and read, in one interleaved run

A field counts as carried where it comes back the same; of formats that are only written, where they say so.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio import formats
from biblio.formats._losses import plain
from biblio.formats._nesting import flat
from biblio.formats._one_way import WrittenOnly
from biblio.model import Entry, Library, Work
from tests.test_exchange import types
from tests.test_record import everything

PAGE = Path(__file__).resolve().parents[1] / "docs" / "formats.md"
BEGIN, END = "<!-- carries: made by scripts/bench_formats.py -->\n", "<!-- end of carries -->\n"
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("types", ("type",)),
    ("people in every role", ("contributors",)),
    (
        "titles, series",
        ("title", "container", "series", "series_number", "main-title", "title-short", "container-title-short"),
    ),
    ("dates with doubts", ("date", "accessed")),
    ("original edition", ("original_date", "original_publisher", "original_place")),
    ("imprint, numbers", ("publisher", "place", "edition", "volume", "volumes", "issue", "pages", "number")),
    ("genre, medium, event, status", ("genre", "medium", "event", "status")),
    ("archive, shelf-mark", ("archive", "archive_location")),
    ("address, identifiers", ("url", "identifiers")),
    ("abstract, keywords, language", ("abstract", "keyword", "language")),
    (
        "further variables of CSL",
        ("call-number", "dimensions", "authority", "section", "scale", "version", "references", "event-place"),
    ),
    ("archived copy, link status", ("archive_url", "archive_date", "link_status", "link_checked")),
    ("citing places, citing notes", ("mentions", "annotations")),
    ("relations, provenance, inferred", ("related", "provenance", "inferred")),
    ("fields nobody knows", ("shelf",)),
)


def main() -> int:
    """Print, or write, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if options.speed:
        speed()
        return 0
    text = table()
    if not options.write:
        print(text, end="")
        return 0
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(before + BEGIN + text + END + after, encoding="utf-8")
    return 0


def table() -> str:
    """A row a group of fields, a column a format: all, some or none of what there is comes back."""
    library = Library((*types().entries, *everything().entries))
    found = {name: _carried(name, library) for name in formats.names()}
    whole = [name for name, fields in found.items() if min(fields.values()) == 1]
    names = [name for name in found if name not in whole]
    listed = ", ".join(f"`{name}`" for name in whole)
    intro = f"Every field that a record can have comes back from {listed}. Of the others:\n\n"
    head = "| | " + " | ".join(f"`{name}`" for name in names) + " |\n"
    lines = [intro, head, "|---" * (len(names) + 1) + "|\n"]
    for label, fields in GROUPS:
        cells = [_cell([found[name].get(field) for field in fields]) for name in names]
        lines.append(f"| {label} | " + " | ".join(cells) + " |\n")
    return "".join(lines)


def _cell(shares: Iterable[float | None]) -> str:
    known = [share for share in shares if share is not None]
    if not known:
        return ""
    mean = sum(known) / len(known)
    return "all" if mean == 1 else "–" if mean == 0 else f"{100 * mean:.0f} %"


def _carried(name: str, library: Library) -> dict[str, float]:
    """Field -> share of the entries that have it in which it comes back."""
    format_: Any = formats.by_name(name)
    wanted = {field for _, fields in GROUPS for field in fields}
    if isinstance(format_, WrittenOnly):
        # How fine its types are, such a format does not say.
        return {field: float(field in format_.carries) for field in wanted - {"type"}}
    back = format_.loads(format_.dumps(library))
    had: dict[str, list[bool]] = {field: [] for field in wanted}
    for entry in library.entries:
        other = back.get(entry.key) or replace(entry, work=Work(), mentions=(), annotations=())
        for field in wanted:
            if value := _value(entry, field):
                had[field].append(_value(other, field) == value)
    return {field: sum(same) / len(same) for field, same in had.items() if same}


def _value(entry: Entry, field: str) -> Any:
    work = plain(entry.work)
    if field in ("mentions", "annotations"):
        return getattr(entry, field)
    if field == "container":
        return work.container.title if work.container else ""
    if field == "main-title":
        whole = flat(entry.work).container
        return whole.container.title if whole and whole.container else ""
    return getattr(work, field) if hasattr(work, field) else work.variable(field)


def speed() -> None:
    """Entries a second of CPU time, the best of three rounds over all formats."""
    entries = tuple(replace(entry, key=f"{entry.key}{n}") for n in range(20) for entry in types().entries)
    library = Library(entries)
    best: dict[tuple[str, str], float] = {}
    for _ in range(3):
        for name in formats.names():
            format_ = formats.by_name(name)
            start = time.process_time()
            text = format_.dumps(library)
            middle = time.process_time()
            _keep(best, (name, "written"), middle - start)
            if name in formats.readable():
                format_.loads(text)
                _keep(best, (name, "read"), time.process_time() - middle)
    for name in formats.names():
        rates = {
            way: f"{len(entries) / best[name, way]:8.0f}" if (name, way) in best else "" for way in ("written", "read")
        }
        print(f"{name:<16} written {rates['written']}/s   read {rates['read']}/s")


def _keep(best: dict[tuple[str, str], float], key: tuple[str, str], seconds: float) -> None:
    best[key] = min(best.get(key, seconds), seconds)


if __name__ == "__main__":
    sys.exit(main())
