"""pywb on loopback: a real Memento archive (TimeGate, TimeMap, raw copies, capture index) over WARC files of a test."""

from __future__ import annotations

import contextlib
import importlib.util
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

__all__ = ["serving"]

_SECONDS = 40.0
_RUN = "import sys; from pywb.apps.cli import {0} as main; sys.exit(main({1!r}))"
_MANAGE = "from pywb.manager.manager import main\nfor command in {0!r}: main(command)"


@contextlib.contextmanager
def serving(folder: Path, *files: Path) -> Iterator[str]:
    """Address of the collection that holds the files; skips where pywb is not there or does not start."""
    if importlib.util.find_spec("pywb") is None:
        pytest.skip("pywb is not installed; it needs Python below 3.13")
    _manage(folder, ["init", "kept"], ["add", "kept", *map(str, files)])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    code = _RUN.format("wayback", ["-p", str(port), "-b", "127.0.0.1"])
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen([sys.executable, "-c", code], cwd=folder, stdout=log, stderr=log)
    try:
        begun = time.monotonic()
        while not _answers(port):
            if running.poll() is not None or time.monotonic() - begun > _SECONDS:
                pytest.skip(f"pywb did not start: {(folder / 'log').read_text('utf-8', 'replace')[-300:]}")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/kept/"
    finally:
        running.terminate()
        running.wait(10)


def _manage(folder: Path, *commands: list[str]) -> None:
    code = _MANAGE.format(commands)
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"pywb does not work here: {done.stderr[-300:]}")


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
        return True
    return False
