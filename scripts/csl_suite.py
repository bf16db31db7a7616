"""Run the CSL test suite: counts by category, the pass list, or one case with what differs.

csl_suite.py DIR                    counts by category
csl_suite.py DIR --list FILE        compare with a pass list; 1 where a listed case fails or an unlisted one passes
csl_suite.py DIR --write FILE       write the pass list anew
csl_suite.py DIR --show NAME...     expected and found, for these cases or categories
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.csl_adapter import locale_folder, run

__all__ = ["Outcome", "read_case", "run_suite"]

_SECTION = re.compile(r"^>>=+ ([A-Z0-9-]+) =+>>[^\n]*\n(.*?)^<<=+ \1 =+<<", re.DOTALL | re.MULTILINE)
_JSON = {
    "INPUT": "input",
    "CITATION-ITEMS": "citation_items",
    "CITATIONS": "citations",
    "BIBENTRIES": "bibentries",
    "BIBSECTION": "bibsection",
    "ABBREVIATIONS": "abbreviations",
    "OPTIONS": "options",
}


class Outcome(NamedTuple):
    """One case run."""

    name: str
    expected: str
    found: str
    error: str = ""

    @property
    def passed(self) -> bool:
        """Equal but for space at the ends."""
        return not self.error and self.expected.strip() == self.found.strip()

    @property
    def category(self) -> str:
        """The part of the name before the underscore."""
        return self.name.partition("_")[0]


def read_case(path: Path) -> dict[str, Any]:
    """A fixture file as the adapter takes it, with "expected"."""
    text = path.read_text(encoding="utf-8-sig")
    parts = {match[1]: match[2] for match in _SECTION.finditer(text)}
    case: dict[str, Any] = {
        "name": path.stem,
        "mode": parts.get("MODE", "citation").strip(),
        "csl": parts["CSL"].strip(),
    }
    for section, key in _JSON.items():
        case[key] = json.loads(parts[section]) if parts.get(section, "").strip() else None
    case["expected"] = parts.get("RESULT", "").rstrip("\n")
    return case


def run_suite(paths: Iterable[Path], locales: Path) -> list[Outcome]:
    """Run the cases, one after another."""
    outcomes = []
    for path in paths:
        case = read_case(path)
        try:
            outcomes.append(Outcome(path.stem, case["expected"], run(case, locales)))
        except Exception:
            outcomes.append(Outcome(path.stem, case["expected"], "", traceback.format_exc()))
    return outcomes


def _report(outcomes: list[Outcome]) -> None:
    total, passed = Counter(o.category for o in outcomes), Counter(o.category for o in outcomes if o.passed)
    for category in sorted(total):
        missing = [o.name.partition("_")[2] for o in outcomes if o.category == category and not o.passed]
        print(f"{category:14}{passed[category]:4} / {total[category]:<4} {' '.join(missing)}")
    print(f"{'all':14}{sum(passed.values()):4} / {sum(total.values())}")


def _compare(outcomes: list[Outcome], listed: Path) -> int:
    expected = set(listed.read_text(encoding="utf-8").split())
    passed = {o.name for o in outcomes if o.passed}
    present = {o.name for o in outcomes}
    for name in sorted((expected & present) - passed):
        print(f"listed but fails: {name}")
    for name in sorted(passed - expected):
        print(f"passes but is not listed: {name}")
    return int(bool((expected & present) ^ passed))


def _show(outcomes: list[Outcome], *, failing: bool) -> None:
    for outcome in outcomes:
        if failing and outcome.passed:
            continue
        print(f"== {outcome.name} {'ok' if outcome.passed else 'DIFFERS'}")
        print(f"-- expected\n{outcome.expected}\n-- found\n{outcome.found}{outcome.error}")


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument(
        "--show", nargs="*", metavar="NAME", help="cases or categories; failing ones where none is named"
    )
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*_*.txt"))
    if arguments.show:
        paths = [path for path in paths if path.stem in arguments.show or path.stem.partition("_")[0] in arguments.show]
    outcomes = run_suite(paths, locale_folder())
    if arguments.show is not None:
        _show(outcomes, failing=True)
        return 0
    if arguments.write:
        names = "".join(f"{o.name}\n" for o in outcomes if o.passed)
        arguments.write.write_text(names, encoding="utf-8")
    _report(outcomes)
    return _compare(outcomes, arguments.list) if arguments.list else 0


if __name__ == "__main__":
    raise SystemExit(main())
