"""Measure reading and writing of .bib files against bibtexparser and pybtex.

usage: bench_library.py [FILE.bib ...] [--entries N] [--rounds N] [--memory] [--linear MB]

Without files a library of N entries is made: articles and books as reference managers write them, a third of their
names and titles with LaTeX accents. Every task runs once a round, one after the other, so that all see the same
machine; figures are entries a second of CPU time, from each task's best round, and their ratio to bibtexparser's.

raw      entries and fields as they stand: `bibtex.split`; `parse_string` without middleware
decoded  macros, names and LaTeX understood: `biblatex.loads`; bibtexparser with names split and LaTeX decoded; pybtex
written  a library that was read, as a .bib file
"""

from __future__ import annotations

import argparse
import gc
import logging
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

WORDS = [
    "the", "of", "history", "state", "revolution", "theory", "class", "struggle", "on", "and", "war", "peace",
    "capital", "labour", "Britain", "France", "modern", "economy", "essay", "world", "system", "social", "movement",
    "party", "women", "Marxism",
]  # fmt: skip
FAMILIES = [r"G{\"o}del", r"M{\'a}rquez", r"Erd{\H o}s", "Smith", "Jones", "van der Berg", "de la Cruz", "Anderson",
            "Novák", "Müller", r"{\v S}afa{\v r}{\'\i}k", "O'Brien", "{World Health Organization}"]  # fmt: skip
GIVEN = ["Anna", "J. R.", "Karl", "Jean-Paul", r"Mar{\'\i}a", "Perry", "Leon D."]


def made(entries: int) -> str:
    """A library of so many entries; the same number always gives the same text."""
    chance = random.Random(7)

    def words(count: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()

    def person() -> str:
        family, given = chance.choice(FAMILIES), chance.choice(GIVEN)
        return family if family.startswith("{W") else chance.choice((f"{family}, {given}", f"{given} {family}"))

    def article(number: int) -> str:
        people = " and ".join(person() for _ in range(chance.choice((1, 1, 2, 3))))
        journal = chance.choice(("nlr", f"{{Journal of {words(3)}}}"))
        return f"""@article{{key{number},
  author = {{{people}}},
  title = {{The {{{words(1)}}} {words(7)}: \\emph{{{words(3)}}} \\& {words(2)}}},
  journal = {journal},
  year = {chance.randint(1900, 2020)},
  month = {chance.choice(("jan", "may", '"15~" # dec'))},
  volume = {{{chance.randint(1, 99)}}},
  number = {{{chance.randint(1, 9)}}},
  pages = {{{chance.randint(1, 200)}--{chance.randint(201, 400)}}},
  doi = {{10.1000/abc_{number}}},
  url = {{https://example.org/~x/{number}_a?b=%20c}},
  abstract = {{{words(80)}}},
  keywords = {{{words(1)}, {words(1)}}}
}}
"""

    def book(number: int) -> str:
        people = " and ".join(person() for _ in range(chance.choice((1, 1, 2))))
        return f"""@book{{key{number},
  author    = {{{people}}},
  title     = "{words(7)} ``{words(2)}''",
  publisher = {{{words(2)} Press}},
  address   = {{London}},
  year      = {{{chance.randint(1900, 2020)}}},
  edition   = {{2}},
  isbn      = {{0-14-022470-4}},
  note      = {{{words(6)} $x^2$}},
}}
"""

    blocks = [article(number) if chance.random() < 0.6 else book(number) for number in range(entries)]
    return "@string{nlr = {New Left Review}}\n\n" + "\n".join(blocks)


def tasks(text: str) -> dict[tuple[str, str], Callable[[], object]]:
    """(what, who) -> the work; what is written has been read before."""
    from bibtexparser import entrypoint, middlewares
    from pybtex.database import parse_string

    from biblio.formats import biblatex, bibtex

    understood = [
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
        middlewares.LatexDecodingMiddleware(),
    ]
    ours = biblatex.plugin.loads(text)
    theirs = entrypoint.parse_string(text)
    others = parse_string(text, "bibtex")
    return {
        ("raw", "biblio"): lambda: bibtex.split(text),
        ("raw", "bibtexparser"): lambda: entrypoint.parse_string(text, parse_stack=[]),
        ("decoded", "biblio"): lambda: biblatex.plugin.loads(text),
        ("decoded", "bibtexparser"): lambda: entrypoint.parse_string(text, append_middleware=understood),
        ("decoded", "pybtex"): lambda: parse_string(text, "bibtex"),
        ("written", "biblio"): lambda: biblatex.plugin.dumps(ours),
        ("written", "bibtexparser"): lambda: entrypoint.write_string(theirs),
        ("written", "pybtex"): lambda: others.to_string("bibtex"),
    }


def compare(name: str, text: str, rounds: int) -> None:
    """One table for one file."""
    from biblio.formats import bibtex

    entries = len(bibtex.split(text).entries)
    best: dict[tuple[str, str], float] = {}
    todo = tasks(text)
    for _ in range(rounds):
        for task, work in todo.items():
            gc.collect()
            start = time.process_time()
            work()
            best[task] = min(best.get(task, 1e9), time.process_time() - start)
    print(f"{name}: {entries} entries, {len(text) / 1e6:.1f} MB, best of {rounds} rounds")
    for (what, who), seconds in best.items():
        ratio = best[what, "bibtexparser"] / seconds
        print(f"  {what:8} {who:13} {entries / seconds:10,.0f} entries/s   {ratio:6.2f} x bibtexparser")


def memory(entries: int) -> None:
    """Peak memory of a process of its own that reads so many entries."""
    works = {
        "biblio": "from biblio.formats import biblatex; kept = biblatex.plugin.loads(text)",
        "bibtexparser": "from bibtexparser import entrypoint; kept = entrypoint.parse_string(text)",
        "pybtex": "from pybtex.database import parse_string; kept = parse_string(text, 'bibtex')",
    }
    for who, work in works.items():
        script = f"import sys; text = sys.stdin.read(); {work}; import resource; " + (
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        )
        done = subprocess.run([sys.executable, "-c", script], input=made(entries), capture_output=True, text=True)
        print(f"  {who:13} {done.stdout.strip() or done.stderr[-80:]:>7} MB peak for {entries:,} entries read")


def linear(megabytes: int) -> None:
    """Time for files of doubling size, sound and with every second entry broken; a linear reader keeps its MB/s."""
    from biblio.formats import bibtex

    sample = made(2000)
    broken = sample.replace("  pages = {", "  pages = {{").replace("``", '"')
    for name, text in (("sound", sample), ("broken", broken)):
        size = 4
        while size <= megabytes:
            whole = text * max(1, size * 1_000_000 // len(text))
            gc.collect()
            start = time.process_time()
            found = bibtex.split(whole)
            seconds = time.process_time() - start
            rate = len(whole) / 1e6 / seconds
            print(f"  {name:6} {len(whole) / 1e6:6.0f} MB  {rate:6.1f} MB/s  "
                  f"{len(found.entries):,} entries, {len(found.problems):,} problems")  # fmt: skip
            size *= 2
    print(f"  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--entries", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", action="store_true", help="peak memory for 100,000 entries")
    parser.add_argument("--linear", type=int, metavar="MB", help="raw reading of files up to this size")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if options.memory:
        memory(100_000)
    elif options.linear:
        linear(options.linear)
    else:
        for path in options.files:
            compare(path.name, path.read_text(encoding="utf-8"), options.rounds)
        if not options.files:
            compare("made", made(options.entries), options.rounds)


if __name__ == "__main__":
    main()
