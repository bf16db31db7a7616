"""Read references: one JSON object a line in, {"id", "input", "kind"}; one a line out, {"id", "refs"}.

usage: parse_references.py [FILE] < lines

`kind` is "note" for a whole footnote, whose cites are found first, or "reference" for one reference already cut out,
which always gives exactly one. Fields bear CSL's names; author and editor are lists of {"family", "given"}, dates EDTF.
A line that cannot be read gives {"id", "refs": [], "error"}, and the exit code is 1.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio.citations import Context, Tagger, parse_note
from biblio.citations.language import guess
from biblio.citations.trained import tag_trained
from biblio.citations.trained.references import parse_reference
from biblio.errors import BiblioError
from biblio.model import Cite, Name, Note, Passage, Role, Work

_LABEL = re.compile(r"\A\s*(?:\[\d{1,4}\]|\d{1,4}[.)]?)\s+(?=[^\W\d]|[“‘„«(])")
"""The note's own number, which whoever cut it out may have left in front."""


def main() -> int:
    """Read and write until the input ends."""
    failed = False
    with open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin as lines:
        for answer in answers(lines):
            failed |= "error" in answer
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return int(failed)


def answers(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for every line that is not blank."""
    for line in lines:
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            text, kind = str(record["input"]), str(record.get("kind", "reference"))
            yield {"id": record.get("id"), "refs": references(text, kind)}
        except (ValueError, KeyError, TypeError, AttributeError, BiblioError) as error:
            yield {"id": None, "refs": [], "error": f"not a line with id, input and kind: {error!r}"}


def references(
    text: str, kind: str, *, language: str = "", folder: Path | None = None, tagger: Tagger = tag_trained
) -> list[dict[str, Any]]:
    """The references in a note, or the one that the text is; `folder` holds other models."""
    if kind == "reference":
        return [csl(parse_reference(text, language=language, folder=folder))]
    if kind != "note":
        raise ValueError(f"kind is {kind!r}; it may be note or reference")
    text = _LABEL.sub("", text)
    citation = parse_note(Note("", Passage(text)), Context("", language or guess(text)), tagger=tagger)
    return [csl(cite) for cite in citation.cites]


def csl(cite: Cite) -> dict[str, Any]:
    """A cite as CSL-like fields; what is empty is left out."""
    work = cite.reference.work
    whole = work.container or Work()
    fields: dict[str, Any] = {
        "type": work.type,
        "title": work.title,
        "author": _people(work, Role.AUTHOR),
        "editor": _people(work, Role.EDITOR) or _people(whole, Role.EDITOR),
        "translator": _people(work, Role.TRANSLATOR),
        "container-title": whole.title,
        "collection-title": work.series or whole.series,
        "issued": str(work.date or whole.date or ""),
        "original-date": str(work.original_date or ""),
        "publisher": work.publisher or whole.publisher,
        "publisher-place": work.place or whole.place,
        "edition": work.edition or whole.edition,
        "volume": work.volume or whole.volume,
        "issue": work.issue or whole.issue,
        "page": str(work.pages or ""),
        "locator": cite.locator.value if cite.locator else "",
        "label": cite.locator.label if cite.locator else "",
        "number": work.number or work.series_number,
        "genre": work.genre,
        "archive": work.archive,
        "archive_location": work.archive_location,
        **{identifier.kind.upper(): identifier.value for identifier in work.identifiers},
        "URL": work.url,
        "note": work.note,
        "kind": str(cite.form),
    }
    return {name: value for name, value in fields.items() if value}


def _people(work: Work, role: Role) -> list[dict[str, str]]:
    return [_person(person.name) for person in work.contributors if person.role is role]


def _person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"family": name.literal, "given": ""}
    return {"family": f"{name.particle} {name.family}".strip(), "given": name.given}


if __name__ == "__main__":
    raise SystemExit(main())
