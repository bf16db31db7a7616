"""Render a set of items in every style of a folder, notes and bibliography, and name each style that fails.

    csl_sweep.py FOLDER [--items FILE] [--limit N]      exit code 1 where a style raises

A dependent style, which holds only a pointer to another, is counted and passed over. Locale files are found as the
adapter finds them.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from biblio.errors import StyleError
from biblio.styles.csl import Processor
from scripts.csl_adapter import locale_folder

__all__ = ["sweep"]

_ITEMS = Path(__file__).resolve().parents[1] / "tests" / "cases" / "csl" / "varied-items.json"


def _notes(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A note for every item, then again with a locator, then at once again, so that every position occurs."""
    cites: list[dict[str, Any]] = []
    for item in items:
        cites += [{"id": item["id"]}, {"id": item["id"], "locator": "12-15"}, {"id": item["id"], "locator": "3"}]
    cites += [{"id": item["id"], "prefix": "see", "suffix": "and passim"} for item in items]
    return [
        {"citationID": f"c{at}", "citationItems": [cite], "properties": {"noteIndex": at + 1}}
        for at, cite in enumerate(cites)
    ]


def sweep(style: Path, items: Sequence[dict[str, Any]], locales: Path) -> bool:
    """Render the items in one style; False for a dependent style."""
    try:
        processor = Processor(style.read_bytes(), items, locales=locales)
    except StyleError as error:
        if "dependent style" in error.message:
            return False
        raise
    processor.process(_notes(items))
    if processor.style.bibliography is not None:
        processor.uncited()
        processor.bibliography()
    return True


def main() -> int:
    """Read the arguments and sweep."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=Path, default=_ITEMS)
    parser.add_argument("--limit", type=int, default=0)
    arguments = parser.parse_args()
    items = json.loads(arguments.items.read_text(encoding="utf-8"))
    styles = sorted(arguments.folder.glob("*.csl"))
    locales = locale_folder()
    failed = dependent = 0
    start = time.perf_counter()
    for style in styles[: arguments.limit or None]:
        try:
            dependent += not sweep(style, items, locales)
        except Exception:
            failed += 1
            print(f"{style.name}: {traceback.format_exc(limit=-3)}")
    done = len(styles[: arguments.limit or None])
    seconds = time.perf_counter() - start
    print(f"{done - dependent - failed} styles rendered, {failed} failed, {dependent} dependent, {seconds:.0f} s")
    return int(bool(failed))


if __name__ == "__main__":
    raise SystemExit(main())
