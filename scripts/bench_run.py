"""Measure what README says under "How good is it": seconds, memory, and what whole essays give against the truth.

    python scripts/bench_run.py [--repeat 5]

Prints two Markdown tables. Times are wall seconds of a fresh process, the best of several; memory is the largest
resident set of that process. Essays that are not part of the project are left out, and it says so.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from biblio import pipeline  # noqa: E402
from tests.essay_truth import all_truths, compare, observe  # noqa: E402

BIBLIO = (sys.executable, "-m", "biblio")
UNREACHABLE = "http://192.0.2.1:9"
"""An address that RFC 5737 sets aside for documentation: nobody answers there."""
DONE = (0, 1)
"""Exit codes of a command that did its work; 1 says that it found something to look at."""
KINDS = ("note", "call", "cite", "work", "field")


@dataclass(frozen=True)
class Measure:
    """The best of several runs of one command."""

    seconds: float
    megabytes: float
    code: int


def measure(arguments: Sequence[str], repeat: int, environment: Mapping[str, str] | None = None) -> Measure:
    """Run `biblio` with these arguments in fresh processes."""
    best = Measure(float("inf"), 0.0, 0)
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            process = subprocess.Popen(
                [*BIBLIO, *arguments],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
            process.returncode = os.waitstatus_to_exitcode(status)
        best = Measure(min(best.seconds, seconds), max(best.megabytes, usage.ru_maxrss / 1024), process.returncode)
    return best


def speed(documents: Sequence[Path], repeat: int) -> bool:
    """The table of times and memory; whether every command did its work."""
    no_network = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), UNREACHABLE)
    no_network |= {"NO_PROXY": "", "no_proxy": ""}
    print(f"| command (best of {repeat}, fresh process) | seconds | peak MB |\n| --- | --- | --- |")
    done = [_row("biblio --help", measure(["--help"], repeat))]
    for path in documents:
        name = f"biblio run {path.name} --offline"
        if path.exists():
            done.append(_row(name, measure(["run", str(path), "--offline", "-o", "."], repeat)))
        else:
            print(f"| `{name}` | not there: left out | |")
    path = next(path for path in documents if path.exists())
    best = measure(["run", str(path), "-o", "."], 1, no_network)
    return all([*done, _row(f"biblio run {path.name}, nobody answers, once", best)])


def _row(name: str, best: Measure) -> bool:
    failed = best.code not in DONE
    print(f"| `{name}` | {best.seconds:.2f}{' FAILED' if failed else ''} | {best.megabytes:.0f} |", flush=True)
    return not failed


def quality() -> None:
    """The table of what each essay gives: right / all, and everything that is wrong on stderr."""
    print("\n| document | " + " | ".join(f"{kind}s" for kind in KINDS) + " |\n|" + " --- |" * (len(KINDS) + 1))
    for truth in all_truths():
        for document in truth.documents:
            if not (ROOT / document).exists():
                print(f"| {document} | not there: left out |" + " |" * (len(KINDS) - 1))
                continue
            findings = compare(truth, observe(pipeline.run(str(ROOT / document), offline=True)))
            right = Counter(found.kind for found in findings if found.right)
            every = Counter(found.kind for found in findings)
            print(f"| {document} | " + " | ".join(f"{right[kind]}/{every[kind]}" for kind in KINDS) + " |", flush=True)
            for found in findings:
                if not found.right:
                    print(f"{Path(document).name}: {found}", file=sys.stderr)


def main() -> int:
    """Both tables; 1 if a command failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=5, help="how often each command is run")
    options = parser.parse_args()
    documents = [(ROOT / document).resolve() for truth in reversed(all_truths()) for document in truth.documents]
    done = speed(documents, max(1, options.repeat))
    quality()
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
