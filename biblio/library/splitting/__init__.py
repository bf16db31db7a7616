"""A library in parts: sources and literature, or by type, language, keyword, decade ...; every entry's part explained.

The parts together hold every entry; what entries inherit from by `crossref` or `xdata` goes with each part that needs
it, and an @xdata that nothing needs with the largest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from biblio.errors import BiblioError
from biblio.library.keys import spelled
from biblio.library.splitting import roles
from biblio.model import SourceBlock, SourceEntry, SourceText, Work

__all__ = ["WAYS", "Part", "Placed", "divide", "parts"]

_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry's part, by which rule, and why."""

    key: str
    part: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """What goes into one file."""

    name: str
    entries: tuple[SourceEntry, ...]
    """In the file's order, with those that are inherited from."""
    blocks: tuple[SourceBlock, ...]
    """Preambles, comments, and the macros that the entries use."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a way of dividing may look at."""

    work: Work
    keywords: tuple[str, ...]
    until: int
    """The last year of the time studied; 0 if it is not known."""


def divide(source: SourceText, works: Mapping[str, Work], by: str, *, until: int = 0) -> tuple[Placed, ...]:
    """Which part each entry belongs to.

    Args:
        source: the file.
        works: by the key in the library.
        by: a name of `WAYS`.
        until: for "role": what was written up to this year is a source.

    Raises:
        BiblioError: there is no such way.
    """
    if by not in WAYS:
        raise BiblioError(f"cannot split by {by!r}", hint=f"split by: {', '.join(WAYS)}")
    placed = []
    for entry in source.entries:
        if entry.filed in works:
            words = tuple(word.strip() for word in entry.text("keywords").replace(";", ",").split(",") if word.strip())
            part, rule, reason = WAYS[by](Question(works[entry.filed], words, until))
            placed.append(Placed(entry.filed, "-".join(spelled(part.lower())) or _UNKNOWN, rule, reason))
    return tuple(placed)


def parts(source: SourceText, placed: Sequence[Placed]) -> tuple[Part, ...]:
    """The entries and blocks of each part, the largest part first."""
    by_part: dict[str, set[str]] = {}
    for one in placed:
        by_part.setdefault(one.part, set()).add(one.key)
    names = sorted(by_part, key=lambda name: (-len(by_part[name]), name))
    found = [_part(source, name, by_part[name]) for name in names]
    placed_at = {entry.start for part in found for entry in part.entries}
    left = {entry.filed for entry in source.entries if entry.start not in placed_at}
    return (_part(source, names[0], by_part[names[0]] | left), *found[1:]) if left and found else tuple(found)


def _part(source: SourceText, name: str, keys: set[str]) -> Part:
    by_key = {entry.key.lower(): entry for entry in reversed(source.entries)}
    wanted = {entry.start for entry in source.entries if entry.filed in keys}
    queue = [entry for entry in source.entries if entry.start in wanted]
    for entry in queue:
        for field in ("crossref", "xdata", "entryset"):
            for key in entry.text(field).lower().split(","):
                lender = by_key.get(key.strip())
                if lender is not None and lender.start not in wanted:
                    wanted.add(lender.start)
                    queue.append(lender)
    entries = tuple(entry for entry in source.entries if entry.start in wanted)
    return Part(name, entries, _blocks(source, entries))


def _blocks(source: SourceText, entries: Sequence[SourceEntry]) -> tuple[SourceBlock, ...]:
    """All but the macros that nothing here uses, directly or by way of another macro."""
    strings = {block.name.lower(): block.value for block in source.blocks if block.kind == "string"}
    needed: set[str] = set()
    found = _words(" ".join(field.value for entry in entries for field in entry.fields if not field.plain))
    while new := (found & strings.keys()) - needed:
        needed |= new
        found = _words(" ".join(strings[name] for name in new))
    return tuple(block for block in source.blocks if block.kind != "string" or block.name.lower() in needed)


def _words(text: str) -> set[str]:
    return set(text.lower().replace("#", " ").split())


def _role(asked: Question) -> tuple[str, str, str]:
    return roles.role(asked.work, asked.keywords, asked.until)


def _field(name: str, value: Callable[[Work], str]) -> Callable[[Question], tuple[str, str, str]]:
    def part(asked: Question) -> tuple[str, str, str]:
        said = value(asked.work)
        return said or _UNKNOWN, name, f"its {name} is {said}" if said else f"it has no {name}"

    return part


def _keyword(asked: Question) -> tuple[str, str, str]:
    first = asked.keywords[0] if asked.keywords else ""
    return first or _UNKNOWN, "keyword", f"its first keyword is {first}" if first else "it has no keyword"


def _year(work: Work) -> int | None:
    dated = work.date or (work.container.date if work.container else None)
    return dated.year if dated else None


def _decade(work: Work) -> str:
    year = _year(work)
    return f"{year // 10 * 10}s" if year is not None else ""


def _century(work: Work) -> str:
    year = _year(work)
    return f"{(year - 1) // 100 + 1}th century" if year is not None and year > 0 else ""


def _author(work: Work) -> str:
    return work.authors[0].sort_name if work.authors else ""


WAYS: Mapping[str, Callable[[Question], tuple[str, str, str]]] = {
    "role": _role,
    "type": _field("type", lambda work: work.type),
    "language": _field("language", lambda work: work.language.partition("-")[0]),
    "keyword": _keyword,
    "decade": _field("decade", _decade),
    "century": _field("century", _century),
    "archive": _field("archive", lambda work: work.archive),
    "author": _field("author", _author),
    "publisher": _field("publisher", lambda work: work.publisher),
    "genre": _field("genre", lambda work: work.genre),
}
"""What a library can be divided by."""
