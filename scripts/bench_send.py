"""How surely an entry is found again among a reference manager's items, and what finding costs.

    python scripts/bench_send.py TRUTH...

TRUTH are libraries or annotated essays, as for bench_dedupe.py. Each work becomes an item as Zotero's API has it, is
read back, and stands there without its citation key. Then it is looked for as it is and as other people would write it
down, and works that only look alike are looked for, which must not be taken for it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from biblio.managers._matching import Index, match
from biblio.managers._zotero.items import item
from biblio.managers._zotero.reading import Existing, existing
from biblio.model import Entry, Work
from scripts.bench_dedupe import OTHER, SAME, Change, works


def items(originals: Sequence[Work]) -> list[Existing]:
    """What Zotero would have of the works, numbered, without citation keys."""
    made = (
        existing({"key": str(at), "version": 1, "data": item(Entry("k", work))}) for at, work in enumerate(originals)
    )
    return [replace(one, citation_key="") for one in made if one is not None]


def changed(originals: Sequence[Work], changes: Sequence[Change], rng: random.Random) -> list[tuple[int, Work]]:
    """The works after each of the changes that applies to them."""
    return [
        (at, other)
        for at, work in enumerate(originals)
        for change in changes
        if (other := change(rng, work)) is not None and other.title
    ]


def measure(name: str, asked: Sequence[tuple[int, Work]], index: Index[Existing]) -> None:
    """Print what became of the questions."""
    begun = time.process_time()
    found = [(number, match(Entry("another-key", work), index)) for number, work in asked]
    spent = (time.process_time() - begun) * 1e6 / len(asked)
    same = sum(one.item is not None and one.item.key == str(number) for number, one in found)
    other = sum(one.item is not None and one.item.key != str(number) for number, one in found)
    doubt = sum(bool(one.doubt) for _, one in found)
    new = len(asked) - same - other - doubt
    print(
        f"{name:<12} {len(asked):>5} asked: {same} taken for their original, {other} for another item, "
        f"{doubt} left as doubtful, {new} new; {spent:.0f} us each"
    )


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", nargs="+", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    originals = list(works(options.truth))
    begun = time.process_time()
    index = Index(items(originals), "Zotero")
    print(f"{len(originals)} items made, read and indexed: {time.process_time() - begun:.2f} s CPU")
    measure("as they are", list(enumerate(originals)), index)
    measure("rewritten", changed(originals, SAME, rng), index)
    measure("look alike", changed(originals, OTHER, rng), index)
    return 0


if __name__ == "__main__":
    sys.exit(main())
