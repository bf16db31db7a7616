"""The checker on a small web with every fault a link can have, and what it does when it is killed (scripts/links)."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from biblio.formats import biblatex
from biblio.http import Client, Limits
from biblio.links import State, check
from scripts.bench_links import busiest
from scripts.links.families import FAMILIES
from scripts.links.world import world

ROOT = Path(__file__).parents[1]


def test_every_family_of_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    families = [one for one in FAMILIES if shutil.which("openssl") or not one.name.startswith("tls-")]
    with world(len(families), tmp_path, families=families, seed=11) as made:
        if made.bundle:
            monkeypatch.setenv("REQUESTS_CA_BUNDLE", made.bundle)
        library = biblatex.plugin.loads(made.bib, "refs.bib")
        limits = Limits(deadline=5.0)
        with State(tmp_path / "links.sqlite") as state, Client(allow_private=True, limits=limits) as client:
            checks, _ = check(library, client, state=state)
    said = {found.link.keys[0]: found for found in checks}
    wrong = {
        one.family: (one.verdict, said[one.key].verdict.value, said[one.key].reason)
        for one in made.expected
        if said[one.key].verdict.value != one.verdict
    }
    assert not wrong
    for one in made.expected:
        if one.verdict == "moved":
            assert said[one.key].proposed_url == said[one.key].probes[-1].final_url == one.final
    assert busiest(made.web.asked) <= 10
    assert not [asked for asked in made.web.asked if asked.in_pause]


@pytest.mark.parametrize(("ending", "lost"), [(signal.SIGKILL, 14), (signal.SIGTERM, 0)])
def test_a_killed_run_asks_nothing_twice(tmp_path: Path, ending: signal.Signals, lost: int) -> None:
    """Only what is on its way when it is killed is asked again, and not even that when it is told to stop."""
    families = [one for one in FAMILIES if one.name in ("page", "404")]
    with world(120, tmp_path, families=families, seed=12) as made:
        (tmp_path / "refs.bib").write_text(made.bib, "utf-8")
        command = [sys.executable, "-m", "biblio", "check", "refs.bib", "--allow-private", "--json"]
        environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL)
        begun = time.monotonic()
        while len(made.web.asked) < 80 and time.monotonic() - begun < 60:
            time.sleep(0.01)
        process.send_signal(ending)
        process.wait()
        asked = Counter(one.target for one in made.web.asked)
        assert 80 <= len(made.web.asked) < 180, "it was killed in the middle"
        done = subprocess.run(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, check=False)
        assert done.returncode == 1
        total = Counter(one.target for one in made.web.asked)
    times = {one.url.partition("127.")[2].partition("/")[2]: 2 if one.verdict == "dead" else 1 for one in made.expected}
    twice = {target: count for target, count in total.items() if count > times.get(target.lstrip("/"), 1)}
    assert len(twice) <= lost
    assert all(count == times[target.lstrip("/")] + 1 for target, count in twice.items())
    assert asked.keys() <= total.keys()
