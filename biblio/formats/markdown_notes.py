"""Markdown notes for Obsidian and Logseq: a folder with one note a source, its fields as front matter, below it where
the document cites it and what the citing notes say.

A note is yours below its last line: written again, it keeps what stands there and the properties you added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from biblio.errors import FormatError
from biblio.formats import Format, _yaml
from biblio.formats._csl.texts import texts
from biblio.formats._csl.variables import variables
from biblio.formats._nesting import flat
from biblio.formats._one_way import WrittenOnly
from biblio.model import Date, Entry, Form, Library, Mention, Work

__all__ = ["plugin"]

_MARKER = "%% What you write below this line is kept. %%"
"""A comment of Obsidian's; other programs show it."""
_UNSAFE = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]')
"""What a file system or a link of Obsidian's cannot have in a name."""
_FRONT = re.compile(r"---\n(.*?\n)?---\n", re.DOTALL)
_OURS = frozenset((
    "citekey", "aliases", "title", "type", "year", "issued", "original-date", "accessed", "url", "archive-url",
    "archive-date", "link-status", "doi", "isbn", "issn", "tags", "cited-in", "author", "editor", "translator",
))  # fmt: skip


class MarkdownNotes(WrittenOnly):
    """`@key.md`, one for each entry."""

    suffixes: ClassVar[tuple[str, ...]] = ()
    carries: ClassVar[frozenset[str]] = frozenset((
        "title", "contributors", "date", "original_date", "accessed", "publisher", "place", "original_publisher",
        "original_place", "edition", "volume", "volumes", "issue", "pages", "number", "genre", "medium", "series",
        "series_number", "archive", "archive_location", "event", "note", "url", "container", "identifiers", "language",
        "archive_url", "archive_date", "link_status", "status", "abstract", "keyword", "mentions", "annotations",
        "related", *variables().own,
    ))  # fmt: skip

    def pages(self, library: Library) -> Mapping[str, str]:
        """File name -> note."""
        found: dict[str, str] = {}
        names = {entry.key: name for entry, name in zip(library.entries, _names(library), strict=True)}
        for entry in library.entries:
            found[f"{names[entry.key]}.md"] = _note(entry, names)
        return found

    def updated(self, old: str, new: str) -> str | None:
        """`new` with your properties and what you wrote below the marker; None where `old` has no marker."""
        _, marker, yours = old.replace("\r\n", "\n").partition(_MARKER)
        if not marker:
            return None
        ours, _, _ = new.partition(_MARKER)
        properties = {name: value for name, value in _properties(old).items() if name not in _properties(new)}
        kept = {name: value for name, value in properties.items() if name not in _OURS | _variables()}
        if kept:
            ours = ours.replace("---\n", "---\n" + _yaml.dump(kept), 1)
        return ours + _MARKER + yours

    def dumps(self, library: Library) -> str:
        """All notes one after the other, the file name of each in a comment."""
        return "\n".join(f"<!-- {name} -->\n{text}" for name, text in self.pages(library).items())


def _names(library: Library) -> Iterator[str]:
    taken: set[str] = set()
    for entry in library.entries:
        base = "@" + (_UNSAFE.sub("_", entry.key).strip(". ")[:120] or "source")
        name, number = base, 2
        # Some file systems do not tell capitals apart.
        while name.lower() in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name.lower())
        yield name


def _variables() -> set[str]:
    known = variables()
    return {*known.plain, *known.own, *(name.lower() for name in known.plain)}


def _properties(note: str) -> dict[str, Any]:
    match = _FRONT.match(note.replace("\r\n", "\n"))
    try:
        found = _yaml.parse(match[1] or "", "", "") if match else None
    except FormatError:
        return {}
    return found if isinstance(found, dict) else {}


def _note(entry: Entry, names: Mapping[str, str]) -> str:
    work = flat(entry.work)
    front = {name: value for name, value in _front(entry, work) if value}
    body = "\n\n".join(part for part in _body(entry, work, names) if part)
    return f"---\n{_yaml.dump(front)}---\n\n{body}\n\n{_MARKER}\n"


def _front(entry: Entry, work: Work) -> Iterator[tuple[str, Any]]:
    """Flat properties, which both programs show and search."""
    yield "citekey", entry.key
    yield "aliases", [work.title] if work.title else []
    yield "title", work.title
    yield "type", work.type
    for role in dict.fromkeys(contributor.role for contributor in work.contributors):
        yield role.value, [name.display for name in work.names(role)]
    yield "year", work.date.year if work.date and work.date.year and work.date.year > 0 else None
    for name, date in (("issued", work.date), ("original-date", work.original_date), ("accessed", work.accessed)):
        yield name, _date(date)
    for name, value in texts(work).items():
        if name not in ("title", "abstract", "note", "keyword"):
            yield name.lower() if name.isupper() else name, value
    yield "archive-url", work.archive_url
    yield "archive-date", _date(work.archive_date)
    yield "link-status", work.link_status
    for number in work.identifiers:
        yield number.kind.value, number.value
    yield "tags", [re.sub(r"\s+", "-", word) for word in work.keywords]
    yield "cited-in", list(dict.fromkeys(mention.note for mention in entry.mentions))


def _date(date: Date | None) -> str:
    return str(date) if date else ""


def _body(entry: Entry, work: Work, names: Mapping[str, str]) -> Iterator[str]:
    yield f"# {_plain(work.title) or entry.key}"
    yield _plain(work.note)
    if abstract := work.variable("abstract"):
        yield f"## Abstract\n\n{_plain(abstract)}"
    related = [f"- {relation.kind}: [[{names.get(relation.key, relation.key)}]]" for relation in work.related]
    yield "## Related\n\n" + "\n".join(related) if related else ""
    if entry.mentions:
        yield "## Cited in\n\n" + "\n".join(f"- {_mention(mention)}" for mention in entry.mentions)
    if entry.annotations:
        quoted = [
            _quoted(f"**Note {found.note}.** {found.text}" if found.note else found.text) for found in entry.annotations
        ]
        yield "## Citing notes\n\n" + "\n\n".join(quoted)


def _mention(mention: Mention) -> str:
    form = "" if mention.form is Form.FULL else f" ({mention.form})"
    place = f": {mention.locator}" if mention.locator else ""
    return _plain(f"note {mention.note}{form}{place}")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def _plain(text: str) -> str:
    """Text on one line that does not end the note."""
    return " ".join(text.replace(_MARKER, "").split())


plugin: Format = MarkdownNotes()
