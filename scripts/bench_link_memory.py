"""Measure how much memory `biblio check` takes for how many links, on made-up hosts of loopback and offline.

    python scripts/bench_link_memory.py [--links 1000 10000 100000] [--offline]

Each link has an entry of its own, eight links are at a host, and two in three are alive. Memory is the largest resident
set of a fresh process, seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bench_links import Watch  # noqa: E402
from scripts.links.families import FAMILIES  # noqa: E402
from scripts.links.world import world  # noqa: E402

QUICK = ("page", "old-page", "moved-301", "404", "another-page", "soft-404-in-own-words")
"""Families whose answers come at once."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--offline", action="store_true", help="only offline")
    options = parser.parse_args()
    families = [one for one in FAMILIES if one.name in QUICK]
    print("| links | refs.bib, MB | asked | peak MB | processor, s |\n| --- | --- | --- | --- | --- |", flush=True)
    for count in options.links:
        with tempfile.TemporaryDirectory() as folder, world(count, Path(folder), families=families) as made:
            file = Path(folder) / "refs.bib"
            file.write_text(made.bib, "utf-8")
            size = file.stat().st_size / 2**20
            for asked in ("nothing", "all"):
                if asked == "nothing" or not options.offline:
                    more = ["--offline"] if asked == "nothing" else ["--allow-private"]
                    memory, seconds = _measure(more, Path(folder))
                    print(f"| {count:,} | {size:.1f} | {asked} | {memory:.0f} | {seconds:.0f} |", flush=True)
    return 0


def _measure(more: Sequence[str], folder: Path) -> tuple[float, float]:
    """Peak MB and processor seconds of a check that writes its JSON to a file."""
    process = subprocess.Popen(
        [sys.executable, "-m", "biblio", "check", "refs.bib", "--json", "-o", "links.json", *more],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache")},
        stderr=subprocess.DEVNULL,
    )
    # The largest set that the system reports at the end would be that of this process, of which the other is a copy.
    watch = Watch(process.pid)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return watch.highest, usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
