"""How well and how fast `biblio dedupe` finds duplicates, on libraries made of real works.

    python scripts/bench_dedupe.py TRUTH... [--size 10000]

TRUTH are libraries in any format, or annotated essays (.xml with their works as CSL-JSON).
Each work is written down a second time as other programs and people would: names abbreviated, subtitle cut, capitals
changed, LaTeX for letters, journal abbreviated, fields left out, a misprint. Beside them stand works that only look
alike: another edition, volume, year, a chapter of the same book, a preprint. Printed: of the pairs that are one work
how many were found (sure, or sure and likely), of those called sure how many are right, and the time for --size.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from biblio import formats
from biblio.identity import fold
from biblio.library import duplicates
from biblio.model import Contributor, Date, Entry, Identifier, IdentifierKind, Moment, Name, Work

Change = Callable[[random.Random, Work], Work | None]


def short_names(rng: random.Random, work: Work) -> Work | None:
    """Given names as initials."""

    def short(one: Contributor) -> Contributor:
        initials = " ".join(f"{word[0]}." for word in one.name.given.split() if word[0].isalpha())
        return replace(one, name=replace(one.name, given=initials))

    return replace(work, contributors=tuple(map(short, work.contributors)))


def no_subtitle(rng: random.Random, work: Work) -> Work | None:
    """The main title alone."""
    main, colon, _ = work.title.partition(": ")
    return replace(work, title=main) if colon and len(main.split()) > 1 else None


def other_capitals(rng: random.Random, work: Work) -> Work | None:
    """Sentence case, or headline capitals."""
    return replace(work, title=rng.choice((work.title.capitalize(), work.title.title())))


def fewer_fields(rng: random.Random, work: Work) -> Work | None:
    """Neither publisher nor place nor pages nor identifiers."""
    return replace(work, publisher="", place="", pages=None, identifiers=(), url="", language="")


def short_container(rng: random.Random, work: Work) -> Work | None:
    """The journal's title abbreviated."""
    if work.container is None or work.type != "article-journal" or len(work.container.title.split()) < 2:
        return None
    words = [f"{word[:4]}." if len(word) > 5 else word for word in work.container.title.split() if len(word) > 3]
    return replace(work, container=replace(work.container, title=" ".join(words)))


def first_author_only(rng: random.Random, work: Work) -> Work | None:
    """The first of several authors."""
    return replace(work, contributors=work.contributors[:1]) if len(work.authors) > 1 else None


def misprint(rng: random.Random, work: Work) -> Work | None:
    """Two letters of a long word swapped."""
    words = work.title.split()
    long = [at for at, word in enumerate(words) if len(word) > 8 and word.isalpha()]
    if not long:
        return None
    at = rng.choice(long)
    spot = rng.randrange(2, len(words[at]) - 2)
    word = words[at]
    words[at] = word[:spot] + word[spot + 1] + word[spot] + word[spot + 2 :]
    return replace(work, title=" ".join(words)) if words[at] != word else None


def year_only(rng: random.Random, work: Work) -> Work | None:
    """The date without month and day."""
    if not work.date or not work.date.start or work.date.end or not work.date.start.month:
        return None
    return replace(work, date=Date(Moment(work.date.start.year)))


def other_year(rng: random.Random, work: Work) -> Work | None:
    """Another edition."""
    if not work.date or not work.date.start or not work.title:
        return None
    return replace(work, date=Date(Moment(work.date.start.year + rng.choice((1, 5, 12)))), identifiers=())


def other_edition(rng: random.Random, work: Work) -> Work | None:
    """Another edition of one year."""
    return replace(work, edition=str(int(work.edition) + 1)) if work.edition.isdecimal() else None


def other_volume(rng: random.Random, work: Work) -> Work | None:
    """Another volume."""
    return replace(work, volume=str(int(work.volume) + 1)) if work.volume.isdecimal() and not work.container else None


def other_chapter(rng: random.Random, work: Work) -> Work | None:
    """Another piece of the same book."""
    return replace(work, title="Quite another subject", pages=None) if work.container and work.title else None


def the_book(rng: random.Random, work: Work) -> Work | None:
    """The book that a chapter stands in."""
    return work.container if work.type == "chapter" and work.container and work.container.title else None


def preprint(rng: random.Random, work: Work) -> Work | None:
    """The same text on a preprint server a year earlier."""
    if work.type != "article-journal" or not work.date or not work.date.start or not work.title:
        return None
    early = Date(Moment(work.date.start.year - 1))
    arxiv = Identifier(IdentifierKind.ARXIV, f"{rng.randrange(1000, 2400)}.{rng.randrange(10000, 99999)}")
    return replace(work, container=None, pages=None, date=early, type="document", identifiers=(arxiv,))


SAME: tuple[Change, ...] = (
    short_names, no_subtitle, other_capitals, fewer_fields, short_container, first_author_only, misprint, year_only,
)  # fmt: skip
OTHER: tuple[Change, ...] = (other_year, other_edition, other_volume, other_chapter, the_book, preprint)


def works(paths: list[Path]) -> Iterator[Work]:
    """The distinct works of the files, those with a title."""
    seen: set[tuple[str, int | None]] = set()
    for path in paths:
        for work in _works(path):
            known = (fold(work.title), work.date.year if work.date else None)
            if work.title and known not in seen:
                seen.add(known)
                yield work


def _works(path: Path) -> list[Work]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".xml":
        return [entry.work for entry in formats.for_path(path).loads(text, str(path)).entries]
    found = ET.parse(path).find("works")
    items = json.loads(found.text or "[]") if found is not None else []
    return [entry.work for entry in formats.by_name("csl-json").loads(json.dumps(items)).entries]


def library(originals: list[Work], size: int, rng: random.Random) -> tuple[list[Entry], dict[str, int], dict[str, str]]:
    """Entries shuffled, the number of the work that each one is, and how each was made."""
    made: list[tuple[int, str, Work]] = []
    numbers = iter(range(10**9))
    shared: dict[str, int] = {}
    for work in _many(originals, size, rng):
        number = next(numbers)
        made.append((number, "original", work))
        for change in rng.sample(SAME, 2):
            if (other := change(rng, work)) is not None:
                made.append((number, change.__name__, other))
        for change in rng.sample(OTHER, 2):
            if (other := change(rng, work)) is not None:
                # Two chapters of one book give the same book, and the same other chapter.
                named = shared.setdefault(repr((other.title, other.container, other.date)), next(numbers))
                made.append((named, change.__name__, other))
        if len(made) >= size:
            break
    rng.shuffle(made)
    entries = [Entry(f"k{at}", work) for at, (_, _, work) in enumerate(made)]
    return entries, {f"k{at}": one[0] for at, one in enumerate(made)}, {f"k{at}": one[1] for at, one in enumerate(made)}


def _many(originals: list[Work], size: int, rng: random.Random) -> Iterator[Work]:
    """The works, and when they are used up the same under new words, so that they are new works."""
    yield from originals
    words = sorted({word for work in originals for word in work.title.split() if word.isalpha() and len(word) > 3})
    while True:
        work = rng.choice(originals)
        title = " ".join(rng.sample(words, 4)).capitalize()
        family = rng.choice(words).capitalize()
        names = tuple(replace(one, name=Name(family, one.name.given)) for one in work.contributors[:1])
        yield replace(work, title=title, contributors=names or work.contributors, identifiers=(), url="")


def main() -> int:
    """Print quality on the real works, and time on --size entries."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", nargs="+", type=Path)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--errors", action="store_true", help="list what is wrong")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    originals = list(works(options.truth))
    _quality(originals, rng, options.errors)
    for size in (options.size // 4, options.size // 2, options.size):
        entries, _, _ = library(originals, size, rng)
        start = time.process_time()
        report = duplicates.find(entries)
        spent = time.process_time() - start
        print(
            f"{len(entries)} entries: {spent:.2f} s CPU, {report.compared} pairs compared, {len(report.groups)} groups"
        )
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


def _quality(originals: list[Work], rng: random.Random, errors: bool) -> None:
    entries, numbers, ways = library(originals, len(originals) * 3, rng)
    report = duplicates.find(entries)
    truth: dict[int, list[str]] = {}
    for key, number in numbers.items():
        truth.setdefault(number, []).append(key)
    pairs = {frozenset((a, b)) for keys in truth.values() for a in keys for b in keys if a < b}
    sure = {frozenset((one.left, one.right)) for group in report.groups for one in group.decisions}
    likely = {frozenset((one.left, one.right)) for one in report.likely}
    print(f"{len(originals)} works, {len(entries)} entries, {len(pairs)} pairs that are one work")
    print(f"sure:           precision {_share(sure & pairs, sure)}, recall {_share(sure & pairs, pairs)}")
    both = sure | likely
    print(f"sure or likely: precision {_share(both & pairs, both)}, recall {_share(both & pairs, pairs)}")
    if errors:
        by_key = {entry.key: entry.work for entry in entries}
        for sort, wrong in (("WRONG", sure - pairs), ("MISSED", pairs - both)):
            for pair in wrong:
                one, other = sorted(pair)
                print(sort, ways[one], "/", ways[other], "\n  ", by_key[one], "\n  ", by_key[other])


def _share(part: set[frozenset[str]], whole: set[frozenset[str]]) -> str:
    return f"{len(part) / len(whole):.3f} ({len(part)} of {len(whole)})" if whole else "-"


if __name__ == "__main__":
    sys.exit(main())
